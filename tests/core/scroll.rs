//! What a page view's end tells of how far it was scrolled.

use prickle::core::client::Timer;
use serde_json::{Map, Value, json};

use super::page::{Page, tab};

/// What the last event says, by the names' ends.
fn told(page: &Page) -> Map<String, Value> {
    let all = page.last()["properties"].as_object().unwrap();
    let named = all.iter().filter_map(|(key, value)| Some((key.strip_prefix("$prev_pageview_")?.to_string(), value.clone())));
    named.filter(|(key, _)| key.contains("scroll") || key.contains("content")).collect()
}

fn scroll(page: &mut Page, position: f64, height: f64) {
    page.host.scroll.set([position, height, 720.0]);
    page.client.on_scroll();
    page.settle();
}

#[test]
fn a_view_tells_how_far_the_one_before_went() {
    let mut page = tab().open("/a", json!({}));
    page.advance(1.0);
    assert_eq!(told(&page), Map::new(), "there was none before");
    for position in [200.2, 1620.0, 540.0] {
        scroll(&mut page, position, 2880.0);
    }
    page.capture("$pageview", json!({}));
    let expected = json!({
        "last_scroll": 540, "last_scroll_percentage": 0.25, "max_scroll": 1620, "max_scroll_percentage": 0.75,
        "last_content": 1260, "last_content_percentage": 0.4375, "max_content": 2340, "max_content_percentage": 0.8125,
    });
    assert_eq!(Value::from(told(&page)), expected);
}

#[test]
fn every_view_begins_anew_and_is_looked_at_without_any_scrolling() {
    let mut page = tab().open("/a", json!({}));
    page.advance(1.0);
    scroll(&mut page, 1440.0, 2160.0);
    page.capture("$pageview", json!({}));
    page.host.scroll.set([0.0, 1440.0, 720.0]);
    page.capture("$pageview", json!({}));
    assert_eq!(told(&page), Map::new(), "gone before it was looked at");
    assert_eq!(page.due(Timer::Scroll), Some(0.0), "it will be, when its page is there");
    page.advance(0.0);
    page.leave();
    assert_eq!(page.last()["event"], "$pageleave");
    let all = told(&page);
    assert_eq!((&all["last_scroll"], &all["max_scroll"], &all["max_content_percentage"]), (&json!(0), &json!(0), &json!(0.5)));
    assert_eq!(all.len(), 8);
}

#[test]
fn other_events_say_nothing_of_it() {
    let mut page = tab().open("/a", json!({}));
    page.advance(1.0);
    scroll(&mut page, 100.0, 2160.0);
    page.capture("plain", json!({}));
    assert_eq!(told(&page), Map::new());
}

#[test]
fn it_can_be_left_out_at_any_time() {
    let mut page = tab().open("/a", json!({"disable_scroll_properties": true}));
    page.advance(1.0);
    page.capture("$pageview", json!({}));
    assert_eq!(told(&page), Map::new());
    page.set_config(json!({"disable_scroll_properties": false}));
    page.advance(0.0);
    page.capture("$pageview", json!({}));
    assert_eq!(told(&page).len(), 8);
}

#[test]
fn the_root_is_handed_on_as_it_was_given() {
    for (given, expected) in [(json!("#main"), "\"#main\""), (json!(["#a", "#b"]), "[\"#a\",\"#b\"]"), (json!(""), ""), (json!(null), "")] {
        let page = tab().open("/", json!({"scroll_root_selector": given}));
        assert_eq!(page.client.config.scroll_root, expected);
    }
}
