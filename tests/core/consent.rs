//! May events be captured, may anything be stored: every state in every mode, and the ways from one to the other.

use prickle::core::consent::Consent;
use prickle::core::json::Map;
use serde_json::{Value, json};

use super::page::*;
use super::world::{Browser, DAY};

const KEY: &str = "__ph_opt_in_out_phc_tok";

/// Captures an event and says: was it captured, is anything of the visitor stored, was it counted without a person?
fn look(page: &mut Page) -> (bool, bool, bool) {
    let event = page.capture("x", none());
    let stored = page.local(ENTRY).is_some();
    assert_eq!(page.cookie(ENTRY).is_some(), stored);
    let cookieless = event.as_ref().is_some_and(|event| event["properties"]["$cookieless_mode"] == true);
    (event.is_some(), stored, cookieless)
}

#[test]
fn every_state_in_every_mode() {
    let (normal, silent, nothing, nobody) = ((true, true, false), (false, true, false), (false, false, false), (true, false, true));
    for (mode, pending, granted, denied) in [
        (json!({}), normal, normal, silent),
        (json!({"opt_out_capturing_by_default": true}), silent, normal, silent),
        (json!({"opt_out_capturing_by_default": true, "opt_out_persistence_by_default": true}), nothing, normal, nothing),
        (json!({"opt_out_persistence_by_default": true}), normal, normal, nothing),
        (json!({"cookieless_mode": "on_reject"}), nothing, normal, nobody),
        (json!({"cookieless_mode": "on_reject", "opt_out_capturing_by_default": true}), nobody, normal, nobody),
        (json!({"cookieless_mode": "always"}), nobody, nobody, nobody),
    ] {
        for (answer, expected) in [(None, pending), (Some("1"), granted), (Some("0"), denied)] {
            let tab = tab();
            if let Some(answer) = answer {
                tab.put_local(KEY, answer);
            }
            let mut page = tab.open("/", mode.clone());
            assert_eq!(look(&mut page), expected, "{mode} answered {answer:?}");
            assert_eq!(page.client.is_capturing(), expected.0);
        }
    }
}

#[test]
fn what_counts_as_an_answer() {
    for (text, meaning) in [
        ("1", Consent::Granted),
        ("true", Consent::Granted),
        ("yes", Consent::Granted),
        ("0", Consent::Denied),
        ("false", Consent::Denied),
        ("no", Consent::Denied),
        ("\"1\"", Consent::Pending),
        ("\"yes\"", Consent::Pending),
        ("True", Consent::Pending),
        ("2", Consent::Pending),
        ("", Consent::Pending),
    ] {
        let tab = tab();
        tab.put_local(KEY, text);
        assert_eq!(tab.open("/", none()).client.consent(), meaning, "{text}");
    }
}

#[test]
fn nobody_has_no_session_and_no_device() {
    let mut page = tab().open("/?utm_source=x", json!({"cookieless_mode": "always"}));
    page.advance(1.0);
    assert_eq!(page.names(), ["$pageview"]);
    let props = page.last()["properties"].as_object().unwrap();
    assert_eq!(
        (&props["distinct_id"], &props["$device_id"], &props["$cookieless_mode"]),
        (&json!("$posthog_cookieless"), &Value::Null, &json!(true))
    );
    assert_eq!(props["utm_source"], "x");
    for key in props.keys() {
        assert!(!key.starts_with("$session_") && key != "$window_id" && key != "$recording_status", "{key}");
    }
    page.opt_out();
    page.opt_in();
    assert!(page.logged("is not valid with cookieless_mode=\"always\" and will be ignored"));
    assert_eq!(page.local(KEY), None);
    page.reset(false, Value::Null);
    assert_eq!(page.id(), "$posthog_cookieless");
    assert!(page.host.browser.local_keys("https://shop.example.com").is_empty());
}

#[test]
fn opting_in_says_so_and_then_shows_the_page() {
    let mut page = tab().open("/", json!({"opt_out_capturing_by_default": true}));
    page.advance(5000.0);
    assert_eq!(page.sent.len(), 0);
    page.opt_in();
    assert_eq!(page.names(), ["$opt_in", "$pageview"]);
    assert_eq!(page.sent.iter().flat_map(Sent::events).collect::<Vec<_>>(), ["$opt_in", "$pageview"], "both at once");
    assert_eq!(page.local(KEY).unwrap(), "1");
    page.opt_in();
    assert_eq!(page.names().len(), 2, "granted already");
    page.opt_out();
    page.opt_in();
    assert_eq!(page.names(), ["$opt_in", "$pageview", "$opt_in"], "the first page view comes once");
}

#[test]
fn the_event_of_opting_in_can_be_another_or_none() {
    let mut page = tab().open("/", json!({"capture_pageview": false}));
    page.client.opt_in(Some("welcome"), map(json!({"a": 1})), "");
    page.settle();
    assert_eq!((page.names(), &page.last()["properties"]["a"]), (vec!["welcome"], &json!(1)));
    page.opt_out();
    page.client.opt_in(Some(""), Map::new(), "");
    page.settle();
    assert_eq!(page.names(), ["welcome"]);
}

#[test]
fn opting_out_is_silent_and_lets_the_queue_go() {
    let mut page = tab().open("/", none());
    page.register(json!({"plan": "pro"}));
    page.capture("before", none());
    page.opt_out();
    page.capture("after", none());
    page.advance(3000.0);
    assert_eq!(page.names(), ["before"]);
    assert_eq!(page.sent.iter().flat_map(Sent::events).collect::<Vec<_>>(), ["before"]);
    assert_eq!(page.local(KEY).unwrap(), "0");
    assert_eq!(page.stored()["plan"], "pro", "what is known of the visitor stays");
    assert!(page.logged("Event \"after\" was not captured because capturing is disabled (opted out or consent pending)."));
    page.client.clear_consent();
    page.settle();
    assert_eq!(page.local(KEY), None);
    assert!(page.client.is_capturing());
}

#[test]
fn persistence_follows_the_answer() {
    let tab = tab();
    let mut page = tab.open("/", json!({"opt_out_persistence_by_default": true}));
    page.register(json!({"plan": "pro"}));
    page.register_for_session(json!({"step": 1}));
    page.opt_out();
    assert_eq!((page.local(ENTRY), page.cookie(ENTRY), tab.session(ENTRY)), (None, None, None));
    assert_eq!(tab.session("ph_phc_tok_session_registered_properties"), None);
    page.register(json!({"later": 1}));
    assert_eq!(page.local(ENTRY), None);
    page.opt_in();
    assert_eq!((page.stored()["plan"].clone(), page.stored()["later"].clone()), (json!("pro"), json!(1)));
    assert!(tab.session("ph_phc_tok_session_registered_properties").unwrap().contains("step"));
}

#[test]
fn do_not_track_denies_whatever_is_stored() {
    for (track, control) in [(true, false), (false, true)] {
        let tab = tab();
        tab.agent.borrow_mut().do_not_track = track;
        tab.agent.borrow_mut().global_privacy_control = control;
        tab.put_local(KEY, "1");
        let mut page = tab.open("/", json!({"respect_dnt": true}));
        assert_eq!(page.client.consent(), Consent::Denied);
        page.opt_in();
        assert_eq!(page.names(), [""; 0]);
        assert_eq!(tab.open("/", none()).client.consent(), Consent::Granted, "only where it is to be respected");
    }
}

#[test]
fn the_answer_in_a_cookie() {
    let tab = tab();
    let mut page =
        tab.open("/", json!({"opt_out_capturing_persistence_type": "cookie", "cookie_expiration": 30, "consent_persistence_name": "ok"}));
    page.opt_out();
    let text = page.writes().into_iter().rfind(|text| text.starts_with("cookie ok=")).unwrap();
    assert_eq!(text, "cookie ok=0; expires=Tue, 22 Dec 2026 18:20:54 GMT; SameSite=Lax; path=/; domain=.example.com; secure");
    assert_eq!(page.local("ok"), None);
    assert!(!page.client.is_capturing());
    page.client.clear_consent();
    page.settle();
    assert_eq!(page.cookie("ok"), None);
}

#[test]
fn the_answer_moves_to_the_store_that_is_configured() {
    let tab = tab();
    let mut page = tab.open("/", json!({"opt_out_capturing_persistence_type": "cookie"}));
    page.opt_out();
    page.leave();
    let mut page = tab.open("/", none());
    assert_eq!((page.local(KEY), page.cookie(KEY)), (Some("0".into()), None));
    assert_eq!(page.client.consent(), Consent::Denied);
    page.set_config(json!({"opt_out_capturing_persistence_type": "cookie"}));
    assert_eq!((page.local(KEY), page.cookie(KEY)), (None, Some("0".into())));
    assert_eq!(page.client.consent(), Consent::Denied);
    // What is there already wins.
    tab.put_local(KEY, "1");
    let page = tab.open("/", none());
    assert_eq!((page.local(KEY), page.cookie(KEY)), (Some("1".into()), None));
    // What is not yes-like becomes a no.
    let tab = super::page::tab();
    tab.browser.set_cookie("shop.example.com", true, &format!("{KEY}=maybe; path=/"));
    assert_eq!(tab.open("/", none()).local(KEY), Some("0".into()));
}

#[test]
fn an_answer_that_cannot_be_stored_holds_for_the_page() {
    let tab = tab();
    tab.browser.local_refused.set(true);
    let mut page = tab.open("/", none());
    page.opt_out();
    assert_eq!(page.client.consent(), Consent::Denied);
    page.client.clear_consent();
    assert_eq!(page.client.consent(), Consent::Pending);
    let tab = super::page::tab();
    tab.browser.cookies_ignored.set(true);
    let mut page = tab.open("/", json!({"opt_out_capturing_persistence_type": "cookie"}));
    page.opt_out();
    assert_eq!(page.client.consent(), Consent::Denied);
}

#[test]
fn reset_forgets_the_answer_and_warns_when_that_stops_capturing() {
    let mut page = tab().open("/", json!({"opt_out_capturing_by_default": true}));
    page.opt_in();
    page.reset(false, Value::Null);
    assert_eq!(page.local(KEY), None);
    assert!(page.logged("reset() cleared the stored consent"));
    assert!(!page.client.is_capturing());
    let mut page = tab().open("/", none());
    page.opt_in();
    page.reset(false, Value::Null);
    assert!(!page.logged("reset() cleared the stored consent"));
}

#[test]
fn rejected_then_accepted() {
    let tab = tab();
    let mut page = tab.open("/", json!({"cookieless_mode": "on_reject"}));
    page.advance(10.0);
    let first = page.id();
    assert!(prickle::core::uuid::is_uuid(&first) && page.names().is_empty());
    assert_eq!(tab.browser.local_keys("https://shop.example.com"), [""; 0]);
    page.opt_out();
    assert_eq!(page.names(), ["$pageview"]);
    let props = page.last()["properties"].as_object().unwrap().clone();
    assert_eq!(
        (&props["distinct_id"], &props["$device_id"], &props["$cookieless_mode"]),
        (&json!("$posthog_cookieless"), &Value::Null, &json!(true))
    );
    assert!(!props.contains_key("$session_id"));
    assert_eq!(tab.browser.local_keys("https://shop.example.com"), [KEY], "the answer alone");
    assert!(page.client.session_id().is_empty());
    page.opt_in();
    assert_eq!(page.names(), ["$pageview", "$opt_in"], "the page was counted already");
    let props = page.last()["properties"].as_object().unwrap().clone();
    assert!(!props.contains_key("$cookieless_mode") && props.contains_key("$session_id"));
    assert!(prickle::core::uuid::is_uuid(&page.id()) && page.id() != first);
    assert_eq!((&props["distinct_id"], &props["$device_id"]), (&json!(page.id()), &json!(page.id())));
    assert_eq!(page.stored()["distinct_id"], page.id());
    assert_eq!(page.local(KEY).unwrap(), "1");
    // From here on page views follow the session.
    page.capture("$pageview", none());
    page.host.browser.set_clock(page.host.browser.now() + DAY);
    assert_eq!(page.capture("x", none()).unwrap()["properties"].get("$pageview_id"), None);
}

#[test]
fn nothing_of_the_person_is_left_when_they_reject() {
    let mut page = tab().open("/", json!({"cookieless_mode": "on_reject"}));
    page.opt_in();
    page.identify("user", json!({"mail": "a@b.c"}), Value::Null);
    page.register(json!({"plan": "pro"}));
    page.opt_out();
    let event = page.capture("x", none()).unwrap();
    for key in ["$user_id", "plan", "$session_id"] {
        assert_eq!(event["properties"].get(key), None, "{key}");
    }
    assert_eq!(event["properties"]["$is_identified"], false);
    assert_eq!((page.local(ENTRY), page.cookie(ENTRY)), (None, None));
}

#[test]
fn an_answer_in_another_tab_is_followed() {
    let browser = Browser::new();
    let given = json!({"cookieless_mode": "on_reject", "capture_pageview": false});
    let mut here = browser.tab("https://shop.example.com").open("/", given.clone());
    let mut there = browser.tab("https://shop.example.com").open("/", given.clone());
    here.opt_in();
    there.opt_out();
    let event = here.capture("x", none()).unwrap();
    assert_eq!(event["properties"]["distinct_id"], "$posthog_cookieless");
    assert_eq!(here.local(ENTRY), None);
    there.opt_in();
    let event = here.capture("y", none()).unwrap();
    assert_eq!(event["properties"]["distinct_id"], there.id(), "the stored visitor is taken up");
    assert_eq!(event["properties"].get("$cookieless_mode"), None);
    assert_eq!(here.stored()["distinct_id"], there.id());
}

#[test]
fn opting_in_where_another_tab_did_so_already_makes_a_visitor() {
    let browser = Browser::new();
    let given = json!({"cookieless_mode": "on_reject", "capture_pageview": false, "persistence": "memory"});
    let mut here = browser.tab("https://shop.example.com").open("/", given);
    here.opt_out();
    here.register(json!({"plan": "pro"}));
    assert_eq!(here.id(), "$posthog_cookieless");
    browser.put_local("https://shop.example.com", KEY, "1");
    here.opt_in();
    assert!(prickle::core::uuid::is_uuid(&here.id()));
    assert_eq!(here.prop("plan"), "pro", "a store that is empty takes nothing away");
}
