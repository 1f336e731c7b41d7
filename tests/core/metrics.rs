//! Metrics: how measurements are folded, when they leave, what becomes of them when the server does not take them, and what is told of requests.

use prickle::core::client::Timer;
use prickle::core::metrics::{Sample, request_attributes};
use serde_json::{Value, json};

use super::page::*;

const ENVELOPE: &str = r#"{"in":"%"}"#;

fn open(metrics: Value) -> Page {
    tab().open("/", json!({"capture_pageview": false, "advanced_disable_flags": true, "debug": true, "metrics": metrics}))
}

/// The first measurement brings the envelope.
fn measure(page: &mut Page, facts: Value, value: f64, envelope: &str) {
    let mut all = json!({"key": "[]", "attributes": []});
    all.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
    all.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let sample = Sample { facts: core(&all).as_map().unwrap(), value, time: page.host.browser.now() };
    page.client.measure(&sample, envelope);
    page.settle();
}

fn count(page: &mut Page, name: &str, value: f64) {
    measure(page, json!({"type": "count", "name": name}), value, "");
}

fn started(metrics: Value) -> Page {
    let mut page = open(metrics);
    measure(&mut page, json!({"type": "count", "name": "first"}), 1.0, ENVELOPE);
    page
}

/// Names and values of the sums of a request.
fn sums(sent: &Sent) -> Vec<(String, f64)> {
    let metrics = sent.body()["in"].as_array().unwrap().clone();
    let sum = |metric: &Value| Some((metric["name"].as_str()?.into(), metric["sum"]["dataPoints"][0]["asDouble"].as_f64()?));
    metrics.iter().filter_map(sum).collect()
}

#[test]
fn they_leave_after_a_minute_as_these_bytes() {
    let mut page = started(none());
    measure(&mut page, json!({"type": "count", "name": "first", "key": "[[\"a\",\"1\"]]", "attributes": [{"key": "a"}]}), 0.5, "");
    measure(&mut page, json!({"type": "gauge", "name": "g", "unit": "s"}), 2.5, "");
    measure(&mut page, json!({"type": "gauge", "name": "g", "unit": "s"}), -1.0, "");
    measure(&mut page, json!({"type": "histogram", "name": "h", "bounds": [1, 2.5]}), 2.0, "");
    measure(&mut page, json!({"type": "histogram", "name": "h", "bounds": [1, 2.5]}), 9.0, "");
    page.advance(59_999.0);
    assert_eq!(page.sent.len(), 0);
    page.advance(1.0);
    let sent = &page.sent[0];
    assert_eq!(sent.url, "https://us.i.posthog.com/i/v1/metrics?token=phc_tok");
    let start = format!("\"{}000000\"", page.host.browser.now() - 60_000.0);
    let now = format!("\"{}000000\"", page.host.browser.now());
    let expected = r#"{"in":[{"name":"first","sum":{"aggregationTemporality":1,"isMonotonic":true,"dataPoints":[{"attributes":[],"startTimeUnixNano":"S","timeUnixNano":"N","asDouble":1},{"attributes":[{"key":"a"}],"startTimeUnixNano":"S","timeUnixNano":"N","asDouble":0.5}]}},{"name":"g","unit":"s","gauge":{"dataPoints":[{"attributes":[],"timeUnixNano":"N","asDouble":-1}]}},{"name":"h","histogram":{"aggregationTemporality":1,"dataPoints":[{"attributes":[],"startTimeUnixNano":"S","timeUnixNano":"N","count":2,"sum":11,"min":2,"max":9,"bucketCounts":[0,1,1],"explicitBounds":[1,2.5]}]}}]}"#;
    assert_eq!(sent.text, expected.replace("\"S\"", &start).replace("\"N\"", &now));
    page.advance(120_000.0);
    assert_eq!(page.sent.len(), 1, "an empty window is not sent");
}

#[test]
fn a_metric_is_its_type_name_and_unit() {
    let mut page = started(none());
    for (kind, unit) in [("count", "s"), ("gauge", "s"), ("count", "ms"), ("count", "s")] {
        measure(&mut page, json!({"type": kind, "name": "x", "unit": unit}), 1.0, "");
    }
    page.advance(60_000.0);
    assert_eq!(page.sent[0].body()["in"].as_array().unwrap().len(), 4);
    assert_eq!(sums(&page.sent[0]), [("first".into(), 1.0), ("x".into(), 2.0), ("x".into(), 1.0)]);
    assert!(page.logged("metric x is a count already; as a gauge too"));
}

#[test]
fn what_is_no_measurement_is_dropped_and_said() {
    for (facts, value, why) in [
        (json!({"type": "count"}), 1.0, "it has no name"),
        (json!({"type": "count", "name": "x"}), f64::NAN, "no finite number"),
        (json!({"type": "count", "name": "x"}), -1.0, "counts go up"),
        (json!({"type": "summary", "name": "x"}), 1.0, "its type is unknown"),
        (json!({"type": "gauge", "name": "x", "key": null}), 1.0, "attributes cannot be written"),
        (json!({"type": "histogram", "name": "x", "bounds": [2, 1]}), 1.0, "bounds must be"),
        (json!({"type": "histogram", "name": "x", "bounds": []}), 1.0, "bounds must be"),
        (json!({"type": "histogram", "name": "x", "bounds": [null]}), 1.0, "bounds must be"),
    ] {
        let mut page = started(none());
        measure(&mut page, facts.clone(), value, "");
        page.advance(60_000.0);
        let kept = page.sent[0].body()["in"].as_array().unwrap().len();
        assert_eq!((kept, page.logged(why)), (1, true), "{facts}");
    }
}

#[test]
fn a_window_has_so_many_series_and_no_more() {
    let mut page = started(json!({"maxSeriesPerFlush": 2, "flushIntervalMs": 1000}));
    for name in ["second", "third", "first"] {
        count(&mut page, name, 1.0);
    }
    page.advance(1000.0);
    assert_eq!(sums(&page.sent[0]), [("first".into(), 2.0), ("second".into(), 1.0)]);
    count(&mut page, "third", 1.0);
    page.advance(1000.0);
    assert_eq!(sums(&page.sent[1]), [("third".into(), 1.0)]);
    assert!(page.logged("too many series"));
}

#[test]
fn what_is_not_taken_now_is_folded_into_what_comes() {
    let mut page = started(json!({"flushIntervalMs": 1000}));
    page.server_says(503, "");
    for value in [3.0, 4.0] {
        measure(&mut page, json!({"type": "histogram", "name": "h"}), value, "");
        measure(&mut page, json!({"type": "gauge", "name": "g"}), value, "");
    }
    page.advance(1000.0);
    page.server = ok();
    count(&mut page, "first", 5.0);
    measure(&mut page, json!({"type": "gauge", "name": "g"}), 9.0, "");
    measure(&mut page, json!({"type": "histogram", "name": "h"}), 100_000.0, "");
    page.advance(1500.0);
    assert_eq!(page.sent.len(), 2);
    let body = page.sent[1].body();
    let find = |name: &str| body["in"].as_array().unwrap().iter().find(|metric| metric["name"] == name).unwrap().clone();
    assert_eq!(find("first")["sum"]["dataPoints"][0]["asDouble"], 6);
    assert_eq!(find("g")["gauge"]["dataPoints"][0]["asDouble"], 9, "of gauges the newer value counts");
    let h = &find("h")["histogram"]["dataPoints"][0];
    assert_eq!((&h["count"], &h["sum"], &h["min"], &h["max"]), (&json!(3), &json!(100_007), &json!(3), &json!(100_000)));
}

#[test]
fn nothing_is_lost_or_counted_twice_whatever_the_server_says() {
    let mut page = started(json!({"flushIntervalMs": 1000}));
    let mut taken = 0.0;
    let mut lost = 0.0;
    for round in 0..200_u32 {
        let status = [200, 503, 429, 0, 200, 413, 408, 400][(round.wrapping_mul(2_654_435_761) >> 29) as usize];
        page.server_says(status, "");
        let before = page.sent.len();
        count(&mut page, "first", 1.0);
        page.advance(1000.0);
        for sent in &page.sent[before..] {
            let sum: f64 = sums(sent).iter().map(|(_, value)| value).sum();
            match status {
                200 => taken += sum,
                413 | 400 => lost += sum,
                _ => {}
            }
        }
    }
    page.server = ok();
    let before = page.sent.len();
    page.advance(60_000.0);
    taken += page.sent[before..].iter().flat_map(sums).map(|(_, value)| value).sum::<f64>();
    assert_eq!(taken + lost, 201.0);
    assert!(taken > 100.0 && lost > 5.0, "{taken} {lost}");
}

#[test]
fn delays_double_up_to_thirty_seconds() {
    let mut page = started(json!({"flushIntervalMs": 8000}));
    page.host.browser.chance.set(Some(u32::MAX / 2));
    page.server_says(500, "");
    let mut times = Vec::new();
    for _ in 0..100 {
        let before = page.sent.len();
        page.advance(1000.0);
        if page.sent.len() > before {
            times.push(page.host.browser.now());
        }
    }
    let gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(gaps[..3], [8000.0, 16_000.0, 30_000.0]);
}

#[test]
fn flush_waits_for_what_is_under_way() {
    let mut page = started(none());
    page.server = None;
    page.client.flush_metrics();
    page.settle();
    count(&mut page, "second", 1.0);
    page.client.flush_metrics();
    page.settle();
    assert_eq!((page.sent.len(), page.client.metrics_flushed()), (1, false));
    page.answer(0, ok().unwrap());
    assert_eq!(sums(&page.sent[1]), [("second".into(), 1.0)]);
    page.answer(1, ok().unwrap());
    assert!(page.client.metrics_flushed());
}

#[test]
fn another_person_and_other_options_begin_anew() {
    let mut page = started(none());
    page.client.forget_telemetry();
    page.advance(61_000.0);
    assert_eq!(page.sent.len(), 0);
    count(&mut page, "second", 1.0);
    measure(&mut page, json!({"type": "count", "name": "third"}), 1.0, r#"{"other":"%","in":[]}"#);
    page.advance(61_000.0);
    assert_eq!(page.sent[0].body()["other"].as_array().unwrap().len(), 1);
}

#[test]
fn what_waits_leaves_with_the_page() {
    let mut page = started(none());
    page.client.flush_metrics_at_once();
    page.client.flush_metrics_at_once();
    page.settle();
    assert_eq!(page.sent.len(), 1);
    assert_eq!(page.sent[0].transport, prickle::core::host::Transport::Beacon);
    page.client.on_signal_timer(Timer::Metrics);
    page.settle();
    assert_eq!(page.sent.len(), 1);
}

fn told(method: &str, path: &str, status: f64, failure: &str, fulfilled: bool) -> Value {
    let address = ["https:", "api.example", "", path].join("\0");
    serde_json::from_str(&request_attributes(method, &address, status, failure, fulfilled).unwrap().text()).unwrap()
}

#[test]
fn parts_of_a_path_that_are_one_of_many_are_not_told() {
    for (path, template) in [
        ("/users/12345/orders/3f2a9c41-1b2c", "/users/:id/orders/:id"),
        ("/", "/"),
        ("/7", "/:id"),
        ("/a1/deadbeef/abcdef12/ABCDEF1-/v2", "/a1/deadbeef/:id/:id/v2"),
        ("/1234567x/12345g78/", "/1234567x/12345g78/"),
        ("/caf\u{e9}1234/x", "/caf\u{e9}1234/x"),
    ] {
        assert_eq!(told("GET", path, 200.0, "", true)["url.template"], template, "{path}");
    }
}

#[test]
fn what_is_told_of_a_request() {
    let all = json!({
        "http.request.method": "GET", "server.address": "api.example", "server.port": 443, "url.scheme": "https", "url.template": "/",
        "http.response.status_code": 200,
    });
    assert_eq!(told("GET", "/", 200.0, "", true), all);
    let odd = told("PURGE", "/", 404.0, "", true);
    assert_eq!((&odd["http.request.method"], &odd["http.request.method_original"]), (&json!("_OTHER"), &json!("PURGE")));
    assert_eq!(odd["error.type"], "404");
    assert_eq!(told("GET", "/", 0.0, "TypeError", false)["error.type"], "TypeError");
    assert_eq!(told("GET", "/", 0.0, "", false)["error.type"], "_OTHER");
    assert!(told("GET", "/", 0.0, "", true).get("error.type").is_none(), "an answer that may not be read is one");
    assert!(request_attributes("GET", "data:\0\0\0x", 200.0, "", true).is_none());
    let local = request_attributes("GET", "http:\0[::1]\08080\0/", 200.0, "", true).unwrap();
    assert_eq!((local.word("server.address").as_ref(), local.number("server.port")), ("::1", Some(8080.0)));
}
