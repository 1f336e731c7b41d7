//! The page's side of an instance: the options object, which keeps the page's functions and live objects, and the data that the core reads
//! from it.

use js_sys::Reflect;
use prickle::web::js::Page as Side;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, text};

const RENAMES: &str = "old_a a old_b b";

fn side() -> Side {
    let side = Side::new(&js_sys::Object::new());
    side.set_defaults(r#"{"a":1,"b":{"c":2},"loaded":null}"#, "gone lost", false);
    side
}

/// What the page wants, laid over the options.
fn lay(side: &Side, given: &JsValue) -> bool {
    give(side, given);
    side.lay(RENAMES)
}

fn give(side: &Side, given: &JsValue) {
    Reflect::set(side, &"given".into(), given).unwrap();
}

fn options(side: &Side) -> JsValue {
    Reflect::get(side, &"options".into()).unwrap()
}

/// What the data are once the page's options are laid over the defaults; defaults that are functions or absent are not shown.
fn laid(page: &Page, options: &str) -> String {
    let side = side();
    lay(&side, &page.run(&["return ", options].concat()));
    text(&page.run_with(
        &[("data", &JsValue::from_str(&side.data()))],
        "const { loaded, _onCapture, get_device_id, on_request_error, ...rest } = JSON.parse(data); return rest",
    ))
}

#[wasm_bindgen_test]
fn defaults_hold_what_json_cannot() {
    let page = Page::fresh();
    let tell = |internal: bool| {
        let side = Side::new(&js_sys::Object::new());
        side.set_defaults(r#"{"a":1}"#, "gone lost", internal);
        text(&page.run_with(
            &[("o", &options(&side))],
            "return [o.a, 'gone' in o, o.gone === undefined, 'lost' in o, typeof o.loaded, o.get_device_id('u'), typeof o.on_request_error,
                String(o.internal_or_test_user_hostname)]",
        ))
    };
    assert_eq!(tell(false), r#"[1,true,true,true,"function","u","function","undefined"]"#);
    assert_eq!(tell(true), r#"[1,true,true,true,"function","u","function","/^(localhost|127\\.0\\.0\\.1)$/"]"#);
}

#[wasm_bindgen_test]
fn the_pages_options_win_where_they_are_defined() {
    let page = Page::fresh();
    assert_eq!(laid(&page, "{}"), r#"{"a":1,"b":{"c":2}}"#);
    assert_eq!(laid(&page, "{ a: null, b: undefined, own: [2] }"), r#"{"a":null,"b":{"c":2},"own":[2]}"#);
    assert_eq!(laid(&page, "{ old_a: 5 }"), r#"{"a":5,"b":{"c":2},"old_a":5}"#);
    assert_eq!(laid(&page, "{ old_a: 5, a: 6 }"), r#"{"a":6,"b":{"c":2},"old_a":5}"#);
    assert_eq!(laid(&page, "Object.create({ a: 5 })"), r#"{"a":1,"b":{"c":2}}"#);
}

#[wasm_bindgen_test]
fn only_objects_are_options() {
    let page = Page::fresh();
    for value in ["undefined", "null", "'text'", "7", "[1]", "() => 1"] {
        assert!(!lay(&side(), &page.run(&["return ", value].concat())), "{value}");
        assert_eq!(laid(&page, value), r#"{"a":1,"b":{"c":2}}"#, "{value}");
    }
    assert!(lay(&side(), &page.run("return {}")));
}

#[wasm_bindgen_test]
fn what_is_no_data_only_says_that_it_is_there() {
    let page = Page::fresh();
    for value in ["() => 1", "(() => { const self = {}; self.self = self; return self })()", "5n", "{ get x() { throw new Error('no') } }"]
    {
        assert_eq!(laid(&page, &format!("({{ b: {value} }})")), r#"{"a":1,"b":true}"#, "{value}");
    }
    assert_eq!(laid(&page, "{ b: new Date(0) }"), r#"{"a":1,"b":"1970-01-01T00:00:00.000Z"}"#);
    assert_eq!(laid(&page, "{ get b() { throw new Error('no') } }"), r#"{"a":1,"b":{"c":2}}"#);
    assert_eq!(laid(&page, "{ 'odd \"key\"': 1 }"), r#"{"a":1,"b":{"c":2},"odd \"key\"":1}"#);
}

#[wasm_bindgen_test]
fn the_pages_objects_stay_the_very_same() {
    let page = Page::fresh();
    let side = side();
    let given = page.run("return { hook: () => 1, live: { element: document.body } }");
    lay(&side, &given);
    assert_eq!(
        text(
            &page.run_with(
                &[("o", &options(&side)), ("given", &given)],
                "return [o !== given, o.hook === given.hook, o.live === given.live]"
            )
        ),
        "[true,true,true]"
    );
}

#[wasm_bindgen_test]
fn a_list_of_settings_is_completed() {
    let page = Page::fresh();
    for (own, completed) in [("{ c: 3 }", r#"{"c":3,"d":4}"#), ("{}", r#"{"c":2,"d":4}"#), ("false", "false"), ("[1]", "[1]")] {
        let side = side();
        lay(&side, &page.run(&["return { b: ", own, " }"].concat()));
        side.complete("b", r#"{"c":2,"d":4}"#);
        assert_eq!(text(&page.run_with(&[("o", &options(&side))], "return o.b")), completed, "{own}");
    }
}

#[wasm_bindgen_test]
fn single_options_are_set_and_taken_away() {
    let page = Page::fresh();
    let side = side();
    side.set_option("a", Some("[1]"));
    side.set_option("b", None);
    give(&side, &page.run("return Object.freeze({})"));
    side.set_given("debug", "true");
    assert_eq!(side.given_data(), "{}");
    give(&side, &page.run("return {}"));
    side.set_given("debug", "true");
    assert_eq!((side.given_data().as_str(), text(&options(&side)).contains(r#""a":[1]"#)), (r#"{"debug":true}"#, true));
    assert_eq!(text(&page.run_with(&[("o", &options(&side))], "return 'b' in o")), "false");
}

#[wasm_bindgen_test]
fn the_pages_host_is_matched_by_text_or_expression() {
    let page = Page::fresh();
    let matches = |pattern: &str| {
        let side = side();
        lay(&side, &page.run(&["return { internal_or_test_user_hostname: ", pattern, " }"].concat()));
        side.internal_host()
    };
    for pattern in ["'127.0.0.1'", "/^127\\./", "({ test: (host) => host === '127.0.0.1' })"] {
        assert!(matches(pattern), "{pattern}");
    }
    for pattern in ["'127'", "''", "undefined", "/example/", "({})", "({ test() { throw new Error('no') } })"] {
        assert!(!matches(pattern), "{pattern}");
    }
}

#[wasm_bindgen_test]
fn a_configuration_left_in_the_page_is_found_by_its_project() {
    let page = Page::fresh();
    let found = || side().preloaded("phc_x");
    assert_eq!(found(), "");
    page.run("window._POSTHOG_REMOTE_CONFIG = { phc_x: { config: { analytics: { endpoint: '/i/' } }, siteApps: [] } }");
    assert_eq!(found(), r#"{"analytics":{"endpoint":"/i/"}}"#);
    for broken in [
        "null",
        "{ phc_x: null }",
        "{ phc_x: { config: 'text' } }",
        "{ phc_y: { config: {} } }",
        "{ get phc_x() { throw new Error('no') } }",
    ] {
        page.run(&["window._POSTHOG_REMOTE_CONFIG = ", broken].concat());
        assert!(!found().starts_with('{'), "{broken}");
    }
}
