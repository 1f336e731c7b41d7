//! Lines of the log: when they leave, in what, and what becomes of them when the server does not take them.

use prickle::core::client::Timer;
use prickle::core::host::Transport;
use serde_json::{Value, json};

use super::page::*;

fn open(logs: Value) -> Page {
    tab().open("/", json!({"capture_pageview": false, "advanced_disable_flags": true, "logs": logs}))
}

fn say(page: &mut Page, console: bool, body: &str) {
    let envelope = json!({"logs": "%", "from": if console { "console" } else { "web" }});
    page.client.log(console, core(&json!(body)), core(&envelope));
    page.settle();
}

fn many(page: &mut Page, count: usize) {
    for i in 0..count {
        say(page, false, &i.to_string());
    }
}

/// How many lines each request had.
fn sizes(page: &Page) -> Vec<usize> {
    page.sent.iter().map(|sent| sent.body()["logs"].as_array().unwrap().len()).collect()
}

fn lines(sent: &Sent) -> Vec<String> {
    sent.body()["logs"].as_array().unwrap().iter().map(|line| line.as_str().unwrap().into()).collect()
}

#[test]
fn they_wait_three_seconds_for_others() {
    let mut page = open(none());
    say(&mut page, false, "a");
    page.advance(1000.0);
    say(&mut page, false, "b");
    page.advance(1999.0);
    assert_eq!(page.sent.len(), 0);
    page.advance(1.0);
    let sent = &page.sent[0];
    assert_eq!(sent.text, r#"{"logs":["a","b"],"from":"web"}"#);
    assert_eq!(
        (sent.url.as_str(), sent.encoding, sent.transport),
        ("https://us.i.posthog.com/i/v1/logs?token=phc_tok", "gzip", Transport::Fetch)
    );
    page.advance(60_000.0);
    assert_eq!(page.sent.len(), 1, "what was taken does not go again");
}

#[test]
fn the_token_is_written_for_an_address() {
    let mut page = tab().open("/", json!({"token": "a&b=c", "capture_pageview": false, "advanced_disable_flags": true}));
    say(&mut page, false, "a");
    page.advance(3000.0);
    assert_eq!(page.sent[0].url, "https://us.i.posthog.com/i/v1/logs?token=a%26b%3Dc");
}

#[test]
fn a_full_buffer_goes_at_once_and_its_timer_with_it() {
    let mut page = open(json!({"maxBufferSize": 3, "flushIntervalMs": 1000}));
    say(&mut page, false, "0");
    page.advance(999.0);
    many(&mut page, 2);
    assert_eq!(sizes(&page), [3]);
    say(&mut page, false, "next");
    page.advance(999.0);
    assert_eq!(page.sent.len(), 1, "the timer of the first is no more");
    page.advance(1.0);
    assert_eq!(sizes(&page), [3, 1]);
}

#[test]
fn what_comes_meanwhile_waits_for_the_answer() {
    let mut page = open(json!({"maxBufferSize": 2}));
    page.server = None;
    many(&mut page, 5);
    assert_eq!(sizes(&page), [2]);
    page.advance(10_000.0);
    assert_eq!(sizes(&page), [2]);
    page.answer(0, ok().unwrap());
    page.advance(2999.0);
    assert_eq!(sizes(&page), [2]);
    page.advance(1.0);
    assert_eq!(sizes(&page), [2, 3]);
}

#[test]
fn a_request_has_a_hundred_at_most() {
    let mut page = open(json!({"maxBufferSize": 250}));
    many(&mut page, 249);
    page.advance(3000.0);
    assert_eq!(sizes(&page), [100, 100, 49]);
}

#[test]
fn too_large_is_halved_until_it_fits_and_grows_again() {
    let mut page = open(none());
    page.server_says(413, "");
    page.server = None;
    many(&mut page, 6);
    page.advance(3000.0);
    let too_large = || prickle::core::host::Answer { status: 413, ..Default::default() };
    page.answer(0, too_large());
    page.answer(1, too_large());
    assert_eq!(sizes(&page), [6, 3, 1]);
    // One that cannot be made smaller is given up.
    page.answer(2, too_large());
    page.answer(3, ok().unwrap());
    page.answer(4, ok().unwrap());
    page.answer(5, ok().unwrap());
    assert_eq!(sizes(&page), [6, 3, 1, 1, 2, 2]);
    let sent: Vec<String> = page.sent[3..].iter().flat_map(lines).collect();
    assert_eq!(sent, ["1", "2", "3", "4", "5"]);
}

#[test]
fn what_may_go_well_later_is_kept_and_each_time_longer() {
    for status in [0, 408, 429, 500, 503] {
        let mut page = open(none());
        page.host.browser.chance.set(Some(0x8000_0000));
        page.server_says(status, "");
        say(&mut page, false, "kept");
        page.advance(3000.0);
        assert_eq!(page.sent.len(), 1, "{status}");
        page.advance(2999.0);
        assert_eq!(page.sent.len(), 1, "{status}");
        page.advance(1.0);
        assert_eq!(page.sent.len(), 2, "{status}");
        page.advance(6000.0);
        assert_eq!(page.sent.len(), 3, "{status}");
        page.server = ok();
        if status == 0 {
            continue;
        }
        page.advance(12_000.0);
        assert_eq!(lines(&page.sent[3]), ["kept"], "{status}");
        page.advance(60_000.0);
        assert_eq!(page.sent.len(), 4, "{status}");
    }
}

#[test]
fn the_wait_ends_at_half_a_minute() {
    let mut page = open(none());
    page.host.browser.chance.set(Some(0x8000_0000));
    page.server_says(500, "");
    say(&mut page, false, "kept");
    page.advance(3000.0 + 3000.0 + 6000.0 + 12_000.0 + 24_000.0);
    assert_eq!(page.sent.len(), 5);
    page.advance(29_999.0);
    assert_eq!(page.sent.len(), 5);
    page.advance(1.0);
    assert_eq!(page.sent.len(), 6);
    page.advance(30_000.0);
    assert_eq!(page.sent.len(), 7);
}

#[test]
fn what_the_server_refuses_is_dropped() {
    for status in [400, 401, 404] {
        let mut page = open(json!({"maxBufferSize": 200}));
        page.server_says(status, "");
        many(&mut page, 150);
        page.advance(3000.0);
        assert_eq!(sizes(&page), [100], "the others wait: {status}");
        page.server = ok();
        page.advance(3600.0);
        assert_eq!(sizes(&page), [100, 50], "{status}");
        page.advance(60_000.0);
        assert_eq!(page.sent.len(), 2, "{status}");
    }
}

#[test]
fn a_server_that_is_never_reached_is_left_alone_until_the_browser_is_online_again() {
    let mut page = open(none());
    page.server_says(0, "");
    say(&mut page, false, "a");
    page.advance(60_000.0);
    assert_eq!(page.sent.len(), 3);
    page.server = ok();
    say(&mut page, false, "b");
    page.advance(60_000.0);
    assert_eq!(page.sent.len(), 3, "dropped unsent");
    page.client.logs_online();
    say(&mut page, false, "c");
    page.advance(3000.0);
    assert_eq!(lines(&page.sent[3]), ["c"]);
}

#[test]
fn while_offline_no_failure_counts() {
    let mut page = open(none());
    page.host.browser.online.set(false);
    page.server_says(0, "");
    say(&mut page, false, "a");
    page.advance(120_000.0);
    assert!(page.sent.len() > 4, "{}", page.sent.len());
    page.host.browser.online.set(true);
    page.server = ok();
    let before = page.sent.len();
    page.client.logs_online();
    page.settle();
    assert_eq!(page.sent.len(), before + 1, "at once");
}

#[test]
fn a_program_says_so_much_in_an_interval_and_the_console_more() {
    let mut page = open(json!({"maxLogsPerInterval": 4, "maxBufferSize": 100}));
    many(&mut page, 6);
    for i in 0..6 {
        say(&mut page, true, &i.to_string());
    }
    page.advance(3000.0);
    assert_eq!(sizes(&page), [4, 6]);
    many(&mut page, 2);
    page.advance(3000.0);
    assert_eq!(sizes(&page), [4, 6, 2]);
}

#[test]
fn a_full_queue_loses_its_oldest() {
    let mut page = open(json!({"maxBufferSize": 3, "maxLogsPerInterval": 3, "flushIntervalMs": 10}));
    page.server = None;
    for i in 0..5 {
        say(&mut page, false, &i.to_string());
        page.advance(11.0);
    }
    // The first went alone and is under way; of those behind it three have room, itself among them.
    assert_eq!(lines(&page.sent[0]), ["0"]);
    page.answer(0, ok().unwrap());
    page.advance(10.0);
    assert_eq!(lines(&page.sent[1]), ["2", "3", "4"]);
}

#[test]
fn the_sources_have_requests_of_their_own() {
    let mut page = open(none());
    say(&mut page, true, "c");
    say(&mut page, false, "p");
    page.client.flush_logs(false);
    page.client.flush_logs(true);
    page.settle();
    let from: Vec<Value> = page.sent.iter().map(|sent| sent.body()["from"].clone()).collect();
    assert_eq!(from, ["web", "console"]);
    assert_eq!(page.due(Timer::Logs).map(|_| ()), Some(()), "the old timer still runs");
    page.advance(10_000.0);
    assert_eq!(page.sent.len(), 2, "and does nothing");
}

#[test]
fn who_leaves_takes_them_along() {
    let mut page = open(none());
    page.server = None;
    say(&mut page, false, "under way");
    page.advance(3000.0);
    say(&mut page, false, "waits");
    say(&mut page, true, "console");
    page.client.flush_logs_at_once();
    page.settle();
    let left: Vec<(Transport, Vec<String>)> = page.sent[1..].iter().map(|sent| (sent.transport, lines(sent))).collect();
    assert_eq!(left[0], (Transport::Beacon, vec!["under way".into(), "waits".into()]));
    assert_eq!(left[1], (Transport::Beacon, vec!["console".into()]));
    // Back from the cache: the answer to what was under way takes nothing that came since.
    page.client.on_page_show(true);
    say(&mut page, false, "back");
    page.answer(0, ok().unwrap());
    page.server = ok();
    page.advance(3000.0);
    assert_eq!(lines(page.sent.last().unwrap()), ["back"]);
}

#[test]
fn another_visitor_has_none_of_them_and_opting_out_loses_those_of_the_console() {
    let mut page = open(none());
    say(&mut page, false, "p");
    say(&mut page, true, "c");
    page.client.forget_console();
    page.advance(3000.0);
    assert_eq!(sizes(&page), [1]);
    assert_eq!(lines(&page.sent[0]), ["p"]);
    say(&mut page, false, "p");
    page.client.forget_telemetry();
    page.advance(10_000.0);
    assert_eq!(page.sent.len(), 1);
}

#[test]
fn what_was_under_way_for_one_visitor_says_nothing_of_the_next_ones() {
    let mut page = open(none());
    page.server = None;
    say(&mut page, false, "old");
    page.advance(3000.0);
    page.client.forget_telemetry();
    say(&mut page, false, "new");
    page.advance(3000.0);
    page.answer(0, prickle::core::host::Answer { status: 413, ..Default::default() });
    page.answer(1, ok().unwrap());
    page.advance(60_000.0);
    assert_eq!(page.sent.iter().flat_map(lines).collect::<Vec<_>>(), ["old", "new"]);
}

#[test]
fn a_limit_of_the_servers_holds_them_back() {
    let mut page = open(none());
    page.host.browser.chance.set(Some(0x8000_0000));
    page.server_says(200, r#"{"quota_limited":["logs"]}"#);
    say(&mut page, false, "a");
    page.advance(3000.0);
    page.server = ok();
    say(&mut page, false, "b");
    page.advance(30_000.0);
    assert_eq!(page.sent.len(), 1);
    page.advance(60_000.0);
    assert_eq!(lines(&page.sent[1]), ["b"]);
}
