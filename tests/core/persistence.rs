//! What is stored and where: names, bytes, cookies and their attributes, fallbacks, when it is written, and how tabs share it.

use prickle::core::json::Json;
use prickle::core::keys;
use prickle::core::storage;
use serde_json::{Value, json};

use super::page::*;
use super::world::{Browser, DAY, START};

const HOME: &str = "https://shop.example.com";

#[test]
fn a_first_visit_is_stored_byte_for_byte() {
    let tab = tab();
    let mut page = tab.open("/a?utm_source=x", none());
    page.advance(1.0);
    assert_eq!(
        plain(&page.local(ENTRY).unwrap()),
        concat!(
            r##"{"$initialization_time":"2026-11-22T18:20:54.017Z","$configured_session_timeout_ms":1800000,"distinct_id":"#1","##,
            r##""$device_id":"#1","$user_state":"anonymous","$capture_rate_limit":{"tokens":99,"last":1795371654018},"##,
            r##""$initial_person_info":{"r":"$direct","u":"https://shop.example.com/a?utm_source=x"},"##,
            r##""$sesid":[1795371654018,"#2",1795371654018],"$client_session_props":{"sessionId":"#2","##,
            r##""props":{"r":"$direct","u":"https://shop.example.com/a?utm_source=x"}}}"##
        )
    );
    assert_eq!(
        plain(&page.cookie(ENTRY).unwrap()),
        concat!(
            r##"{"$device_id":"#1","distinct_id":"#1","$sesid":[1795371654018,"#2",1795371654018],"##,
            r##""$initial_person_info":{"r":"$direct","u":"https://shop.example.com/a?utm_source=x"},"$user_state":"anonymous"}"##
        )
    );
    assert_eq!(
        tab.session(ENTRY).unwrap(),
        concat!(
            r#"{"$sdk_debug_extensions_init_method":"synchronous","$sdk_debug_extensions_init_time_ms":0,"li_fat_id":null,"#,
            r#""utm_source":"x","utm_medium":null,"utm_campaign":null,"utm_content":null,"utm_term":null,"gad_source":null,"mc_cid":null,"#,
            r#""gclid":null,"gclsrc":null,"dclid":null,"gbraid":null,"wbraid":null,"fbclid":null,"msclkid":null,"twclid":null,"igshid":null,"#,
            r#""ttclid":null,"rdt_cid":null,"epik":null,"qclid":null,"sccid":null,"oppref":null,"bfcid":null,"irclid":null,"_kx":null,"#,
            r#""$referrer":"$direct","$referring_domain":"$direct"}"#
        )
    );
    assert_eq!(
        tab.session("ph_phc_tok_session_registered_properties").unwrap(),
        r#"["$sdk_debug_extensions_init_method","$sdk_debug_extensions_init_time_ms"]"#
    );
    assert_eq!(tab.session("ph_phc_tok_primary_window_exists").unwrap(), "true");
    assert_eq!(plain(&tab.session("ph_phc_tok_window_id").unwrap()), "\"#1\"");
    assert_eq!(tab.browser.local_keys(HOME), [ENTRY]);
}

#[test]
fn a_visitor_comes_back() {
    let tab = tab();
    let mut first = tab.open("/a", none());
    first.register(json!({"plan": "pro"}));
    first.leave();
    tab.browser.set_clock(START + DAY);
    let mut again = tab.open("/b", none());
    assert_eq!(again.id(), first.id());
    assert_eq!(again.capture("x", none()).unwrap()["properties"]["plan"], "pro");
    // The cookie's keys come first, because the cookie is read first and localStorage laid over it.
    let keys: Vec<String> = again.stored().as_object().unwrap().keys().take(5).cloned().collect();
    assert_eq!(keys, ["$device_id", "distinct_id", "$sesid", "$initial_person_info", "$user_state"]);
}

#[test]
fn each_mode_stores_where_it_says() {
    for (mode, local, cookie, session, memory) in [
        ("localStorage+cookie", "whole", "mirror", "session", false),
        ("LOCALSTORAGE+COOKIE", "whole", "mirror", "session", false),
        ("localStorage", "whole", "", "session", false),
        ("cookie", "", "whole", "session", false),
        ("sessionStorage", "", "", "whole", false),
        ("memory", "", "", "", true),
        ("nonsense", "whole", "mirror", "session", false),
    ] {
        let tab = tab();
        let mut page = tab.open("/", json!({"persistence": mode}));
        page.register(json!({"plan": "pro"}));
        page.register_for_session(json!({"step": 1}));
        page.capture("x", none());
        let kind = |text: Option<String>| match text {
            None => "",
            Some(text) if text.contains("\"plan\"") => "whole",
            Some(text) if text.contains("\"distinct_id\"") => "mirror",
            Some(text) if text.contains("\"step\"") => "session",
            Some(_) => "?",
        };
        assert_eq!(kind(page.local(ENTRY)), local, "{mode}");
        assert_eq!(kind(page.cookie(ENTRY)), cookie, "{mode}");
        assert_eq!(kind(tab.session(ENTRY)), session, "{mode}");
        assert_eq!(page.host.memory_keys().contains(&ENTRY.to_string()), memory, "{mode}");
        assert_eq!(tab.session("ph_phc_tok_window_id").is_some(), !memory, "{mode}");
        if memory {
            assert!(tab.session_keys().is_empty() && tab.browser.local_keys(HOME).is_empty(), "nothing outlives the page");
        }
        assert_eq!(page.last()["properties"]["step"], 1, "{mode}");
        page.leave();
        assert_eq!(tab.open("/", json!({"persistence": mode})).id() == page.id(), !memory, "{mode}");
    }
}

#[test]
fn names() {
    let tab = tab();
    let page = tab.open("/", json!({"token": "tok+/="}));
    assert!(page.local("ph_tokPLSLEQ_posthog").is_some());
    assert!(page.cookie("ph_tokPLSLEQ_posthog").is_some());
    assert!(tab.session("ph_tok+/=_primary_window_exists").is_some(), "the window's keys have the token as it is");
    let tab = super::page::tab();
    let page = tab.open("/", json!({"persistence_name": "my/name"}));
    assert!(page.local("ph_my/name").is_some() && page.cookie("ph_my/name").is_some());
    assert!(tab.session("ph_my/name_primary_window_exists").is_some());
    assert!(tab.session("ph_my/name_session_registered_properties").is_some());
}

// ---- cookies

fn cookie_text(origin: &str, given: Value) -> String {
    let page = Browser::new().tab(origin).open("/", given);
    let writes = page.writes();
    let last = writes.iter().rev().find(|text| text.starts_with(&format!("cookie {ENTRY}="))).expect("a cookie was written");
    plain(last.split_once("; ").unwrap().1)
}

#[test]
fn cookie_attributes_in_their_order() {
    let year = "expires=Mon, 22 Nov 2027 18:20:54 GMT; SameSite=Lax; path=/";
    assert_eq!(cookie_text(HOME, none()), format!("{year}; domain=.example.com; secure"));
    assert_eq!(cookie_text("http://shop.example.com", none()), format!("{year}; domain=.example.com"));
    assert_eq!(cookie_text(HOME, json!({"cross_subdomain_cookie": false})), format!("{year}; secure"));
    assert_eq!(cookie_text(HOME, json!({"secure_cookie": false})), format!("{year}; domain=.example.com"));
    assert_eq!(
        cookie_text(HOME, json!({"cookie_expiration": 0, "persistence": "cookie"})),
        "SameSite=Lax; path=/; domain=.example.com; secure"
    );
    assert_eq!(
        cookie_text(HOME, json!({"cookie_expiration": 7})),
        "expires=Sun, 29 Nov 2026 18:20:54 GMT; SameSite=Lax; path=/; domain=.example.com; secure"
    );
}

#[test]
fn the_widest_domain_that_holds_is_found_by_trying() {
    for (host, domain) in [
        ("example.com", ".example.com"),
        ("a.b.shop.co.uk", ".shop.co.uk"),
        ("shop.co.uk", ".shop.co.uk"),
        ("me.github.io", ".me.github.io"),
        ("x.herokuapp.com", "x.herokuapp.com"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("intranet", "intranet"),
        // Nine labels: the first to be tried begins at the eighth, which is the last two.
        ("1.2.3.4.5.6.7.shop.com", ".shop.com"),
        // Ten: three are the shortest that is tried.
        ("1.2.3.4.5.6.7.8.shop.com", ".8.shop.com"),
    ] {
        let browser = Browser::new();
        let page = browser.tab(&format!("http://{host}")).open("/", none());
        assert_eq!(browser.cookie_facts(ENTRY).expect(host).0, domain);
        assert!(!browser.cookies(host, false).contains("dmn_chk_"), "the probe is cleaned up");
        let probes: Vec<String> = page.writes().iter().filter(|text| text.contains("dmn_chk_")).map(|text| plain(text)).collect();
        if host == "shop.co.uk" {
            assert_eq!(
                probes,
                [
                    "cookie dmn_chk_#1=1;domain=.uk;path=/;max-age=3",
                    "cookie dmn_chk_#1=1;domain=.co.uk;path=/;max-age=3",
                    "cookie dmn_chk_#1=1;domain=.shop.co.uk;path=/;max-age=3",
                    "cookie dmn_chk_#1=1;domain=.shop.co.uk;path=/;max-age=0",
                ]
            );
        }
        if matches!(host, "localhost" | "127.0.0.1") {
            assert!(probes.is_empty());
        }
    }
}

#[test]
fn where_no_domain_holds_its_shape_decides() {
    for (host, domain) in [("a.shop.com", "; domain=.shop.com"), ("a.b-c.org", "; domain=.b-c.org"), ("x.a.com", ""), ("10.0.0.7", "")] {
        let browser = Browser::new();
        browser.cookies_ignored.set(true);
        let page = browser.tab(&format!("http://{host}")).open("/", none());
        let text = page.writes().into_iter().rfind(|text| text.starts_with(&format!("cookie {ENTRY}="))).unwrap();
        assert_eq!(text.split_once("path=/").unwrap().1, domain, "{host}");
    }
}

#[test]
fn removing_tries_both_kinds_of_cookie() {
    let browser = Browser::new();
    browser.set_cookie("shop.example.com", true, &format!("{ENTRY}=%7B%22distinct_id%22%3A%22old%22%7D; path=/; SameSite=Lax"));
    let mut page = browser.tab(HOME).open("/", none());
    assert_eq!(page.id(), "old", "a cookie alone carries the visitor");
    assert_eq!(browser.cookie_facts(ENTRY).unwrap().0, ".example.com", "the host's own cookie made way for the shared one");
    page.set_config(json!({"disable_persistence": true}));
    assert_eq!(browser.cookies("shop.example.com", true), "");
}

#[test]
fn the_mirror_holds_what_is_set_in_its_order() {
    let tab = tab();
    let mut page = tab.open("/", json!({"cookie_persisted_properties": ["later", "plan", "gone", "zero", "no"]}));
    page.register(json!({"no": false, "zero": 0, "gone": null, "plan": "pro", "later": "", "other": 1}));
    page.identify("user", none(), none());
    let text = page.cookie(ENTRY).unwrap();
    let cookie = value(&text);
    let keys: Vec<&String> = cookie.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["$device_id", "distinct_id", "$sesid", "$epp", "$initial_person_info", "$user_state", "plan", "zero", "no"]);
}

#[test]
fn local_storage_wins_over_the_cookie_and_dangerous_keys_are_dropped() {
    let tab = tab();
    tab.put_local(ENTRY, r#"{"distinct_id":"local","$user_state":"identified"}"#);
    let cookie = "{\"distinct_id\":\"cookie\",\"$device_id\":\"d\",\"__proto__\":{\"x\":1},\"constructor\":1,\"prototype\":2}";
    let mut text = String::new();
    prickle::core::url::encode_component(&mut text, cookie);
    tab.browser.set_cookie("shop.example.com", true, &format!("{ENTRY}={text}; path=/; domain=.example.com"));
    let page = tab.open("/", none());
    assert_eq!((page.id(), page.prop("$device_id")), ("local".into(), json!("d")));
    for key in ["__proto__", "constructor", "prototype"] {
        assert!(!page.client.store.props.has(key), "{key}");
    }
}

#[test]
fn a_broken_entry_starts_anew() {
    let tab = tab();
    tab.put_local(ENTRY, "{broken");
    let page = tab.open("/", none());
    assert!(prickle::core::uuid::is_uuid(&page.id()));
    assert_eq!(page.stored()["distinct_id"], page.id());
}

#[test]
fn a_large_cookie_is_warned_of_and_still_tried() {
    let tab = tab();
    let mut page = tab.open("/", json!({"persistence": "cookie"}));
    page.register(json!({"big": "x".repeat(3400)}));
    assert!(page.logged("cookieStore warning: large cookie, len="));
    assert!(page.cookie(ENTRY).unwrap().contains("xxx"));
}

// ---- what the browser refuses

#[test]
fn without_local_storage_the_cookie_carries_everything() {
    let tab = tab();
    tab.browser.local_refused.set(true);
    let mut page = tab.open("/", none());
    page.register(json!({"plan": "pro"}));
    assert!(page.logged("localStorage unsupported; falling back to cookie store"));
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["plan"], "pro");
    page.leave();
    assert_eq!(tab.open("/", none()).id(), page.id());
}

#[test]
fn without_any_store_the_page_still_counts() {
    for throws in [true, false] {
        let tab = tab();
        tab.browser.local_refused.set(true);
        tab.browser.session_refused.set(true);
        tab.browser.cookies_throw.set(throws);
        tab.browser.cookies_ignored.set(!throws);
        let mut page = tab.open("/", none());
        page.advance(1.0);
        page.capture("x", none());
        assert_eq!(page.names(), ["$pageview", "x"]);
        assert!(page.host.memory_keys().contains(&ENTRY.to_string()), "the page's own memory is the last resort");
        assert_eq!(page.events[0]["properties"]["distinct_id"], page.events[1]["properties"]["distinct_id"]);
        assert_eq!(page.events[0]["properties"]["$session_id"], page.events[1]["properties"]["$session_id"]);
        assert_eq!(page.events[0]["properties"]["$window_id"], page.events[1]["properties"]["$window_id"]);
    }
}

#[test]
fn session_storage_refused_falls_back_like_the_others() {
    let tab = tab();
    tab.browser.session_refused.set(true);
    let page = tab.open("/", json!({"persistence": "sessionStorage"}));
    assert_eq!(page.stored()["distinct_id"], page.id());
}

#[test]
fn a_full_store_is_tried_again_with_the_next_change() {
    let tab = tab();
    let mut page = tab.open("/", none());
    tab.browser.local_full.set(true);
    page.register(json!({"plan": "pro"}));
    assert!(page.logged("failed to persist storage entry \"ph_phc_tok_posthog\"; will retry on next save"));
    assert_eq!(page.stored()["plan"], Value::Null);
    tab.browser.local_full.set(false);
    page.register(json!({"list": []}));
    page.register(json!({"list": []}));
    assert_eq!(page.stored()["plan"], "pro");
}

// ---- when it is written

#[test]
fn nothing_is_written_when_nothing_changed() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.register(json!({"plan": "pro", "tags": ["a"]}));
    page.writes();
    page.register(json!({"plan": "pro"}));
    page.register(json!({"tags": ["a"]}));
    page.register_once(json!({"plan": "free"}));
    assert_eq!(page.writes(), [""; 0]);
    page.register(json!({"plan": "free"}));
    let writes = page.writes();
    assert_eq!(writes.len(), 2, "the entry and its mirror: {writes:?}");
    assert_eq!(writes[0], format!("local {ENTRY}"));
}

#[test]
fn a_register_with_days_changes_when_the_cookie_ends_until_the_next() {
    let tab = tab();
    let mut page = tab.open("/", none());
    let ends = |page: &Page| (page.host.browser.cookie_facts(ENTRY).unwrap().2.unwrap() - page.host.browser.now() + 17.0) / DAY;
    page.client.store.register(&map(json!({"a": 1})), Some(7.0));
    page.settle();
    assert_eq!(ends(&page), 7.0);
    page.register(json!({"a": 2}));
    assert_eq!(ends(&page), 365.0);
}

#[test]
fn an_event_brings_the_usual_end_of_the_cookie_back() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.capture("first", none());
    page.client.store.register(&map(json!({"a": 1})), Some(7.0));
    page.settle();
    page.capture("second", none());
    page.capture("third", none());
    page.advance(3000.0);
    let ends = page.host.browser.cookie_facts(ENTRY).unwrap().2.unwrap();
    assert_eq!((ends - START + 17.0 - 3000.0) / DAY, 365.0);
}

#[test]
fn what_changes_with_every_event_waits_three_seconds() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.advance(4000.0);
    let bucket = |page: &Page| page.stored()["$capture_rate_limit"]["last"].as_f64().unwrap();
    page.capture("first", none());
    page.advance(2999.0);
    page.capture("second", none());
    assert_eq!(bucket(&page), START + 1.0, "that of the page view");
    page.advance(1.0);
    assert_eq!(bucket(&page), START + 6999.0);
    // It goes along with what is written anyway, and with the page.
    page.capture("third", none());
    page.register(json!({"a": 1}));
    assert_eq!(bucket(&page), START + 7000.0);
    page.advance(10.0);
    page.capture("last", none());
    page.client.on_before_unload();
    page.settle();
    assert_eq!(bucket(&page), START + 7010.0);
    // And it is not worth to overwrite what another tab has written.
    page.capture("more", none());
    let mut entry = page.stored();
    entry["theirs"] = json!(1);
    tab.put_local(ENTRY, &entry.to_string());
    page.advance(3000.0);
    assert_eq!(page.stored()["theirs"], 1);
}

#[test]
fn storage_is_written_once_in_an_idle_period_whatever_the_rate_of_events() {
    for (events, every) in [(60, 1000.0), (240, 250.0), (6000, 10.0)] {
        let mut page = tab().open("/", none());
        page.advance(4000.0);
        page.writes();
        for _ in 0..events {
            page.capture("steady", none());
            page.advance(every);
        }
        let writes = page.writes();
        let entry = writes.iter().filter(|text| **text == format!("local {ENTRY}")).count();
        assert!((15..=20).contains(&entry), "{entry} writes in a minute of {events} events");
        assert_eq!(writes.len(), 2 * entry, "each with its mirror, and nothing else");
    }
}

#[test]
fn what_says_who_the_visitor_is_is_written_at_once() {
    type Call = fn(&mut Page);
    let calls: [(&str, Call); 8] = [
        ("identify", |page| page.identify("user", none(), none())),
        ("alias", |page| _ = page.alias(json!("other"), Value::Null)),
        ("group", |page| page.group("company", json!("acme"), Value::Null)),
        ("register", |page| page.register(json!({"plan": "pro"}))),
        ("register_for_session", |page| page.register_for_session(json!({"step": 1}))),
        ("person properties", |page| page.set_person(json!({"name": "a"}), Value::Null)),
        ("reset", |page| page.reset(false, Value::Null)),
        ("opt_out", |page| page.opt_out()),
    ];
    for (name, call) in calls {
        let mut page = tab().open("/", none());
        page.advance(4000.0);
        page.writes();
        call(&mut page);
        assert!(!page.writes().is_empty(), "{name}");
        page.client.on_visible();
        page.settle();
        assert_eq!(page.writes(), [""; 0], "{name}: nothing of it waited");
    }
}

#[test]
fn who_the_visitor_is_is_written_though_another_tab_has_written_since() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.advance(4000.0);
    let mut entry = page.stored();
    entry["theirs"] = json!(1);
    tab.put_local(ENTRY, &entry.to_string());
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.stored()["distinct_id"], "user");
}

#[test]
fn a_page_that_is_no_longer_looked_at_keeps_nothing_back() {
    let mut page = tab().open("/", none());
    page.advance(6000.0);
    page.capture("x", none());
    assert_eq!(page.stored()["$sesid"][0], START + 1.0);
    page.host.page.borrow_mut().visible = false;
    page.client.on_visible();
    page.settle();
    assert_eq!(page.stored()["$sesid"][0], START + 6000.0);
    assert_eq!(page.stored()["$capture_rate_limit"]["last"], START + 6000.0);
    page.writes();
    page.client.on_visible();
    page.settle();
    assert_eq!(page.writes(), [""; 0]);
}

#[test]
fn while_it_starts_there_is_never_no_visitor() {
    let tab = tab();
    let first = tab.open("/", none());
    // Another tab looks at each moment: whenever something is written, and the last thing removed would show.
    let page = tab.open("/", none());
    assert_eq!(page.id(), first.id());
    assert_eq!(page.host.removed.borrow().iter().filter(|key| key.contains(ENTRY)).count(), 0);
    let cookies: Vec<String> = page.writes().into_iter().filter(|text| text.starts_with(&format!("cookie {ENTRY}"))).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    assert!(cookies[0].ends_with("SameSite=Lax; path=/"), "one of another kind would make way");
    assert!(cookies[1].contains("distinct_id"));
}

#[test]
fn the_debounce_gathers_writes_and_is_not_put_off() {
    let tab = tab();
    let mut page = tab.open("/", json!({"persistence_save_debounce_ms": 250}));
    page.advance(250.0);
    page.writes();
    page.register(json!({"a": 1}));
    page.advance(200.0);
    page.register(json!({"a": 2}));
    assert_eq!(page.stored()["a"], Value::Null);
    page.advance(50.0);
    assert_eq!(page.stored()["a"], 2);
    assert_eq!(page.writes().iter().filter(|text| text.starts_with("local ")).count(), 1);
}

#[test]
fn leaving_writes_what_waits_and_nothing_else() {
    let tab = tab();
    let mut page = tab.open("/", json!({"persistence_save_debounce_ms": 250}));
    page.register(json!({"a": 1}));
    page.client.on_before_unload();
    page.settle();
    assert_eq!(page.stored()["a"], 1);
    // The page cleared the store meanwhile: it stays empty.
    tab.browser.clear_local(HOME);
    page.client.on_before_unload();
    page.settle();
    assert_eq!(page.local(ENTRY), None);
}

// ---- another mode, or none

#[test]
fn changing_the_mode_takes_the_visitor_along() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.register(json!({"plan": "pro"}));
    page.register_for_session(json!({"step": 1}));
    let id = page.id();
    page.set_config(json!({"persistence": "memory"}));
    assert_eq!((page.local(ENTRY), page.cookie(ENTRY), tab.session(ENTRY)), (None, None, None));
    assert_eq!(tab.session("ph_phc_tok_session_registered_properties"), None);
    assert_eq!(page.id(), id);
    page.set_config(json!({"persistence": "localStorage"}));
    assert_eq!(page.stored()["distinct_id"], id);
    assert_eq!(page.stored()["plan"], "pro");
    assert_eq!(page.cookie(ENTRY), None);
    assert!(tab.session("ph_phc_tok_session_registered_properties").is_some());
    page.set_config(json!({"persistence": "cookie"}));
    assert_eq!(page.local(ENTRY), None);
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["plan"], "pro");
}

#[test]
fn from_cookie_to_both_at_the_next_visit() {
    let tab = tab();
    let mut page = tab.open("/", json!({"persistence": "cookie"}));
    page.register(json!({"plan": "pro"}));
    page.leave();
    let again = tab.open("/", none());
    assert_eq!(again.id(), page.id());
    assert_eq!(again.stored()["plan"], "pro");
    assert!(!again.cookie(ENTRY).unwrap().contains("plan"));
}

#[test]
fn disabled_stores_nothing_and_removes_what_was_there() {
    let tab = tab();
    let first = tab.open("/", none());
    let mut page = tab.open("/", json!({"disable_persistence": true}));
    page.register(json!({"plan": "pro"}));
    page.capture("x", none());
    assert_eq!((page.local(ENTRY), page.cookie(ENTRY), tab.session(ENTRY)), (None, None, None));
    assert_eq!(page.id(), first.id(), "what was stored is read once all the same");
    page.set_config(json!({"disable_persistence": false}));
    assert_eq!(page.stored()["plan"], "pro", "and stored again when that is allowed");
    page.set_config(json!({"disable_persistence": true}));
    assert_eq!((page.local(ENTRY), page.cookie(ENTRY), tab.session(ENTRY)), (None, None, None));
}

// ---- split storage

#[test]
fn flags_and_surveys_live_in_entries_of_their_own() {
    let tab = tab();
    tab.put_local(
        ENTRY,
        r#"{"distinct_id":"v","$enabled_feature_flags":{"a":true},"$feature_flag_request_id":"r1","$surveys":[1],"plan":"pro"}"#,
    );
    let mut page = tab.open("/", json!({"split_storage": true}));
    page.register(json!({"x": 1}));
    let flags = format!("{ENTRY}__flags");
    assert_eq!(page.local(&flags).unwrap(), r#"{"$enabled_feature_flags":{"a":true},"$feature_flag_request_id":"r1"}"#);
    assert_eq!(page.local(&format!("{ENTRY}__surveys")).unwrap(), r#"{"$surveys":[1]}"#);
    let main = page.local(ENTRY).unwrap();
    assert!(main.contains("\"plan\"") && !main.contains("$enabled_feature_flags") && !main.contains("$surveys"));
    page.writes();
    page.register(json!({"$feature_flag_request_id": "r2"}));
    assert_eq!(page.writes(), [""; 0], "the request's id alone is no reason to write");
    page.register(json!({"$enabled_feature_flags": {"a": false}}));
    assert_eq!(page.local(&flags).unwrap(), r#"{"$enabled_feature_flags":{"a":false},"$feature_flag_request_id":"r2"}"#);
    page.leave();
    let again = tab.open("/", json!({"split_storage": true}));
    assert_eq!(again.prop("$enabled_feature_flags"), json!({"a": false}));
    page.reset(false, Value::Null);
    assert_eq!(page.local(&flags), None);
}

#[test]
fn of_two_copies_the_fresher_counts() {
    for (main, group, wins) in [(5, 9, "group"), (9, 5, "main"), (5, 5, "group")] {
        let tab = tab();
        let entry = |name: &str, at: i32| json!({"$enabled_feature_flags": {name: true}, "$feature_flag_evaluated_at": at}).to_string();
        tab.put_local(ENTRY, &entry("main", main));
        tab.put_local(&format!("{ENTRY}__flags"), &entry("group", group));
        let page = tab.open("/", json!({"split_storage": true}));
        assert_eq!(page.prop("$enabled_feature_flags"), json!({wins: true}));
    }
}

#[test]
fn empty_groups_make_no_entries_and_cookie_mode_no_split() {
    let tab = tab();
    tab.open("/", json!({"split_storage": true}));
    assert_eq!(tab.browser.local_keys(HOME), [ENTRY]);
    let mut page = tab.open("/", json!({"split_storage": true, "persistence": "cookie"}));
    page.register(json!({"$enabled_feature_flags": {"a": true}}));
    assert!(page.cookie(ENTRY).unwrap().contains("$enabled_feature_flags"));
}

// ---- other tabs and subdomains

#[test]
fn an_entry_that_another_tab_gave_to_someone_else_is_left_alone() {
    let tab = tab();
    let mut old = tab.open("/", none());
    let mut other = tab.browser.tab(HOME).open("/", none());
    other.identify("user", none(), none());
    old.register(json!({"mine": 1}));
    assert_eq!(old.stored()["distinct_id"], "user");
    assert_eq!(old.stored()["mine"], Value::Null);
    assert!(old.logged("skipping persistence write because storage belongs to a different distinct ID"));
    // Unless it is this tab that changes who the visitor is.
    old.identify("second", none(), none());
    assert_eq!(old.stored()["distinct_id"], "second");
}

fn shared() -> Value {
    json!({"cookieWinsOnConflict": true, "cookie_persisted_properties": ["plan"]})
}

#[test]
fn the_sidecar_vouches_for_the_very_cookie() {
    assert_eq!(storage::fingerprint(""), "0.45h.ztntfp");
    assert_eq!(storage::fingerprint(r#"{"distinct_id":"user"}"#), "m.zq90ow.1x3pxw8");
    assert_eq!(storage::fingerprint(&"ä€😀 long ".repeat(9)), "2i.1d3fq3e.1pqu4gq");
    let page = tab().open("/", shared());
    let print = storage::fingerprint(&page.cookie(ENTRY).unwrap());
    assert_eq!(page.cookie(&format!("{ENTRY}_cpm")).unwrap(), format!(r#"{{"p":["plan"],"f":"{print}"}}"#));
}

#[test]
fn a_sidecar_that_does_not_land_leaves_the_built_in_keys() {
    let long = "k".repeat(4100);
    let mut page = tab().open("/", json!({"cookieWinsOnConflict": true, "cookie_persisted_properties": ["plan", long]}));
    page.register(json!({"plan": "pro"}));
    assert_eq!(page.cookie(&format!("{ENTRY}_cpm")), None);
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["plan"], Value::Null);
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["distinct_id"], page.id());
}

#[test]
fn an_identity_made_on_one_subdomain_is_taken_over_by_the_other() {
    let browser = Browser::new();
    let (blog, shop) = (browser.tab("https://blog.example.com"), browser.tab(HOME));
    let mut blog = blog.open("/", shared());
    let mut shop = shop.open("/", shared());
    let visitor = blog.id();
    assert_eq!((shop.id(), shop.identity_changes), (visitor, 1), "the other's visitor from the first moment");
    shop.register(json!({"cart": 3, "$stored_person_properties": {"old": 1}, "$flag_call_reported": {"f": ["x"]}}));
    blog.register(json!({"plan": "pro"}));
    blog.identify("user", none(), none());
    let event = shop.capture("bought", none()).unwrap();
    assert_eq!(event["properties"]["distinct_id"], "user");
    assert_eq!(event["properties"]["$user_id"], "user");
    assert_eq!(event["properties"]["$is_identified"], true);
    assert_eq!(event["properties"]["plan"], "pro", "a custom key travels along");
    assert_eq!(event["properties"]["cart"], 3, "what is the tab's own stays");
    assert_eq!((shop.prop("$stored_person_properties"), shop.prop("$flag_call_reported")), (Value::Null, Value::Null));
    assert_eq!(shop.identity_changes, 2);
    assert_eq!(shop.stored()["distinct_id"], "user");
    blog.reset(false, Value::Null);
    shop.register_for_session(json!({"step": 2}));
    let event = shop.capture("looked", none()).unwrap();
    assert_eq!(event["properties"]["distinct_id"], blog.id());
    assert_ne!(blog.id(), "user");
    assert_eq!(event["properties"]["$is_identified"], false);
    for key in ["cart", "$user_id", "plan"] {
        assert_eq!(event["properties"][key], Value::Null, "{key} was the other person's");
    }
    assert_eq!(shop.identity_changes, 3);
}

#[test]
fn the_shared_cookie_tells_of_an_identity_at_once() {
    let mut page = tab().open("/", json!({"cookieWinsOnConflict": true, "persistence_save_debounce_ms": 250}));
    page.advance(250.0);
    page.identify("user", none(), none());
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["distinct_id"], "user");
    page.reset(false, Value::Null);
    assert_eq!(value(&page.cookie(ENTRY).unwrap())["distinct_id"], page.id());
}

#[test]
fn what_the_cookie_says_counts_at_the_next_visit_too() {
    let browser = Browser::new();
    let (blog, shop) = (browser.tab("https://blog.example.com"), browser.tab(HOME));
    let mut first = shop.open("/", shared());
    first.register(json!({"cart": 3}));
    first.leave();
    let mut other = blog.open("/", shared());
    other.identify("user", none(), none());
    other.leave();
    let mut again = shop.open("/", shared());
    assert_eq!((again.id(), again.prop("$user_id"), again.prop("cart")), ("user".into(), json!("user"), json!(3)));
    again.capture("x", none());
    assert_eq!(again.identity_changes, 1);
    // Without the option each subdomain's own entry counts.
    let plain = shop.open("/", none());
    assert_eq!(plain.id(), "user");
    let mut back = blog.open("/", none());
    back.reset(false, Value::Null);
    assert_eq!(shop.open("/", none()).id(), "user");
}

#[test]
fn a_user_state_nobody_knows_is_not_taken_over() {
    let browser = Browser::new();
    let mut page = browser.tab(HOME).open("/", shared());
    let cookie = r#"{"distinct_id":"","$user_state":"superuser","$epp":null}"#;
    let mut text = String::new();
    prickle::core::url::encode_component(&mut text, cookie);
    let id = page.id();
    browser.set_cookie("shop.example.com", true, &format!("{ENTRY}={text}; path=/; domain=.example.com; secure"));
    page.capture("x", none());
    assert_eq!((page.id(), page.prop("$user_state"), page.identity_changes), (id.clone(), json!("anonymous"), 0));
    // What the cookie has but says nothing about is left as it is; what it lacks is gone.
    page.register(json!({"$epp": true, "$session_is_sampled": true}));
    let cookie = json!({"distinct_id": id, "$user_state": "anonymous", "$epp": null});
    let mut text = String::new();
    prickle::core::url::encode_component(&mut text, &cookie.to_string());
    browser.set_cookie("shop.example.com", true, &format!("{ENTRY}={text}; path=/; domain=.example.com; secure"));
    page.register(json!({"x": 1}));
    assert_eq!((page.prop("$epp"), page.prop("$session_is_sampled")), (json!(true), Value::Null));
}

// ---- contents

#[test]
fn which_keys_events_carry() {
    let hidden = "$people_distinct_id __alias __cmpns __timers $fbc_persistence $fbp_persistence $heatmaps_enabled_server_side \
        $logs_capture_enabled_server_side $error_tracking_suppression_rules $product_tours_enabled_server_side $session_recording_remote_config \
        $session_recording_enabled_server_side $sesid $sess_rec_flush_size $early_access_features $override_feature_flags \
        $override_feature_flag_payloads $stored_person_properties $stored_group_properties $surveys_activated_session \
        $surveys_activated_timestamps ph_product_tours $product_tours_activated $product_tours_activated_session $flag_call_reported \
        $flag_call_reported_session_id $feature_flag_errors $user_state $client_session_props $capture_rate_limit $initial_campaign_params \
        $initial_referrer_info $initial_person_info $epp $sdk_debug_recording_script_not_loaded $sdk_debug_replay_stale_config \
        $sdk_debug_replay_event_trigger_status $sdk_debug_replay_linked_flag_trigger_status \
        $sdk_debug_replay_matched_recording_trigger_groups $sdk_debug_replay_pending_trigger_conditions \
        $sdk_debug_replay_remote_trigger_matching_config $sdk_debug_replay_trigger_groups_count $sdk_debug_replay_url_trigger_status \
        $posthog_sr_group_event_trigger_1 $posthog_sr_group_url_trigger_1 $posthog_sr_group_sampling_1";
    let flags = "$enabled_feature_flags $active_feature_flags $feature_flag_details $feature_flag_payloads $minimal_flag_called_events \
        $feature_flag_request_id $feature_flag_evaluated_at";
    let surveys = "$surveys $surveys_loaded_at";
    let events = "$autocapture_disabled_server_side $exception_capture_enabled_server_side $error_tracking_capture_extension_exceptions \
        $web_vitals_enabled_server_side $dead_clicks_enabled_server_side $web_vitals_allowed_metrics $session_is_sampled $replay_sample_rate \
        $session_past_minimum_duration $session_recording_url_trigger_activated_session $session_recording_event_trigger_activated_session \
        $debug_first_full_snapshot_timestamp $surveys_activated $conversations_widget_session_id $conversations_ticket_id \
        $conversations_widget_state $conversations_user_traits $groups $replay_override_sampling $replay_override_linked_flag \
        $replay_override_url_trigger $replay_override_event_trigger $sdk_debug_extensions_init_method $sdk_debug_extensions_init_time_ms \
        $session_recording_start_reason $web_experiments distinct_id $device_id $user_id $initialization_time $last_posthog_reset plan";
    for (list, shown, group) in [(hidden, false, None), (flags, false, Some(0)), (surveys, false, Some(1)), (events, true, None)] {
        for key in list.split_whitespace() {
            assert_eq!((keys::on_events(key), keys::group_of(key)), (shown, group), "{key}");
        }
    }
    let volatile = ["$feature_flag_request_id", "$feature_flag_evaluated_at", "$surveys_loaded_at"];
    for key in [hidden, flags, surveys, events].iter().flat_map(|list| list.split_whitespace()) {
        assert_eq!(keys::volatile(key), volatile.contains(&key), "{key}");
    }
    let mut page = tab().open("/", none());
    page.register(json!({"$replay_sample_rate": null, "__alias": "a"}));
    let event = page.capture("x", none()).unwrap();
    assert!(event["properties"].get("$replay_sample_rate").is_none() && event["properties"].get("__alias").is_none());
    page.register(json!({"$replay_sample_rate": 0.5}));
    assert_eq!(page.capture("x", none()).unwrap()["properties"]["$replay_sample_rate"], 0.5);
}

#[test]
fn the_first_address_is_cut_to_what_its_store_can_bear() {
    // 1000 UTF-16 units everywhere; where a cookie carries it, 1000 bytes as they stand in the cookie.
    let umlauts = "ä".repeat(1200);
    let quotes = "\\\"".repeat(600);
    for (mode, path, length) in [
        ("memory", &umlauts, 1000),
        ("localStorage", &umlauts, 1000),
        // https%3A%2F%2Fshop.example.com%2F takes 34, each ä 6.
        ("localStorage+cookie", &umlauts, 25 + (1000 - 34) / 6),
        ("cookie", &umlauts, 25 + (1000 - 34) / 6),
        // In JSON each is escaped: \\ is %5C%5C and \" is %5C%22.
        ("cookie", &quotes, 25 + (1000 - 34) / 6),
    ] {
        let tab = tab();
        tab.referrer(&format!("https://r.example/{}", "b".repeat(1200)));
        let mut page = tab.open(&format!("/{path}"), json!({"persistence": mode}));
        page.capture("x", none());
        let info = page.prop("$initial_person_info");
        assert_eq!(info["u"].as_str().unwrap().encode_utf16().count(), length, "{mode}");
        // https%3A%2F%2Fr.example%2F is eight longer than what it stands for.
        let expected = if mode == "memory" || mode == "localStorage" { 1000 } else { 992 };
        assert_eq!(info["r"].as_str().unwrap().len(), expected, "{mode}");
    }
}

#[test]
fn older_first_visit_keys_are_left_in_charge() {
    let tab = tab();
    tab.put_local(
        ENTRY,
        r#"{"distinct_id":"v","$initial_referrer_info":{"$referrer":"https://old.example/","$referring_domain":"old.example"}}"#,
    );
    let mut page = tab.open("/", json!({"person_profiles": "always"}));
    let event = page.capture("x", none()).unwrap();
    assert_eq!(page.prop("$initial_person_info"), Value::Null);
    assert_eq!(event["$set_once"]["$initial_referring_domain"], "old.example");
}

#[test]
fn registering() {
    let mut page = tab().open("/", none());
    page.register(json!({"a": 1, "n": null}));
    page.register_once(json!({"a": 2, "b": "None", "n": 5}));
    page.register_once(json!({"b": "set", "c": 0}));
    assert_eq!((page.prop("a"), page.prop("b"), page.prop("c"), page.prop("n")), (json!(1), json!("set"), json!(0), Value::Null));
    page.client.store.register_once(&map(json!({"c": 7})), Some(&Json::num(0.0)), None);
    assert_eq!(page.prop("c"), 7);
    page.client.store.unregister("a");
    page.settle();
    assert_eq!(page.stored().get("a"), None);
    assert_eq!(page.capture("x", none()).unwrap()["properties"]["b"], "set");
}

#[test]
fn super_properties_of_a_session_end_with_it() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.capture("x", none());
    page.register_for_session(json!({"step": 1}));
    page.client.unregister_for_session("$sdk_debug_extensions_init_method");
    page.settle();
    assert_eq!(tab.session("ph_phc_tok_session_registered_properties").unwrap(), r#"["$sdk_debug_extensions_init_time_ms","step"]"#);
    page.leave();
    // A reload of the tab remembers which they were.
    let mut page = tab.open("/", none());
    assert_eq!(page.capture("x", none()).unwrap()["properties"]["step"], 1);
    page.host.browser.set_clock(page.host.browser.now() + DAY);
    let event = page.capture("x", none()).unwrap();
    assert_eq!(event["properties"].get("step"), None);
    assert_eq!(event["properties"]["$referrer"], "$direct", "what is the store's own stays");
    assert_eq!(tab.session("ph_phc_tok_session_registered_properties"), None);
}
