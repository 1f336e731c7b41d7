//! JavaScript values as the text of an event, as stored text, and back as the event the page is given.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, text};

const NONE: JsValue = JsValue::UNDEFINED;

/// Calls a function of values.js. The file is evaluated here, because not all of it has a name in Rust.
fn call(name: &str, arguments: &[&JsValue]) -> JsValue {
    let file = include_str!("../../src/web/values.js").replace("export ", "");
    let function: Function = Function::new_no_args(&[&file, "\nreturn ", name].concat()).call0(&NONE).unwrap().unchecked_into();
    Reflect::apply(&function, &NONE, &arguments.iter().copied().collect()).unwrap()
}

fn event_text(properties: &JsValue, options: &JsValue, raw: bool) -> String {
    call("eventText", &[properties, options, &raw.into()]).as_string().unwrap()
}

fn json_text(value: &JsValue) -> Option<String> {
    call("jsonText", &[value]).as_string()
}

fn message_text(value: &JsValue) -> String {
    call("messageText", &[value]).as_string().unwrap()
}

fn lazy_event(text: &str, time: f64) -> JsValue {
    call("lazyEvent", &[&text.into(), &time.into()])
}

/// The event text of what the script returns.
fn event(page: &Page, properties: &str) -> String {
    event_text(&page.run(&["return ", properties].concat()), &NONE, false)
}

fn stored(page: &Page, value: &str) -> Option<String> {
    json_text(&page.run(&["return ", value].concat()))
}

#[wasm_bindgen_test]
fn plain_data_is_its_json() {
    let page = Page::fresh();
    let data = r#"{"text":"a \"b\" \u2028 é 🦀","n":-1.5,"yes":true,"no":false,"nothing":null,"list":[1,"2",[3]],"deep":{"er":{}}}"#;
    assert_eq!(event(&page, data), page.tell(&["return ", data].concat()));
    assert_eq!(event(&page, "{ gone: undefined, nan: NaN, infinite: 1 / 0, zero: -0 }"), r#"{"nan":null,"infinite":null,"zero":0}"#);
}

#[wasm_bindgen_test]
fn what_is_no_object_is_spread_as_one() {
    let page = Page::fresh();
    for value in ["undefined", "null", "''", "7", "Symbol('s')", "() => 1"] {
        assert_eq!(event(&page, value), "{}", "{value}");
    }
    assert_eq!(event(&page, "'ab'"), r#"{"0":"a","1":"b"}"#);
    assert_eq!(event(&page, "[1, [2]]"), r#"{"0":1,"1":[2]}"#);
}

#[wasm_bindgen_test]
fn classes_are_reduced_to_their_own_fields() {
    let page = Page::fresh();
    assert_eq!(
        event(&page, "{ date: new Date(0), map: new Map([[1, 2]]), set: new Set([1]), call: () => 1, pattern: /x/, boxed: new Number(3) }"),
        r#"{"date":{},"map":{},"set":{},"call":{},"pattern":{},"boxed":{}}"#
    );
    assert_eq!(
        event(&page, "new (class extends (class { inherited = 1 }) { own = 2; method() {} get computed() { return 3 } })()"),
        r#"{"inherited":1,"own":2}"#
    );
    assert_eq!(event(&page, "Object.create({ above: 1 }, { own: { value: 2, enumerable: true }, hidden: { value: 3 } })"), r#"{"own":2}"#);
    assert_eq!(event(&page, "({ deep: Object.create({ above: 1 }, { own: { value: 2, enumerable: true } }) })"), r#"{"deep":{"own":2}}"#);
    assert_eq!(event(&page, "({ [Symbol('s')]: 1, symbol: Symbol('t'), shown: 2 })"), r#"{"shown":2}"#);
}

#[wasm_bindgen_test]
fn an_object_met_before_is_left_out() {
    let page = Page::fresh();
    assert_eq!(
        event(&page, "(() => { const a = { n: 1 }; a.self = a; a.deep = { up: a }; return a })()"),
        r#"{"n":1,"self":{"n":1,"deep":{}}}"#
    );
    assert_eq!(event(&page, "(() => { const same = { n: 1 }; return { one: same, two: same } })()"), r#"{"one":{"n":1}}"#);
    assert_eq!(event(&page, "(() => { const same = [1]; return { list: [same, same, 2] } })()"), r#"{"list":[[1],null,2]}"#);
}

#[wasm_bindgen_test]
fn holes_are_closed_and_big_integers_are_texts() {
    let page = Page::fresh();
    assert_eq!(event(&page, "{ list: [1, , 3, undefined] }"), r#"{"list":[1,3,null]}"#);
    assert_eq!(event(&page, "{ big: 12345678901234567890n, list: [1n] }"), r#"{"big":"12345678901234567890","list":["1"]}"#);
}

#[wasm_bindgen_test]
fn errors_keep_their_name_message_and_cause() {
    let page = Page::fresh();
    let told = event(&page, "{ error: Object.assign(new TypeError('broken', { cause: { code: 7 } }), { stack: 'at x' }) }");
    assert_eq!(told, r#"{"error":{"name":"TypeError","message":"broken","stack":"at x","cause":{"code":7}}}"#);
    let many = event(&page, "{ error: Object.assign(new AggregateError([1, 2], 'many'), { stack: '' }) }");
    assert_eq!(many, r#"{"error":{"name":"AggregateError","message":"many","stack":"","errors":[1,2]}}"#);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_said_and_not_thrown() {
    let page = Page::fresh();
    assert_eq!(event(&page, "{ get x() { throw new RangeError('two\\nlines') } }"), "{}\n!RangeError: two lines");
    let options = page.run("return { get x() { throw 'plain' } }");
    assert_eq!(event_text(&page.run("return { a: 1 }"), &options, false), "{}\n{}\n!plain");
    assert!(event(&page, "new Proxy({ a: 1 }, { ownKeys() { throw new Error('trap') } })").ends_with("\n!Error: trap"));
    let deep = "(() => { let a = {}; for (let i = 0; i < 100000; i++) a = { a }; return a })()";
    // Firefox has an error of its own for too much recursion.
    let said = event(&page, deep);
    assert!(["{}\n!RangeError: ", "{}\n!InternalError: "].iter().any(|form| said.starts_with(form)), "{said}");
}

#[wasm_bindgen_test]
fn options_stand_in_a_line_of_their_own() {
    let page = Page::fresh();
    let told = |properties: &str, options: &str, raw: bool| {
        let (properties, options) = (page.run(&["return ", properties].concat()), page.run(&["return ", options].concat()));
        event_text(&properties, &options, raw)
    };
    assert_eq!(told("{ a: 1 }", "undefined", false), r#"{"a":1}"#);
    assert_eq!(told("{ a: 1 }", "{}", false), "{\"a\":1}\n{}");
    assert_eq!(told("undefined", "{ send_instantly: true, $set: { b: 2 } }", false), "{}\n{\"send_instantly\":true,\"$set\":{\"b\":2}}");
    assert_eq!(told("{}", "{ timestamp: new Date(86400000) }", false), "{}\n{\"timestamp\":86400000}");
    assert_eq!(told("{}", "{ timestamp: '1970-01-02T00:00:00Z' }", false), "{}\n{\"timestamp\":86400000}");
    assert_eq!(told("{}", "{ timestamp: 'no date' }", false), "{}\n{\"timestamp\":null}");
    page.run("page.same = { c: 3 }");
    page.run("window.same = page.same");
    let shared = told("{ first: same }", "{ $set: same }", false);
    page.run("delete window.same");
    assert_eq!(shared, "{\"first\":{\"c\":3}}\n{}", "what was met in the properties is not met again in the options");
    assert_eq!(told("{ date: new Date(0), big: 1n }", "undefined", true), r#"{"date":"1970-01-01T00:00:00.000Z","big":"1"}"#);
}

#[wasm_bindgen_test]
fn reading_leaves_the_pages_objects_as_they_were() {
    let page = Page::fresh();
    page.run("page.given = { a: { b: [1, , 2n] } }; page.options = { timestamp: new Date(5), $set: {} }");
    event_text(&page.run("return page.given"), &page.run("return page.options"), false);
    assert_eq!(
        page.tell("return [Object.keys(page.given.a.b), typeof page.given.a.b[2], page.options.timestamp instanceof Date]"),
        r#"[["0","2"],"bigint",true]"#
    );
}

#[wasm_bindgen_test]
fn stored_values_are_as_json_stringify_would_have_them() {
    let page = Page::fresh();
    for (value, json) in [
        ("'t'", r#""t""#),
        ("null", "null"),
        ("[1, , undefined, () => 1]", "[1,null,null,null]"),
        ("({ when: new Date(0), gone: undefined, call() {} })", r#"{"when":"1970-01-01T00:00:00.000Z"}"#),
        ("({ big: 5n })", r#"{"big":"5"}"#),
        (
            "(() => { const a = { n: 1 }; a.self = a; a.list = [a, 2n, () => 1]; return a })()",
            r#"{"n":1,"self":"[Circular]","list":["[Circular]","2",null]}"#,
        ),
        (
            "(() => { const same = { n: 1 }, a = { one: same, two: same, when: new Date(0) }; a.a = a; return a })()",
            r#"{"one":{"n":1},"two":{"n":1},"when":"1970-01-01T00:00:00.000Z","a":"[Circular]"}"#,
        ),
    ] {
        assert_eq!(stored(&page, value).as_deref(), Some(json), "{value}");
    }
    for value in
        ["undefined", "() => 1", "Symbol('s')", "({ get x() { throw new Error('no') } })", "({ toJSON() { throw new Error('no') } })"]
    {
        assert_eq!(stored(&page, value), None, "{value}");
    }
}

#[wasm_bindgen_test]
fn messages_are_made_of_anything() {
    let page = Page::fresh();
    for (value, message) in [
        ("'text'", "text"),
        ("undefined", "undefined"),
        ("Symbol('s')", "Symbol(s)"),
        ("new TypeError('bad')", "TypeError: bad"),
        ("({ toString() { throw new Error('no') } })", ""),
        ("Object.create(null)", ""),
    ] {
        assert_eq!(message_text(&page.run(&["return ", value].concat())), message, "{value}");
    }
}

const EVENT: &str = r#"{"uuid":"u","event":"name","properties":{"a":1},"$set":{"b":2},"$set_once":{"c":3}}"#;

#[wasm_bindgen_test]
fn the_returned_event_looks_like_the_plain_one() {
    let page = Page::fresh();
    let plain = page.run(&["const event = ", EVENT, "; event.timestamp = new Date(5); return event"].concat());
    let ask = |question: &str| {
        let lazy = lazy_event(EVENT, 5.0);
        text(&page.run_with(&[("event", &lazy), ("plain", &plain)], question))
    };
    assert_eq!(ask("return event"), text(&plain));
    assert_eq!(ask("return { ...event }"), text(&plain));
    assert_eq!(ask("return Object.keys(event)"), r#"["uuid","event","properties","$set","$set_once","timestamp"]"#);
    assert_eq!(ask("return ['$unset' in event, 'properties' in event]"), "[false,true]");
    assert_eq!(ask("return event.properties === event.properties"), "true");
    assert_eq!(ask("event.properties.more = 1; return event.properties"), r#"{"a":1,"more":1}"#);
    assert_eq!(
        ask("event.properties = { other: 1 }; event.uuid = 'v'; event.$set = 4;
                return [event.properties, event.uuid, event.$set, event.$set_once]"),
        r#"[{"other":1},"v",4,{"c":3}]"#
    );
    assert_eq!(ask("delete event.$set; return Object.keys(event)"), r#"["uuid","event","properties","$set_once","timestamp"]"#);
    assert_eq!(ask("return structuredClone({ ...event }).timestamp instanceof Date"), "true");
}
