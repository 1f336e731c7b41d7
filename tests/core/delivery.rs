//! How events leave: batches and their bytes, encodings, the end of a page, retries, and the limits of both sides.

use prickle::core::client::Timer;
use prickle::core::host::{Answer, Transport};
use prickle::core::world::Level;
use serde_json::{Value, json};

use super::page::*;
use super::world::{HOUR, MINUTE};

fn quiet(given: Value) -> Value {
    let mut all = json!({"capture_pageview": false});
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    all
}

fn open(given: Value) -> Page {
    tab().open("/", quiet(given))
}

fn told(page: &Page) -> Vec<Vec<String>> {
    page.sent.iter().map(Sent::events).collect()
}

#[test]
fn events_wait_three_seconds_for_company() {
    let mut page = open(none());
    page.capture("a", none());
    page.advance(2999.0);
    page.capture("b", none());
    assert_eq!(page.sent.len(), 0);
    page.advance(1.0);
    assert_eq!(told(&page), [["a", "b"]]);
    page.advance(10_000.0);
    page.capture("c", none());
    page.advance(2999.0);
    assert_eq!(page.sent.len(), 1);
    page.advance(1.0);
    assert_eq!(told(&page)[1], ["c"]);
    let mut page = open(json!({"request_queue_config": {"flush_interval_ms": 500}}));
    page.capture("a", none());
    page.advance(500.0);
    assert_eq!(told(&page), [["a"]]);
}

#[test]
fn any_options_at_all_send_an_event_at_once_and_past_the_others() {
    let mut page = open(none());
    page.set_person(json!({"a": 1}), Value::Null);
    page.identify("user", Value::Null, Value::Null);
    page.capture_with("b", none(), none());
    page.capture_with("c", none(), json!({"send_instantly": true}));
    assert_eq!(told(&page), [["$identify"], ["b"], ["c"]]);
    page.advance(3000.0);
    assert_eq!(told(&page)[3], ["$set"]);
    let mut page = open(json!({"request_batching": false}));
    page.capture("a", none());
    assert_eq!(told(&page), [["a"]]);
}

#[test]
fn the_body_is_one_object_even_for_one_event() {
    let mut page = open(none());
    page.capture("a", json!({"text": "ä\"\\\n"}));
    page.capture("b", none());
    let (first, second) = (page.events[0].to_string(), page.events[1].to_string());
    page.advance(3000.0);
    let sent = &page.sent[0];
    assert_eq!(sent.text, format!(r#"{{"api_key":"phc_tok","batch":[{first},{second}],"sent_at":"2026-11-22T18:20:57.017Z"}}"#));
    assert!(sent.text.contains(r#""text":"ä\"\\\n""#));
    assert_eq!(
        (sent.url.as_str(), sent.post, sent.transport, sent.timeout),
        ("https://us.i.posthog.com/e/", true, Transport::Fetch, 60_000.0)
    );
    assert_eq!(sent.keepalive_below, 52_428.8);
}

#[test]
fn three_encodings() {
    let (gzip, base64) = (json!({"supportedCompression": ["base64", "gzip-js"]}), json!({"supportedCompression": ["base64"]}));
    for (remote, native, given, encoding, kind, query) in [
        (gzip.clone(), true, none(), "gzip", "text/plain", ""),
        (gzip.clone(), false, none(), "gzipped", "text/plain", ""),
        (base64, true, none(), "base64", "application/x-www-form-urlencoded", "?compression=base64"),
        (json!({}), true, none(), "plain", "application/json", ""),
        (gzip, true, json!({"disable_compression": true}), "plain", "application/json", ""),
    ] {
        let tab = tab();
        tab.agent.borrow_mut().gzip = native;
        let mut page = tab.open("/", quiet(given));
        page.remote(remote.clone());
        page.capture("a", json!({"text": "ä€😀+/="}));
        page.advance(3000.0);
        let sent = &page.sent[0];
        assert_eq!((sent.encoding, sent.content_type), (encoding, kind), "{remote}");
        assert_eq!(sent.url, format!("https://us.i.posthog.com/e/{query}"));
        assert_eq!(sent.body()["batch"][0]["properties"]["text"], "ä€😀+/=");
        assert!(sent.headers.is_empty());
    }
}

#[test]
fn a_compressor_that_fails_is_not_asked_again() {
    for (error, encoding) in [("NotReadableError: x", "plain"), ("Error: native gzip is broken", "gzipped")] {
        let mut page = open(none());
        page.server = None;
        page.capture("a", none());
        page.advance(3000.0);
        assert_eq!(page.sent[0].encoding, "gzip");
        page.answer(0, Answer { gzip_failed: true, error: error.into(), ..Answer::default() });
        assert_eq!((page.sent[1].encoding, page.sent[1].events()), (encoding, vec!["a".to_string()]), "{error}");
        page.capture("b", none());
        page.advance(3000.0);
        assert_eq!(page.sent[2].encoding, "gzipped", "{error}");
    }
}

#[test]
fn headers_and_transports() {
    let mut page = open(json!({"request_headers": {"X-Own": "1", "X-Number": 2}, "api_transport": "XHR"}));
    page.capture_with("a", none(), none());
    let own = |name: &str, value: &str| (name.to_string(), value.to_string());
    assert_eq!((page.sent[0].transport, page.sent[0].headers.clone()), (Transport::Xhr, vec![own("X-Own", "1"), own("X-Number", "2")]));
    for (wanted, used) in
        [("fetch", Transport::Fetch), ("XHR", Transport::Xhr), ("sendBeacon", Transport::Beacon), ("pigeon", Transport::Fetch)]
    {
        let mut page = open(none());
        page.capture_with("a", none(), json!({"transport": wanted}));
        assert_eq!(page.sent[0].transport, used, "{wanted}");
    }
    let tab = tab();
    tab.agent.borrow_mut().fetch = false;
    let mut page = tab.open("/", quiet(json!({"disable_beacon": true})));
    page.capture_with("a", none(), json!({"transport": "sendBeacon"}));
    assert_eq!(page.sent[0].transport, Transport::Xhr);
    tab.agent.borrow_mut().xhr = false;
    let mut page = tab.open("/", quiet(json!({"disable_beacon": true})));
    page.capture_with("a", none(), none());
    assert!(page.sent.is_empty() && page.logged("No available transport method"));
}

#[test]
fn without_beacons_a_page_that_goes_compresses_on_the_spot() {
    let mut page = open(json!({"disable_beacon": true}));
    page.capture("a", none());
    page.leave();
    let mut page2 = open(json!({"disable_beacon": true, "request_batching": false, "capture_pageleave": true}));
    page2.leave();
    for sent in [&page.sent, &page2.sent] {
        assert_eq!(sent.len(), 1);
        assert_eq!((sent[0].transport, sent[0].encoding), (Transport::Fetch, "gzipped"));
        assert!(sent[0].keepalive_below > 0.0);
    }
}

#[test]
fn an_address_and_a_batch_of_its_own() {
    let mut page = open(none());
    page.capture("a", none());
    page.capture_with("e1", none(), json!({"_batchKey": "exceptionEvent"}));
    page.capture_with("u", none(), json!({"_url": "https://else.example/in?compression=x", "_batchKey": "k"}));
    page.capture("b", none());
    page.capture_with("e2", none(), json!({"_batchKey": "exceptionEvent"}));
    page.advance(3000.0);
    assert_eq!(told(&page), [vec!["a", "b"], vec!["e1", "e2"], vec!["u"]]);
    assert_eq!(page.sent[2].url, "https://else.example/in", "gzip has no parameter");
}

#[test]
fn events_for_two_addresses_leave_in_two_requests() {
    let mut page = open(none());
    page.capture("a", none());
    page.remote(json!({"analytics": {"endpoint": "/i/v0/e/"}, "supportedCompression": ["gzip-js"]}));
    page.capture("b", none());
    page.capture("c", none());
    page.advance(3000.0);
    let urls: Vec<&str> = page.sent.iter().map(|sent| sent.url.as_str()).collect();
    assert_eq!(urls, ["https://us.i.posthog.com/e/", "https://us.i.posthog.com/i/v0/e/"]);
    assert_eq!(told(&page), [vec!["a"], vec!["b", "c"]]);
}

#[test]
fn nothing_leaves_before_it_may() {
    let mut page = open(json!({"opt_out_capturing_by_default": true}));
    assert_eq!(page.due(Timer::Flush), None);
    page.opt_in();
    assert_eq!(page.due(Timer::Flush), Some(3000.0));
}

// ---- the page goes

#[test]
fn what_waits_leaves_with_the_page() {
    let mut page = tab().open("/", none());
    page.advance(1.0);
    page.capture("a", none());
    page.capture_with("e", none(), json!({"_batchKey": "exceptionEvent"}));
    page.leave();
    let last: Vec<_> = page.sent.iter().skip(1).map(|sent| (sent.transport, sent.encoding, sent.content_type, sent.events())).collect();
    let names = |list: &[&str]| list.iter().map(|name| name.to_string()).collect::<Vec<_>>();
    assert_eq!(
        last,
        [
            (Transport::Beacon, "gzipped", "text/plain", names(&["a", "$pageleave"])),
            (Transport::Beacon, "gzipped", "text/plain", names(&["e"])),
        ]
    );
    page.advance(10_000.0);
    assert_eq!(page.sent.len(), 3);
}

#[test]
fn without_batching_the_leave_is_a_beacon() {
    let mut page = tab().open("/", json!({"request_batching": false}));
    page.advance(1.0);
    page.leave();
    assert_eq!((page.sent[1].transport, page.sent[1].events()), (Transport::Beacon, vec!["$pageleave".to_string()]));
}

#[test]
fn a_beacon_is_never_json() {
    let mut page = open(json!({"disable_compression": true}));
    page.capture("a", none());
    page.leave();
    let sent = &page.sent[0];
    assert_eq!((sent.encoding, sent.content_type), ("base64", "application/x-www-form-urlencoded"));
    assert_eq!(sent.url, "https://us.i.posthog.com/e/?compression=base64");
}

#[test]
fn what_is_captured_while_the_page_goes_is_a_beacon_unless_it_has_headers() {
    let mut page = open(none());
    page.hide();
    page.sent.clear();
    page.capture_with("a", none(), none());
    page.capture_with("b", none(), json!({"transport": "XHR"}));
    assert_eq!((page.sent[0].transport, page.sent[1].transport), (Transport::Beacon, Transport::Xhr));
    page.client.on_page_show(true);
    page.settle();
    page.capture_with("c", none(), none());
    assert_eq!(page.sent[2].transport, Transport::Fetch, "it is back");
    let mut page = open(json!({"request_headers": {"x": "y"}}));
    page.hide();
    page.sent.clear();
    page.capture_with("a", none(), none());
    assert_eq!(page.sent[0].transport, Transport::Fetch, "a beacon cannot carry them");
}

#[test]
fn a_beacon_that_is_refused_is_halved_and_in_the_end_fetched() {
    let mut page = open(json!({"disable_compression": true}));
    page.server = None;
    page.beacon_limit = 25_000;
    for name in ["a", "b", "c", "d", "e"] {
        page.capture(name, json!({"big": "x".repeat(if name == "e" { 30_000 } else { 6000 })}));
    }
    page.leave();
    let mut tries: Vec<_> = page.sent.iter().map(|sent| (sent.transport, sent.events().concat(), sent.accepted)).collect();
    tries.sort_by_key(|(transport, events, _)| (*transport == Transport::Fetch, events.clone()));
    let beacon = |events: &str, accepted| (Transport::Beacon, events.to_string(), accepted);
    assert_eq!(
        tries,
        [
            beacon("ab", true),
            beacon("abc", false),
            beacon("abcde", false),
            beacon("c", true),
            beacon("d", true),
            beacon("de", false),
            beacon("e", false),
            (Transport::Fetch, "e".into(), false),
        ]
    );
    assert_eq!(page.sent[7].keepalive_below, 0.0);
    assert!(page.logged(" bytes was rejected by the browser, falling back to fetch"));
    // A small one is not worth halving.
    let mut page = open(none());
    page.beacon_limit = 0;
    page.capture("a", none());
    page.capture("b", none());
    page.leave();
    assert_eq!(told(&page), [["a", "b"], ["a", "b"]]);
    assert_eq!((page.sent[1].transport, page.sent[1].encoding), (Transport::Fetch, "gzipped"), "encoded on the spot");
}

// ---- retries

#[test]
fn which_answers_are_final() {
    for (status, tries) in [
        (200, 1),
        (400, 1),
        (401, 1),
        (404, 1),
        (408, 11),
        (413, 1),
        (429, 11),
        (499, 1),
        (0, 4),
        (201, 1),
        (204, 1),
        (301, 11),
        (500, 11),
        (503, 11),
    ] {
        let mut page = open(json!({"outbox": false}));
        page.server_says(status, "");
        page.capture_with("a", none(), none());
        page.advance(3.0 * HOUR);
        assert_eq!(page.sent.len(), tries, "{status}");
        let counts: Vec<String> =
            page.sent.iter().map(|sent| sent.url.strip_prefix("https://us.i.posthog.com/e/").unwrap().into()).collect();
        let expected: Vec<String> = (0..tries).map(|n| if n == 0 { String::new() } else { format!("?retry_count={n}") }).collect();
        assert_eq!(counts, expected, "{status}");
        assert_eq!(page.errors.len(), if status >= 400 { tries } else { 0 }, "{status}");
        assert_eq!(page.logged("Stopped retrying after 3 retries."), status == 0);
        assert!(page.sent.iter().all(|sent| sent.events() == ["a"]));
        assert_eq!(page.client.sender.waiting_for_retry(), 0);
    }
}

#[test]
fn retries_wait_longer_each_time_and_the_body_is_made_anew() {
    let mut page = open(json!({"outbox": false}));
    page.server_says(500, "");
    page.capture_with("a", none(), none());
    let mut waits = Vec::new();
    let mut last = page.host.browser.now();
    for _ in 0..5 {
        let before = page.sent.len();
        while page.sent.len() == before {
            page.advance(100.0);
        }
        waits.push(page.host.browser.now() - last);
        last = page.host.browser.now();
    }
    for (n, wait) in waits.iter().enumerate() {
        let raw = 3000.0 * f64::from(1 << n);
        // A quarter more or less, and up to one look at the queue later.
        assert!(*wait >= raw * 0.75 && *wait <= raw * 1.25 + 3100.0, "{n}: {wait}");
    }
    let stamps: Vec<String> = page.sent.iter().map(|sent| sent.body()["sent_at"].as_str().unwrap().into()).collect();
    assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(page.capture("b", none()).unwrap()["properties"]["$sdk_debug_retry_queue_size"], 1);
}

#[test]
fn the_server_may_ask_for_more_time() {
    for (header, least, most) in
        [("20", 20_000.0, 23_100.0), ("3600", 30_000.0, 33_100.0), ("@1795371664017", 10_000.0, 13_100.0), ("soon", 2250.0, 6850.0)]
    {
        let mut page = open(none());
        page.server = Some(Answer { status: 503, retry_after: header.into(), ..Answer::default() });
        page.capture_with("a", none(), none());
        let begun = page.host.browser.now();
        while page.sent.len() == 1 {
            page.advance(100.0);
        }
        let wait = page.host.browser.now() - begun;
        assert!(wait >= least && wait <= most, "{header}: {wait}");
    }
}

#[test]
fn nothing_is_retried_while_offline() {
    let mut page = open(none());
    page.server_says(0, "");
    page.host.browser.online.set(false);
    page.capture_with("a", none(), none());
    assert!(page.logged("(Browser is offline)"));
    page.client.on_online(false);
    page.advance(MINUTE);
    assert_eq!(page.sent.len(), 1);
    page.server = ok();
    page.host.browser.online.set(true);
    page.client.on_online(true);
    page.settle();
    assert_eq!(page.sent.len(), 2);
    page.advance(HOUR);
    assert_eq!(page.sent.len(), 2);
}

#[test]
fn retries_leave_with_the_page_too() {
    let mut page = open(none());
    page.server_says(500, "");
    page.capture_with("a", none(), none());
    page.leave();
    assert_eq!(
        (page.sent[1].transport, page.sent[1].url.as_str()),
        (Transport::Beacon, "https://us.i.posthog.com/e/"),
        "the count is of retries made"
    );
    let mut page = open(none());
    page.server_says(500, "");
    page.capture_with("a", none(), none());
    while page.sent.len() == 1 {
        page.advance(1000.0);
    }
    page.leave();
    assert_eq!(page.sent[2].url, "https://us.i.posthog.com/e/?retry_count=1");
    page.advance(HOUR);
    assert_eq!(page.sent.len(), 3);
}

#[test]
fn what_goes_wrong_is_said_as_loud_as_it_deserves() {
    for (error, level) in [
        ("TypeError: Failed to fetch", Level::Warn),
        ("TypeError: NetworkError when attempting to fetch resource.", Level::Warn),
        ("TypeError: Load failed", Level::Warn),
        ("AbortError: PostHog request timed out after 60000ms", Level::Warn),
        ("TypeError: x is undefined", Level::Error),
        ("SecurityError: Failed to fetch", Level::Error),
    ] {
        let mut page = open(none());
        page.server = Some(Answer { error: error.into(), ..Answer::default() });
        page.capture_with("a", none(), none());
        assert!(page.logs.contains(&(level, error.to_string())), "{error}: {:?}", page.logs);
    }
}

// ---- limits

#[test]
fn a_used_up_quota_stops_a_kind_for_a_minute() {
    let mut page = open(none());
    page.server_says(200, r#"{"quota_limited":["events"]}"#);
    page.capture_with("a", none(), none());
    page.server = ok();
    page.capture_with("b", none(), none());
    page.capture_with("e", none(), json!({"_batchKey": "exceptionEvent"}));
    page.client.load_config_json();
    page.settle();
    page.advance(MINUTE - 1.0);
    page.capture_with("c", none(), none());
    assert_eq!(told(&page), [["a"], ["e"]], "and everything without a kind of its own");
    page.advance(1.0);
    page.capture_with("d", none(), none());
    assert_eq!(told(&page)[2], ["d"]);
    let mut page = open(none());
    page.server_says(200, r#"{"quota_limited":["exceptionEvent"]}"#);
    page.capture_with("a", none(), none());
    page.capture_with("e", none(), json!({"_batchKey": "exceptionEvent", "send_instantly": true}));
    page.capture_with("b", none(), none());
    assert_eq!(told(&page), [["a"], ["b"]]);
    page.server_says(200, "<html>");
    page.capture_with("c", none(), none());
    assert!(page.logged("could not rate limit - continuing"));
}

#[test]
fn a_page_that_captures_in_a_loop_is_stopped() {
    let mut page = open(json!({"rate_limiting": {"events_per_second": 1, "events_burst_limit": 3}}));
    let left: Vec<Value> =
        (0..3).map(|_| page.capture("a", none()).unwrap()["properties"]["$lib_rate_limit_remaining_tokens"].clone()).collect();
    assert_eq!(left, [2, 1, 0]);
    assert_eq!(page.prop("$capture_rate_limit").to_string(), r#"{"tokens":0,"last":1795371654017}"#);
    page.capture("lost", none());
    let session = page.session_id();
    assert_eq!(page.names(), ["a", "a", "a", "$$client_ingestion_warning"]);
    let warning = page.last();
    assert_eq!(
        warning["properties"]["$$client_ingestion_warning_message"],
        format!(
            "posthog-js client rate limited: 1 event(s) dropped since the last warning, triggered on https://shop.example.com/, session {session}. \
             Config is set to 1 events per second and 3 events burst limit."
        )
    );
    assert_eq!(warning["properties"].get("$lib_rate_limit_remaining_tokens"), None);
    assert_eq!(told(&page), [["$$client_ingestion_warning"]], "it goes at once");
    assert!(page.logs.contains(&(Level::Critical, "This capture call is ignored due to client rate limiting.".into())));
    assert_eq!(page.prop("$capture_rate_limit").to_string(), r#"{"tokens":0,"last":1795371654017,"dropped":0}"#);
    page.capture("lost", none());
    page.capture("lost", none());
    assert_eq!(page.names().len(), 4, "one warning for all of them");
    assert_eq!(page.prop("$capture_rate_limit")["dropped"], 2);
    assert!(page.capture_with("through", none(), json!({"skip_client_rate_limiting": true})).is_some());
    page.advance(1000.0);
    assert_eq!(page.capture("a", none()).unwrap()["properties"]["$lib_rate_limit_remaining_tokens"], 0);
    page.capture("lost", none());
    assert!(page.last()["properties"]["$$client_ingestion_warning_message"].as_str().unwrap().contains(": 3 event(s) dropped"));
    page.advance(HOUR);
    assert_eq!(page.capture("a", none()).unwrap()["properties"]["$lib_rate_limit_remaining_tokens"], 2, "no more than the burst");
}

#[test]
fn the_bucket_outlives_the_page_and_a_clock_that_goes_back() {
    let tab = tab();
    let given = quiet(json!({"rate_limiting": {"events_per_second": 1, "events_burst_limit": 2}}));
    let mut page = tab.open("/", given.clone());
    page.capture("a", none());
    page.capture("a", none());
    page.leave();
    let mut page = tab.open("/", given);
    page.capture("lost", none());
    page.host.browser.set_clock(page.host.browser.now() - 10_000.0);
    page.capture("lost", none());
    assert_eq!(page.names(), ["$$client_ingestion_warning"]);
    page.host.browser.set_clock(page.host.browser.now() + 11_000.0);
    let event = page.capture("a", none()).unwrap();
    assert_eq!(event["properties"]["$lib_rate_limit_remaining_tokens"], 0, "the second that passed counts, the way back does not");
}

#[test]
fn the_warning_keeps_to_the_denylist() {
    let given =
        json!({"rate_limiting": {"events_burst_limit": 1, "events_per_second": 1}, "property_denylist": ["$pathname", "$session_id"]});
    let mut page = open(given);
    page.capture("a", none());
    page.capture("lost", none());
    let message = page.last()["properties"]["$$client_ingestion_warning_message"].as_str().unwrap().to_string();
    assert!(
        message.starts_with("posthog-js client rate limited: 1 event(s) dropped since the last warning. Config is set to"),
        "{message}"
    );
}

#[test]
fn shutting_down_sends_what_is_left_and_sets_no_timers() {
    let mut page = open(none());
    page.capture("a", none());
    page.client.stop();
    page.settle();
    assert_eq!((page.sent[0].transport, told(&page)), (Transport::Fetch, vec![vec!["a".to_string()]]), "so that there is an answer");
}
