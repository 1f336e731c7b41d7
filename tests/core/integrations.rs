//! Which of the integrations are wanted, and the headers that lead from the page's requests to who made them.

use serde_json::{Value, json};

use super::page::*;

const KEPT: u8 = 2;
const SENT: u8 = 4;

fn open(given: Value) -> Page {
    let mut all = json!({"capture_pageview": false});
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    tab().open("/", all)
}

fn headers(page: &mut Page, host: &str, origin: &str) -> Value {
    value(&page.client.trace(host, origin, true, true).text())
}

fn has_ids(given: Value, host: &str) -> bool {
    let mut page = open(given);
    let wanted = page.client.traces();
    let found = headers(&mut page, host, &format!("https://{host}"));
    let ids = ["X-POSTHOG-SESSION-ID", "X-POSTHOG-WINDOW-ID", "X-POSTHOG-DISTINCT-ID"].map(|name| found[name].is_string());
    assert_eq!(ids, [ids[0]; 3]);
    assert!(wanted || !ids[0]);
    ids[0]
}

#[test]
fn headers_go_to_hosts_that_are_named_letter_by_letter() {
    let listed = json!({"tracing_headers": ["api.example", 5]});
    assert!(has_ids(listed.clone(), "api.example"));
    assert!(!has_ids(listed.clone(), "www.api.example"));
    assert!(!has_ids(listed, "example"));
}

#[test]
fn the_first_name_of_the_option_counts() {
    assert!(has_ids(json!({"addTracingHeaders": ["a"]}), "a"));
    assert!(has_ids(json!({"__add_tracing_headers": true}), "anything"));
    assert!(!has_ids(json!({"tracing_headers": [], "__add_tracing_headers": true}), "a"));
    assert!(has_ids(json!({"tracing_headers": null, "addTracingHeaders": ["a"]}), "a"));
    assert!(!has_ids(json!({"tracing_headers": false}), "a"));
    assert!(!has_ids(json!({}), "a"));
}

#[test]
fn they_tell_who_it_is_now() {
    let mut page = open(json!({"tracing_headers": true}));
    page.identify("user-1", Value::Null, Value::Null);
    let found = headers(&mut page, "a", "https://a");
    assert_eq!(found["X-POSTHOG-DISTINCT-ID"], "user-1");
    assert_eq!(found["X-POSTHOG-SESSION-ID"].as_str(), Some(page.client.session_id().as_str()));
    assert_eq!(found.get("traceparent"), None);
    let mut nobody = open(json!({"tracing_headers": true, "cookieless_mode": "always"}));
    assert_eq!(headers(&mut nobody, "a", "https://a"), json!({}));
}

#[test]
fn traceparent_is_new_for_each_request() {
    let mut page = open(json!({"trace_propagation_targets": ["API.example", 5, "https://other.example"]}));
    assert!(page.client.traces());
    let mut one = |host: &str| headers(&mut page, host, &format!("https://{host}"))["traceparent"].as_str().map(String::from);
    let (first, second) = (one("api.example").unwrap(), one("other.example").unwrap());
    assert_ne!(first, second);
    assert_eq!(one("third.example"), None);
    for value in [first, second] {
        let parts: Vec<&str> = value.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [2, 32, 16, 2], "{value}");
        assert_eq!((parts[0], parts[3]), ("00", "01"));
        assert!(value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-')), "{value}");
    }
    let asked = |ids: bool, parent: bool, page: &mut Page| page.client.trace("api.example", "https://api.example", ids, parent).len();
    assert_eq!((asked(true, false, &mut page), asked(false, true, &mut page)), (0, 1));
}

#[test]
fn no_hosts_and_no_targets_are_no_wish() {
    for given in [json!({"tracing_headers": [], "trace_propagation_targets": []}), json!({"trace_propagation_targets": "a"}), json!({})] {
        assert!(!open(given.clone()).client.traces(), "{given}");
    }
}

fn wishes(page: &Page) -> u8 {
    page.client.wishes().0
}

#[test]
fn the_console_is_heard_where_the_page_or_the_server_says_so() {
    let heard = |given: Value| wishes(&open(given)) & (KEPT | SENT);
    assert_eq!(heard(json!({"logs": {"captureConsoleLogs": true}})), KEPT | SENT);
    assert_eq!(heard(json!({"logs": {"captureConsoleLogs": false}})), 0);
    assert_eq!(heard(json!({"logs": 5})), 0);
    let mut page = open(json!({}));
    assert_eq!(wishes(&page) & (KEPT | SENT), 0);
    page.remote(json!({"logs": {"captureConsoleLogs": true}}));
    assert_eq!(wishes(&page) & (KEPT | SENT), KEPT | SENT);
}

#[test]
fn what_the_server_said_on_an_earlier_page_keeps_lines_until_it_answers() {
    let tab = tab();
    let given = json!({"capture_pageview": false});
    let mut page = tab.open("/", given.clone());
    page.remote(json!({"logs": {"captureConsoleLogs": true}}));
    let mut next = tab.open("/next", given.clone());
    assert_eq!(wishes(&next) & (KEPT | SENT), KEPT);
    next.remote(json!({}));
    assert_eq!(wishes(&next) & (KEPT | SENT), 0);
    let mut third = tab.open("/third", given);
    assert_eq!(wishes(&third) & (KEPT | SENT), KEPT);
    third.remote(Value::Null);
    assert_eq!(wishes(&third) & (KEPT | SENT), 0, "no answer is no wish");
    let off = tab.open("/off", json!({"capture_pageview": false, "advanced_disable_flags": true}));
    assert_eq!(wishes(&off) & (KEPT | SENT), 0, "none will come");
}

#[test]
fn site_apps_of_the_old_kind_are_handed_on_as_they_came() {
    let mut page = open(json!({"opt_in_site_apps": true, "ui_host": "https://ui.example/"}));
    assert_eq!(wishes(&page) & 24, 8);
    page.remote(json!({"siteApps": [{"id": 7, "url": "/x"}]}));
    let (wishes, ui, apps) = page.client.wishes();
    assert_eq!((wishes & 24, ui.as_str(), apps.text()), (24, "https://ui.example", r#"[{"id":7,"url":"/x"}]"#));
}

#[test]
fn a_toolbar_may_be_told_not_to_measure_only_on_hosts_of_the_sites_own() {
    for (host, quiet) in [("https://ph.example.com", 32), ("https://us.i.posthog.com", 0)] {
        assert_eq!(wishes(&open(json!({"api_host": host, "advanced_disable_toolbar_metrics": true}))) & 32, quiet, "{host}");
    }
}
