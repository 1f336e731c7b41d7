//! Meta's ids of click and browser: where they come from, which one wins, and until when they travel.

use serde_json::{Value, json};

use super::page::*;
use super::world::START;

const COOKIE: &str = "fb.1.1700000000000.IwAR-x_9";
const BROWSER: &str = "fb.1.1700000000001.123456789";

/// What each event from `open` on says of the person.
fn sets(page: &Page) -> Vec<Value> {
    page.events.iter().map(|event| event["$set"].clone()).collect()
}

fn open(path: &str, cookies: &[&str]) -> Page {
    open_with(path, cookies, json!({"person_profiles": "always"}))
}

fn open_with(path: &str, cookies: &[&str], given: Value) -> Page {
    let tab = tab();
    for cookie in cookies {
        tab.browser.set_cookie("shop.example.com", true, cookie);
    }
    let mut all = json!({"capture_pageview": false});
    all.as_object_mut().unwrap().extend(given.as_object().unwrap().clone());
    tab.open(path, all)
}

fn stored(page: &Page, key: &str) -> Value {
    page.stored()[key].clone()
}

#[test]
fn a_click_in_the_address_becomes_an_id_until_a_server_took_it() {
    let mut page = open("/?fbclid=IwAR1_-", &[]);
    page.server = None;
    let id = format!("fb.1.{START}.IwAR1_-");
    page.capture("a", none());
    page.capture_with("b", none(), json!({"$set": {"own": 1}}));
    assert_eq!(sets(&page), [json!({"$fbc": id}), json!({"$fbc": id, "own": 1})]);
    assert_eq!(stored(&page, "$fbc_persistence"), json!({"value": id, "delivered": false}));
    page.advance(3000.0);
    page.answer(0, ok().unwrap());
    assert_eq!(stored(&page, "$fbc_persistence"), json!({"value": id, "delivered": true}));
    page.capture("c", none());
    assert_eq!(sets(&page)[2], Value::Null);
}

#[test]
fn a_server_that_fails_took_nothing() {
    let mut page = open("/?fbclid=x", &[]);
    page.server_says(400, "");
    page.capture_with("a", none(), json!({}));
    page.capture_with("b", none(), json!({}));
    assert_eq!(sets(&page), [json!({"$fbc": format!("fb.1.{START}.x")}), json!({"$fbc": format!("fb.1.{START}.x")})]);
    page.server_says(204, "");
    page.capture_with("c", none(), json!({}));
    page.capture_with("d", none(), json!({}));
    assert_eq!(sets(&page)[3], Value::Null);
}

#[test]
fn the_pixels_cookies_are_read() {
    let mut page = open("/", &[&format!("_fbc={COOKIE}"), &format!("_fbp={BROWSER}")]);
    page.capture_with("a", none(), json!({}));
    assert_eq!(sets(&page), [json!({"$fbp": BROWSER, "$fbc": COOKIE})]);
    assert_eq!(page.events[0]["$set"].to_string(), json!({"$fbp": BROWSER, "$fbc": COOKIE}).to_string(), "the later one first");
    for (given, cookie) in [
        (json!({"save_campaign_params": false}), COOKIE),
        (json!({"cookieless_mode": "always"}), COOKIE),
        (none(), "fb.1.x.y"),
        (none(), "fb.1.2"),
    ] {
        let mut page = open_with("/", &[&format!("_fbc={cookie}")], given.clone());
        page.capture_with("a", none(), json!({}));
        assert_eq!(sets(&page), [Value::Null], "{given} {cookie}");
    }
}

#[test]
fn the_cookie_wins_for_the_known_click_and_for_a_newer_one() {
    let same = format!("fb.1.{}.known", START - 5.0);
    for (cookie, wins) in [
        (same.clone(), true),
        (format!("fb.1.{}.other", START + 1.0), true),
        (format!("fb.1.{}.other", START - 1.0), false),
        (format!("fb.1.{}.known.appendix", START - 1.0), true),
    ] {
        let mut page = open("/?fbclid=known", &[]);
        page.server = None;
        page.capture("a", none());
        page.host.browser.set_cookie("shop.example.com", true, &format!("_fbc={cookie}"));
        page.capture("b", none());
        let expected = if wins { cookie.clone() } else { format!("fb.1.{START}.known") };
        assert_eq!(sets(&page)[1], json!({"$fbc": expected}), "{cookie}");
    }
    let mut page = open("/?fbclid=new", &[&format!("_fbc={same}")]);
    page.capture("a", none());
    assert_eq!(sets(&page), [json!({"$fbc": format!("fb.1.{START}.new")})], "a click in the address is the newest");
}

#[test]
fn what_the_page_says_counts() {
    let own = "fb.2.3.own";
    for given in [json!({"options": {"$set": {"$fbc": own}}}), json!({"properties": {"$set": {"$fbc": own}}})] {
        let mut page = open("/?fbclid=x", &[]);
        page.server = None;
        page.capture_with("a", given.get("properties").cloned().unwrap_or_else(none), given.get("options").cloned().unwrap_or(Value::Null));
        assert_eq!(stored(&page, "$fbc_persistence"), json!({"value": own, "delivered": false}));
        let set = if given.get("options").is_some() { json!({"$fbc": own}) } else { Value::Null };
        assert_eq!(sets(&page), [set]);
    }
    let mut page = open("/?fbclid=x", &[]);
    page.capture("a", none());
    page.capture("b", json!({"$set": {"$fbc": "none of Meta's"}}));
    assert_eq!(stored(&page, "$fbc_persistence"), Value::Null);
    for given in [json!({"properties": {"$unset": ["$fbc"]}}), json!({"options": {"$unset": ["$fbc"]}})] {
        let mut page = open("/?fbclid=x", &[]);
        page.server = None;
        page.capture("a", none());
        page.capture_with("b", given.get("properties").cloned().unwrap_or_else(none), given.get("options").cloned().unwrap_or(Value::Null));
        page.capture("c", none());
        assert_eq!(sets(&page)[1..], [Value::Null, Value::Null], "{given}");
        assert_eq!(stored(&page, "$fbc_persistence"), Value::Null);
    }
}

#[test]
fn without_a_person_the_ids_are_kept_for_later() {
    let mut page = open_with("/?fbclid=x", &[], json!({"person_profiles": "identified_only"}));
    page.server = None;
    page.capture("a", none());
    assert_eq!(sets(&page), [Value::Null]);
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.events[1]["$set"], json!({"$fbc": format!("fb.1.{START}.x")}));
}

#[test]
fn no_click_id_is_made_of_what_is_none() {
    for query in ["fbclid=a.b", "fbclid=%20x", "fbclid=", &format!("fbclid={}", "x".repeat(401))] {
        let mut page = open(&format!("/?{query}"), &[]);
        page.capture("a", none());
        assert_eq!(sets(&page), [Value::Null], "{query}");
    }
}
