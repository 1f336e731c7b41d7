//! What the browser's language makes of texts and times. The native twin is held to the same in the core's own tests.

use prickle::core::language::Make;
use prickle::web::js::{find, make};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

fn made(what: Make, text: &str) -> Option<String> {
    make(what, text, 0.0)
}

#[wasm_bindgen_test]
fn components_are_encoded_and_decoded() {
    let odd = " \"#$%&+,/:;<=>?@[\\]^`{|}\u{7f}ä€😀\0";
    let encoded = "%20%22%23%24%25%26%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F%C3%A4%E2%82%AC%F0%9F%98%80%00";
    assert_eq!(made(Make::Encoded, odd).as_deref(), Some(encoded));
    assert_eq!(made(Make::Encoded, "aZ09-_.!~*'()").as_deref(), Some("aZ09-_.!~*'()"));
    assert_eq!(made(Make::Decoded, encoded).as_deref(), Some(odd));
    assert_eq!(made(Make::Decoded, "").as_deref(), Some(""));
    for broken in ["%", "%4", "%zz", "%C3", "%C3ä", "ä%A4", "%ED%A0%80", "%C0%80", "%F5%80%80%80", "%+1"] {
        assert_eq!(made(Make::Decoded, broken), None, "{broken}");
    }
}

#[wasm_bindgen_test]
fn dates_and_numbers_are_printed() {
    for (time, iso, utc) in [
        (0.0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_795_371_654_017.0, "2026-11-22T18:20:54.017Z", "Sun, 22 Nov 2026 18:20:54 GMT"),
        (-62_167_219_200_000.0, "0000-01-01T00:00:00.000Z", "Sat, 01 Jan 0000 00:00:00 GMT"),
        (253_402_300_799_999.0, "9999-12-31T23:59:59.999Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
    ] {
        assert_eq!(make(Make::IsoDate, "", time).as_deref(), Some(iso));
        assert_eq!(make(Make::UtcDate, "", time).as_deref(), Some(utc));
    }
    for (number, text) in
        [(0.1, "0.1"), (-1.5, "-1.5"), (1.0 / 3.0, "0.3333333333333333"), (1e21, "1e+21"), (5e-7, "5e-7"), (f64::NAN, "null")]
    {
        assert_eq!(make(Make::Number, "", number).as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
fn addresses_are_taken_apart() {
    for (url, parts) in [
        ("https://example.com/a/b?x=/1#/2", "example.com\0/a/b"),
        ("HTTPS://Example.COM:443/A", "example.com\0/A"),
        ("http://u:p@example.com:8080/x@y", "example.com:8080\0/x@y"),
        ("http://[::1]:3000/x", "[::1]:3000\0/x"),
        ("android-app://com.google.android.gm/x", "com.google.android.gm\0/x"),
        ("about:blank", "\0blank"),
        ("http://", "\0"),
    ] {
        assert_eq!(made(Make::Address, url).as_deref(), Some(parts), "{url}");
    }
}

#[wasm_bindgen_test]
fn a_form_carries_bytes_in_base64() {
    assert_eq!(made(Make::Form, "{\"ä\":1}").as_deref(), Some("data=eyLDpCI6MX0%3D"));
    assert_eq!(made(Make::Form, "~~~?>ÿ").as_deref(), Some("data=fn5%2BPz7Dvw%3D%3D"));
}

#[wasm_bindgen_test]
fn expressions_capture() {
    for (text, pattern, found) in [
        ("Version/17.3 x", r"Version/(\d+)\.(\d+)(\.\d+)?", Some("17\n3\n")),
        ("an iPhone", "~IPHONE|x(y)", Some("")),
        ("an iPhone", "IPHONE", None),
        ("plain", "plain", Some("")),
    ] {
        assert_eq!(find(text, pattern).as_deref(), found, "{pattern}");
    }
}

#[wasm_bindgen_test]
fn what_the_page_put_in_place_of_the_languages_functions_may_throw() {
    let page = Page::fresh();
    let told = page.tell(
        "const broken = () => { throw new Error('no') };
            for (const [owner, name] of [[window, 'encodeURIComponent'], [window, 'decodeURIComponent'], [Date.prototype, 'toISOString'],
                [Date.prototype, 'toUTCString'], [Date.prototype, 'getTimezoneOffset'], [RegExp.prototype, 'exec'],
                [document, 'createElement'], [window, 'btoa']]) page.replace(owner, name, broken);
            const posthog = page.start({ persistence: 'localStorage+cookie' }); posthog.capture('one', { a: 0.5 }); posthog.capture('two');
            return [page.sent.map((r) => JSON.parse(r.body).batch[0].event), posthog.is_capturing(), page.errors]",
    );
    assert_eq!(told, r#"[["one","two"],true,[]]"#);
}
