//! What is stored until it has arrived, and that nothing of it is lost: single accidents one by one, then any order of them by chance against a model.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use prickle::core::host::{Answer, Transport};
use serde_json::{Value, json};

use super::page::*;
use super::world::{Browser, DAY, HOUR, MINUTE, Tab};

fn quiet(more: Value) -> Value {
    let mut all = json!({"capture_pageview": false, "rate_limiting": {"events_per_second": 1000, "events_burst_limit": 100_000}});
    all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    all
}

fn open(tab: &Tab) -> Page {
    tab.open("/", quiet(none()))
}

fn down(page: &mut Page) {
    page.server = Some(Answer { error: "TypeError: Failed to fetch".into(), ..Answer::default() });
}

/// The entries of the outbox in localStorage, that of all pages first.
fn entries(page: &Page) -> Vec<(String, String)> {
    let host = &page.host;
    let keys = prickle::core::host::Host::keys(&**host, "ph_phc_tok_outbox");
    keys.split('\0').filter(|key| !key.is_empty()).map(|key| (key.to_string(), page.local(key).unwrap())).collect()
}

/// The lines of an owner's entry.
fn own(page: &Page) -> Vec<String> {
    let all = entries(page);
    let own = all.iter().find(|(key, _)| key.starts_with("ph_phc_tok_outbox_"));
    own.map(|(_, text)| text.split('\n').map(String::from).collect()).unwrap_or_default()
}

/// How many records an entry has.
fn ahead(page: &Page) -> usize {
    (own(page).len() - 5) / 4
}

/// The lines of the records in IndexedDB, by fours.
fn records(page: &Page) -> Vec<Vec<String>> {
    let texts = page.host.browser.records(&page.host.origin, "", "~");
    let lines: Vec<String> = texts.lines().map(String::from).collect();
    lines.chunks(4).map(<[String]>::to_vec).collect()
}

/// The names of events that beacons have, as far as it is told.
fn marks(page: &Page) -> Vec<String> {
    let (entry, stored) = (own(page), records(page));
    let Some(handed) = entry.get(3) else { return Vec::new() };
    let known = entry[4..].chunks_exact(4).map(<[String]>::to_vec).chain(stored);
    known.filter(|record| handed.contains(&record[0])).map(|record| value(&record[3])["event"].as_str().unwrap().to_string()).collect()
}

fn ledger(captured: u32, delivered: u32, pending: u32, dropped: Value) -> Value {
    json!({"captured": captured, "delivered": delivered, "pending": pending, "dropped": dropped})
}

fn sent(page: &Page) -> Vec<String> {
    page.sent.iter().flat_map(Sent::events).collect()
}

#[test]
fn an_event_is_in_local_storage_when_the_tick_ends_and_a_tenth_of_a_second_later_in_indexed_db() {
    let mut page = open(&tab());
    page.in_tick = true;
    page.capture("a", none());
    page.capture("b", none());
    assert!(entries(&page).is_empty());
    let now = page.host.browser.now();
    page.in_tick = false;
    page.settle();
    let owner = entries(&page)[0].0.clone();
    assert!(owner.starts_with("ph_phc_tok_outbox_"), "{owner}");
    let lines = own(&page);
    let [a, b] = [&lines[7], &lines[11]];
    assert_eq!([value(a), value(b)], [page.events[0].clone(), page.events[1].clone()]);
    let to = "https://us.i.posthog.com/e/\nphc_tok";
    let record = |number: u32, event: &str| format!("{owner} {number}.\n{to}\n{event}\n");
    let both = record(100_001, a) + &record(100_002, b);
    assert_eq!(entries(&page)[0].1, format!("{now}\n2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,\n\n\n{both}"));
    assert_eq!(page.delivery(), ledger(2, 0, 2, json!({})));
    page.advance(99.0);
    assert!(records(&page).is_empty());
    page.advance(2.0);
    assert_eq!(page.host.browser.records(&page.host.origin, "", "~"), both);
    page.advance(2899.0);
    assert_eq!(sent(&page), ["a", "b"]);
    let now = page.host.browser.now();
    let done = format!("{owner} 100001.{owner} 100002.");
    assert_eq!(entries(&page)[0].1, format!("{now}\n2,2,0,0,0,0,0,0,0,0,0,0,0,0,0,\n{done}\n\n"), "nobody sends it again");
    page.advance(200.0);
    assert!(records(&page).is_empty());
    assert_eq!(page.delivery(), ledger(2, 2, 0, json!({})));
    page.leave();
    let left: Vec<String> = entries(&page).into_iter().map(|(key, _)| key).collect();
    assert_eq!(left, ["ph_phc_tok_outbox"], "only the ledger stays");
    assert_eq!(page.local("ph_phc_tok_outbox").unwrap(), "0\n2,2,0,0,0,0,0,0,0,0,0,0,0,0,0,\n0");
}

#[test]
fn what_is_much_is_written_once() {
    for crashes in [false, true] {
        let tab = tab();
        let mut page = open(&tab);
        let keys = |page: &Page| entries(page).into_iter().map(|(key, text)| (key.len(), text.len())).collect::<Vec<_>>();
        let mut before = Vec::new();
        for n in 0..3 {
            page.in_tick = true;
            for name in ["a", "b"] {
                page.capture(name, json!({"big": "x".repeat(9000)}));
            }
            page.in_tick = false;
            page.settle();
            let now = keys(&page);
            assert_eq!(now.len(), n + 2, "its own entry, and one for each tick that had much");
            assert!(now[0].1 < 100 && now[1..].iter().all(|(_, length)| *length > 18_000) && now[1..].starts_with(&before), "{now:?}");
            before = now[1..].to_vec();
            page.advance(10.0);
        }
        if crashes {
            drop(page);
            page = open(&tab);
            page.advance(10_000.0);
            assert_eq!(sent(&page).len(), 6);
        } else {
            page.advance(200.0);
            assert_eq!((keys(&page).len(), records(&page).len()), (4, 6), "what is stored twice does no harm");
            page.capture("c", none());
            assert_eq!(keys(&page).len(), 1);
            page.advance(3000.0);
            assert_eq!(sent(&page).len(), 7);
        }
        page.leave();
        assert_eq!(keys(&page).len(), 1, "only the ledger stays");
    }
}

#[test]
fn a_page_that_crashed_is_made_up_for_by_the_next_with_the_same_events() {
    for wait in [0.0, 150.0] {
        let tab = tab();
        let mut page = open(&tab);
        page.capture("a", json!({"n": 1}));
        page.advance(wait);
        let event = page.events[0].clone();
        drop(page);
        tab.browser.set_clock(tab.browser.now() + MINUTE);
        let mut page = open(&tab);
        page.advance(10_000.0);
        assert_eq!(page.sent[0].body()["batch"], json!([event]), "{wait}");
        assert_eq!(page.sent[0].url, "https://us.i.posthog.com/e/");
        assert_eq!(page.delivery(), ledger(1, 1, 0, json!({})));
        assert!(records(&page).is_empty());
        drop(page);
        let mut page = open(&tab);
        page.advance(10_000.0);
        assert!(page.sent.is_empty());
    }
}

#[test]
fn a_browser_that_was_killed_forgets_local_storage_and_not_indexed_db() {
    let tab = tab();
    let before = tab.browser.all_local();
    let mut page = open(&tab);
    page.capture("a", none());
    page.advance(150.0);
    drop(page);
    tab.browser.lose_local(before);
    let mut page = open(&tab);
    page.advance(10_000.0);
    assert_eq!(sent(&page), ["a"]);
    assert_eq!(page.delivery(), ledger(1, 1, 0, json!({})));
}

#[test]
fn a_page_that_leaves_hands_over_and_the_next_good_answer_counts_for_it() {
    let tab = tab();
    let mut page = open(&tab);
    page.capture("a", none());
    page.leave();
    assert_eq!(page.sent[0].transport, Transport::Beacon);
    assert_eq!(marks(&page), ["a"]);
    assert_eq!(page.delivery(), ledger(1, 0, 1, json!({})));
    let mut page = open(&tab);
    page.advance(10_000.0);
    assert!(page.sent.is_empty(), "it is not sent twice");
    page.capture("b", none());
    page.advance(4000.0);
    assert_eq!(sent(&page), ["b"]);
    assert_eq!(page.delivery(), ledger(2, 2, 0, json!({})));
    page.advance(200.0);
    assert!(records(&page).is_empty());
    // A good answer between the leave and the look counts as well.
    page.capture("c", none());
    page.leave();
    drop(page);
    let mut page = open(&tab);
    page.advance(10.0);
    page.capture_with("d", none(), none());
    page.advance(10_000.0);
    assert_eq!((sent(&page), page.delivery()), (vec!["d".to_string()], ledger(4, 4, 0, json!({}))));
}

#[test]
fn what_was_handed_over_is_sent_again_when_the_next_answer_is_bad() {
    let tab = tab();
    let mut page = open(&tab);
    page.capture("a", none());
    page.leave();
    let mut page = open(&tab);
    page.advance(3000.0);
    page.server_says(503, "");
    page.capture_with("b", none(), none());
    page.server = ok();
    page.advance(20_000.0);
    let mut all = sent(&page);
    all.sort();
    assert_eq!(all, ["a", "b", "b"]);
    assert_eq!(page.delivery(), ledger(2, 2, 0, json!({})));
}

#[test]
fn in_trouble_nothing_counts_as_handed_over() {
    let tab = tab();
    let mut page = open(&tab);
    down(&mut page);
    page.capture("a", none());
    page.advance(3000.0);
    page.leave();
    assert_eq!(page.sent[1].transport, Transport::Beacon);
    assert!(marks(&page).is_empty());
    let mut page = open(&tab);
    page.capture_with("b", none(), none());
    page.advance(10_000.0);
    assert_eq!(sent(&page), ["b", "a"]);
    // The next page knows of the trouble, too.
    down(&mut page);
    page.capture_with("c", none(), none());
    page.leave();
    let mut page = open(&tab);
    page.capture("d", none());
    page.leave();
    assert!(marks(&page).is_empty());
    // So does one whose browser says that there is no network.
    let tab = super::page::tab();
    let mut page = open(&tab);
    tab.browser.online.set(false);
    page.capture("e", none());
    page.leave();
    assert!(marks(&page).is_empty());
}

#[test]
fn what_outlives_the_page_is_handed_over_and_what_does_not_is_not() {
    let tab = tab();
    let mut page = open(&tab);
    page.server = None;
    page.capture_with("small", none(), none());
    page.leave();
    assert_eq!(marks(&page), ["small"]);
    // The browser ends the page's wait for the answer, and not the request.
    page.answer(0, Answer { error: "TypeError: Failed to fetch".into(), ..Answer::default() });
    assert_eq!((marks(&page), page.client.outbox.in_trouble()), (vec!["small".to_string()], false));
    for (name, given) in [("large", none()), ("xhr", json!({"transport": "XHR"}))] {
        let tab = super::page::tab();
        let mut page = open(&tab);
        page.server = None;
        page.capture_with(name, json!({"big": "x".repeat(if name == "large" { 60_000 } else { 1 })}), given);
        page.leave();
        assert!(marks(&page).is_empty(), "{name}");
    }
}

#[test]
fn an_outage_is_sat_out_however_long_and_ends_within_half_a_minute() {
    for status in [0, 503] {
        let mut page = open(&tab());
        page.server_says(status, "");
        page.capture("a", none());
        page.advance(45_000.0);
        page.server = ok();
        let tries = page.sent.len();
        page.advance(33_100.0);
        assert_eq!(page.sent.len(), tries + 1, "{status}");
        assert_eq!(page.delivery(), ledger(1, 1, 0, json!({})));
    }
    let mut page = open(&tab());
    page.server_says(500, "");
    page.capture("a", none());
    page.advance(10.0 * HOUR);
    assert!(page.sent.len() < 50, "{}", page.sent.len());
    page.server = ok();
    page.capture_with("b", none(), none());
    assert_eq!(sent(&page).last().unwrap(), "a", "one success, and what waits goes");
    assert_eq!(page.delivery(), ledger(2, 2, 0, json!({})));
}

#[test]
fn with_two_tabs_each_sends_its_own_and_one_what_was_left() {
    let first = tab();
    let mut gone = open(&first);
    down(&mut gone);
    gone.capture_with("left", none(), none());
    gone.advance(200.0);
    drop(gone);
    let mut a = open(&first);
    let mut b = open(&first.duplicate());
    for page in [&mut a, &mut b] {
        down(page);
        page.capture("own", none());
    }
    for _ in 0..30 {
        a.advance(1000.0);
        b.advance(0.0);
    }
    for page in [&mut a, &mut b] {
        page.server = ok();
        page.sent.clear();
    }
    for _ in 0..90 {
        a.advance(1000.0);
        b.advance(1000.0);
    }
    let mut all = [sent(&a), sent(&b)].concat();
    all.sort();
    assert_eq!(all, ["left", "own", "own"]);
    assert_eq!((a.delivery(), b.delivery()), (ledger(3, 3, 0, json!({})), ledger(3, 3, 0, json!({}))));
    // The second looks after what is left when the first goes.
    let mut c = open(&first.duplicate());
    down(&mut c);
    c.capture_with("later", none(), none());
    c.advance(200.0);
    drop((a, c));
    b.advance(2.0 * MINUTE);
    assert_eq!(sent(&b).last().unwrap(), "later");
}

#[test]
fn a_tab_that_is_left_hears_of_the_trouble_that_another_has_met() {
    let first = tab();
    let mut a = open(&first);
    let mut b = open(&first.duplicate());
    down(&mut a);
    a.capture("a", none());
    a.advance(3100.0);
    b.capture("b", none());
    b.leave();
    assert!(marks(&a).is_empty(), "its beacon has gone where nothing answers");
    drop(b);
    a.server = ok();
    a.advance(2.0 * MINUTE);
    let mut all = sent(&a);
    all.dedup();
    assert_eq!(all, ["a", "b"]);
    assert_eq!(a.delivery(), ledger(2, 2, 0, json!({})));
}

#[test]
fn without_locks_who_is_silent_for_long_is_gone() {
    let tab = tab();
    tab.browser.without_locks.set(true);
    let mut a = open(&tab);
    a.server = None;
    a.capture("a", none());
    a.advance(200.0);
    let mut b = open(&tab.duplicate());
    for _ in 0..5 {
        a.advance(MINUTE);
        b.advance(0.0);
    }
    assert!(b.sent.is_empty(), "it still says that it is there");
    drop(a);
    b.advance(5.0 * MINUTE);
    assert_eq!(sent(&b), ["a"]);
}

#[test]
fn opting_out_empties_it_and_what_may_not_be_stored_is_not() {
    let tab = tab();
    let mut page = open(&tab);
    down(&mut page);
    page.capture_with("a", none(), none());
    page.advance(200.0);
    drop(page);
    let mut page = open(&tab);
    down(&mut page);
    page.capture("b", none());
    page.advance(5000.0);
    assert_eq!((records(&page).len(), page.delivery()["pending"].clone()), (2, json!(2)));
    page.opt_out();
    page.advance(0.0);
    assert!(records(&page).is_empty() && entries(&page).is_empty());
    page.capture("c", none());
    assert_eq!(page.delivery()["dropped"]["opted_out"], 1);
    page.server = ok();
    page.advance(MINUTE);
    assert!(entries(&page).is_empty());
    for given in [
        json!({"outbox": false}),
        json!({"persistence": "memory"}),
        json!({"persistence": "sessionStorage"}),
        json!({"disable_persistence": true}),
        json!({"cookieless_mode": "always"}),
        json!({"opt_out_capturing_by_default": true}),
    ] {
        let mut page = super::page::tab().open("/", quiet(given.clone()));
        page.server = None;
        page.capture("a", none());
        page.advance(5000.0);
        assert!(entries(&page).is_empty() && records(&page).is_empty() && page.tasks.is_empty(), "{given}");
        let opted_out = given["opt_out_capturing_by_default"] == true;
        assert_eq!(
            page.delivery(),
            if opted_out { ledger(1, 0, 0, json!({"opted_out": 1})) } else { ledger(1, 0, 1, json!({})) },
            "{given}"
        );
        if opted_out {
            page.opt_in();
            page.capture("b", none());
            assert_eq!(ahead(&page), 2, "$opt_in and what follows");
        }
    }
}

#[test]
fn without_it_tries_end_where_posthog_js_ends_them() {
    for (status, tries) in [(0, 4), (503, 11)] {
        let mut page = tab().open("/", quiet(json!({"outbox": false})));
        page.server_says(status, "");
        page.capture_with("a", none(), none());
        page.advance(3.0 * HOUR);
        assert_eq!((page.sent.len(), page.delivery()), (tries, ledger(1, 0, 0, json!({"failed": 1}))));
    }
}

#[test]
fn it_keeps_to_its_size_and_age_and_counts_what_it_drops() {
    let tab = tab();
    let mut page = tab.open("/", quiet(json!({"outbox": {"max_bytes": 10_000, "max_age_days": 2}})));
    down(&mut page);
    for n in 0..10 {
        page.capture(&format!("e{n}"), json!({"big": "x".repeat(2000)}));
    }
    assert_eq!(page.delivery()["pending"], 10, "they have not failed yet");
    page.advance(4000.0);
    let kept = page.delivery()["pending"].as_u64().unwrap();
    assert!((2..5).contains(&kept), "{kept}");
    assert_eq!(page.delivery()["dropped"], json!({"evicted": 10 - kept}));
    page.server = ok();
    page.sent.clear();
    page.advance(10_000.0);
    assert_eq!(sent(&page).last().unwrap(), "e9");
    assert_eq!(sent(&page).len() as u64, kept, "what was dropped is not sent");
    down(&mut page);
    page.capture_with("old", none(), none());
    page.advance(200.0);
    drop(page);
    tab.browser.set_clock(tab.browser.now() + 2.1 * DAY);
    let mut page = tab.open("/", quiet(json!({"outbox": {"max_age_days": 2}})));
    page.advance(10_000.0);
    assert!(page.sent.is_empty() && records(&page).is_empty());
    assert_eq!(page.delivery()["dropped"]["expired"], 1);
}

#[test]
fn what_refuses_everything_for_a_day_is_no_outage() {
    let tab = tab();
    let mut page = open(&tab);
    page.server_says(0, "");
    for _ in 0..23 {
        page.capture("a", json!({"big": "x".repeat(1000)}));
        page.advance(HOUR);
    }
    assert_eq!(page.delivery(), ledger(23, 0, 23, json!({})), "an outage may last");
    page.advance(HOUR);
    page.capture("b", none());
    page.advance(HOUR);
    let dropped = page.delivery()["dropped"]["blocked"].as_u64().unwrap();
    assert!(dropped > 15, "{dropped}");
    page.advance(HOUR);
    let texts = page.host.browser.records(&page.host.origin, "", "~");
    assert!(texts.len() < 9000, "{}", texts.len());
    // Offline is not blocked.
    let mut page = open(&super::page::tab());
    page.server_says(0, "");
    page.host.browser.online.set(false);
    for _ in 0..40 {
        page.capture("a", json!({"big": "x".repeat(1000)}));
        page.advance(HOUR);
    }
    assert_eq!(page.delivery()["pending"], 40);
}

#[test]
fn full_or_refused_stores_lose_nothing_while_one_works() {
    let tab = tab();
    tab.browser.local_full.set(true);
    let mut page = open(&tab);
    page.capture("a", none());
    page.advance(10.0);
    assert_eq!(records(&page).len(), 1, "straight to IndexedDB");
    drop(page);
    let mut page = open(&tab);
    page.advance(10_000.0);
    assert_eq!(sent(&page), ["a"]);
    let tab = super::page::tab();
    tab.browser.records_refused.set(true);
    let mut page = open(&tab);
    page.capture("a", none());
    page.advance(500.0);
    assert_eq!(ahead(&page), 1, "localStorage keeps it");
    drop(page);
    let mut page = open(&tab);
    page.advance(10_000.0);
    assert_eq!(sent(&page), ["a"]);
}

#[test]
fn every_drop_has_its_reason() {
    let mut page = tab().open("/", json!({"capture_pageview": false, "rate_limiting": {"events_per_second": 1, "events_burst_limit": 3}}));
    for (status, name) in [(400, "rejected"), (413, "too large")] {
        page.server_says(status, "");
        page.capture_with(name, none(), none());
    }
    page.server_says(200, r#"{"quota_limited":["events"]}"#);
    page.capture_with("well", none(), none());
    page.capture_with("too many", none(), none());
    // The warning about that meets the quota.
    assert_eq!(page.delivery(), ledger(5, 1, 0, json!({"rejected": 1, "too_large": 1, "rate_limited": 1, "quota": 1})));
    let tab = tab();
    tab.agent.borrow_mut().webdriver = true;
    let mut page = open(&tab);
    page.capture("bot", none());
    assert_eq!(page.delivery(), ledger(1, 0, 0, json!({"bot": 1})));
    page.client.stop();
    page.capture("late", none());
    assert_eq!(page.delivery()["dropped"], json!({"bot": 1, "shut_down": 1}));
}

#[test]
fn what_is_too_large_goes_in_halves() {
    let mut page = open(&tab());
    page.server = None;
    for name in ["a", "b", "c"] {
        page.capture(name, none());
    }
    page.advance(3000.0);
    page.server_says(413, "");
    page.answer(0, Answer { status: 413, ..Answer::default() });
    let tries: Vec<String> = page.sent.iter().map(|sent| sent.events().concat()).collect();
    assert_eq!(tries, ["abc", "ab", "c", "a", "b"]);
    assert_eq!(page.delivery(), ledger(3, 0, 0, json!({"too_large": 3})));
}

#[test]
fn flush_tells_when_all_is_answered_or_has_failed() {
    let mut page = open(&tab());
    page.client.flush(7);
    page.settle();
    assert_eq!(page.answers, [(7, 200, String::new())], "nothing to do");
    page.server = None;
    page.capture("a", none());
    page.client.flush(8);
    page.client.flush(9);
    page.settle();
    assert_eq!((sent(&page).len(), page.answers.len()), (1, 1));
    page.answer(0, Answer::default());
    assert_eq!(page.answers.len(), 3);
    assert_eq!(page.delivery()["pending"], 1);
    page.server = ok();
    page.client.flush(10);
    page.settle();
    assert_eq!((sent(&page).len(), page.delivery()), (2, ledger(1, 1, 0, json!({}))), "what waits for its next try goes too");
}

#[test]
fn ready_when_the_remote_configuration_came_or_will_not() {
    let mut page = open(&tab());
    page.client.ready(1);
    page.settle();
    assert!(page.answers.is_empty());
    page.remote(json!({}));
    page.client.ready(2);
    page.settle();
    assert_eq!(page.answers.iter().map(|(ticket, status, _)| (*ticket, *status)).collect::<Vec<_>>(), [(1, 200), (2, 200)]);
    let mut page = open(&tab());
    page.client.ready(1);
    page.remote(Value::Null);
    let mut off = super::page::tab().open("/", quiet(json!({"advanced_disable_flags": true})));
    off.client.ready(1);
    off.settle();
    assert_eq!((page.answers[0].1, off.answers[0].1), (0, 0));
}

#[test]
fn the_canonical_way_sends_twenty_at_once_and_no_more_than_a_hundred() {
    let mut page = tab().open("/", quiet(json!({"canonical": true})));
    for _ in 0..20 {
        page.capture("a", none());
    }
    assert_eq!(page.sent.len(), 1);
    for _ in 0..40 {
        open(&tab()).capture("a", none());
    }
    let mut page = open(&tab());
    for _ in 0..250 {
        page.capture("a", none());
    }
    page.advance(3000.0);
    assert_eq!(page.sent.len(), 1, "posthog-js knows no limit");
}

#[test]
fn a_page_that_comes_back_goes_on_as_another() {
    let tab = tab();
    let mut page = open(&tab);
    page.capture("a", none());
    page.leave();
    page.come_back();
    page.capture("b", none());
    page.advance(10_000.0);
    assert_eq!(sent(&page), ["a", "b"]);
    assert_eq!(page.delivery(), ledger(2, 2, 0, json!({})));
    page.advance(200.0);
    assert!(records(&page).is_empty());
}

#[test]
fn what_is_captured_after_the_last_word_counts_as_well() {
    let tab = tab();
    let mut page = open(&tab);
    page.capture("a", none());
    page.leave();
    // As listeners of the page, and the second module, do it.
    page.capture_with("late", none(), json!({"transport": "sendBeacon"}));
    assert_eq!((sent(&page).concat(), page.delivery()), ("alate".into(), ledger(2, 0, 2, json!({}))));
    let names = page.host.browser.locks(&page.host.origin);
    assert_eq!(names, "", "a page with a lock is not kept for coming back");
    drop(page);
    let mut page = open(&tab);
    page.advance(10_000.0);
    page.capture_with("b", none(), none());
    page.advance(1000.0);
    assert_eq!((sent(&page).concat(), page.delivery()), ("b".into(), ledger(3, 3, 0, json!({}))));
    page.leave();
    assert_eq!(entries(&page).len(), 1);
}

#[test]
fn a_page_that_only_says_it_goes_goes_on() {
    let tab = tab();
    let mut page = open(&tab);
    for n in 0..10 {
        page.capture("a", none());
        page.advance(f64::from(n) * 700.0);
        page.leave();
        page.client.on_page_show(false);
        page.settle();
    }
    page.advance(10_000.0);
    page.capture_with("b", none(), none());
    page.advance(MINUTE);
    assert_eq!((sent(&page).len(), page.delivery()), (11, ledger(11, 11, 0, json!({}))));
    assert_eq!((page.client.outbox.waiting().len(), records(&page).len()), (0, 0));
}

// ---- any order of accidents

struct Dice(u64);

impl Dice {
    fn of(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % most
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Server {
    Well,
    Unavailable,
    Resets,
    /// It stores, and its answer is lost.
    Mumbles,
}

/// What must have become of all events in the end.
struct Model {
    browser: Rc<Browser>,
    tabs: Vec<Tab>,
    pages: Vec<Option<Page>>,
    server: Server,
    captured: BTreeSet<String>,
    arrived: BTreeMap<String, u32>,
    /// Nobody can promise these: the tick was not over, the browser was killed before they were in IndexedDB, or a beacon was lost in an outage that
    /// nobody knew of.
    excused: BTreeSet<String>,
    /// localStorage as the disk has it.
    disk: BTreeMap<String, BTreeMap<String, String>>,
    n: u32,
    /// localStorage was set back, with the counts that were in it.
    killed: bool,
}

fn uuids(body: &Value) -> Vec<String> {
    body["batch"].as_array().into_iter().flatten().map(|event| event["uuid"].as_str().unwrap().to_string()).collect()
}

impl Model {
    fn new() -> Model {
        let first = tab();
        let tabs = vec![first.duplicate(), first.duplicate(), first.duplicate()];
        Model {
            browser: first.browser.clone(),
            disk: first.browser.all_local(),
            tabs,
            pages: vec![None, None, None],
            server: Server::Well,
            captured: BTreeSet::new(),
            arrived: BTreeMap::new(),
            excused: BTreeSet::new(),
            n: 0,
            killed: false,
        }
    }

    fn answer(&self) -> Option<Answer> {
        match self.server {
            Server::Well => ok(),
            Server::Unavailable => Some(Answer { status: 503, ..Answer::default() }),
            Server::Resets | Server::Mumbles => Some(Answer { error: "TypeError: Failed to fetch".into(), ..Answer::default() }),
        }
    }

    fn collect(&mut self, index: usize) {
        let Some(page) = &mut self.pages[index] else { return };
        for request in page.sent.drain(..) {
            if matches!(self.server, Server::Well | Server::Mumbles) && self.browser.online.get() {
                for uuid in uuids(&request.body()) {
                    *self.arrived.entry(uuid).or_default() += 1;
                }
            }
        }
        for event in page.events.drain(..) {
            self.captured.insert(event["uuid"].as_str().unwrap().to_string());
        }
    }

    fn open(&mut self, index: usize) {
        if self.pages[index].is_none() {
            let page = self.tabs[index].open("/", quiet(none()));
            self.pages[index] = Some(page);
            self.serve();
        }
    }

    fn serve(&mut self) {
        let answer = if self.browser.online.get() { self.answer() } else { Some(Answer::default()) };
        for page in self.pages.iter_mut().flatten() {
            page.server = answer.clone();
        }
    }

    fn capture(&mut self, index: usize, times: u64, crash: bool) {
        let Some(page) = &mut self.pages[index] else { return };
        page.in_tick = true;
        for _ in 0..times {
            self.n += 1;
            if self.n.is_multiple_of(5) {
                page.capture_with("now", json!({"n": self.n}), none());
            } else {
                // Now and then so much that it has an entry of its own.
                page.capture("later", json!({"n": self.n, "big": "x".repeat(if self.n.is_multiple_of(3) { 9000 } else { 0 })}));
            }
        }
        let made: Vec<String> = page.events.iter().map(|event| event["uuid"].as_str().unwrap().to_string()).collect();
        page.in_tick = false;
        if crash {
            self.excused.extend(made);
            self.collect(index);
            self.pages[index] = None;
        } else {
            page.settle();
            self.collect(index);
        }
    }

    fn advance(&mut self, ms: f64) {
        // In turns, each a little further on one clock.
        let (end, stride) = (self.browser.now() + ms, (ms / 20.0).max(500.0));
        while self.browser.now() < end {
            let next = (self.browser.now() + stride).min(end);
            for index in 0..self.pages.len() {
                if let Some(page) = &mut self.pages[index] {
                    let now = self.browser.now();
                    page.advance((next - now).max(0.0));
                    self.browser.set_clock(now);
                }
                self.collect(index);
            }
            self.browser.set_clock(next);
        }
    }

    /// `false`: it is back at once, from the back-forward cache.
    fn leave(&mut self, index: usize, forever: bool) {
        let Some(page) = &mut self.pages[index] else { return };
        let lost = self.server != Server::Well && self.server != Server::Mumbles || !self.browser.online.get();
        if lost && self.browser.online.get() && !page.client.outbox.in_trouble() {
            self.excused.extend(page.client.outbox.waiting().iter().map(|event| value(event.text())["uuid"].as_str().unwrap().to_string()));
        }
        page.leave();
        if !forever {
            page.come_back();
        }
        self.collect(index);
        if forever {
            self.pages[index] = None;
        }
    }

    fn kill(&mut self) {
        self.killed = true;
        let stored = self.browser.records(&self.tabs[0].origin, "", "~");
        for index in 0..self.pages.len() {
            self.collect(index);
            if let Some(page) = &self.pages[index] {
                for event in page.client.outbox.waiting() {
                    let uuid = value(event.text())["uuid"].as_str().unwrap().to_string();
                    if !stored.contains(&uuid) {
                        self.excused.insert(uuid);
                    }
                }
            }
            self.pages[index] = None;
        }
        // Only in localStorage: what others left there may be lost as well, if the disk does not have it.
        let disk = format!("{:?}", self.disk);
        for uuid in &self.captured {
            if !self.arrived.contains_key(uuid) && !stored.contains(uuid) && !disk.contains(uuid) {
                self.excused.insert(uuid.clone());
            }
        }
        self.browser.lose_local(self.disk.clone());
    }

    fn balanced(&self) {
        for page in self.pages.iter().flatten() {
            let all = page.delivery();
            let number = |of: &Value| of.as_i64().unwrap();
            let dropped: i64 = all["dropped"].as_object().unwrap().values().map(number).sum();
            assert_eq!(number(&all["captured"]), number(&all["delivered"]) + number(&all["pending"]) + dropped, "{all}");
            assert!(number(&all["pending"]) >= 0, "{all}");
            let own = delivery(&page.client.outbox.delivery(true));
            assert_eq!(number(&own["pending"]), page.client.outbox.waiting().len() as i64, "{own}");
        }
    }
}

fn play(seed: u64, accidents: u64) -> (Model, Value) {
    let mut dice = Dice(seed);
    let mut model = Model::new();
    model.open(0);
    for _ in 0..60 {
        let index = dice.of(3) as usize;
        let what = dice.of(accidents);
        match what {
            0..3 => {
                let times = 1 + dice.of(4);
                model.capture(index, times, false);
            }
            3..5 => model.open(index),
            5..8 => {
                let ms = [20.0, 150.0, 1000.0, 3100.0, 30_000.0, 200_000.0][dice.of(6) as usize];
                model.advance(ms);
            }
            8 => model.leave(index, true),
            9 => model.leave(index, false),
            // From here on things go wrong.
            10 | 11 => {
                model.server = [Server::Well, Server::Unavailable, Server::Resets, Server::Mumbles][dice.of(4) as usize];
                model.serve();
            }
            12 => {
                let online = !model.browser.online.get();
                model.browser.online.set(online);
                model.serve();
                for page in model.pages.iter_mut().flatten() {
                    page.client.on_online(online);
                    page.settle();
                }
            }
            13 => {
                model.collect(index);
                model.pages[index] = None;
            }
            14 => model.capture(index, 2, true),
            15 => {
                if let Some(page) = &mut model.pages[index] {
                    page.work();
                }
                model.collect(index);
            }
            16 => model.disk = model.browser.all_local(),
            17 => model.kill(),
            _ => model.browser.set_clock(model.browser.now() + if dice.of(2) == 0 { 1.0 } else { -1.0 } * HOUR),
        }
        for index in 0..3 {
            model.collect(index);
        }
        model.balanced();
    }
    model.server = Server::Well;
    model.browser.online.set(true);
    model.serve();
    for index in 0..3 {
        model.leave(index, true);
    }
    // Two more visits.
    for _ in 0..2 {
        model.open(0);
        model.serve();
        model.advance(5000.0);
        model.capture(0, 1, false);
        model.advance(10.0 * MINUTE);
        model.balanced();
        model.leave(0, true);
    }
    model.open(0);
    model.advance(5000.0);
    model.capture(0, 5, false);
    model.advance(20_000.0);
    let page = model.pages[0].as_mut().unwrap();
    let ledger = page.delivery();
    page.leave();
    let left: Vec<String> = entries(page).into_iter().map(|(key, _)| key).collect();
    assert_eq!(left, ["ph_phc_tok_outbox"], "seed {seed}: only the ledger stays");
    assert!(records(page).is_empty(), "seed {seed}");
    (model, ledger)
}

#[test]
fn whatever_happens_nothing_is_lost_and_the_ledger_adds_up() {
    for seed in 0..60 {
        let (model, ledger) = play(seed, 19);
        for uuid in &model.captured {
            let arrived = model.arrived.contains_key(uuid) || model.excused.contains(uuid);
            assert!(arrived, "seed {seed}: {uuid} is lost; {ledger}");
        }
        assert_eq!(ledger["pending"], 0, "seed {seed}: {ledger}");
        if model.excused.is_empty() && !model.killed {
            assert_eq!(ledger, self::ledger(model.captured.len() as u32, model.captured.len() as u32, 0, json!({})), "seed {seed}");
        }
    }
}

#[test]
fn where_nothing_goes_wrong_nothing_is_sent_twice() {
    for seed in 1000..1040 {
        let (model, ledger) = play(seed, 10);
        assert_eq!(model.arrived.len(), model.captured.len(), "seed {seed}");
        let twice: Vec<_> = model.arrived.iter().filter(|(_, times)| **times > 1).collect();
        assert!(twice.is_empty(), "seed {seed}: {twice:?}");
        assert_eq!(ledger, self::ledger(model.captured.len() as u32, model.captured.len() as u32, 0, json!({})), "seed {seed}");
    }
}

#[test]
fn opting_out_empties_what_an_earlier_page_has_left_too() {
    let tab = tab();
    let given = quiet(json!({"opt_out_capturing_by_default": true, "opt_out_persistence_by_default": true}));
    let mut page = tab.open("/", given.clone());
    page.opt_in();
    page.capture("a", none());
    page.leave();
    drop(page);
    let mut page = tab.open("/two", given);
    assert!(!entries(&page).is_empty());
    page.opt_out();
    assert!(entries(&page).is_empty());
}
