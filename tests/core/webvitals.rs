//! Web vitals: which are wanted, and how they leave.

use prickle::core::client::Timer;
use prickle::core::host::Transport;
use serde_json::{Value, json};

use super::page::{Page, tab, value};

fn open(settings: Value) -> Page {
    tab().open("/a?gclid=1#h", json!({"capture_pageview": false, "capture_performance": settings}))
}

fn report(page: &mut Page, name: &str, number: f64, more: Value) {
    let mut metric = json!({"name": name, "value": number, "id": "v6"});
    metric.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    page.client.on_metric(name, number, &metric.to_string());
    page.settle();
}

fn props(page: &Page) -> &Value {
    &page.last()["properties"]
}

#[test]
fn all_that_are_wanted_leave_together() {
    let mut page = open(json!(true));
    for name in ["LCP", "CLS", "FCP"] {
        report(&mut page, name, 1.5, json!({}));
        page.advance(100.0);
    }
    assert!(page.events.is_empty());
    report(&mut page, "INP", 8.0, json!({}));
    assert_eq!(page.names(), ["$web_vitals"]);
    let told = props(&page);
    assert_eq!(told["$web_vitals_LCP_value"], 1.5);
    assert_eq!(told["$current_url"], "https://shop.example.com/a?gclid=1#h");
    let event = &told["$web_vitals_INP_event"];
    assert_eq!(event["$current_url"], "https://shop.example.com/a?gclid=1#h");
    assert_eq!((&event["name"], &event["value"], &event["id"]), (&json!("INP"), &json!(8.0), &json!("v6")));
    assert_eq!(event["timestamp"].as_f64(), Some(page.host.browser.now()));
}

#[test]
fn fewer_wait_five_seconds_from_the_first() {
    let mut page = open(json!(true));
    report(&mut page, "LCP", 1.0, json!({}));
    page.advance(4000.0);
    report(&mut page, "CLS", 0.0, json!({}));
    page.advance(1000.0);
    assert_eq!(page.names(), ["$web_vitals"]);
    assert!(props(&page).get("$web_vitals_CLS_value").is_some());
    let mut page = open(json!({"web_vitals": true, "web_vitals_delayed_flush_ms": 70}));
    report(&mut page, "LCP", 1.0, json!({}));
    assert_eq!(page.due(Timer::Vitals), Some(70.0));
}

#[test]
fn another_navigation_sends_those_of_the_last() {
    let mut page = open(json!(true));
    report(&mut page, "LCP", 1.0, json!({"navigationId": 3, "navigationURL": "https://h/3"}));
    report(&mut page, "FCP", 1.0, json!({"navigationId": "3"}));
    assert!(page.events.is_empty(), "a number and its text are one");
    report(&mut page, "CLS", 1.0, json!({"navigationId": 4, "navigationURL": "https://h/4"}));
    assert_eq!(page.names(), ["$web_vitals"]);
    let told = props(&page);
    assert_eq!((&told["$current_url"], &told["$web_vitals_LCP_event"]["navigationURL"]), (&json!("https://h/3"), &json!("https://h/3")));
    assert!(told["$web_vitals_FCP_event"].get("navigationURL").is_none());
    assert!(told.get("$web_vitals_CLS_value").is_none());
    // Without a number the address decides.
    report(&mut page, "CLS", 2.0, json!({"navigationId": null}));
    assert_eq!(page.names().len(), 2);
    report(&mut page, "INP", 2.0, json!({}));
    assert_eq!(page.names().len(), 2);
}

#[test]
fn values_that_cannot_be_are_dropped() {
    for (max, number, told) in [
        (json!(null), 899_999.0, true),
        (json!(null), 900_000.0, false),
        (json!(0), 9e9, true),
        (json!(60_000), 60_001.0, true),
        (json!(60_001), 60_001.0, false),
    ] {
        let mut page = open(json!({"web_vitals": true, "__web_vitals_max_value": max}));
        report(&mut page, "LCP", number, json!({}));
        page.advance(5000.0);
        assert_eq!(page.events.len(), usize::from(told), "{number} under {max}");
    }
}

#[test]
fn of_what_it_is_about_only_the_known_is_told() {
    let mut page = tab().open("/", json!({"capture_pageview": false, "capture_performance": true, "mask_personal_data_properties": true}));
    let about = json!({
        "target": "p", "interactionTarget": "b", "interactionType": "pointer", "inputDelay": 1, "timeToFirstByte": 2, "url": "https://h/?gclid=9",
        "loadState": "complete", "resourceLoadDelay": 3, "resourceLoadDuration": 4, "largestShiftValue": 0.5, "firstByteToFCP": 6,
        "interactionTime": 7, "targets": 8, "navigationType": 9, "totalScriptDuration": 10,
    });
    report(&mut page, "LCP", 1.0, json!({"attribution": about}));
    page.advance(5000.0);
    let mut expected = about;
    for key in ["interactionTime", "targets", "navigationType", "totalScriptDuration"] {
        expected.as_object_mut().unwrap().remove(key);
    }
    expected["url"] = json!("https://h/?gclid=<masked>");
    assert_eq!(props(&page)["$web_vitals_LCP_event"]["attribution"], expected);
}

#[test]
fn a_page_that_is_hidden_or_left_tells_at_once_by_a_beacon() {
    let mut page = open(json!(true));
    report(&mut page, "LCP", 1.0, json!({}));
    page.client.on_vitals_shown();
    page.settle();
    assert!(page.events.is_empty(), "it is in sight");
    page.host.page.borrow_mut().visible = false;
    page.client.on_vitals_shown();
    page.settle();
    assert_eq!(page.names(), ["$web_vitals"]);
    assert_eq!(page.sent.last().unwrap().transport, Transport::Beacon);
    page.client.flush_vitals(true);
    page.settle();
    assert_eq!(page.names().len(), 1, "nothing is left");
}

#[test]
fn what_is_asked_for() {
    let asked = |settings: Value| {
        let page = open(settings);
        page.client.vitals_asked().map(|(kind, names, soft)| (kind, value(&names), soft))
    };
    let all = json!(["CLS", "FCP", "INP", "LCP"]);
    assert_eq!(asked(json!(false)), None);
    assert_eq!(asked(json!({"web_vitals": false})), None);
    assert_eq!(asked(json!({"network_timing": true})), None);
    assert_eq!(asked(json!(true)), Some(("web-vitals-with-attribution", json!([all, ["INP", "LCP"]]), false)));
    assert_eq!(asked(json!({"web_vitals": true, "web_vitals_attribution": true})).unwrap().1, json!([all, all]));
    assert_eq!(
        asked(json!({"web_vitals": true, "web_vitals_attribution": false, "web_vitals_allowed_metrics": ["CLS"]})),
        Some(("web-vitals", json!([["CLS"], []]), false))
    );
    assert_eq!(
        asked(json!({"web_vitals": true, "web_vitals_attribution": [], "__preview_web_vitals_soft_navs": true})),
        Some(("web-vitals-soft-navs", json!([all, []]), true))
    );
    assert_eq!(
        asked(json!({"web_vitals": true, "web_vitals_attribution": ["CLS"], "__preview_web_vitals_soft_navs": true})),
        Some(("web-vitals-with-attribution-soft-navs", json!([all, ["CLS"]]), true))
    );
    let mut page = open(json!(null));
    page.remote(json!({"capturePerformance": {"web_vitals": true, "web_vitals_allowed_metrics": ["LCP"]}}));
    assert_eq!(value(&page.client.vitals_asked().unwrap().1), json!([["LCP"], ["INP", "LCP"]]));
    page.remote(json!({"capturePerformance": true}));
    assert_eq!(page.client.vitals_asked(), None, "yes to all is no word of these");
}

#[test]
fn a_changed_option_counts_when_the_server_answers() {
    let mut page = open(json!(false));
    page.set_config(json!({"capture_performance": true}));
    assert_eq!(page.client.vitals_asked(), None);
    page.remote(json!(null));
    assert!(page.client.vitals_asked().is_some());
    page.set_config(json!({"capture_performance": {"web_vitals": false, "web_vitals_attribution": false}}));
    assert_eq!(page.client.vitals_asked().unwrap().0, "web-vitals", "how they are told follows at once");
}

#[test]
fn pages_that_no_server_gave_have_none() {
    let page = open(json!(true));
    page.host.page.borrow_mut().href = "file:///a.html".into();
    assert_eq!(page.client.vitals_asked(), None);
}

#[test]
fn after_the_end_nothing_is_taken() {
    let mut page = open(json!(true));
    page.client.stop();
    report(&mut page, "LCP", 1.0, json!({}));
    page.client.flush_vitals(true);
    page.settle();
    assert!(page.events.is_empty());
}
