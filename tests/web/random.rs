//! Random bits, with and without the browser's generator.

use prickle::web::random::next;
use std::collections::HashSet;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

/// More than are fetched at once, so that what comes after them was fetched anew.
const ENOUGH: usize = 64;

fn draw(count: usize) -> Vec<u32> {
    (0..count).map(|_| next()).collect()
}

#[wasm_bindgen_test]
fn numbers_differ_and_fill_all_bits() {
    let _page = Page::fresh();
    let numbers = draw(3 * ENOUGH);
    assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
    assert_eq!(numbers.iter().fold(0, |all, n| all | n), u32::MAX, "some bit is never set");
    assert_eq!(numbers.iter().fold(u32::MAX, |all, n| all & n), 0, "some bit is always set");
}

#[wasm_bindgen_test]
fn they_come_from_the_browsers_generator_many_at_a_time() {
    let page = Page::fresh();
    page.run(
        "const real = Crypto.prototype.getRandomValues; page.calls = 0;
        page.replace(Crypto.prototype, 'getRandomValues', function (a) { page.calls++; return real.call(this, a) })",
    );
    draw(10 * ENOUGH);
    let calls: f64 = page.run("return page.calls").as_f64().unwrap();
    assert!((1.0..=11.0).contains(&calls), "{calls} calls");
}

#[wasm_bindgen_test]
fn without_a_generator_the_pages_own_is_used() {
    for missing in [
        "page.getter(window, 'crypto', () => undefined)",
        "page.replace(Crypto.prototype, 'getRandomValues', () => { throw new Error('no') })",
    ] {
        let page = Page::fresh();
        page.run(missing);
        page.run("page.replace(Math, 'random', () => 0.75)");
        draw(ENOUGH);
        assert_eq!(draw(3), [0xC000_0000; 3], "{missing}");
    }
    let _page = Page::fresh();
    assert_ne!(draw(1), draw(1), "and the browser's again as soon as it is back");
}
