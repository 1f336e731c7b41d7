//! Feature flags: what is asked, what is kept of answers of every shape, what is read, reported and told.

use prickle::core::host::Answer;
use serde_json::{Value, json};

use super::page::*;
use super::world::MINUTE;

fn open(more: Value) -> Page {
    let mut given = json!({"capture_pageview": false, "autocapture": false});
    given.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    tab().open("/", given)
}

fn detail(key: &str, value: Value, payload: Value) -> Value {
    let mut metadata = json!({"id": 5, "version": 2, "has_experiment": false});
    if !payload.is_null() {
        metadata["payload"] = payload;
    }
    let mut detail =
        json!({"key": key, "enabled": value != json!(false), "reason": {"code": "c", "description": "why"}, "metadata": metadata});
    if value.is_string() {
        detail["variant"] = value;
    }
    detail
}

fn some() -> Value {
    json!({
        "flags": {"beta": detail("beta", json!(true), Value::Null), "color": detail("color", json!("blue"), json!("{\"hex\":1}")), "off": detail("off", json!(false), json!("1"))},
        "requestId": "r1", "evaluatedAt": 1_700_000_000_000_u64, "minimalFlagCalledEvents": false,
    })
}

fn answer(status: u32, body: &Value) -> Answer {
    Answer { status, text: body.to_string(), ..Answer::default() }
}

/// Asks, and gets this answer.
fn ask(page: &mut Page, status: u32, body: &Value) {
    page.flags_server = Some(answer(status, body));
    page.client.reload_flags();
    page.settle();
    page.advance(5.0);
    page.flags_server = None;
}

fn loaded() -> Page {
    let mut page = open(none());
    ask(&mut page, 200, &some());
    page
}

fn read(page: &mut Page, key: &str) -> Value {
    let result = page.client.flag(key, true, false, "getFeatureFlag");
    page.settle();
    result.map_or(Value::Null, |json| serde_json::from_str(json.text()).unwrap())
}

fn stored(page: &Page, key: &str) -> Value {
    page.stored()[key].clone()
}

#[test]
fn one_request_for_all_who_want_it_within_five_milliseconds() {
    let mut page = open(none());
    for _ in 0..3 {
        page.client.reload_flags();
    }
    page.settle();
    assert_eq!((page.reloads, page.asked.len()), (1, 0));
    page.advance(4.0);
    assert_eq!(page.asked.len(), 0);
    page.advance(1.0);
    let asked = &page.asked[0];
    assert_eq!(asked.url, "https://us.i.posthog.com/flags/?v=2");
    assert_eq!((asked.encoding, asked.timeout), ("gzip", 3000.0));
    let mut body = asked.body();
    let sent_at = body["sent_at"].take();
    assert!(sent_at.as_str().unwrap().ends_with('Z'));
    assert_eq!(body["token"], "phc_tok");
    assert_eq!(body["person_properties"]["$lib_version"], "1.449.2");
    assert_eq!((&body["groups"], &body["timezone"]), (&json!({}), &json!("Europe/Berlin")));
    assert_eq!(body["$device_id"], body["distinct_id"]);
}

#[test]
fn one_more_follows_the_one_under_way_however_often_it_is_wanted() {
    let mut page = open(none());
    page.client.reload_flags();
    page.settle();
    page.advance(5.0);
    for _ in 0..4 {
        page.client.reload_flags();
        page.settle();
        page.advance(6.0);
    }
    assert_eq!(page.asked.len(), 1);
    let id = page.asked[0].id;
    page.client.on_answer(id, answer(200, &some()));
    page.settle();
    assert_eq!(page.asked.len(), 2);
}

#[test]
fn what_is_stored_is_these_bytes() {
    let page = loaded();
    let text = page.local(ENTRY).unwrap();
    let at = text.find("\"$active_feature_flags\"").unwrap();
    let end = text.find("\"$feature_flag_details\"").unwrap();
    assert_eq!(
        &text[at..end],
        r#""$active_feature_flags":["beta","color"],"$enabled_feature_flags":{"beta":true,"color":"blue","off":false},"$feature_flag_payloads":{"color":"{\"hex\":1}"},"#
    );
    assert!(
        text.contains(r#""$minimal_flag_called_events":false,"$feature_flag_request_id":"r1","$feature_flag_evaluated_at":1700000000000"#)
    );
    assert_eq!(page.flags_told.last(), Some(&(json!({"beta": true, "color": "blue"}), Some(false))));
}

#[test]
fn every_shape_of_an_answer() {
    for (body, flags) in [
        (json!({"featureFlags": ["a", "b"]}), json!({"a": true, "b": true})),
        (
            json!({"featureFlags": {"a": true, "b": "x", "c": false}, "featureFlagPayloads": {"b": "1"}}),
            json!({"a": true, "b": "x", "c": false}),
        ),
        (json!({"flags": {}}), json!({})),
        (json!({}), Value::Null),
        (json!([1, 2]), Value::Null),
        (json!("text"), Value::Null),
        (json!({"flags": 7}), Value::Null),
        (json!({"flags": {"a": null, "b": {"enabled": true}}}), json!({"b": true})),
        (
            json!({"flags": {"__proto__": {"enabled": true}, "constructor": {"variant": "x", "enabled": true}}}),
            json!({"__proto__": true, "constructor": "x"}),
        ),
    ] {
        let mut page = open(none());
        ask(&mut page, 200, &body);
        assert_eq!(stored(&page, "$enabled_feature_flags"), flags, "{body}");
        assert!(page.client.flags.loaded, "{body}");
    }
}

#[test]
fn flags_that_could_not_be_computed_keep_what_they_were() {
    let mut page = loaded();
    let mut failed = detail("color", json!("red"), Value::Null);
    failed["failed"] = json!(true);
    ask(
        &mut page,
        200,
        &json!({"flags": {"color": failed, "off": detail("off", json!(true), Value::Null)}, "errorsWhileComputingFlags": true}),
    );
    assert_eq!(stored(&page, "$enabled_feature_flags"), json!({"beta": true, "color": "blue", "off": true}));
    assert_eq!(stored(&page, "$feature_flag_errors"), json!(["errors_while_computing_flags"]));
}

#[test]
fn a_failure_and_a_used_up_quota_leave_flags_alone() {
    for (status, body, error) in [
        (500, some(), "api_error_500"),
        (401, json!({}), "api_error_401"),
        (200, json!({"quotaLimited": ["feature_flags"], "flags": {}}), "quota_limited"),
    ] {
        let mut page = loaded();
        ask(&mut page, status, &body);
        assert_eq!(stored(&page, "$active_feature_flags"), json!(["beta", "color"]), "{error}");
        assert_eq!(stored(&page, "$feature_flag_errors"), json!([error]));
    }
}

#[test]
fn gateways_and_time_limits_get_a_second_chance_after_half_a_second() {
    let mut page = open(none());
    ask(&mut page, 502, &json!({}));
    page.flags_server = Some(answer(200, &some()));
    page.advance(499.0);
    assert_eq!(page.asked.len(), 1);
    page.advance(1.0);
    assert_eq!(page.asked.len(), 2);
    assert_eq!(read(&mut page, "color")["variant"], "blue");
}

#[test]
fn three_requests_without_an_answer_and_no_more_until_online() {
    let mut page = open(json!({"feature_flag_request_max_retries": 0}));
    for _ in 0..5 {
        page.flags_server = Some(Answer { error: "TypeError: Failed to fetch".into(), ..Answer::default() });
        page.client.reload_flags();
        page.settle();
        page.advance(5.0);
    }
    assert_eq!(page.asked.len(), 3);
    page.client.on_online(true);
    page.settle();
    page.advance(5.0);
    assert_eq!(page.asked.len(), 4);
}

#[test]
fn an_answer_to_who_was_there_before_is_not_taken() {
    let mut page = open(none());
    page.client.reload_flags();
    page.settle();
    page.advance(5.0);
    page.client.reset(false, "someone-else", None);
    page.settle();
    let id = page.asked[0].id;
    page.client.on_answer(id, answer(200, &some()));
    page.settle();
    assert!(!page.client.flags.loaded);
    page.advance(5.0);
    assert_eq!(page.asked.len(), 2, "and who is there now is asked for");
    assert_eq!(page.asked[1].body()["distinct_id"], "someone-else");
}

#[test]
fn a_read_is_reported_once_for_each_value() {
    let mut page = loaded();
    for key in ["color", "color", "off", "missing", "missing"] {
        read(&mut page, key);
    }
    assert_eq!(read(&mut page, "color"), json!({"key": "color", "enabled": true, "variant": "blue", "payload": {"hex": 1}}));
    let called: Vec<&Value> =
        page.events.iter().filter(|event| event["event"] == "$feature_flag_called").map(|event| &event["properties"]).collect();
    let said: Vec<(&str, &Value)> =
        called.iter().map(|props| (props["$feature_flag"].as_str().unwrap(), &props["$feature_flag_response"])).collect();
    assert_eq!(said, [("color", &json!("blue")), ("off", &json!(false)), ("missing", &Value::Null)]);
    assert_eq!(called[2]["$feature_flag_error"], "flag_missing");
    assert_eq!(called[0]["$feature_flag_reason"], "why");
    assert_eq!(stored(&page, "$flag_call_reported"), json!({"color": ["blue"], "off": ["false"], "missing": ["undefined"]}));
}

#[test]
fn a_small_report_carries_what_the_list_names_and_nothing_else() {
    let mut page = open(none());
    let mut body = some();
    body["minimalFlagCalledEvents"] = json!(true);
    ask(&mut page, 200, &body);
    page.client.store.register_one("secret", core(&json!("of the page")));
    read(&mut page, "color");
    let props = &page.events.last().unwrap()["properties"];
    assert_eq!(props["$feature_flag_response"], "blue");
    for gone in ["secret", "$feature/color", "$active_feature_flags", "$feature_flag_payload", "$browser", "$screen_width"] {
        assert!(props.get(gone).is_none(), "{gone}");
    }
    assert!(page.events.last().unwrap().get("$set_once").is_none());
}

#[test]
fn reads_while_nobody_may_be_captured_are_reported_later_if_they_are_still_true() {
    let mut page = loaded();
    page.client.opt_out();
    page.settle();
    read(&mut page, "color");
    read(&mut page, "beta");
    assert_eq!(page.events.len(), 0);
    ask(
        &mut page,
        200,
        &json!({"flags": {"beta": detail("beta", json!(false), Value::Null), "color": detail("color", json!("blue"), Value::Null)}}),
    );
    page.client.opt_in(Some(""), core(&json!({})).as_map().unwrap(), "");
    page.settle();
    let called: Vec<&Value> = page
        .events
        .iter()
        .filter(|event| event["event"] == "$feature_flag_called")
        .map(|event| &event["properties"]["$feature_flag"])
        .collect();
    assert_eq!(called, [&json!("color")]);
}

#[test]
fn events_carry_the_flags_as_they_were_told() {
    let mut page = loaded();
    page.capture("x", none());
    let props = &page.events.last().unwrap()["properties"];
    assert_eq!(
        (&props["$feature/color"], &props["$feature/off"], &props["$active_feature_flags"]),
        (&json!("blue"), &json!(false), &json!(["beta", "color"]))
    );
    assert_eq!(props["$feature_flag_payloads"], json!({"color": "{\"hex\":1}"}));
}

#[test]
fn overrides_win_and_go_again() {
    let mut page = loaded();
    page.client.override_flags(Some(&core(&json!({"flags": {"color": false, "own": "x"}, "payloads": {"own": [1]}}))));
    page.settle();
    assert_eq!(page.flags_told.last().unwrap().0, json!({"beta": true, "own": "x"}));
    assert_eq!(read(&mut page, "own"), json!({"key": "own", "enabled": true, "variant": "x", "payload": [1]}));
    let details: Value = serde_json::from_str(&page.client.flag_details().text()).unwrap();
    assert_eq!((&details["color"]["enabled"], &details["color"]["original_variant"]), (&json!(false), &json!("blue")));
    page.client.override_flags(Some(&core(&json!(false))));
    page.settle();
    assert_eq!(page.flags_told.last().unwrap().0, json!({"beta": true, "color": "blue"}));
}

#[test]
fn what_init_brings_along_lies_over_what_is_stored_until_the_answer() {
    let tab = tab();
    let mut first = tab.open("/", json!({"capture_pageview": false}));
    ask(&mut first, 200, &some());
    drop(first);
    let mut page = tab.open("/", json!({"capture_pageview": false, "bootstrap": {"featureFlags": {"color": "green", "own": false}, "featureFlagPayloads": {"color": "2"}}}));
    assert_eq!(read(&mut page, "color"), json!({"key": "color", "enabled": true, "variant": "green", "payload": 2}));
    assert_eq!(stored(&page, "$enabled_feature_flags")["color"], "blue");
    ask(&mut page, 500, &json!({}));
    assert_eq!(read(&mut page, "color")["variant"], "blue", "what is stored is better than what came along, once the server was asked");
}

#[test]
fn flags_that_are_too_old_are_not_read_and_asked_for_once() {
    let mut page = open(json!({"feature_flag_cache_ttl_ms": 1000}));
    let mut body = some();
    body["evaluatedAt"] = json!(page.host.browser.now());
    ask(&mut page, 200, &body);
    assert_eq!(read(&mut page, "color")["variant"], "blue");
    page.advance(1001.0);
    assert_eq!((read(&mut page, "color"), read(&mut page, "beta")), (Value::Null, Value::Null));
    page.advance(5.0);
    assert_eq!(page.asked.len(), 2);
    page.capture("x", none());
    let props = &page.events.last().unwrap()["properties"];
    assert!(props.get("$feature/color").is_none() && props.get("$active_feature_flags").is_some());
}

#[test]
fn it_is_asked_again_every_five_minutes_and_less_often_while_nobody_is_there() {
    let mut page = open(none());
    page.client.follow_refresh();
    page.settle();
    page.flags_server = Some(answer(200, &some()));
    page.advance(30.0 * MINUTE);
    assert_eq!(page.asked.len(), 2, "after 5 and 15 minutes; the next would be after 35");
    page.client.on_page_used();
    page.settle();
    page.advance(5.0);
    assert_eq!(page.asked.len(), 3, "somebody is there, and it is time");
    page.advance(5.0 * MINUTE);
    assert_eq!(page.asked.len(), 4);
}

#[test]
fn whoever_waits_hears_how_it_ended() {
    let mut page = open(none());
    page.client.reload_flags_for(core(&json!(1)));
    page.settle();
    page.flags_server = Some(answer(200, &some()));
    page.advance(5.0);
    page.flags_server = Some(answer(500, &json!({})));
    page.client.reload_flags_for(core(&json!(2)));
    page.settle();
    page.advance(5.0);
    page.client.flags.paused = true;
    page.client.reload_flags_for(core(&json!(3)));
    page.settle();
    page.client.flags.paused = false;
    page.flags_server = None;
    page.client.reload_flags_for(core(&json!(4)));
    page.settle();
    page.advance(5.0);
    page.client.reset(false, "id", None);
    page.settle();
    assert_eq!(page.reloaded, [(1.0, "loaded"), (2.0, "error"), (3.0, "skipped"), (4.0, "cancelled")]);
}

#[test]
fn whoever_waits_for_flags_hears_when_they_can_be_read() {
    let told = |page: &Page| page.reloaded.last().map(|(_, status)| *status);
    let wait = |page: &mut Page| {
        page.client.await_flags(core(&json!(1)));
        page.settle();
    };
    let mut page = open(none());
    wait(&mut page);
    assert_eq!(told(&page), None);
    ask(&mut page, 200, &some());
    assert_eq!(told(&page), Some("loaded"));
    let mut page = open(none());
    wait(&mut page);
    ask(&mut page, 500, &json!({}));
    assert_eq!(told(&page), Some("error"));
    let mut page = loaded();
    wait(&mut page);
    assert_eq!(told(&page), Some("loaded"), "at once");
    let mut page = open(json!({"advanced_disable_flags": true}));
    wait(&mut page);
    assert_eq!(told(&page), Some("error"), "they are switched off");
    let mut page = open(none());
    wait(&mut page);
    page.remote(json!({"hasFeatureFlags": false}));
    assert_eq!(told(&page), Some("loaded"), "there are none");
}

#[test]
fn who_is_skipped_leaves_others_waiting() {
    let mut page = open(none());
    page.client.reload_flags_for(core(&json!(1)));
    page.client.flags.paused = true;
    page.client.reload_flags_for(core(&json!(2)));
    page.settle();
    assert_eq!(page.reloaded, [(2.0, "skipped")]);
    page.client.flags.paused = false;
    page.flags_server = Some(answer(200, &some()));
    page.advance(5.0);
    assert_eq!(page.reloaded[1..], [(1.0, "loaded")]);
}

#[test]
fn a_quota_for_events_is_an_answer_to_every_question() {
    let mut page = loaded();
    page.server_says(200, r#"{"quota_limited":["events"]}"#);
    page.client.sender.enable();
    page.capture("x", none());
    page.advance(3000.0);
    page.client.ask_server("early_access_features", &[], 7);
    page.client.ask_server("payload", &[], 8);
    page.client.reload_flags_for(core(&json!(9)));
    page.settle();
    page.advance(5.0);
    assert_eq!(page.answers, [(7, 429, String::new()), (8, 429, String::new())]);
    assert_eq!(page.reloaded, [(9.0, "error")]);
    assert_eq!(stored(&page, "$feature_flag_errors"), json!(["api_error_429"]));
    page.advance(60_000.0);
    ask(&mut page, 200, &some());
    assert_eq!(stored(&page, "$feature_flag_errors"), json!([]), "a minute later it is asked again");
}

#[test]
fn nothing_is_asked_after_the_end_and_nobody_waits_for_ever() {
    let mut page = open(none());
    page.client.reload_flags_for(core(&json!(1)));
    page.client.await_flags(core(&json!(2)));
    page.client.stop();
    page.settle();
    assert_eq!(page.reloaded, [(1.0, "cancelled"), (2.0, "error")]);
    page.client.identify("someone", None, None);
    page.settle();
    page.advance(60_000.0);
    assert_eq!(page.asked.len(), 0);
}

#[test]
fn other_tabs_of_the_visitor_share_what_they_learn() {
    let host = tab();
    let mut first = host.open("/", json!({"capture_pageview": false}));
    let mut second = host.browser.tab("https://shop.example.com").open("/", json!({"capture_pageview": false}));
    assert_eq!(first.id(), second.id(), "they are one visitor");
    ask(&mut first, 200, &some());
    second.client.on_stored_elsewhere();
    second.settle();
    assert_eq!(second.flags_told.last(), Some(&(json!({"beta": true, "color": "blue"}), None)));
    // What the one has not learned yet is not written over.
    ask(&mut first, 200, &json!({"flags": {"late": {"enabled": true}}}));
    second.client.store.register_one("own", core(&json!(1)));
    second.settle();
    assert_eq!(stored(&second, "$enabled_feature_flags"), json!({"late": true}));
    assert_eq!(second.flags_told.last(), Some(&(json!({"late": true}), None)), "and those who listen hear of it");
    let told = second.flags_told.len();
    second.client.on_stored_elsewhere();
    second.settle();
    assert_eq!(second.flags_told.len(), told, "the same is no news");
}

/// Shapes that no server sends, in every place.
#[test]
fn no_answer_breaks_anything() {
    let odd = [
        json!(null),
        json!(7),
        json!("x"),
        json!([]),
        json!([{}]),
        json!({}),
        json!({"a": {"b": [1]}}),
        json!(true),
        json!({"__proto__": 1}),
    ];
    let mut seed = 3_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let fields = [
        "flags",
        "featureFlags",
        "featureFlagPayloads",
        "errorsWhileComputingFlags",
        "quotaLimited",
        "requestId",
        "evaluatedAt",
        "minimalFlagCalledEvents",
    ];
    let mut page = loaded();
    for _ in 0..600 {
        let mut body = some();
        for _ in 0..1 + random(4) {
            body[fields[random(fields.len())]] = odd[random(odd.len())].clone();
        }
        if random(2) == 0 && body["flags"].is_object() {
            for key in ["beta", "color", "strange"] {
                body["flags"][key] = odd[random(odd.len())].clone();
            }
        }
        ask(&mut page, 200, &body);
        read(&mut page, "color");
        let _ = (page.client.all_flags(), page.client.flag_details());
        page.capture("x", none());
        assert!(stored(&page, "$enabled_feature_flags").is_object());
        assert!(stored(&page, "$feature_flag_details").is_object());
    }
}
