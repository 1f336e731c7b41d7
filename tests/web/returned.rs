//! What the page is handed back are plain values of its own: objects, lists, texts and numbers that structured reading understands.

use std::collections::BTreeMap;

use serde_wasm_bindgen::from_value;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn stored_values_come_back_as_they_went_in() {
    let page = Page::fresh();
    page.run("page.posthog = page.start(); page.posthog.register({ list: [1, 2.5, -3], map: { a: 'x', b: 'y' }, text: 'é', flag: false })");
    let get = |name: &str| page.run(&["return page.posthog.get_property('", name, "')"].concat());
    assert_eq!(from_value::<Vec<f64>>(get("list")).unwrap(), [1.0, 2.5, -3.0]);
    let map = BTreeMap::from([("a", "x"), ("b", "y")].map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert_eq!(from_value::<BTreeMap<String, String>>(get("map")).unwrap(), map);
    assert_eq!(from_value::<String>(get("text")).unwrap(), "é");
    assert!(!from_value::<bool>(get("flag")).unwrap());
    assert_eq!(from_value::<Option<String>>(get("nothing")).unwrap(), None);
}

#[wasm_bindgen_test]
fn a_captured_event_is_plain_data() {
    let page = Page::fresh();
    let properties =
        page.run("const event = page.start().capture('bought', { prices: { tea: 2, milk: 1.5 } }); return event.properties.prices");
    let prices = from_value::<BTreeMap<String, f64>>(properties).unwrap();
    assert_eq!(prices, BTreeMap::from([(String::from("milk"), 1.5), (String::from("tea"), 2.0)]));
}
