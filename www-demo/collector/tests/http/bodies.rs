//! Every encoding PostHog's SDKs use, and bodies that are none.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Collector, batch, event, gzip, names};

fn base64(text: impl AsRef<[u8]>) -> String {
    STANDARD.encode(text)
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[test]
fn every_encoding_arrives_the_same() {
    let collector = Collector::start();
    // Blanks, plus signs and other scripts: what a careless decoder loses first.
    let text = batch(&[event("seen", "d", json!({"text": "1 + 1 = zwei ≠ 三 😀 & more?>>>???"}))]).to_string();
    let form_kind = "application/x-www-form-urlencoded";
    let cases: Vec<(&str, &str, &str, Vec<u8>, &str)> = vec![
        ("plain JSON", "/e/", "application/json", text.clone().into_bytes(), "json"),
        ("JSON as text", "/i/v0/e/", "text/plain", text.clone().into_bytes(), "json"),
        ("unlabelled gzip", "/i/v0/e/", "text/plain", gzip(&text), "gzip"),
        ("gzip-js label", "/e/?compression=gzip-js", "text/plain", gzip(&text), "gzip"),
        ("gzip label", "/batch/?compression=gzip", "application/octet-stream", gzip(&text), "gzip"),
        ("base64 form", "/e/?compression=base64", form_kind, form(&[("data", &base64(&text))]).into_bytes(), "form+base64"),
        (
            "form naming its compression",
            "/capture/",
            form_kind,
            form(&[("data", &base64(&text)), ("compression", "base64")]).into_bytes(),
            "form+base64",
        ),
        ("form without a word", "/track/", form_kind, form(&[("data", &base64(&text))]).into_bytes(), "form+base64"),
        ("form not percent-encoded", "/e/?compression=base64", form_kind, format!("data={}", base64(&text)).into_bytes(), "form+base64"),
        ("form of a beacon", "/e/?compression=base64", "text/plain", form(&[("data", &base64(&text))]).into_bytes(), "form+base64"),
        ("JSON in a form", "/e/", form_kind, form(&[("data", &text)]).into_bytes(), "form"),
        ("bare base64", "/e/?compression=base64", "text/plain", base64(&text).into_bytes(), "base64"),
        ("gzip in base64 in a form", "/e/", form_kind, form(&[("data", &base64(gzip(&text)))]).into_bytes(), "form+base64+gzip"),
    ];
    for (case, path, kind, body, encoding) in cases {
        let answer = collector.post(path, kind, &body);
        assert_eq!(answer.status, 200, "{case}: {}", answer.text);
        let event = collector.events().pop().unwrap();
        assert_eq!(event["properties"]["text"], "1 + 1 = zwei ≠ 三 😀 & more?>>>???", "{case}");
        let request = collector.requests().pop().unwrap();
        assert_eq!(request["encoding"], encoding, "{case}");
        assert_eq!(request["id"], event["request_id"], "{case}");
        assert_eq!(request["size"], body.len(), "{case}");
        assert_eq!(request["body"], serde_json::from_str::<Value>(&text).unwrap(), "{case}");
    }
    assert_eq!(collector.events().len(), 13);

    let body = gzip(&text);
    let encoded = collector.try_post("/e/", &[("content-encoding", "gzip"), ("content-type", "application/json")], &body).unwrap();
    assert_eq!(encoded.status, 200, "{}", encoded.text);
    assert_eq!(collector.requests().pop().unwrap()["encoding"], "gzip");

    let pixel = collector.get(&format!("/e/?{}", form(&[("data", &base64(&text)), ("ip", "0")])));
    assert_eq!(pixel.status, 200, "{}", pixel.text);
    assert_eq!(collector.events().len(), 15);
}

#[test]
fn every_outer_shape_is_understood() {
    let collector = Collector::start();
    let one = event("one", "d", json!({}));
    collector.send("/e/", &one);
    collector.send("/e/", &json!([event("two", "d", json!({})), event("three", "d", json!({}))]));
    collector.send("/batch/", &batch(&[event("four", "d", json!({}))]));
    collector.send("/capture/", &json!({"api_key": "phc_test", "event": "five", "distinct_id": "d", "properties": {}}));
    collector.send("/e/?token=phc_test", &json!({"event": "six", "distinct_id": 7}));
    let engage = collector.send("/engage/", &json!({"$token": "phc_test", "$distinct_id": "d", "$set": {"name": "Ada"}}));
    assert_eq!(engage.json(), json!({"status": 1}));
    assert_eq!(names(&collector.events()), ["one", "two", "three", "four", "five", "six", "$identify"]);
    assert_eq!(collector.events()[5]["distinct_id"], "7");
    assert_eq!(collector.list("/_/persons?token=phc_test")[0]["properties"], json!({"name": "Ada"}));
}

#[test]
fn a_request_that_calls_itself_a_beacon_gets_no_body() {
    let collector = Collector::start();
    let answer = collector.send("/e/?beacon=1", &event("left", "d", json!({})));
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    assert_eq!(names(&collector.events()), ["left"]);
}

#[test]
fn bad_bodies_are_refused_with_a_reason_and_store_nothing() {
    let collector = Collector::start();
    let good = event("good", "d", json!({}));
    let text = |value: Value| value.to_string().into_bytes();
    let mut cut = gzip(good.to_string());
    cut.truncate(cut.len() / 2);
    let cases: Vec<(&str, &str, Vec<u8>, u16, &str)> = vec![
        ("/e/", "application/json", b"".into(), 400, "the body is empty"),
        ("/e/", "application/json", b"{\"api_key\":".into(), 400, "the body is not JSON"),
        ("/e/", "application/json", b"\xff\xfe{}".into(), 400, "the body is not UTF-8"),
        ("/e/", "application/json", text(json!(5)), 400, "neither an event"),
        ("/e/", "application/json", text(json!([])), 400, "no event in the body"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "batch": {}})), 400, "batch is not a list"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "batch": [5]})), 400, "event 0 is not an object"),
        ("/e/", "text/plain", cut, 400, "not sound gzip"),
        ("/e/?compression=gzip-js", "text/plain", text(good.clone()), 400, "not sound gzip"),
        ("/e/?compression=base64", "text/plain", b"%%%".into(), 400, "not base64"),
        ("/e/", "application/x-www-form-urlencoded", b"x=1".into(), 400, "no field named data"),
        ("/e/", "application/json", text(json!({"event": "x", "distinct_id": "d"})), 401, "no api_key"),
        ("/e/", "application/json", text(json!({"api_key": "phx_personal", "event": "x", "distinct_id": "d"})), 401, "personal key"),
        ("/e/", "application/json", text(json!({"api_key": "a b", "event": "x", "distinct_id": "d"})), 401, "form"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "event": "x"})), 400, "no distinct_id"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "event": "x", "distinct_id": " "})), 400, "no distinct_id"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "distinct_id": "d"})), 400, "no name"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "event": 5, "distinct_id": "d"})), 400, "not text"),
        ("/e/", "application/json", text(json!({"api_key": "phc_test", "event": "x", "distinct_id": "d", "uuid": "5"})), 400, "uuid"),
        (
            "/e/",
            "application/json",
            text(json!({"api_key": "phc_test", "event": "x", "distinct_id": "d", "properties": 5})),
            400,
            "properties",
        ),
        // One bad event spoils its batch, as with PostHog.
        ("/batch/", "application/json", text(batch(&[good.clone(), json!({"event": "x"})])), 400, "no distinct_id"),
        (
            "/e/",
            "application/json",
            text(json!([good, {"event": "x", "properties": {"token": "phc_other", "distinct_id": "d"}}])),
            400,
            "another token",
        ),
    ];
    let count = cases.len();
    for (path, kind, body, status, reason) in cases {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let answer = collector.post(path, kind, body);
        assert_eq!(answer.status, status, "{shown}");
        assert!(answer.json()["detail"].as_str().unwrap().contains(reason), "{shown}: {}", answer.text);
    }
    let unknown = collector.try_post("/e/", &[("content-encoding", "br")], b"xx").unwrap();
    assert_eq!(unknown.status, 415);

    assert_eq!(collector.list("/_/events"), Vec::<Value>::new());
    let requests = collector.list("/_/requests");
    assert_eq!(requests.len(), count + 1);
    assert!(requests.iter().all(|request| request["error"].is_string() && request["events"].is_null()), "{requests:?}");
}

#[test]
fn sizes_are_bounded() {
    let collector = Collector::start();
    let bomb = gzip(vec![b' '; 50 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    let answer = collector.post("/e/", "text/plain", bomb);
    assert_eq!(answer.status, 413);
    assert_eq!(answer.json()["code"], "payload_too_large");
    let nested = "[".repeat(100_000);
    assert_eq!(collector.post("/e/", "application/json", nested).status, 400);
    // The program is still there.
    assert_eq!(collector.capture("after", "d", json!({})).status, 200);
}

#[test]
fn a_cut_emoji_does_not_cost_the_batch() {
    let collector = Collector::start();
    let text = batch(&[event("cut", "d", json!({"text": "HALF"}))]).to_string().replace("HALF", "x\\ud83d");
    assert_eq!(collector.post("/e/", "application/json", text).status, 200);
    assert_eq!(collector.events()[0]["properties"]["text"], "x\u{fffd}");
}
