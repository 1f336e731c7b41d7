//! Options and remote configuration as data: what is data, and what is refused because it is none.

use prickle::web::values::data;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

fn read(page: &Page, value: &str) -> Option<String> {
    data(page.run(&["return ", value].concat())).map(|json| String::from(json.text()))
}

#[wasm_bindgen_test]
fn data_is_read_as_it_is() {
    let page = Page::fresh();
    for (value, json) in [
        ("true", "true"),
        ("'é \"x\" 🦀'", r#""é \"x\" 🦀""#),
        ("[0, -0.5, 0.1, 4503599627370496, NaN]", "[0,-0.5,0.1,4503599627370496,null]"),
        ("[null, undefined]", "[null,null]"),
        ("12n", "12"),
        ("({ a: { b: [{}] }, 'strange key': 1 })", r#"{"a":{"b":[{}]},"strange key":1}"#),
        ("new Map([['a', 1]])", r#"{"a":1}"#),
        ("Object.create({ above: 1 }, { own: { value: 2, enumerable: true } })", r#"{"own":2}"#),
    ] {
        assert_eq!(read(&page, value).as_deref(), Some(json), "{value}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_data_is_refused_as_a_whole() {
    let page = Page::fresh();
    for value in ["() => 1", "({ a: 1, call() {} })", "[Symbol('s')]", "new Set([1])", "2n ** 70n", "({ bytes: new Uint8Array(2) })"] {
        assert_eq!(read(&page, value), None, "{value}");
    }
}

#[wasm_bindgen_test]
fn depth_has_an_end_and_the_next_value_is_not_the_worse_for_it() {
    let page = Page::fresh();
    let nested = |depth: usize| format!("(() => {{ let a = 1; for (let i = 0; i < {depth}; i++) a = [a]; return a }})()");
    assert_eq!(read(&page, &nested(30)), Some(["[".repeat(30).as_str(), "1", &"]".repeat(30)].concat()));
    assert_eq!(read(&page, &nested(40)), None);
    assert_eq!(read(&page, "(() => { const a = {}; a.a = a; return a })()"), None);
    assert_eq!(read(&page, "(() => { const a = []; a.push(a); return { a } })()"), None);
    assert!(read(&page, &nested(30)).is_some());
}
