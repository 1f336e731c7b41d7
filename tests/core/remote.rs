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

#[test]
fn switches_are_stored_and_outlive_a_reset() {
    let mut page = open(none());
    page.server_says(
        200,
        r#"{"autocapture_opt_out":true,"heatmaps":true,"captureDeadClicks":false,"autocaptureExceptions":{"x":1},"elementsChainAsString":true,
            "errorTracking":{"suppressionRules":[{"type":"OR"}],"captureExtensionExceptions":true},"logs":{"captureConsoleLogs":true},
            "capturePerformance":{"web_vitals":true,"web_vitals_allowed_metrics":["CLS"]}}"#,
    );
    page.client.load_config_json();
    page.settle();
    let expected = [
        ("$autocapture_disabled_server_side", "true"),
        ("$heatmaps_enabled_server_side", "true"),
        ("$dead_clicks_enabled_server_side", "false"),
        ("$exception_capture_enabled_server_side", "true"),
        ("$error_tracking_suppression_rules", r#"[{"type":"OR"}]"#),
        ("$error_tracking_capture_extension_exceptions", "true"),
        ("$web_vitals_enabled_server_side", "true"),
        ("$web_vitals_allowed_metrics", r#"["CLS"]"#),
        ("$logs_capture_enabled_server_side", "true"),
    ];
    for (key, text) in expected {
        assert_eq!(page.client.store.get(key).map(|value| value.text().to_owned()).as_deref(), Some(text), "{key}");
    }
    assert!(page.client.remote.answered && page.client.remote.chain_only);
    assert_eq!(page.follows, 1, "the features were told");
    page.client.reset(false, "d", None);
    page.settle();
    for (key, text) in expected {
        assert_eq!(page.client.remotely(key).map(|value| value.text().to_owned()).as_deref(), Some(text), "{key} after a reset");
    }
}

#[test]
fn switches_of_the_wrong_kind_are_not_taken() {
    let mut page = open(none());
    page.server_says(
        200,
        r#"{"autocapture_opt_out":"yes","errorTracking":7,"logs":[1],"capturePerformance":{"web_vitals_allowed_metrics":"CLS"},"heatmaps":0}"#,
    );
    page.client.load_config_json();
    page.settle();
    let known = |key: &str| page.client.remotely(key).map(|value| value.text().to_owned());
    assert_eq!(known("$autocapture_disabled_server_side"), None);
    assert_eq!(known("$error_tracking_suppression_rules").as_deref(), Some("[]"));
    assert!(!page.client.remotely_on("$logs_capture_enabled_server_side"));
    assert_eq!(known("$web_vitals_enabled_server_side").as_deref(), Some("false"));
    assert_eq!(known("$web_vitals_allowed_metrics"), None);
    assert_eq!(known("$heatmaps_enabled_server_side").as_deref(), Some("false"));
}

#[test]
fn a_failure_leaves_the_switches_and_counts_as_an_answer() {
    let mut page = open(none());
    assert!(!page.client.remote.answered);
    page.server_says(500, "");
    page.client.load_config_json();
    page.settle();
    assert!(page.client.remote.answered && !page.client.remotely_on("$heatmaps_enabled_server_side"));
    assert_eq!(page.follows, 1);
}

#[test]
fn scripts_come_from_this_version_and_else_from_the_newest() {
    let url = |given: Value, kind: &str| {
        let page = open(given);
        let (url, fallback) = prickle::core::router::script(&page.client.config, kind, 1_700_000_123_456.0);
        (url.into_string(), fallback.map(prickle::core::text::Str::into_string))
    };
    let assets = "https://us-assets.i.posthog.com/static/";
    let of_this = [assets, "1.449.2/web-vitals.js"].concat();
    let newest = [assets, "web-vitals.js?v=1.449.2"].concat();
    assert_eq!(url(none(), "web-vitals"), (of_this.clone(), Some(newest.clone())));
    assert_eq!(url(json!({"strict_script_versioning": true}), "web-vitals"), (of_this, None));
    assert_eq!(url(json!({"strict_script_versioning": false}), "web-vitals"), (newest, None));
    let toolbar = [assets, "toolbar.js?v=1.449.2&t=1699999800000"].concat();
    assert_eq!(url(none(), "toolbar").1, Some(toolbar.replace("1699999800000", "1700000100000")));
    let own = url(json!({"api_host": "https://ph.example.com", "asset_host": "https://cdn.example.com/"}), "web-vitals").0;
    assert_eq!(own, "https://cdn.example.com/static/1.449.2/web-vitals.js");
}
