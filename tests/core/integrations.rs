//! Which of the integrations are wanted, and the headers that lead from the page's requests to who made them.

use serde_json::{Value, json};

use super::page::*;

const KEPT: u16 = 2;
const SENT: u16 = 4;

fn open(given: Value) -> Page {
    let mut all = json!({"capture_pageview": false});
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    tab().open("/", all)
}

fn traced(page: &Page, host: &str) -> String {
    page.client.trace(host, &format!("https://{host}"), true, true)
}

fn has_ids(given: Value, host: &str) -> bool {
    let page = open(given);
    let found = traced(&page, host);
    assert!(page.client.traces() || found == "0");
    found.starts_with('1')
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
fn traceparent_is_new_for_each_request() {
    let page = open(json!({"trace_propagation_targets": ["API.example", 5, "https://other.example"]}));
    assert!(page.client.traces());
    let (first, second) = (traced(&page, "api.example"), traced(&page, "other.example"));
    assert_ne!(first, second);
    assert_eq!(traced(&page, "third.example"), "0");
    for value in [first, second] {
        let parts: Vec<&str> = value.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [3, 32, 16, 2], "{value}");
        assert_eq!((parts[0], parts[3]), ("000", "01"));
        assert!(value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-')), "{value}");
    }
    let both = open(json!({"trace_propagation_targets": ["a"], "tracing_headers": ["a"]}));
    assert_eq!(both.client.trace("a", "https://a", true, false), "1");
    assert!(both.client.trace("a", "https://a", false, true).starts_with("000-"));
    assert!(both.client.trace("a", "https://a", true, true).starts_with("100-"));
}

#[test]
fn what_posthog_js_would_load_for_it_is_not_there_where_no_scripts_may_be_loaded() {
    assert!(open(json!({"tracing_headers": true})).client.traces());
    assert!(!open(json!({"tracing_headers": true, "disable_external_dependency_loading": true})).client.traces());
}

#[test]
fn each_of_them_is_worth_the_second_file() {
    let wanted = |given: Value| open(given).client.wants_signals();
    assert!(!wanted(json!({})));
    for option in ["tracing_headers", "addTracingHeaders", "__add_tracing_headers", "trace_propagation_targets", "opt_in_site_apps", "logs"]
    {
        assert!(wanted(json!({option: ["a"]})), "{option}");
        assert!(!wanted(json!({option: false})), "{option}");
    }
    let mut page = open(json!({}));
    page.remote(json!({"logs": {"captureConsoleLogs": true}}));
    assert!(page.client.wants_signals());
    page.remote(json!({}));
    assert!(!page.client.wants_signals(), "this answer says nothing of it");
}

#[test]
fn no_hosts_and_no_targets_are_no_wish() {
    for given in [json!({"tracing_headers": [], "trace_propagation_targets": []}), json!({"trace_propagation_targets": "a"}), json!({})] {
        assert!(!open(given.clone()).client.traces(), "{given}");
    }
}

fn wishes(page: &Page) -> u16 {
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
