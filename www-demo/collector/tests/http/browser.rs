//! What a browser and an SDK in it ask for besides sending.

use serde_json::{Value, json};

use crate::support::{Collector, batch, event};

#[test]
fn a_preflight_from_any_site_is_granted_and_logged() {
    let collector = Collector::start();
    let asked = [
        ("origin", "https://shop.test"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "content-type,x-extra"),
    ];
    let answer = collector.options("/i/v0/e/", &asked);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "https://shop.test");
    assert_eq!(answer.header("access-control-allow-credentials"), "true");
    assert_eq!(answer.header("access-control-allow-headers"), "content-type,x-extra");
    assert!(answer.header("access-control-allow-methods").contains("POST"));
    let logged = collector.list("/_/requests");
    assert_eq!((logged.len(), &logged[0]["method"], &logged[0]["status"]), (1, &json!("OPTIONS"), &json!(200)));
}

#[test]
fn answers_are_readable_by_any_site_but_the_own_api_is_not() {
    let collector = Collector::start();
    let body = batch(&[event("x", "d", json!({}))]).to_string();
    for (path, body) in [("/i/v0/e/", body.as_str()), ("/i/v0/e/", "{"), ("/flags/?v=2", "{\"token\":\"phc_test\"}")] {
        let answer = collector.try_post(path, &[("origin", "https://shop.test")], body.as_bytes()).unwrap();
        assert_eq!(answer.header("access-control-allow-origin"), "https://shop.test", "{path}");
    }
    let own = collector.get_with("/_/events", &[("origin", "https://shop.test")]);
    assert_eq!(own.header("access-control-allow-origin"), "");
}

#[test]
fn the_log_says_how_a_request_was_sent() {
    let collector = Collector::start();
    let body = batch(&[event("x", "d", json!({}))]).to_string();
    let cases = [("no-cors", "empty", "beacon"), ("cors", "empty", "fetch"), ("no-cors", "image", "image"), ("", "", "other")];
    for (mode, dest, transport) in cases {
        let headers = [("sec-fetch-mode", mode), ("sec-fetch-dest", dest)];
        let headers = if mode.is_empty() { &headers[..0] } else { &headers[..] };
        collector.try_post("/e/", headers, body.as_bytes()).unwrap();
        let logged = collector.requests().pop().unwrap();
        assert_eq!(logged["transport"], transport);
        assert_eq!(logged["headers"]["sec-fetch-mode"].as_str().unwrap_or_default(), mode);
    }
}

/// Reads the object out of the script, as the script's own text has it.
fn config_in(script: &str) -> Value {
    let (_, rest) = script.split_once("{ config: ").unwrap();
    let (config, _) = rest.split_once(", siteApps: [] };").unwrap();
    serde_json::from_str(config).unwrap()
}

#[test]
fn the_remote_config_is_the_same_as_json_and_as_script() {
    let collector = Collector::start();
    let config = collector.get("/array/phc_test/config").json();
    assert_eq!(config["supportedCompression"], json!(["gzip", "gzip-js"]));
    assert_eq!(config["analytics"], json!({"endpoint": "/i/v0/e/"}));
    assert_eq!((&config["hasFeatureFlags"], &config["sessionRecording"]), (&json!(false), &json!(false)));
    let script = collector.get("/array/phc_test/config.js");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.text.contains("window._POSTHOG_REMOTE_CONFIG[\"phc_test\"] ="));
    assert_eq!(config_in(&script.text), config);
}

#[test]
fn the_remote_config_lets_an_sdk_watch_the_page() {
    let config = Collector::start().get("/array/phc_test/config").json();
    // Without a boolean here, autocapture does not start on a first visit.
    assert_eq!(config["autocapture_opt_out"], false);
    for on in ["elementsChainAsString", "captureDeadClicks", "heatmaps", "autocaptureExceptions"] {
        assert_eq!(config[on], true, "{on}");
    }
    assert_eq!(config["errorTracking"], json!({"autocaptureExceptions": true, "suppressionRules": []}));
    // A bare `true` would not switch web vitals on.
    assert_eq!(config["capturePerformance"], json!({"network_timing": true, "web_vitals": true, "web_vitals_allowed_metrics": null}));
}

#[test]
fn the_remote_config_can_be_replaced_for_one_token() {
    let collector = Collector::start();
    let mine = json!({"supportedCompression": [], "note": "</script>"});
    assert_eq!(collector.change("PUT", "/_/config?token=phc_test", &mine).status, 200);
    assert_eq!(collector.get("/array/phc_test/config").json(), mine);
    let script = collector.get("/array/phc_test/config.js").text;
    assert!(!script.contains("</script>"));
    assert_eq!(config_in(&script), mine);
    assert_ne!(collector.get("/array/phc_other/config").json(), mine);
    collector.change("POST", "/_/clear?token=phc_test", &json!({}));
    let changed = collector.change("PATCH", "/_/config?token=phc_test", &json!({"heatmaps": false})).json();
    assert_eq!((&changed["heatmaps"], &changed["elementsChainAsString"]), (&json!(false), &json!(true)));
    assert_eq!(collector.get("/array/phc_test/config").json(), changed);
}

#[test]
fn other_features_have_nothing_to_offer() {
    let collector = Collector::start();
    assert_eq!(collector.get("/api/surveys/?token=phc_test").json(), json!({"surveys": []}));
    assert_eq!(collector.get("/api/early_access_features/?token=phc_test").json(), json!({"earlyAccessFeatures": []}));
    assert_eq!(collector.requests().len(), 2);
}
