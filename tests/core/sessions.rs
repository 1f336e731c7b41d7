//! Sessions and windows: when one ends, whose it is, and how tabs agree.

use prickle::core::client::Timer;
use prickle::core::uuid::v7_time;
use serde_json::{Value, json};

use super::page::*;
use super::world::{Browser, DAY, HOUR, MINUTE, START};

fn ids(page: &mut Page) -> (String, String) {
    let event = page.capture("x", none()).unwrap();
    let text = |key: &str| event["properties"][key].as_str().unwrap().to_string();
    (text("$session_id"), text("$window_id"))
}

/// Lets time pass without any timer going off, as in a tab that sleeps.
fn sleep(page: &Page, ms: f64) {
    page.host.browser.set_clock(page.host.browser.now() + ms);
}

#[test]
fn thirty_minutes_are_still_the_same_session_and_a_moment_more_is_not() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page);
    sleep(&page, 30.0 * MINUTE);
    assert_eq!(ids(&mut page), first);
    sleep(&page, 30.0 * MINUTE + 1.0);
    let second = ids(&mut page);
    assert_ne!(second.0, first.0);
    assert_ne!(second.1, first.1, "and another window");
    let (_, _, reason) = page.sessions.last().unwrap();
    assert!(reason.activity_timeout && !reason.no_session_id && !reason.past_maximum_length && !reason.cross_tab_adoption);
    let now = page.host.browser.now() as i64;
    assert_eq!(page.prop("$sesid"), json!([now, second.0, now]));
}

#[test]
fn a_clock_that_goes_back_ends_it_too() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page);
    sleep(&page, -30.0 * MINUTE - 1.0);
    assert_ne!(ids(&mut page).0, first.0);
}

#[test]
fn a_day_is_the_longest() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page);
    for _ in 0..72 {
        sleep(&page, 20.0 * MINUTE);
        assert_eq!(ids(&mut page), first);
    }
    sleep(&page, 1.0);
    let read = page.session_id();
    assert_ne!(read, first.0, "even for one who only looks");
    assert!(page.sessions.last().unwrap().2.past_maximum_length);
}

#[test]
fn looking_does_not_keep_a_session_alive_nor_end_it() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page).0;
    sleep(&page, 20.0 * MINUTE);
    assert_eq!(page.session_id(), first);
    sleep(&page, 20.0 * MINUTE);
    assert_eq!(page.session_id(), first, "idle, but nobody acted");
    assert_ne!(ids(&mut page).0, first);
}

#[test]
fn a_backdated_event_rotates_twice() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page).0;
    let event = page.capture_with("x", none(), json!({"timestamp": START - HOUR})).unwrap();
    let second = event["properties"]["$session_id"].as_str().unwrap().to_string();
    assert_ne!(second, first);
    assert_eq!(event["timestamp"], "2026-11-22T17:20:54.017Z");
    assert_eq!(event["properties"]["$event_time_override_provided"], true);
    assert_eq!(event["properties"]["$event_time_override_system_time"], "2026-11-22T18:20:54.017Z");
    let third = ids(&mut page).0;
    assert!(third != second && third != first);
}

#[test]
fn the_idle_timer_ends_a_session_nobody_uses() {
    let mut page = tab().open("/", none());
    let first = ids(&mut page);
    assert_eq!(page.due(Timer::Idle), Some(33.0 * MINUTE));
    page.advance(10.0 * MINUTE);
    ids(&mut page);
    assert_eq!(page.due(Timer::Idle), Some(33.0 * MINUTE), "activity winds it up again");
    page.advance(33.0 * MINUTE);
    assert_eq!(page.prop("$sesid"), json!([null, null, null]));
    let second = ids(&mut page);
    assert_ne!(second.0, first.0);
    assert!(page.sessions.last().unwrap().2.no_session_id);
}

#[test]
fn the_timeout_is_the_pages() {
    let mut page = tab().open("/", json!({"session_idle_timeout_seconds": 60}));
    let first = ids(&mut page).0;
    sleep(&page, MINUTE);
    assert_eq!(ids(&mut page).0, first);
    sleep(&page, MINUTE + 1.0);
    assert_ne!(ids(&mut page).0, first);
    assert_eq!(page.last()["properties"]["$configured_session_timeout_ms"], 60_000);
}

#[test]
fn activity_is_stored_in_steps_of_five_seconds_by_and_by_and_when_the_page_goes() {
    let tab = tab();
    let mut page = tab.open("/", none());
    let stored = |page: &Page| page.stored()["$sesid"][0].as_f64().unwrap() - START;
    ids(&mut page);
    sleep(&page, 4999.0);
    ids(&mut page);
    page.advance(3000.0);
    assert_eq!(stored(&page), 0.0, "the count is written, the activity is not worth it");
    sleep(&page, -2999.0);
    ids(&mut page);
    assert_eq!(page.prop("$sesid")[0], START + 5000.0, "who asks is told at once");
    page.advance(2999.0);
    assert_eq!(stored(&page), 0.0);
    page.advance(1.0);
    assert_eq!(stored(&page), 5000.0);
    ids(&mut page);
    page.client.on_before_unload();
    page.settle();
    assert_eq!(stored(&page), 8000.0);
    assert_eq!(tab.session("ph_phc_tok_primary_window_exists"), None);
}

#[test]
fn activity_after_a_pause_is_stored_at_once() {
    let mut page = tab().open("/", none());
    ids(&mut page);
    sleep(&page, 30_000.0);
    ids(&mut page);
    assert_eq!(page.stored()["$sesid"][0], START + 30_000.0, "another tab may be near the end of its half hour");
}

#[test]
fn the_last_word_is_not_said_over_another_tabs_session() {
    let tab = tab();
    let mut page = tab.open("/", none());
    ids(&mut page);
    sleep(&page, 3000.0);
    ids(&mut page);
    let theirs = json!([START + 1000.0, "other", START]);
    let mut entry = page.stored();
    entry["$sesid"] = theirs.clone();
    tab.put_local(ENTRY, &entry.to_string());
    page.client.on_before_unload();
    page.settle();
    assert_eq!(page.stored()["$sesid"][1], "other");
}

// ---- windows

#[test]
fn a_reload_keeps_session_and_window() {
    let tab = tab();
    let mut page = tab.open("/", none());
    let first = ids(&mut page);
    page.leave();
    let mut page = tab.open("/", none());
    assert_eq!(ids(&mut page), first);
    assert_eq!(page.sessions.len(), 0, "nothing to tell");
}

#[test]
fn a_duplicated_tab_is_another_window() {
    let tab = tab();
    let mut page = tab.open("/", none());
    let first = ids(&mut page);
    let mut twin = tab.duplicate().open("/", none());
    let second = ids(&mut twin);
    assert_eq!(second.0, first.0);
    assert_ne!(second.1, first.1);
    let mut other = tab.browser.tab("https://shop.example.com").open("/", none());
    let third = ids(&mut other);
    assert_eq!(third.0, first.0);
    assert!(third.1 != first.1 && third.1 != second.1);
}

#[test]
fn in_memory_mode_windows_are_the_pages_own() {
    let tab = tab();
    let mut page = tab.open("/", json!({"persistence": "memory"}));
    let first = ids(&mut page);
    page.leave();
    assert_ne!(ids(&mut tab.open("/", json!({"persistence": "memory"}))), first);
    assert!(tab.session_keys().is_empty());
}

// ---- tabs

/// Two tabs on one site; the second opens when the first has begun a session.
fn two_tabs(given: Value) -> (Page, Page) {
    let browser = Browser::new();
    let tab = || browser.tab("https://shop.example.com");
    let mut here = tab().open("/a", given.clone());
    ids(&mut here);
    here.advance(300.0);
    (here, tab().open("/b", given))
}

#[test]
fn tabs_share_the_session() {
    let (mut here, mut there) = two_tabs(none());
    assert_eq!(ids(&mut here).0, ids(&mut there).0);
    assert_ne!(ids(&mut here).1, ids(&mut there).1);
}

#[test]
fn an_idle_tab_finds_the_session_alive_in_another() {
    let (mut here, mut there) = two_tabs(json!({"persistence_save_debounce_ms": 250}));
    let first = ids(&mut here);
    for _ in 0..3 {
        sleep(&there, 20.0 * MINUTE);
        assert_eq!(ids(&mut there).0, first.0);
        there.advance(300.0);
    }
    here.sessions.clear();
    assert_eq!(ids(&mut here), first, "the other tab was at work a moment ago");
    assert!(here.sessions.is_empty());
}

#[test]
fn the_idle_timer_lets_a_session_be_that_another_tab_uses() {
    let (mut here, mut there) = two_tabs(json!({"persistence_save_debounce_ms": 250}));
    let first = ids(&mut here).0;
    here.advance(300.0);
    sleep(&here, 20.0 * MINUTE);
    ids(&mut there);
    there.advance(300.0);
    here.advance(13.0 * MINUTE);
    assert_eq!(here.prop("$sesid")[1], first);
    assert!(here.due(Timer::Idle).is_some_and(|ms| ms > 30.0 * MINUTE), "and is wound up again");
}

#[test]
fn a_tab_adopts_the_session_another_began() {
    let (mut here, mut there) = two_tabs(json!({"persistence_save_debounce_ms": 250}));
    let first = ids(&mut here);
    here.register_for_session(json!({"step": 1}));
    sleep(&here, HOUR);
    let second = ids(&mut there).0;
    assert_ne!(second, first.0);
    there.advance(300.0);
    assert_eq!(ids(&mut here), (second.clone(), first.1), "in its own window");
    let (session, _, reason) = here.sessions.last().unwrap().clone();
    assert!(session == second && reason.cross_tab_adoption && !reason.activity_timeout && !reason.no_session_id);
    assert_eq!(here.last()["properties"].get("step"), None, "what was registered for the old session is gone");
}

#[test]
fn without_the_debounce_a_tab_adopts_too() {
    // In posthog-js each capture stores its rate limit first, and with it the whole entry: two tabs that wake end each other's session.
    let (mut here, mut there) = two_tabs(none());
    let first = ids(&mut here).0;
    sleep(&here, HOUR);
    let second = ids(&mut there).0;
    assert_ne!(second, first);
    assert_eq!(ids(&mut here).0, second);
    assert!(here.sessions.last().unwrap().2.cross_tab_adoption);
    // Who only asks for the session adopts.
    let (mut here, mut there) = two_tabs(none());
    sleep(&here, HOUR);
    let second = ids(&mut there).0;
    let checked = here.client.check_session(false, None, false).unwrap();
    assert_eq!(*checked.session_id, *second);
    assert!(checked.changed.unwrap().cross_tab_adoption);
}

// ---- how a session began

#[test]
fn events_tell_how_the_session_began() {
    let tab = tab();
    tab.referrer("https://blog.example.org/post");
    let mut page = tab.open("/landing?utm_source=news&gclid=", none());
    page.capture("x", none());
    page.host.go("/later");
    let props = page.capture("y", none()).unwrap()["properties"].clone();
    let entry: Vec<(&String, &Value)> = props.as_object().unwrap().iter().filter(|(key, _)| key.starts_with("$session_entry_")).collect();
    let expected = json!({
        "$session_entry_referrer": "https://blog.example.org/post",
        "$session_entry_referring_domain": "blog.example.org",
        "$session_entry_url": "https://shop.example.com/landing?utm_source=news&gclid=",
        "$session_entry_host": "shop.example.com",
        "$session_entry_pathname": "/landing",
        "$session_entry_utm_source": "news",
    });
    assert_eq!(entry.len(), expected.as_object().unwrap().len(), "{entry:?}");
    for (key, value) in entry {
        assert_eq!(value, &expected[key], "{key}");
    }
    sleep(&page, HOUR);
    let props = page.capture("z", none()).unwrap()["properties"].clone();
    assert_eq!(props["$session_entry_url"], "https://shop.example.com/later");
    assert_eq!(props.get("$session_entry_utm_source"), None);
}

#[test]
fn an_entry_of_an_older_version_is_understood() {
    let tab = tab();
    let mut page = tab.open("/", none());
    let (session, _) = ids(&mut page);
    page.register(json!({"$client_session_props": {"sessionId": session, "props": {
        "initialPathName": "/old", "referringDomain": "old.example", "utm_source": "news", "utm_term": ""}}}));
    let props = page.capture("x", none()).unwrap()["properties"].clone();
    assert_eq!((&props["$session_entry_pathname"], &props["$session_entry_referring_domain"]), (&json!("/old"), &json!("old.example")));
    assert_eq!((&props["$session_entry_utm_source"], props.get("$session_entry_utm_term")), (&json!("news"), None));
}

#[test]
fn a_stored_session_of_two_parts_began_with_its_activity() {
    let tab = tab();
    tab.put_local(ENTRY, &json!({"distinct_id": "v", "$sesid": [START - MINUTE, "old-session"]}).to_string());
    let mut page = tab.open("/", none());
    assert_eq!(ids(&mut page).0, "old-session");
    assert_eq!(page.prop("$sesid")[2].as_f64(), Some(START - MINUTE));
}

// ---- a session the page brings along

fn session_id(time: f64) -> String {
    let hex = format!("{:012x}", time as u64);
    format!("{}-{}-7aaa-8bbb-cccccccccccc", &hex[..8], &hex[8..])
}

#[test]
fn a_bootstrapped_session() {
    let id = session_id(START - HOUR);
    assert_eq!(v7_time(&id), Some(START - HOUR));
    let tab = tab();
    let mut page = tab.open("/a", json!({"bootstrap": {"sessionID": id}}));
    assert_eq!(ids(&mut page).0, id);
    assert_eq!(page.prop("$sesid")[2].as_f64(), Some(START - HOUR), "it began when its id was made");
    assert_eq!(page.last()["properties"]["$session_entry_url"], "https://shop.example.com/a");
    page.leave();
    let other = session_id(START - MINUTE);
    let mut page = tab.open("/b", json!({"bootstrap": {"sessionID": other}}));
    assert_eq!(ids(&mut page).0, other, "it takes the place of the stored one");
    assert_eq!(page.last()["properties"]["$session_entry_url"], "https://shop.example.com/b", "and began here");
}

#[test]
fn a_session_that_cannot_be_is_refused() {
    for (id, problem) in [
        ("not-an-id".to_string(), "Invalid sessionID in bootstrap"),
        ("018bcfe5-6800-4123-9159-e3ff9abcdef0".to_string(), "Invalid sessionID in bootstrap"),
        (session_id(START + MINUTE + 1.0), "Bootstrap sessionID cannot be in the future"),
    ] {
        let mut page = tab().open("/", json!({"bootstrap": {"sessionID": id}}));
        assert!(page.logged(problem), "{id}");
        assert_ne!(ids(&mut page).0, id);
    }
    let near = session_id(START + MINUTE);
    assert_eq!(ids(&mut tab().open("/", json!({"bootstrap": {"sessionID": near}}))).0, near, "a minute's difference of clocks");
    let old = session_id(START - DAY - 1.0);
    assert_ne!(ids(&mut tab().open("/", json!({"bootstrap": {"sessionID": old}}))).0, old, "over already");
}

#[test]
fn a_session_given_to_reset_begins_with_the_next_event() {
    let id = session_id(START - MINUTE);
    let mut page = tab().open("/", none());
    ids(&mut page);
    page.reset(false, json!({"sessionID": id}));
    assert_eq!(page.prop("$sesid"), json!([null, null, null]));
    assert_eq!(ids(&mut page).0, id);
    assert!(page.sessions.last().unwrap().2.no_session_id);
    let mut page = tab().open("/", none());
    page.reset(false, json!({"sessionID": "nonsense"}));
    assert!(v7_time(&ids(&mut page).0).is_some());
}

#[test]
fn where_a_recording_would_be_watched() {
    let mut page = tab().open("/", none());
    let (id, _) = ids(&mut page);
    sleep(&page, 65_900.0);
    assert_eq!(page.client.replay_url(None), format!("https://us.posthog.com/project/phc_tok/replay/{id}"));
    assert_eq!(page.client.replay_url(Some(10.0)), format!("https://us.posthog.com/project/phc_tok/replay/{id}?t=55"));
    assert_eq!(page.client.replay_url(Some(100.0)), format!("https://us.posthog.com/project/phc_tok/replay/{id}?t=0"));
    let mut page = tab().open("/", json!({"cookieless_mode": "always"}));
    assert_eq!(page.client.replay_url(None), "");
}

#[test]
fn a_page_from_the_back_forward_cache_reads_the_store_again() {
    let (mut here, mut there) = two_tabs(none());
    here.hide();
    there.identify("user", Value::Null, Value::Null);
    here.client.on_page_show(true);
    here.settle();
    assert_eq!((here.id(), here.identity_changes), ("user".into(), 1));
    here.client.on_page_show(true);
    here.settle();
    assert_eq!(here.identity_changes, 1);
}
