//! The remote configuration: when it is asked for, and what is made of it or of its absence.

use prickle::core::client::Timer;
use prickle::core::world::Level;
use serde_json::{Value, json};

use super::page::*;

fn open(given: Value) -> Page {
    let mut all = json!({"capture_pageview": false});
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    tab().open("/", all)
}

fn after(page: &mut Page) -> Sent {
    page.capture_with("x", none(), none());
    page.sent.last().unwrap().clone()
}

#[test]
fn it_is_asked_for_by_script() {
    assert_eq!(open(none()).scripts, ["https://us-assets.i.posthog.com/array/phc_tok/config.js"]);
    assert_eq!(open(json!({"api_host": "https://ph.example.com/"})).scripts, ["https://ph.example.com/array/phc_tok/config.js"]);
}

#[test]
fn it_is_not_asked_for_where_flags_are_disabled() {
    for (given, asked) in [
        (json!({"advanced_disable_flags": true}), false),
        (json!({"advanced_disable_decide": true}), false),
        (json!({"advanced_disable_flags": false, "advanced_disable_decide": true}), true),
        (json!({"advanced_disable_flags": false}), true),
    ] {
        let page = open(given.clone());
        assert_eq!(page.scripts.len() == 1, asked, "{given}");
        assert_eq!(page.logged("Remote config is disabled. Falling back to local config."), !asked);
    }
}

#[test]
fn where_there_is_no_script_the_json_is_fetched() {
    let mut page = open(json!({"request_headers": {"x": "y"}}));
    page.server_says(200, r#"{"supportedCompression":["base64"],"analytics":{"endpoint":"/i/v0/e/"}}"#);
    page.client.load_config_json();
    page.settle();
    let sent = &page.sent[0];
    assert_eq!((sent.url.as_str(), sent.post, sent.encoding), ("https://us-assets.i.posthog.com/array/phc_tok/config", false, ""));
    assert_eq!(sent.headers, [("x".to_string(), "y".to_string())]);
    assert_eq!(sent.keepalive_below, 0.0);
    let event = after(&mut page);
    assert_eq!((event.url.as_str(), event.encoding), ("https://us.i.posthog.com/i/v0/e/?compression=base64", "base64"));
}

#[test]
fn a_failure_turns_compression_off_and_is_not_retried() {
    for (status, text, level) in [(500, "", Level::Error), (404, "{}", Level::Error), (0, "", Level::Warn), (200, "<html>", Level::Error)] {
        let mut page = open(none());
        assert_eq!(after(&mut page).encoding, "gzip", "before it is known");
        page.server_says(status, text);
        page.client.load_config_json();
        page.settle();
        page.advance(60_000.0);
        assert_eq!(page.sent.len(), 2, "{status}");
        assert!(page.logs.contains(&(level, "[RemoteConfig] Failed to fetch remote config from PostHog.".into())), "{status}");
        page.server = ok();
        let event = after(&mut page);
        assert_eq!((event.encoding, event.url.as_str()), ("plain", "https://us.i.posthog.com/e/"));
    }
}

#[test]
fn of_the_compressions_on_offer_gzip_is_the_first() {
    for (remote, encoding) in [
        (json!({"supportedCompression": ["gzip", "gzip-js"]}), "gzip"),
        (json!({"supportedCompression": ["base64", "gzip-js"]}), "gzip"),
        (json!({"supportedCompression": ["base64"]}), "base64"),
        (json!({"supportedCompression": ["gzip"]}), "plain"),
        (json!({"supportedCompression": []}), "plain"),
        (json!({}), "plain"),
    ] {
        let mut page = open(none());
        page.remote(remote.clone());
        assert_eq!(after(&mut page).encoding, encoding, "{remote}");
    }
}

#[test]
fn what_has_the_wrong_type_is_not_taken() {
    let mut page = open(none());
    page.remote(json!({"supportedCompression": "gzip-js", "analytics": {"endpoint": 5}}));
    let event = after(&mut page);
    assert_eq!((event.encoding, event.url.as_str()), ("plain", "https://us.i.posthog.com/e/"));
    page.remote(json!({"supportedCompression": {"0": "gzip-js"}, "analytics": "no"}));
    assert_eq!(after(&mut page).url, "https://us.i.posthog.com/e/");
    page.remote(json!({"analytics": {"endpoint": ""}}));
    assert_eq!(after(&mut page).url, "https://us.i.posthog.com/e/");
}

#[test]
fn it_waits_for_the_body() {
    let mut page = open(none());
    page.host.has_body.set(false);
    page.remote(json!({"analytics": {"endpoint": "/new/"}}));
    assert_eq!(page.client.endpoint, "/e/");
    assert_eq!(page.due(Timer::RemoteConfig), Some(500.0));
    page.advance(500.0);
    assert_eq!((page.client.endpoint.as_str(), page.due(Timer::RemoteConfig)), ("/e/", Some(500.0)));
    page.host.has_body.set(true);
    page.advance(500.0);
    assert_eq!(page.client.endpoint, "/new/");
}

#[test]
fn profiles_are_again_what_the_page_first_said() {
    for (given, back) in [(json!({"person_profiles": "never"}), false), (json!({"process_person": "always"}), true), (none(), false)] {
        for remote in [json!({}), Value::Null] {
            let mut page = open(given.clone());
            page.set_config(json!({"person_profiles": if back { "never" } else { "always" }}));
            page.remote(remote);
            let shown = given.get("person_profiles").or(given.get("process_person")).cloned().unwrap_or(json!("identified_only"));
            assert_eq!(value(page.options.get("person_profiles").unwrap().text()), shown);
            assert_eq!(page.capture("x", none()).unwrap()["properties"]["$process_person_profile"], back, "{given}");
        }
    }
}
