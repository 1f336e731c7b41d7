//! Options: the default table for every `defaults` date against what the real posthog-js showed, and the typed reading.

use prickle::core::config::{self, Config, Cookieless, Profiles};
use prickle::core::json::Map;
use prickle::core::world::World;
use serde_json::{Value, json};

use super::page::*;

/// What `posthog.config` held in the real 1.449.2 on a plain page, for each date; functions and such are strings in brackets.
const RECORDED: &str = include_str!("recorded/config-defaults.json");

fn world_on(origin: &str) -> &'static World {
    World::new(super::world::Browser::new().tab(origin).load("/"))
}

fn read(given: Value) -> (Config, &'static World) {
    let world = world_on("https://shop.example.com");
    (Config::read(options(&given, TOKEN, world), world), world)
}

fn parsed(map: &Map) -> Value {
    value(&map.text())
}

#[test]
fn the_default_table_of_every_date_is_posthogs() {
    let world = world_on("http://127.0.0.1:8000");
    let tables = value(RECORDED);
    let base = tables[0]["config"].as_object().unwrap();
    for table in tables.as_array().unwrap() {
        let date = table["defaults"].as_str();
        let ours = parsed(&config::defaults(date, world));
        for (key, usual) in base {
            let theirs = table["changed"].get(key).unwrap_or(usual);
            let host_object = theirs.as_str().is_some_and(|text| text.starts_with('['));
            if host_object || key == "token" {
                assert!(ours.get(key).is_some(), "{key} is there for {date:?}");
                continue;
            }
            // `defaults` itself stays as the page gave it; events report what it stands for.
            assert_eq!(&ours[key], theirs, "{key} for {date:?}");
        }
        let internal = table["changed"]["internal_or_test_user_hostname"].is_string();
        assert_eq!(config::local_is_internal(date), internal, "{date:?}");
    }
}

#[test]
fn the_keys_stand_in_posthogs_order() {
    let world = world_on("http://127.0.0.1:8000");
    let theirs: Vec<String> = value(RECORDED)[0]["keys"].as_array().unwrap().iter().map(|key| key.as_str().unwrap().into()).collect();
    let ours: Vec<String> = config::defaults(None, world).iter().map(|(key, _)| key.to_string()).collect();
    assert_eq!(ours, theirs);
    let undefined: Vec<String> = value(RECORDED)[0]["config"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, value)| *value == "[undefined]")
        .map(|(key, _)| key.clone())
        .collect();
    let mut absent: Vec<&str> = config::ABSENT.split(' ').collect();
    absent.sort();
    let mut undefined: Vec<&str> = undefined.iter().map(String::as_str).collect();
    undefined.sort();
    assert_eq!(absent, undefined);
}

#[test]
fn defaults_follow_the_page() {
    let of = |origin: &str, key: &str| parsed(&config::defaults(None, world_on(origin)))[key].clone();
    assert_eq!(of("https://shop.example.com", "secure_cookie"), true);
    assert_eq!(of("http://shop.example.com", "secure_cookie"), false);
    assert_eq!(of("https://shop.example.com", "cross_subdomain_cookie"), true);
    for host in ["mine.herokuapp.com", "a.b.vercel.app", "mine.netlify.app"] {
        assert_eq!(of(&format!("https://{host}"), "cross_subdomain_cookie"), false, "{host}");
    }
    assert_eq!(of("https://herokuapp.com.example.org", "cross_subdomain_cookie"), true);
    let debug = |path: &str| {
        let world = World::new(tab().load(path));
        parsed(&config::defaults(None, world))["debug"].clone()
    };
    assert_eq!(debug("/?x=1&__posthog_debug=true"), true);
    assert_eq!(debug("/#__posthog_debug=true"), false);
    assert_eq!(debug("/__posthog_debug=true"), false);
}

#[test]
fn events_report_what_latest_stands_for() {
    assert_eq!(read(json!({"defaults": "latest"})).0.defaults, "2026-08-30");
    assert_eq!(read(json!({"defaults": "2025-05-24"})).0.defaults, "2025-05-24");
    assert_eq!(read(none()).0.defaults, "unset");
}

#[test]
fn old_names_count_until_the_new_one_is_given() {
    let (config, _) = read(json!({"process_person": "never", "xhr_headers": {"a": "b"}, "cookie_name": "n", "disable_cookie": true,
        "__preview_disable_beacon": true, "store_google": false, "__preview_cookie_wins_on_conflict": true}));
    assert_eq!(config.person_profiles, Profiles::Never);
    assert_eq!(config.request_headers.text(), r#"{"a":"b"}"#);
    assert_eq!(config.persistence_name, "n");
    assert!(config.disable_persistence && config.disable_beacon && !config.save_campaign_params && config.cookie_wins);
    let (config, _) =
        read(json!({"process_person": "never", "person_profiles": "always", "store_google": false, "save_campaign_params": true}));
    assert_eq!(config.person_profiles, Profiles::Always);
    assert!(config.save_campaign_params);
    assert_eq!(read(json!({"verbose": true})).0.debug, Some(true));
}

#[test]
fn a_value_of_the_wrong_type_warns_and_falls_back() {
    let (config, world) = read(json!({"cookie_expiration": "long", "persistence_name": 5, "properties_string_max_length": {}}));
    assert_eq!(config.persistence_name, "");
    assert_eq!(config.string_max, 65535);
    let logs: Vec<String> = world.take_logs().into_iter().map(|(_, text)| text).collect();
    for key in ["cookie_expiration", "persistence_name", "properties_string_max_length"] {
        assert!(logs.iter().any(|text| text.contains(&format!("`{key}`"))), "{key}: {logs:?}");
    }
}

#[test]
fn an_unknown_persistence_is_said_aloud_and_becomes_the_default() {
    let (config, world) = read(json!({"persistence": "nonsense"}));
    assert_eq!(config.persistence, "localStorage+cookie");
    let logs = world.take_logs();
    assert!(
        logs.iter().any(|(level, text)| {
            *level == prickle::core::world::Level::Critical
                && text == "Unknown persistence type nonsense; falling back to localStorage+cookie"
        }),
        "{logs:?}"
    );
    assert_eq!(read(json!({"persistence": "LOCALSTORAGE+COOKIE"})).0.persistence, "LOCALSTORAGE+COOKIE");
}

#[test]
fn old_options_that_mean_more_than_a_name() {
    let of = |given: Value| {
        let world = world_on("https://shop.example.com");
        let options = parsed(&options(&given, TOKEN, world));
        (options, world.take_logs())
    };
    assert_eq!(of(json!({"property_blacklist": ["a"]})).0["property_denylist"], json!(["a"]));
    assert_eq!(of(json!({"property_blacklist": ["a"], "property_denylist": ["b"]})).0["property_denylist"], json!(["a", "b"]));
    let (options, logs) = of(json!({"property_blacklist": ["a"], "property_denylist": "b"}));
    assert_eq!(options["property_denylist"], "b");
    assert!(logs.iter().any(|(_, text)| text.starts_with("Invalid value for property_denylist config: ")));
    assert_eq!(of(json!({"property_blacklist": "a"})).0["property_denylist"], json!([]));
    let options = of(json!({"__preview_external_dependency_versioned_paths": "https://cdn.example.com"})).0;
    assert_eq!((&options["strict_script_versioning"], &options["asset_host"]), (&json!(true), &json!("https://cdn.example.com")));
    let options = of(json!({"__preview_external_dependency_versioned_paths": false, "asset_host": "https://own.example"})).0;
    assert_eq!((&options["strict_script_versioning"], &options["asset_host"]), (&json!(false), &json!("https://own.example")));
    let options = of(json!({"__preview_external_dependency_versioned_paths": true, "strict_script_versioning": "fallback"})).0;
    assert_eq!((&options["strict_script_versioning"], &options["asset_host"]), (&json!("fallback"), &Value::Null));
}

#[test]
fn numbers_are_brought_into_their_range() {
    let flush = |ms: Value| read(json!({"request_queue_config": {"flush_interval_ms": ms}})).0.flush_interval;
    assert_eq!(
        [flush(json!(100)), flush(json!(9000)), flush(json!(300)), flush(json!(0)), flush(json!("soon"))],
        [250.0, 5000.0, 300.0, 3000.0, 3000.0]
    );
    let idle = |seconds: Value| {
        let tab = tab();
        let page = tab.open("/", json!({"session_idle_timeout_seconds": seconds}));
        page.prop("$configured_session_timeout_ms")
    };
    assert_eq!(idle(json!(10)), 60_000);
    assert_eq!(idle(json!(60)), 60_000);
    assert_eq!(idle(json!(100_000)), 36_000_000);
    assert_eq!(idle(json!(0)), 1_800_000);
    assert_eq!(idle(json!("x")), 1_800_000);
    let rate = |given: Value| {
        let config = read(json!({"rate_limiting": given})).0;
        (config.events_per_second, config.events_burst)
    };
    assert_eq!(rate(json!({})), (10.0, 100.0));
    assert_eq!(rate(json!({"events_per_second": 0})), (10.0, 100.0));
    assert_eq!(rate(json!({"events_per_second": 20})), (20.0, 200.0));
    assert_eq!(rate(json!({"events_per_second": 20, "events_burst_limit": 5})), (20.0, 20.0));
}

#[test]
fn hosts_are_trimmed_and_the_app_host_is_the_us_one() {
    let host = |host: &str| read(json!({"api_host": host})).0.api_host;
    assert_eq!(host(" https://ph.example.com/ "), "https://ph.example.com");
    assert_eq!(host("https://ph.example.com//"), "https://ph.example.com/");
    assert_eq!(host("https://app.posthog.com/"), "https://us.i.posthog.com");
}

#[test]
fn page_views_and_leaves() {
    let of = |given: Value| read(given).0;
    let config = of(none());
    assert!(config.pageviews.initial && !config.pageviews.path && config.pageleave);
    let config = of(json!({"capture_pageview": false}));
    assert!(!config.pageviews.initial && !config.pageleave);
    assert!(of(json!({"capture_pageview": false, "capture_pageleave": true})).pageleave);
    let config = of(json!({"capture_pageview": "history_change"}));
    assert!(config.pageviews.initial && config.pageviews.path && !config.pageviews.search && config.pageleave);
    let config = of(json!({"capture_pageview": {"search": true, "hash": true}}));
    assert!(config.pageviews.initial && !config.pageviews.path && config.pageviews.search && config.pageviews.hash);
    assert!(!of(json!({"capture_pageview": {"hash": true}, "disable_capture_url_hashes": true})).pageviews.hash);
}

#[test]
fn modes() {
    let of = |given: Value| read(given).0;
    assert_eq!(of(json!({"cookieless_mode": "always"})).cookieless, Cookieless::Always);
    assert_eq!(of(json!({"cookieless_mode": "on_reject"})).cookieless, Cookieless::OnReject);
    assert_eq!(of(json!({"cookieless_mode": "sometimes"})).cookieless, Cookieless::Off);
    assert_eq!(of(none()).person_profiles, Profiles::IdentifiedOnly);
    assert!(of(json!({"opt_out_capturing_persistence_type": "anything"})).consent_in_cookie);
    assert!(!of(none()).consent_in_cookie);
    assert_eq!(of(none()).consent_name, "__ph_opt_in_out_phc_tok");
    assert_eq!(of(json!({"opt_out_capturing_cookie_prefix": "p_"})).consent_name, "p_phc_tok");
    assert_eq!(of(json!({"opt_out_capturing_cookie_prefix": "p_", "consent_persistence_name": "mine"})).consent_name, "mine");
    assert_eq!(of(json!({"property_denylist": "no list"})).denylist, None);
}

#[test]
fn requests_go_where_the_region_says() {
    use prickle::core::router::{Target, endpoint};
    let to = |given: Value, target: Target, path: &str| endpoint(&read(given).0, target, path);
    for (host, api, assets, ui) in [
        ("https://us.i.posthog.com", "https://us.i.posthog.com/x", "https://us-assets.i.posthog.com/x", "https://us.posthog.com/x"),
        ("https://us.posthog.com", "https://us.i.posthog.com/x", "https://us-assets.i.posthog.com/x", "https://us.posthog.com/x"),
        ("https://app.posthog.com", "https://us.i.posthog.com/x", "https://us-assets.i.posthog.com/x", "https://us.posthog.com/x"),
        ("https://eu.i.posthog.com", "https://eu.i.posthog.com/x", "https://eu-assets.i.posthog.com/x", "https://eu.posthog.com/x"),
        ("https://ph.example.com/in", "https://ph.example.com/in/x", "https://ph.example.com/in/x", "https://ph.example.com/in/x"),
    ] {
        assert_eq!(to(json!({"api_host": host}), Target::Api, "/x"), api);
        assert_eq!(to(json!({"api_host": host}), Target::Assets, "x"), assets);
        assert_eq!(to(json!({"api_host": host}), Target::Ui, "/x"), ui);
    }
    let own = json!({"asset_host": "https://cdn.example.com/", "ui_host": "https://app.posthog.com"});
    assert_eq!(to(own.clone(), Target::Assets, "/static/a.js"), "https://cdn.example.com/static/a.js");
    assert_eq!(to(own.clone(), Target::Assets, "/array/t/config"), "https://us-assets.i.posthog.com/array/t/config");
    assert_eq!(to(own, Target::Ui, "/x"), "https://us.posthog.com/x");
}
