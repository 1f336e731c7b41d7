//! Feature flags: what an SDK is answered, and what the live page reads and changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Collector, TOKEN, batch, event, folder, gzip};

const FILE: &str = r#"
[[flags]]
key = "insiders"
id = 7
version = 3
description = "Not for everybody"
conditions = [
    { properties = [{ key = "email", operator = "icontains", value = "@example.com" }] }, # us
    { properties = [{ key = "plan", value = "business" }], rollout_percentage = 0 },
]
payload = { words = ["<", "ä"] }

[[flags]]
key = "companies"
id = 8
aggregation_group_type = "company"
conditions = [{ properties = [{ key = "plan", value = "team" }] }]

[[flags]]
key = "gone"
id = 9
enabled = false
conditions = [{}]

[[flags]]
key = "pricing"
id = 10
has_experiment = true
conversion = "bought"
conditions = [{}]
variants = [{ key = "control", rollout_percentage = 50 }, { key = "test", rollout_percentage = 50, payload = 1 }]
"#;

struct Flags {
    collector: Collector,
    file: PathBuf,
}

impl Flags {
    fn start(name: &str) -> Self {
        let file = folder(name).join("flags.toml");
        fs::write(&file, FILE).unwrap();
        let collector = Collector::with(&["--faults", "--flags", file.to_str().unwrap()]);
        Self { collector, file }
    }

    fn ask(&self, more: Value) -> Value {
        let mut body = json!({ "token": TOKEN, "distinct_id": "ada" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = self.collector.send("/flags/?v=2", &body);
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    fn flags(&self, more: Value) -> Value {
        self.ask(more)["flags"].clone()
    }

    fn shown(&self) -> Value {
        self.collector.get("/_/flags?token=phc_test").json()
    }

    fn shown_flag(&self, key: &str) -> Value {
        self.shown()["flags"].as_array().unwrap().iter().find(|flag| flag["key"] == key).unwrap().clone()
    }
}

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn an_answer_has_posthogs_shape() {
    let flags = Flags::start("flags-shape");
    let answer = flags.ask(json!({"person_properties": {"email": "ada@example.com"}}));
    assert_eq!(answer["errorsWhileComputingFlags"], false);
    assert!(answer["requestId"].is_string() && answer["evaluatedAt"].is_i64());
    assert_eq!(answer.get("minimalFlagCalledEvents"), None);
    // A flag that is off is not told.
    assert_eq!(keys(&answer["flags"]), ["insiders", "companies", "pricing"]);
    let expected = json!({
        "key": "insiders",
        "enabled": true,
        "variant": null,
        "reason": { "code": "condition_match", "condition_index": 0, "description": "Matched condition set 1" },
        "metadata": { "id": 7, "version": 3, "description": "Not for everybody", "has_experiment": false, "payload": "{\"words\":[\"<\",\"ä\"]}" },
        "failed": false,
    });
    assert_eq!(answer["flags"]["insiders"], expected);
    let pricing = &answer["flags"]["pricing"];
    assert_eq!((&pricing["enabled"], &pricing["metadata"]["has_experiment"]), (&json!(true), &json!(true)));
    assert!(pricing["variant"] == "control" || pricing["variant"] == "test");
    // No payload is no payload, not null.
    let companies = &answer["flags"]["companies"];
    assert_eq!((&companies["enabled"], companies["metadata"].get("payload")), (&json!(false), None));
    assert_eq!(companies["reason"], json!({"code": "no_group_type", "condition_index": null, "description": "No group type"}));
    let stranger = flags.flags(json!({}));
    assert_eq!(stranger["insiders"]["reason"]["code"], "no_condition_match");
    assert_eq!(stranger["insiders"]["metadata"].get("payload"), None);
    let near = flags.flags(json!({"person_properties": {"plan": "business"}}));
    assert_eq!(
        near["insiders"]["reason"],
        json!({"code": "out_of_rollout_bound", "condition_index": 1, "description": "Out of rollout bound"})
    );
}

#[test]
fn every_encoding_is_read() {
    let flags = Flags::start("flags-encodings");
    let body = json!({"token": TOKEN, "distinct_id": "ada", "person_properties": {"email": "ä@example.com"}}).to_string();
    let form: String = form_urlencoded::Serializer::new(String::new()).append_pair("data", &STANDARD.encode(&body)).finish();
    for (path, kind, body) in [
        ("/flags/?v=2", "application/json", body.clone().into_bytes()),
        ("/flags?v=2", "text/plain", body.clone().into_bytes()),
        ("/flags/?v=2&compression=gzip-js", "text/plain", gzip(&body)),
        ("/flags/?v=2&compression=base64", "application/x-www-form-urlencoded", form.into_bytes()),
    ] {
        let answer = flags.collector.post(path, kind, body);
        assert_eq!((answer.status, &answer.json()["flags"]["insiders"]["enabled"]), (200, &json!(true)), "{path} {kind}");
    }
}

#[test]
fn what_events_told_is_known_and_the_request_wins() {
    let flags = Flags::start("flags-known");
    let mut identify = event("$identify", "ada", json!({"$anon_distinct_id": "anon"}));
    identify["$set"] = json!({"email": "ada@example.com"});
    let group = json!({"$group_type": "company", "$group_key": "acme", "$group_set": {"plan": "team"}});
    flags.collector.send("/e/", &batch(&[identify, event("$groupidentify", "ada", group)]));
    for (id, expected) in [("ada", true), ("anon", true), ("bob", false)] {
        assert_eq!(flags.flags(json!({ "distinct_id": id }))["insiders"]["enabled"], expected, "{id}");
    }
    assert_eq!(flags.flags(json!({"person_properties": {"email": "ada@example.org"}}))["insiders"]["enabled"], false);

    let company = |more: Value| {
        let mut asked = json!({"distinct_id": "bob", "groups": {"company": "acme"}});
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        flags.flags(asked)["companies"]["enabled"].clone()
    };
    assert_eq!(company(json!({})), true);
    assert_eq!(company(json!({"group_properties": {"company": {"seats": 5}}})), true);
    assert_eq!(company(json!({"group_properties": {"company": {"plan": "free"}}})), false);
    assert_eq!(company(json!({"groups": {"company": "other"}})), false);
    assert_eq!(company(json!({"groups": {"company": 5}, "group_properties": {"company": {"plan": "TEAM"}}})), true);
}

#[test]
fn a_request_can_ask_for_some_or_none() {
    let flags = Flags::start("flags-some");
    assert_eq!(keys(&flags.flags(json!({"flag_keys": ["pricing", "unknown"]}))), ["pricing"]);
    assert!(keys(&flags.flags(json!({"flag_keys": []}))).is_empty());
    assert!(keys(&flags.flags(json!({"disable_flags": true, "distinct_id": null}))).is_empty());
    assert_eq!(
        keys(&flags.flags(json!({"flag_keys": null, "groups": null, "person_properties": null, "group_properties": null}))).len(),
        3
    );
    assert_eq!(flags.flags(json!({"distinct_id": 5}))["pricing"], flags.flags(json!({"distinct_id": "5"}))["pricing"]);
}

#[test]
fn a_bad_request_is_refused() {
    let flags = Flags::start("flags-bad");
    for (status, body) in [
        (400, json!({"token": TOKEN})),
        (400, json!({"token": TOKEN, "distinct_id": ""})),
        (400, json!({"token": TOKEN, "distinct_id": {"a": 1}})),
        (400, json!({"token": TOKEN, "distinct_id": "d", "groups": ["company"]})),
        (400, json!({"token": TOKEN, "distinct_id": "d", "groups": {"company": {"key": "acme"}}})),
        (400, json!({"token": TOKEN, "distinct_id": "d", "person_properties": "email"})),
        (400, json!({"token": TOKEN, "distinct_id": "d", "group_properties": {"company": 5}})),
        (400, json!({"token": TOKEN, "distinct_id": "d", "flag_keys": "pricing"})),
        (400, json!([{"token": TOKEN, "distinct_id": "d"}])),
        (401, json!({"distinct_id": "d"})),
        (401, json!("token")),
    ] {
        let answer = flags.collector.send("/flags/?v=2", &body);
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
        assert!(answer.json()["detail"].is_string());
    }
    for body in ["", "{", "\u{0}", "data=%%%"] {
        assert_eq!(flags.collector.post("/flags/?v=2", "application/json", body).status, 400, "{body:?}");
    }
    // However deep, it is still answered.
    let deep =
        format!("{{\"token\":\"{TOKEN}\",\"distinct_id\":\"d\",\"person_properties\":{}1{}}}", "{\"a\":".repeat(5000), "}".repeat(5000));
    assert_eq!(flags.collector.post("/flags/?v=2", "application/json", deep).status, 400);
    assert_eq!(flags.collector.get("/_/health").status, 200);
}

#[test]
fn the_remote_config_says_whether_there_are_flags() {
    let has = |collector: &Collector| collector.get("/array/phc_test/config").json()["hasFeatureFlags"].clone();
    assert_eq!(has(&Flags::start("flags-config").collector), true);
    assert_eq!(has(&Collector::start()), false);
}

#[test]
fn the_file_can_be_edited_meanwhile() {
    let flags = Flags::start("flags-edited");
    assert_eq!(flags.shown()["error"], Value::Null);
    fs::write(&flags.file, format!("minimal_flag_called_events = true\n{}", FILE.replace("enabled = false", "enabled = true"))).unwrap();
    let answer = flags.ask(json!({}));
    assert_eq!((&answer["flags"]["gone"]["enabled"], &answer["minimalFlagCalledEvents"]), (&json!(true), &json!(true)));

    fs::write(&flags.file, FILE.replace("[[flags]]", "[[flags]")).unwrap();
    assert_eq!(flags.flags(json!({}))["gone"]["enabled"], true);
    let error = flags.shown()["error"].as_str().unwrap().to_owned();
    assert!(error.contains("flags.toml") && error.contains("line 2"), "{error}");
    let refused = flags.collector.change("PATCH", "/_/flags", &json!({"key": "gone", "enabled": false}));
    assert_eq!(refused.status, 400);

    fs::write(&flags.file, FILE).unwrap();
    assert_eq!(flags.flags(json!({})).get("gone"), None);
    assert_eq!(flags.shown()["error"], Value::Null);
}

#[test]
fn the_live_page_is_told_of_an_edited_file() {
    let flags = Flags::start("flags-told");
    let mut listener = crate::stream::Listener::new(&flags.collector, "/_/stream?token=phc_test", "");
    fs::write(&flags.file, "[").unwrap();
    let since = Instant::now();
    assert_eq!(listener.next().0, "flags");
    assert!(since.elapsed() < Duration::from_secs(5));
    assert!(flags.shown()["error"].is_string());
}

#[test]
fn a_change_is_written_to_the_file() {
    let flags = Flags::start("flags-change");
    let change = |change: Value| flags.collector.change("PATCH", "/_/flags?token=phc_test", &change);
    let changed = change(json!({"key": "insiders", "condition": 1, "rollout_percentage": 100}));
    assert_eq!(changed.json(), flags.shown());
    assert_eq!(flags.flags(json!({"person_properties": {"plan": "business"}}))["insiders"]["metadata"]["version"], 4);
    assert_eq!(flags.flags(json!({"person_properties": {"plan": "business"}}))["insiders"]["enabled"], true);
    assert!(fs::read_to_string(&flags.file).unwrap().contains("# us"));
    assert_eq!(change(json!({"key": "insiders", "enabled": false})).status, 200);
    assert_eq!(flags.flags(json!({})).get("insiders"), None);
    assert_eq!(change(json!({"key": "pricing", "variants": {"control": 0, "test": 100}})).status, 200);
    assert_eq!(flags.flags(json!({}))["pricing"]["variant"], "test");
    assert_eq!(flags.flags(json!({}))["pricing"]["metadata"]["payload"], "1");

    let before = fs::read_to_string(&flags.file).unwrap();
    for (status, wrong) in [
        (404, json!({"key": "unknown"})),
        (400, json!({"key": "insiders", "rollout_percentage": 101})),
        (400, json!({"key": "insiders", "rollout_percentage": 5, "condition": 9})),
        (400, json!({"key": "insiders", "condition": -1, "rollout_percentage": 5})),
        (400, json!({"key": "pricing", "variants": {"control": 5}})),
        (400, json!({"key": "pricing", "conditions": []})),
        (400, json!({"enabled": true})),
        (400, json!([])),
    ] {
        let answer = change(wrong.clone());
        assert_eq!(answer.status, status, "{wrong}: {}", answer.text);
    }
    assert_eq!(fs::read_to_string(&flags.file).unwrap(), before);
    assert_eq!(Collector::with(&[]).change("PATCH", "/_/flags", &json!({"key": "a"})).status, 404);
    // Other sites cannot: a browser asks first, and is not allowed.
    let asked = flags.collector.options("/_/flags", &[("origin", "http://shop.test"), ("access-control-request-method", "PATCH")]);
    assert_eq!(asked.header("access-control-allow-origin"), "");
}

#[test]
fn who_was_told_what_is_shown() {
    let flags = Flags::start("flags-visitors");
    flags.ask(json!({"distinct_id": "ada", "person_properties": {"email": "ada@example.com"}}));
    flags.ask(json!({"distinct_id": "bob"}));
    flags.ask(json!({"distinct_id": "eve", "token": "phc_other"}));
    let seen = |key: &str| -> Vec<(String, Value)> {
        let flag = flags.shown_flag(key);
        let visitors = flag["visitors"].as_array().unwrap();
        visitors.iter().map(|one| (one["distinct_id"].as_str().unwrap().to_owned(), one["value"].clone())).collect()
    };
    assert_eq!(seen("insiders"), [("bob".to_owned(), json!(false)), ("ada".to_owned(), json!(true))]);
    assert_eq!(flags.shown_flag("insiders")["visitors"][1]["reason"], "Matched condition set 1");
    assert!(seen("pricing").iter().all(|(_, value)| value == "control" || value == "test"));
    assert!(seen("gone").is_empty());
    // The last answer counts.
    flags.ask(json!({"distinct_id": "ada", "person_properties": {"email": "ada@example.org"}}));
    assert_eq!(seen("insiders"), [("ada".to_owned(), json!(false)), ("bob".to_owned(), json!(false))]);
    flags.collector.change("POST", "/_/clear?token=phc_test", &json!({}));
    assert!(seen("insiders").is_empty());
}

#[test]
fn an_experiment_is_counted() {
    let flags = Flags::start("flags-experiment");
    let shown = |id: &str, variant: Value| {
        flags.collector.capture("$feature_flag_called", id, json!({"$feature_flag": "pricing", "$feature_flag_response": variant}));
    };
    shown("anon", json!("test"));
    flags.collector.capture("$identify", "ada", json!({"$anon_distinct_id": "anon"}));
    shown("ada", json!("test"));
    shown("bob", json!("control"));
    shown("eve", json!("control"));
    shown("eve", json!("test"));
    shown("kim", json!(false));
    flags.collector.capture("$feature_flag_called", "kim", json!({"$feature_flag": "insiders", "$feature_flag_response": "test"}));
    for id in ["ada", "ada", "eve", "kim"] {
        flags.collector.capture("bought", id, json!({}));
    }
    let row = |variant: &str, calls: u32, exposed: u32, converted: u32, rate: f64| json!({"variant": variant, "calls": calls, "exposed": exposed, "converted": converted, "rate": rate});
    let expected = json!({"variants": [row("control", 2, 1, 0, 0.0), row("test", 3, 1, 1, 1.0)], "shown_several": 1});
    assert_eq!(flags.shown_flag("pricing")["experiment"], expected);
    assert_eq!(flags.shown_flag("insiders")["experiment"], Value::Null);
}

#[test]
fn a_test_can_fix_the_flags_of_a_token() {
    let flags = Flags::start("flags-fixed");
    let fixed = json!({"on": true, "off": false, "which": "blue", "full": {"enabled": true, "payload": {"n": 1}}});
    flags.collector.change("PUT", "/_/flags?token=phc_test", &fixed);
    let told = flags.flags(json!({}));
    assert_eq!(keys(&told), ["on", "off", "which", "full"]);
    assert_eq!((&told["on"]["enabled"], &told["off"]["enabled"]), (&json!(true), &json!(false)));
    assert_eq!((&told["which"]["enabled"], &told["which"]["variant"]), (&json!(true), &json!("blue")));
    assert_eq!((&told["full"]["metadata"]["payload"], told["on"]["metadata"].get("payload")), (&json!("{\"n\":1}"), None));
    assert_eq!(flags.shown()["fixed"], true);
    flags.collector.change("POST", "/_/clear?token=phc_test", &json!({}));
    assert_eq!(keys(&flags.flags(json!({}))).len(), 3);
    assert_eq!(Collector::with(&[]).change("PUT", "/_/flags?token=phc_test", &fixed).status, 405);
}

#[test]
fn without_a_file_there_are_none() {
    let collector = Collector::with(&[]);
    let none = collector.send("/flags/?v=2", &json!({"token": "phc_test", "distinct_id": "d"})).json();
    assert_eq!((&none["flags"], &none["errorsWhileComputingFlags"]), (&json!({}), &json!(false)));
    let shown = collector.get("/_/flags").json();
    assert_eq!((&shown["file"], &shown["flags"]), (&Value::Null, &json!([])));
}

/// The file that the demo runs with.
#[test]
fn the_demos_own_file_says_what_the_demo_expects() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../flags.toml");
    let file = folder("flags-demo").join("flags.toml");
    fs::copy(&ours, &file).unwrap();
    let flags = Flags { collector: Collector::with(&["--flags", file.to_str().unwrap()]), file };
    let insider = flags.flags(json!({"person_properties": {"email": "ada@example.com"}}));
    assert_eq!(insider["new-dashboard-v2"]["reason"]["condition_index"], 0);
    let pays = flags.flags(json!({"groups": {"company": "acme"}, "group_properties": {"company": {"plan": "team"}}}));
    assert_eq!(pays["ai-features-beta"]["metadata"]["payload"], "{\"model\":\"burr-small\",\"suggestions_a_day\":20}");
    let on = |n: u32| flags.flags(json!({ "distinct_id": format!("visitor {n}") }));
    let all: Vec<Value> = (0..200).map(on).collect();
    let count = |of: &dyn Fn(&Value) -> bool| all.iter().filter(|flags| of(flags)).count();
    let half = 70..=130;
    assert!(half.contains(&count(&|flags| flags["new-dashboard-v2"]["enabled"] == true)));
    assert!(half.contains(&count(&|flags| flags["pricing-page-experiment"]["variant"] == "control")));
    assert_eq!(count(&|flags| flags["pricing-page-experiment"]["enabled"] == true), 200);
    assert_eq!(count(&|flags| flags["ai-features-beta"]["enabled"] == true), 0);
}
