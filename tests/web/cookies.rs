//! `document.cookie`, and pages that have none.

use prickle::core::host::Denied;
use prickle::core::storage::{self, Attributes};
use prickle::core::world::World;
use prickle::web::cookies::{read, write};
use prickle::web::host::Browser;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn cookies_come_and_go() {
    let page = Page::fresh();
    assert_eq!(read().as_deref(), Ok(""));
    write("first=1; path=/; SameSite=Lax");
    write("second=2; path=/");
    assert_eq!(read().as_deref(), Ok("first=1; second=2"));
    assert_eq!(page.tell("return document.cookie"), r#""first=1; second=2""#);
    write("first=; path=/; max-age=0");
    assert_eq!(read().as_deref(), Ok("second=2"));
}

#[wasm_bindgen_test]
fn a_sandboxed_page_refuses() {
    let page = Page::fresh();
    page.run("const refuse = () => { throw new DOMException('no', 'SecurityError') }; page.getter(document, 'cookie', refuse, refuse)");
    assert_eq!(read(), Err(Denied));
    write("k=v");
    page.run("page.getter(document, 'cookie', () => 7)");
    assert_eq!(read().as_deref(), Ok("7"), "what is no text breaks nothing");
    drop(page);
    assert_eq!(read().as_deref(), Ok(""));
}

#[wasm_bindgen_test]
fn values_survive_the_browsers_cookie_rules() {
    let _page = Page::fresh();
    let world = World::new(Browser);
    let value = "{\"a\":\"; , = % é \u{1f980}\",\"b\":\"\\\"\"}";
    let attributes = Attributes { days: 1.0, cross_subdomain: true, secure: false };
    assert!(storage::set_cookie(world, "ph_trip", value, attributes));
    assert_eq!(storage::cookie(world, "ph_trip").as_deref(), Some(value));
    assert_eq!(storage::cookie(world, "h_trip"), None);
    storage::remove_cookie(world, "ph_trip", true);
    assert_eq!(storage::cookie(world, "ph_trip"), None);
}
