//! Exceptions: which of them become events, how what was thrown is told, and what the page was doing before.

use prickle::core::json::Json;
use serde_json::{Value, json};

use super::page::{Page, core, tab};

const PAGE: &str = "Error: x\n    at f (https://shop.example.com/a.js:1:2)";

fn open(settings: Value) -> Page {
    let mut given = json!({"capture_pageview": false});
    given.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    tab().open("/", given)
}

/// What `factsOf` tells of one value.
fn facts(kind: &str, class: &str, name: &str, message: &str, stack: Value) -> Value {
    let says = [kind, class, name, message].join("\u{1}");
    let mut facts = json!({"says": says, "mechanism": {"exception_id": 0}});
    if !stack.is_null() {
        facts["stack"] = stack;
    }
    facts
}

fn error(class: &str, message: &str) -> Value {
    facts("j", class, class, message, json!(PAGE))
}

/// An exception; `by`: the page (0), or nobody.
fn thrown(page: &mut Page, facts: Value, by: u8, properties: Value) -> Option<Value> {
    written(page, &json!([[facts], by, null, {}, null, properties]))
}

fn written(page: &mut Page, written: &Value) -> Option<Value> {
    let before = page.events.len();
    page.client.exception(&core(written).as_list().unwrap());
    page.settle();
    page.events.get(before).cloned()
}

fn step(page: &mut Page, message: Value, properties: Value, time: f64) {
    page.client.exception_step(&core(&json!([message, properties])).as_list().unwrap(), time);
}

fn first(event: &Value) -> &Value {
    &event["properties"]["$exception_list"][0]
}

#[test]
fn an_error_is_told_with_its_frames_innermost_last() {
    let mut page = open(json!({}));
    let stack = format!("{PAGE}\n    at https://cdn.example/b.js:3:4\n    at g (node:internal/x:5:6)");
    let event = thrown(&mut page, facts("j", "TypeError", "TypeError", "no such item", json!(stack)), 0, json!({"where": "cart"})).unwrap();
    assert_eq!(event["event"], "$exception");
    assert_eq!(event["properties"]["$exception_level"], "error");
    assert_eq!(event["properties"]["where"], "cart");
    let frame = |function: &str, filename: &str, in_app: bool, lineno: u32, colno: u32| json!({"function": function, "filename": filename, "in_app": in_app, "platform": "web:javascript", "lineno": lineno, "colno": colno});
    assert_eq!(
        event["properties"]["$exception_list"],
        json!([{
            "type": "TypeError",
            "value": "no such item",
            "mechanism": {"exception_id": 0, "type": "generic", "handled": true, "synthetic": false},
            "stacktrace": {"type": "raw", "frames": [
                frame("g", "node:internal/x", false, 5, 6),
                frame("?", "https://cdn.example/b.js", true, 3, 4),
                frame("f", "https://shop.example.com/a.js", true, 1, 2),
            ]},
        }])
    );
}

#[test]
fn every_engines_stack_is_read() {
    let stacks = [
        ("pay@https://a.example/a.js:10:20\n@https://a.example/b.js:1:1", json!([["?", "b.js"], ["pay", "a.js"]])),
        (
            "Error: x\n    at async o.p (https://a.example/a.js:1:2)\n    at new K (https://a.example/b.js:1:2)",
            json!([["new K", "b.js"], ["async o.p", "a.js"]]),
        ),
        ("Error: x\n    at eval (eval at f (https://a.example/a.js:3:4), <anonymous>:1:1)", json!([["eval", "a.js"]])),
        ("no stack at all", json!([])),
    ];
    for (stack, expected) in stacks {
        let mut page = open(json!({}));
        let event = thrown(&mut page, facts("j", "Error", "Error", "x", json!(stack)), 0, json!({})).unwrap();
        let frames = first(&event)["stacktrace"]["frames"].as_array().unwrap().clone();
        let told: Vec<Value> =
            frames.iter().map(|frame| json!([frame["function"], frame["filename"].as_str().unwrap().rsplit('/').next()])).collect();
        assert_eq!(json!(told), expected, "{stack}");
    }
}

#[test]
fn what_is_no_error_is_worded() {
    let cases = [
        (("i", "", "", "plain words"), ("Error", "plain words")),
        (("i", "", "", "Uncaught RangeError: far"), ("RangeError", "far")),
        (("b", "", "", "7"), ("Error", "Primitive value captured as exception: 7")),
        (("c", "", "", "words"), ("UnhandledRejection", "Non-Error promise rejection captured with value: words")),
        (("d", "", "", "only words"), ("Error", "only words")),
        (("e", "", "Object", "a, b"), ("Error", "Object captured as exception with keys: a, b")),
        (("f", "", "Problem", ""), ("Error", "'Problem' captured as exception with keys: [object has no keys]")),
        (("h", "Odd", "Odd", "strange"), ("Odd", "'Odd' captured as exception with message: 'strange'")),
        (("k", "DOMException", "DataError", "far"), ("DOMException", "DataError: far")),
        (("a", "", "", ""), ("Error", "Unknown error")),
    ];
    for ((kind, class, name, message), (told, value)) in cases {
        let mut page = open(json!({}));
        let event = thrown(&mut page, facts(kind, class, name, message, Value::Null), 0, json!({})).unwrap();
        assert_eq!((first(&event)["type"].as_str(), first(&event)["value"].as_str()), (Some(told), Some(value)), "{kind}");
    }
}

#[test]
fn what_brings_no_stack_is_lent_where_it_was_given() {
    let mut page = open(json!({}));
    let lent = "Error\n    at captureException (https://shop.example.com/sdk.js:1:1)\n    at f (https://shop.example.com/a.js:1:2)";
    let event = written(&mut page, &json!([[facts("i", "", "", "words", Value::Null)], 0, lent, {}, null, null])).unwrap();
    assert_eq!(first(&event)["mechanism"]["synthetic"], true);
    assert_eq!(first(&event)["stacktrace"]["frames"].as_array().unwrap().len(), 2, "without the line that is no frame");
    let event =
        written(&mut page, &json!([[facts("k", "DOMException", "DataError", "far", Value::Null)], 0, lent, {}, null, null])).unwrap();
    assert_eq!(first(&event).get("stacktrace"), None, "the browser's own errors are lent none");
}

#[test]
fn what_is_watched() {
    let cases = [
        (json!({"capture_exceptions": true}), 0b011),
        (json!({"capture_exceptions": "yes"}), 0b011),
        (json!({"capture_exceptions": false}), 0),
        (json!({"capture_exceptions": {"capture_unhandled_errors": true}}), 0b001),
        (json!({"capture_exceptions": {"capture_unhandled_rejections": true, "capture_console_errors": true}}), 0b110),
        (json!({}), 0),
    ];
    for (options, bits) in cases {
        let page = open(options.clone());
        assert_eq!(page.client.watched_exceptions(), bits, "{options}");
        assert_eq!(page.client.wants_signals(), options.get("capture_exceptions").is_some_and(|value| value != false), "{options}");
    }
    let mut page = open(json!({}));
    page.remote(json!({"autocaptureExceptions": {"endpoint": "/e/"}}));
    assert_eq!((page.client.watched_exceptions(), page.client.wants_signals()), (0b011, true));
}

#[test]
fn many_of_a_kind_are_too_many_where_nobody_caught_them() {
    let mut page = open(json!({}));
    let mut captured = |by: u8, class: &str| thrown(&mut page, error(class, "x"), by, json!({})).is_some();
    assert_eq!((0..14).filter(|_| captured(1, "TypeError")).count(), 9);
    assert!(captured(2, "RangeError"), "each type has its own");
    assert!(captured(0, "TypeError"), "the page's own calls are not counted");
    page.advance(10_000.0);
    assert!(thrown(&mut page, error("TypeError", "x"), 1, json!({})).is_none(), "the token that came empties the bucket again");
    page.advance(20_000.0);
    assert!(thrown(&mut page, error("TypeError", "x"), 1, json!({})).is_some());
}

#[test]
fn the_projects_rules_say_what_is_not_wanted() {
    let rule = |kind: &str, key: &str, operator: &str, value: Value| json!({"type": kind, "values": [{"key": key, "operator": operator, "value": value}]});
    let cases = [
        (rule("OR", "$exception_types", "exact", json!(["RangeError", "TypeError"])), true),
        (rule("OR", "$exception_types", "exact", json!("TypeError")), true),
        (rule("OR", "$exception_types", "is_not", json!(["TypeError"])), false),
        (rule("AND", "$exception_values", "icontains", json!(["LOAD failed"])), true),
        (rule("AND", "$exception_values", "not_icontains", json!(["other"])), true),
        (rule("AND", "$exception_values", "regex", json!(["^load .*: ~"])), true),
        (rule("AND", "$exception_values", "regex", json!(["("])), false),
        (rule("OR", "$exception_sources", "exact", json!(["TypeError"])), false),
        (rule("OR", "$exception_types", "exact", json!([])), false),
        (json!({"type": "AND", "values": []}), true),
        (json!({"type": "OR", "values": []}), false),
    ];
    for (rule, suppressed) in cases {
        let mut page = open(json!({}));
        page.remote(json!({"errorTracking": {"suppressionRules": [rule]}}));
        let event = thrown(&mut page, error("TypeError", "load failed: ~x"), 0, json!({}));
        assert_eq!(event.is_none(), suppressed, "{rule}");
    }
}

#[test]
fn extensions_and_the_sdk_are_not_the_page() {
    let of = |file: &str, message: &str| facts("j", "Error", "Error", message, json!(format!("Error: x\n    at f ({file}:1:2)")));
    let mut page = open(json!({}));
    for (file, message) in [
        ("chrome-extension://abc/a.js", "x"),
        ("webkit-masked-url://hidden/", "No response from target"),
        ("https://shop.example.com/a.js", "no __gCrWeb here"),
        ("https://us-assets.i.posthog.com/static/array.js", "x"),
    ] {
        assert!(thrown(&mut page, of(file, message), 0, json!({})).is_none(), "{file}");
    }
    assert!(thrown(&mut page, of("webkit-masked-url://hidden/", "x"), 0, json!({})).is_some());
    page.set_config(json!({"error_tracking": {"captureExtensionExceptions": true, "__capturePostHogExceptions": true}}));
    assert!(thrown(&mut page, of("chrome-extension://abc/a.js", "x"), 0, json!({})).is_some());
    assert!(thrown(&mut page, of("https://us-assets.i.posthog.com/static/array.js", "x"), 0, json!({})).is_some());
}

#[test]
fn steps_go_with_the_next_exception_that_is_captured() {
    let mut page = open(json!({}));
    let at = page.world.now();
    step(&mut page, json!("opened the cart"), json!({"n": 1, "$message": "not this"}), at);
    step(&mut page, json!("  "), Value::Null, at);
    step(&mut page, json!(7), Value::Null, at);
    assert!(
        thrown(&mut page, facts("j", "Error", "Error", "x", json!("Error\n    at f (chrome-extension://a/b.js:1:2)")), 0, json!({}))
            .is_none()
    );
    let event = thrown(&mut page, error("Error", "x"), 0, json!({})).unwrap();
    let steps = event["properties"]["$exception_steps"].as_array().unwrap();
    let messages: Vec<&Value> = steps.iter().map(|step| &step["$message"]).collect();
    assert_eq!(messages, ["opened the cart", "Exception dropped: thrown by a browser extension"]);
    assert_eq!(steps[0]["n"], 1);
    let event = thrown(&mut page, error("Error", "x"), 0, json!({})).unwrap();
    assert_eq!(event["properties"].get("$exception_steps"), None, "they are told once");
    page.client.opt_out();
    step(&mut page, json!("kept"), Value::Null, at);
    assert!(thrown(&mut page, error("Error", "x"), 0, json!({})).is_none());
    assert_eq!(page.client.exceptions.steps.len(), 1, "what is not captured keeps them");
}

#[test]
fn the_oldest_steps_make_room() {
    let mut page = open(json!({"error_tracking": {"exception_steps": {"max_bytes": 130}}}));
    for message in ["one", "two", "three"] {
        step(&mut page, json!(message), Value::Null, 0.0);
    }
    step(&mut page, json!("x".repeat(200)), Value::Null, 0.0);
    let kept: Vec<&str> = page.client.exceptions.steps.iter().map(Json::text).collect();
    assert_eq!(
        kept,
        [
            r#"{"$message":"two","$timestamp":"1970-01-01T00:00:00.000Z"}"#,
            r#"{"$message":"three","$timestamp":"1970-01-01T00:00:00.000Z"}"#
        ]
    );
    page.set_config(json!({"error_tracking": {"exception_steps": {"enabled": false}}}));
    let event = thrown(&mut page, error("Error", "x"), 0, json!({})).unwrap();
    assert_eq!(event["properties"].get("$exception_steps"), None);
}

#[test]
fn builds_leave_ids_for_files_and_a_release() {
    let mut page = open(json!({}));
    let ids =
        json!({"Error\n    at https://shop.example.com/a.js:9:9": "chunk-a", "Error\n    at https://shop.example.com/other.js:9:9": ""});
    let event = written(&mut page, &json!([[error("Error", "x")], 0, null, ids, "release-7", {}])).unwrap();
    assert_eq!(first(&event)["stacktrace"]["frames"][0]["chunk_id"], "chunk-a");
    assert_eq!(event["properties"]["$release_id"], "release-7");
}

#[test]
fn an_exception_that_waited_has_its_time_and_does_not_say_so() {
    let mut page = open(json!({}));
    let at = page.world.now() - 500.0;
    let event = page.capture_with("$exception", json!({}), json!({"timestamp": at, "_originatedFromCaptureException": true})).unwrap();
    assert_eq!(event["properties"].get("$event_time_override_provided"), None);
    let other = page.capture_with("other", json!({}), json!({"timestamp": at})).unwrap();
    assert_eq!(other["timestamp"], event["timestamp"]);
    assert_eq!(other["properties"]["$event_time_override_provided"], true);
}

#[test]
fn exceptions_wait_for_company_of_their_own() {
    let mut page = open(json!({}));
    page.capture("one", json!({}));
    thrown(&mut page, error("Error", "a"), 0, json!({"long": "l".repeat(70_000)}));
    page.capture("two", json!({}));
    thrown(&mut page, error("Error", "b"), 0, json!({}));
    page.advance(3000.0);
    let batches: Vec<Vec<String>> = page.sent.iter().map(|sent| sent.events()).collect();
    assert_eq!(batches, [vec!["one", "two"], vec!["$exception", "$exception"]]);
    let exceptions = page.sent[1].body();
    assert_eq!(exceptions["batch"][0]["properties"]["long"].as_str().unwrap().len(), 70_000, "nothing of it is cut");
}

#[test]
fn sentrys_exceptions_obey_the_same_rules() {
    let mut page = open(json!({}));
    let of = |file: &str| json!([{"$exception_list": [{"type": "Error", "value": "x", "stacktrace": {"type": "raw", "frames": [{"filename": file, "in_app": true}]}}]}, "release-7"]);
    page.client.sentry(&core(&of("chrome-extension://a/b.js")).as_list().unwrap());
    page.settle();
    assert!(page.events.is_empty());
    page.client.sentry(&core(&of("https://shop.example.com/a.js")).as_list().unwrap());
    page.settle();
    assert_eq!(page.last()["properties"]["$release_id"], "release-7");
    let id = page.client.distinct_id().unwrap();
    assert_eq!(&*page.client.person_url(), ["https://us.posthog.com/project/phc_tok/person/", &*id].concat());
}
