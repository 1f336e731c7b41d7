//! Heatmaps: points wait, and leave together.

use prickle::core::client::Timer;
use serde_json::{Value, json};

use super::page::{Page, tab};

const POINT: &str = r#"{"x":1,"y":2,"target_fixed":false"#;

fn open(settings: Value) -> Page {
    let mut given = json!({"capture_pageview": false});
    given.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    let mut page = tab().open("/a?gclid=1&x=1#h", given);
    page.client.follow_pointer();
    page.settle();
    page
}

fn point(kind: &str) -> Value {
    json!({"x": 1, "y": 2, "target_fixed": false, "type": kind})
}

fn data(page: &Page) -> &Value {
    &page.last()["properties"]["$heatmap_data"]
}

#[test]
fn points_leave_every_five_seconds_if_there_are_any() {
    let mut page = open(json!({"capture_heatmaps": true}));
    page.client.plot(POINT, "click");
    page.client.plot(POINT, "mousemove");
    page.advance(4999.0);
    assert!(page.events.is_empty());
    page.advance(1.0);
    assert_eq!(page.names(), ["$$heatmap"]);
    assert_eq!(data(&page), &json!({"https://shop.example.com/a?gclid=1&x=1#h": [point("click"), point("mousemove")]}));
    page.advance(5000.0);
    assert_eq!(page.names().len(), 1, "nothing is not told");
    page.client.plot(POINT, "click");
    page.advance(5000.0);
    assert_eq!(page.names().len(), 2);
}

#[test]
fn addresses_are_told_as_far_as_they_may_be() {
    let mut page = open(json!({"capture_heatmaps": true, "mask_personal_data_properties": true, "disable_capture_url_hashes": true}));
    page.client.plot(POINT, "click");
    page.advance(5000.0);
    assert_eq!(data(&page), &json!({"https://shop.example.com/a?gclid=<masked>&x=1": [point("click")]}));
}

#[test]
fn the_time_is_the_pages_own_and_zero_is_the_default() {
    for (settings, ms) in [(json!({"flush_interval_milliseconds": 300}), 300.0), (json!({"flush_interval_milliseconds": 0}), 5000.0)] {
        let page = open(json!({"capture_heatmaps": settings}));
        assert_eq!(page.due(Timer::Heatmaps), Some(ms));
    }
}

#[test]
fn a_hidden_page_keeps_them_and_counts_anew_when_it_is_seen() {
    let mut page = open(json!({"capture_heatmaps": true}));
    page.client.plot(POINT, "click");
    page.host.page.borrow_mut().visible = false;
    page.client.on_shown();
    page.settle();
    page.advance(20_000.0);
    assert!(page.events.is_empty());
    page.host.page.borrow_mut().visible = true;
    page.client.on_shown();
    page.settle();
    assert_eq!(page.due(Timer::Heatmaps), Some(5000.0));
    page.advance(5000.0);
    assert_eq!(page.names(), ["$$heatmap"]);
}

#[test]
fn a_page_that_goes_takes_them_along() {
    let mut page = open(json!({"capture_heatmaps": true}));
    page.client.plot(POINT, "click");
    page.client.flush_heatmaps();
    page.leave();
    assert_eq!(page.names(), ["$$heatmap"]);
}

#[test]
fn which_option_decides() {
    for (given, remote, on) in [
        (json!({}), json!({}), false),
        (json!({}), json!({"heatmaps": true}), true),
        (json!({"capture_heatmaps": false}), json!({"heatmaps": true}), false),
        (json!({"capture_heatmaps": {}}), json!({"heatmaps": false}), true),
        (json!({"capture_heatmaps": false, "enable_heatmaps": true}), json!({}), false),
        (json!({"enable_heatmaps": true}), json!({}), true),
        (json!({"enable_heatmaps": false}), json!({"heatmaps": true}), false),
        (json!({"capture_heatmaps": null, "enable_heatmaps": 0}), json!({"heatmaps": true}), false),
    ] {
        let mut page = open(given.clone());
        page.remote(remote);
        page.client.follow_pointer();
        page.settle();
        assert_eq!(page.due(Timer::Heatmaps).is_some(), on, "{given}");
    }
}

#[test]
fn switched_off_what_waits_is_forgotten() {
    let mut page = open(json!({"capture_heatmaps": true}));
    page.client.plot(POINT, "click");
    page.set_config(json!({"capture_heatmaps": false}));
    page.client.follow_pointer();
    page.set_config(json!({"capture_heatmaps": true}));
    page.client.follow_pointer();
    page.settle();
    page.advance(10_000.0);
    assert!(page.events.is_empty());
}

#[test]
fn whoever_takes_them_sends_them() {
    let mut page = open(json!({"capture_heatmaps": true}));
    assert_eq!(page.client.take_heatmap(), None);
    page.client.plot(POINT, "click");
    let expected = r#"{"https://shop.example.com/a?gclid=1&x=1#h":[{"x":1,"y":2,"target_fixed":false,"type":"click"}]}"#;
    assert_eq!(page.client.take_heatmap().unwrap().text(), expected);
    page.advance(10_000.0);
    assert!(page.events.is_empty());
}

#[test]
fn the_third_click_in_one_place_is_in_anger() {
    let mut page = open(json!({"capture_heatmaps": true}));
    assert_eq!([(); 4].map(|()| page.client.rages(5.0, 5.0)), [false, false, true, false]);
    let mut page = open(json!({"capture_heatmaps": true, "rageclick": {"click_count": 2}}));
    assert!(!page.client.rages(5.0, 5.0));
    page.advance(1000.0);
    assert!(!page.client.rages(5.0, 5.0), "too late");
    assert!(page.client.rages(5.0, 5.0));
}
