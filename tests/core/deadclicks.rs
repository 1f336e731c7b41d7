//! Clicks and swipes that nothing came of.

use serde_json::{Value, json};

use super::page::{Page, tab, value};

// Signs, by their numbers.
const MUTATION: usize = 0;
const SCROLL: usize = 1;
const SELECTION: usize = 2;
const VISIBILITY: usize = 3;
const FOCUS: usize = 4;
const TOUCH: usize = 5;

fn open(settings: Value) -> Page {
    let mut page = tab().open("/", json!({"capture_pageview": false, "capture_dead_clicks": settings}));
    page.client.follow_pointer();
    page.settle();
    // Scrolls are heard at every fiftieth millisecond only.
    page.advance(10_000.0 - page.host.browser.now() % 50.0);
    page
}

fn click(page: &mut Page, number: f64, element: f64) {
    page.client.on_use(number, element, "", "");
    page.settle();
}

fn swipe(page: &mut Page, number: f64) {
    page.client.on_sign(TOUCH);
    page.advance(100.0);
    page.client.on_use(number, 1.0, "left", "80");
    page.settle();
}

/// After so many milliseconds there is a sign.
fn sign(page: &mut Page, ms: f64, sign: usize) {
    page.advance(ms);
    page.client.on_sign(sign);
    page.settle();
}

/// What was found dead since the last time: uses by their numbers.
fn dead(page: &mut Page) -> Vec<f64> {
    page.advance(10_000.0);
    page.dead.drain(..).map(|(number, ..)| number).collect()
}

#[test]
fn a_click_without_an_answer_is_dead_after_three_seconds() {
    let mut page = open(json!(true));
    let start = page.host.browser.now();
    click(&mut page, 1.0, 1.0);
    page.advance(2999.0);
    assert!(page.dead.is_empty());
    page.advance(1.0);
    let (number, wanted, capture) = page.dead.pop().unwrap();
    assert_eq!((number, wanted & 2), (1.0, 2));
    assert_eq!(&*capture.event, "$dead_click");
    assert_eq!((capture.options.given, capture.options.timestamp, capture.options.timestamp_given), (true, Some(start), true));
    let expected = json!({
        "$dead_click_event_timestamp": start,
        "$dead_click_mutation_timeout": false,
        "$dead_click_scroll_timeout": false,
        "$dead_click_selection_changed_timeout": false,
        "$dead_click_visibility_changed_timeout": false,
        "$dead_click_absolute_timeout": true,
        "$dead_click_absolute_delay_ms": 3000.0,
    });
    let mut told = value(&capture.properties.text());
    for key in ["$dead_click_event_timestamp", "$dead_click_absolute_delay_ms"] {
        told[key] = json!(told[key].as_f64());
    }
    assert_eq!(told, expected);
}

#[test]
fn it_is_alive_if_the_page_does_something_in_time_and_dead_if_later() {
    for (what, ms, alive) in [
        (MUTATION, 0.0, true),
        (MUTATION, 2499.0, true),
        (MUTATION, 2500.0, false),
        (SCROLL, 50.0, true),
        (SCROLL, 100.0, false),
        (SELECTION, 99.0, true),
        (SELECTION, 100.0, false),
        (VISIBILITY, 999.0, true),
        (VISIBILITY, 1000.0, false),
        (FOCUS, 999.0, true),
        (FOCUS, 1000.0, false),
    ] {
        let mut page = open(json!(true));
        click(&mut page, 1.0, 1.0);
        sign(&mut page, ms, what);
        assert_eq!(dead(&mut page).is_empty(), alive, "{what} after {ms}");
    }
}

#[test]
fn what_was_shortly_before_counts_for_selection_tab_and_window() {
    for (what, ms, alive) in [
        (MUTATION, 1.0, false),
        (SCROLL, 1.0, false),
        (SELECTION, 99.0, true),
        (SELECTION, 100.0, false),
        (VISIBILITY, 999.0, true),
        (VISIBILITY, 1000.0, false),
        (FOCUS, 999.0, true),
    ] {
        let mut page = open(json!(true));
        page.client.on_sign(what);
        page.advance(ms);
        click(&mut page, 1.0, 1.0);
        assert_eq!(dead(&mut page).is_empty(), alive, "{what} {ms} before");
    }
}

#[test]
fn a_late_sign_makes_it_dead_at_the_next_look() {
    let mut page = open(json!(true));
    let start = page.host.browser.now();
    click(&mut page, 1.0, 1.0);
    sign(&mut page, 300.0, SELECTION);
    sign(&mut page, 100.0, SELECTION);
    page.advance(600.0);
    let told = value(&page.dead.pop().unwrap().2.properties.text());
    assert_eq!(told["$dead_click_selection_changed_timeout"], true);
    assert_eq!(told["$dead_click_selection_changed_delay_ms"], json!(300), "the first");
    assert_eq!(told["$dead_click_absolute_timeout"], false);
    assert!(told.get("$dead_click_last_mutation_timestamp").is_none());
    assert_eq!(told["$dead_click_event_timestamp"].as_f64(), Some(start));
    assert!(told.get("$dead_click_focus_changed_timeout").is_none());
}

#[test]
fn of_scrolls_one_in_fifty_milliseconds_is_heard() {
    let mut page = open(json!(true));
    click(&mut page, 1.0, 1.0);
    sign(&mut page, 49.0, SCROLL);
    sign(&mut page, 101.0, SCROLL);
    page.advance(850.0);
    assert_eq!(page.dead.len(), 1, "the one in time was missed, the late one counts");
}

#[test]
fn the_same_element_within_a_second_is_one_click() {
    let mut page = open(json!(true));
    click(&mut page, 1.0, 7.0);
    page.advance(999.0);
    click(&mut page, 2.0, 7.0);
    click(&mut page, 3.0, 8.0);
    page.advance(1.0);
    click(&mut page, 4.0, 7.0);
    assert_eq!(dead(&mut page), [1.0, 3.0, 4.0]);
}

#[test]
fn a_click_that_selected_something_is_alive_but_still_the_first_of_its_element() {
    let mut page = open(json!(true));
    click(&mut page, -1.0, 7.0);
    page.advance(500.0);
    click(&mut page, 2.0, 7.0);
    assert!(dead(&mut page).is_empty());
    let mut page = open(json!({"selection_change_threshold_ms": 0}));
    click(&mut page, -1.0, 7.0);
    assert_eq!(dead(&mut page), [1.0], "where selections do not count");
}

#[test]
fn the_times_are_the_pages_own() {
    let mut page = open(json!({"mutation_threshold_ms": 500, "scroll_threshold_ms": 1000}));
    click(&mut page, 1.0, 1.0);
    sign(&mut page, 500.0, MUTATION);
    page.advance(500.0);
    assert_eq!(page.dead.len(), 1);
    click(&mut page, 2.0, 2.0);
    sign(&mut page, 950.0, SCROLL);
    assert_eq!(dead(&mut page), [1.0]);
}

#[test]
fn between_patience_and_its_end_a_click_is_forgotten() {
    // After 2000 ms it waits no longer, and after 2001 it would be dead.
    let mut page = open(json!({"mutation_threshold_ms": 1819}));
    click(&mut page, 1.0, 1.0);
    assert!(dead(&mut page).is_empty());
}

#[test]
fn swipes_tell_where_they_went_and_die_ten_times() {
    let mut page = open(json!(true));
    swipe(&mut page, 1.0);
    page.advance(3000.0);
    let (_, _, capture) = page.dead.pop().unwrap();
    assert_eq!(&*capture.event, "$dead_swipe");
    let told = value(&capture.properties.text());
    assert_eq!((&told["$dead_swipe_direction"], &told["$dead_swipe_distance_px"]), (&json!("left"), &json!(80)));
    assert_eq!(told["$dead_swipe_absolute_timeout"], true);
    for number in 0..12 {
        swipe(&mut page, f64::from(number));
        page.advance(5000.0);
    }
    assert_eq!(page.dead.len(), 9);
    click(&mut page, 99.0, 99.0);
    page.dead.clear();
    assert_eq!(dead(&mut page), [99.0], "clicks go on");
}

#[test]
fn a_swipe_that_moved_something_is_none() {
    for what in [MUTATION, SCROLL, SELECTION] {
        let mut page = open(json!(true));
        page.client.on_sign(TOUCH);
        page.client.on_sign(what);
        page.client.on_use(1.0, 1.0, "up", "40");
        page.settle();
        assert!(dead(&mut page).is_empty(), "{what}");
    }
    let mut page = open(json!(true));
    page.client.on_sign(SCROLL);
    page.advance(1.0);
    swipe(&mut page, 1.0);
    assert_eq!(dead(&mut page), [1.0], "before the finger came down");
}

#[test]
fn what_is_watched_follows_the_options_and_the_server() {
    let mut page = tab().open("/", json!({"capture_pageview": false}));
    let config = |page: &mut Page, changes: Value| {
        page.set_config(changes);
        page.client.follow_pointer()
    };
    assert_eq!(page.client.follow_pointer(), None);
    page.remote(json!({"captureDeadClicks": true}));
    assert_eq!(page.client.follow_pointer(), Some(6));
    assert_eq!(page.client.follow_pointer(), None, "no change");
    assert_eq!(config(&mut page, json!({"capture_heatmaps": true})), Some(7));
    assert_eq!(config(&mut page, json!({"capture_dead_clicks": false})), Some(1));
    assert_eq!(config(&mut page, json!({"capture_dead_clicks": {"capture_dead_swipes": false}})), Some(3));
    assert_eq!(config(&mut page, json!({"capture_dead_clicks": {"capture_dead_swipes": null}})), Some(7));
    assert_eq!(config(&mut page, json!({"capture_dead_clicks": null, "capture_heatmaps": null})), Some(6));
    page.remote(json!({"captureDeadClicks": 0}));
    assert_eq!(page.client.follow_pointer(), Some(0));
}

#[test]
fn a_click_that_waits_when_it_is_switched_off_is_still_told() {
    let mut page = open(json!(true));
    click(&mut page, 1.0, 1.0);
    page.set_config(json!({"capture_dead_clicks": false}));
    assert_eq!(page.client.follow_pointer(), Some(0));
    page.advance(5000.0);
    assert_eq!(page.dead.len(), 1);
    assert_eq!(page.dead[0].1, 6);
    assert!(!page.client.awaits_death());
}
