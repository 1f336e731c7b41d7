//! Requests as they really leave the browser. The runner's own server answers on this origin: what it has with 200, all else with 404. A
//! stubbed `fetch` stands in where a body or header has to be looked at.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use prickle::core::host::{Answer, Body, Request, Transport};
use prickle::web::js::Page as Side;
use prickle::web::transport::{self, beacon};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, happened};

/// A file that the runner serves.
const THERE: &str = "/run.js";

fn request(transport: Transport, post: bool, body: Body) -> Request {
    Request {
        id: 1,
        url: String::new(),
        params: Vec::new(),
        post,
        transport,
        headers: vec![(String::from("X-One"), String::from("1")), (String::from("X-Two"), String::from("2"))],
        content_type: if post { "text/plain" } else { "" },
        body,
        timeout: 60_000.0,
        keepalive_below: 52_428.8,
    }
}

/// The options of an instance whose page has nothing to say about requests.
fn no_options() -> JsValue {
    js_sys::Object::new().into()
}

/// Sends for an instance with these options; what the page then tells is handed on.
fn send(url: &str, request: &Request, options: &JsValue, mut done: impl FnMut(Answer) + 'static) {
    let side = Side::new(&js_sys::Object::new());
    Reflect::set(&side, &"options".into(), options).unwrap();
    let told = Closure::<dyn FnMut(u8, String, String, f64, f64)>::new(move |what, text, retry_after, status, id| {
        assert_eq!((what, id), (0, 1.0), "an answer, and to this request");
        done(transport::answer(text, retry_after, status));
    });
    side.set_told(&told.into_js_value());
    transport::send(&side, url, request);
}

/// Sends, and waits for the one answer.
async fn answer(url: &str, request: &Request, options: &JsValue) -> Answer {
    let answers = Rc::new(RefCell::new(Vec::new()));
    let told = answers.clone();
    send(url, request, options, move |answer| told.borrow_mut().push(answer));
    let seen = answers.clone();
    happened(move || !seen.borrow().is_empty()).await;
    answers.take().pop().unwrap()
}

async fn plain(url: &str, request: &Request) -> Answer {
    answer(url, request, &no_options()).await
}

/// The page with the browser's own `fetch` and `sendBeacon`.
fn real() -> Page {
    let page = Page::fresh();
    page.run("page.unstub()");
    page
}

#[wasm_bindgen_test]
async fn real_requests_bring_status_and_text() {
    let _page = real();
    for transport in [Transport::Fetch, Transport::Xhr] {
        let got = plain(THERE, &request(transport, false, Body::None)).await;
        assert_eq!((got.status, got.error.as_str(), got.gzip_failed), (200, "", false), "{transport:?}");
        assert!(got.text.contains("tests.push"), "{transport:?}");
        let missing = plain("/missing", &request(transport, true, Body::Text(String::from("x")))).await;
        assert_eq!((missing.status, missing.error.as_str(), missing.retry_after.as_str()), (404, "", ""), "{transport:?}");
    }
}

#[wasm_bindgen_test]
async fn a_request_that_reaches_nobody_has_no_status() {
    let _page = real();
    // A port that browsers never connect to.
    let refused = plain("http://127.0.0.1:1/", &request(Transport::Fetch, false, Body::None)).await;
    assert_eq!((refused.status, refused.text.as_str()), (0, ""));
    assert!(refused.error.starts_with("TypeError: "), "{}", refused.error);
    let refused = plain("http://127.0.0.1:1/", &request(Transport::Xhr, false, Body::None)).await;
    assert_eq!((refused.status, refused.text.as_str()), (0, ""));
}

#[wasm_bindgen_test]
async fn addresses_and_headers_that_are_none_are_answered_too() {
    let _page = real();
    for transport in [Transport::Fetch, Transport::Xhr] {
        let got = plain("http://[", &request(transport, false, Body::None)).await;
        assert_eq!(got.status, 0, "{transport:?}");
        assert!(!got.error.is_empty(), "{transport:?}");
        let mut odd = request(transport, false, Body::None);
        odd.headers = vec![(String::from("no header"), String::from("x"))];
        let got = plain(THERE, &odd).await;
        assert!(got.status == 0 && !got.error.is_empty(), "{transport:?} {got:?}");
    }
}

#[wasm_bindgen_test]
async fn fetch_is_called_with_what_was_decided() {
    let page = Page::fresh();
    page.run(
        "page.answer = (url, init) => { page.made = new Request(url, init); page.init = init;
        return new Response('thanks', { status: 202, headers: { 'Retry-After': '7' } }) }",
    );
    let got = plain("/there?a=1", &request(Transport::Fetch, true, Body::Text(String::from("büdy")))).await;
    assert_eq!((got.status, got.text.as_str(), got.retry_after.as_str()), (202, "thanks", "7"));
    let told = page
        .tell_later(
            "const r = page.made;
        return [new URL(r.url).pathname + new URL(r.url).search, r.method, r.headers.get('x-one'), r.headers.get('x-two'),
        r.headers.get('content-type'), r.keepalive, r.referrerPolicy, await r.text()]",
        )
        .await;
    assert_eq!(told, r#"["/there?a=1","POST","1","2","text/plain",true,"strict-origin","büdy"]"#);
    plain("/there", &request(Transport::Fetch, false, Body::None)).await;
    assert_eq!(
        page.tell("const r = page.made; return [r.method, r.headers.has('content-type'), r.keepalive, page.init.body === undefined]"),
        r#"["GET",false,false,true]"#
    );
}

#[wasm_bindgen_test]
async fn bytes_arrive_as_they_are() {
    let page = Page::fresh();
    page.run("page.answer = (url, init) => { page.made = new Request(url, init); return new Response('') }");
    plain("/there", &request(Transport::Fetch, true, Body::Bytes(vec![0, 255, 128, 10]))).await;
    assert_eq!(page.tell_later("return [...new Uint8Array(await page.made.arrayBuffer())]").await, "[0,255,128,10]");
}

#[wasm_bindgen_test]
async fn the_pages_fetch_options_win() {
    let page = Page::fresh();
    page.run("page.answer = (url, init) => { page.init = init; return new Response('') }");
    let options = page.run("return { fetch_options: { cache: 'no-store', referrerPolicy: 'origin', keepalive: false } }");
    answer("/there", &request(Transport::Fetch, true, Body::Text(String::from("x"))), &options).await;
    assert_eq!(
        page.tell("const i = page.init; return [i.cache, i.referrerPolicy, i.keepalive, i.method]"),
        r#"["no-store","origin",false,"POST"]"#
    );
}

#[wasm_bindgen_test]
async fn a_body_of_the_pages_own_is_not_ours_to_keep_alive() {
    let page = Page::fresh();
    let options = page.run("return { fetch_options: { body: 'other' } }");
    answer("/there", &request(Transport::Fetch, true, Body::Text(String::from("x"))), &options).await;
    assert_eq!(page.tell("return page.sent.map((r) => [r.body, r.keepalive])"), r#"[["other",false]]"#);
}

#[wasm_bindgen_test]
async fn only_so_many_bytes_may_outlive_the_page_at_a_time() {
    let page = Page::fresh();
    page.run("page.answer = () => new Promise((resolve) => (page.release = () => resolve(new Response(''))))");
    let of = |size: usize| request(Transport::Fetch, true, Body::Text("x".repeat(size)));
    let answers = Rc::new(RefCell::new(0));
    let count = answers.clone();
    send("/first", &of(40_000), &no_options(), move |_| *count.borrow_mut() += 1);
    page.run("page.first = page.release");
    send("/second", &of(20_000), &no_options(), |_| {});
    page.run("page.second = page.release; page.first()");
    let seen = answers.clone();
    happened(move || *seen.borrow() == 1).await;
    send("/third", &of(20_000), &no_options(), |_| {});
    page.run("page.release(); page.second()");
    send("/large", &of(60_000), &no_options(), |_| {});
    page.run("page.release()");
    send("/umlauts", &request(Transport::Fetch, true, Body::Text("ü".repeat(27_000))), &no_options(), |_| {});
    assert_eq!(
        page.tell("return page.sent.map((r) => [r.url, r.keepalive])"),
        r#"[["/first",true],["/second",false],["/third",true],["/large",false],["/umlauts",false]]"#
    );
    page.run("page.release()");
}

#[wasm_bindgen_test]
async fn a_failed_request_gives_its_bytes_back() {
    let page = Page::fresh();
    page.run("page.answer = () => { throw new Error('broken') }");
    for _ in 0..3 {
        let got = plain("/there", &request(Transport::Fetch, true, Body::Text("x".repeat(30_000)))).await;
        assert_eq!((got.status, got.error.as_str()), (0, "Error: broken"));
    }
    assert_eq!(page.tell("return page.sent.map((r) => r.keepalive)"), "[true,true,true]");
}

#[wasm_bindgen_test]
async fn a_fetch_that_throws_at_once_is_an_answer() {
    let page = Page::fresh();
    page.run("page.replace(window, 'fetch', () => { throw Object.assign(new Error('at once'), { name: 'Odd' }) })");
    let got = Rc::new(RefCell::new(Vec::new()));
    let told = got.clone();
    send("/there", &request(Transport::Fetch, true, Body::None), &no_options(), move |answer| told.borrow_mut().push(answer.error));
    assert_eq!(*got.borrow(), ["Odd: at once"]);
}

#[wasm_bindgen_test]
async fn a_fetch_that_takes_too_long_is_aborted() {
    let page = Page::fresh();
    page.run(
        "page.answer = (url, init) => new Promise((resolve, reject) => init.signal.addEventListener('abort',
        () => reject(init.signal.reason)))",
    );
    let mut slow = request(Transport::Fetch, true, Body::Text(String::from("x")));
    slow.timeout = 5.0;
    let got = plain("/slow", &slow).await;
    assert_eq!((got.status, got.error.as_str()), (0, "AbortError: PostHog request timed out after 5ms"));
}

#[wasm_bindgen_test]
async fn an_answer_in_time_ends_the_clock() {
    let page = Page::fresh();
    page.run("page.answer = (url, init) => { page.signal = init.signal; return new Response('ok') }");
    let mut quick = request(Transport::Fetch, true, Body::Text(String::from("x")));
    quick.timeout = 1000.0;
    page.run(
        "page.cleared = []; const real = clearTimeout; page.replace(window, 'clearTimeout', (id) => { page.cleared.push(typeof id);
        real(id) })",
    );
    assert_eq!(plain("/quick", &quick).await.text, "ok");
    assert_eq!(page.tell("return [page.signal.aborted, page.cleared.includes('number')]"), "[false,true]");
}

/// An XMLHttpRequest that notes what is done to it and ends as the script says.
const XHR: &str = "page.xhr = []; page.replace(window, 'XMLHttpRequest', class {
    open(...a) { page.xhr.push(['open', ...a]) }
    setRequestHeader(...a) { page.xhr.push(a) }
    getResponseHeader(name) { return name === 'Retry-After' ? 'Thu, 01 Jan 1970 00:00:09 GMT' : null }
    send(body) { page.xhr.push(['send', body, this.timeout]); this.status = 503; this.responseText = 'busy';
    setTimeout(() => { page.end(this) }) }
    });";

#[wasm_bindgen_test]
async fn xhr_is_told_the_same() {
    let page = Page::fresh();
    page.run(&[XHR, "page.end = (xhr) => xhr.onloadend()"].concat());
    let got = plain("/there", &request(Transport::Xhr, true, Body::Text(String::from("body")))).await;
    assert_eq!((got.status, got.text.as_str(), got.retry_after.as_str(), got.error.as_str()), (503, "busy", "@9000", ""));
    assert_eq!(
        page.tell("return page.xhr"),
        r#"[["open","POST","/there",true],["X-One","1"],["X-Two","2"],["Content-Type","text/plain"],["send","body",60000]]"#
    );
}

#[wasm_bindgen_test]
async fn an_xhr_that_takes_too_long_says_so() {
    let page = Page::fresh();
    page.run(&[XHR, "page.end = (xhr) => { xhr.ontimeout(); xhr.onloadend() }"].concat());
    let mut slow = request(Transport::Xhr, true, Body::None);
    slow.timeout = 250.0;
    let got = plain("/there", &slow).await;
    assert_eq!((got.status, got.text.as_str(), got.error.as_str()), (0, "", "AbortError: PostHog request timed out after 250ms"));
}

#[wasm_bindgen_test]
async fn the_servers_wish_to_wait_is_seconds_or_a_date() {
    let page = Page::fresh();
    for (header, told) in [("'120'", "120"), ("'1.5'", "1.5"), ("'Thu, 01 Jan 1970 00:00:02 GMT'", "@2000"), ("'whenever'", ""), ("''", "")]
    {
        page.run(&["page.answer = () => new Response('', { status: 503, headers: { 'Retry-After': ", header, " } })"].concat());
        assert_eq!(plain("/there", &request(Transport::Fetch, true, Body::None)).await.retry_after, told, "{header}");
    }
}

#[wasm_bindgen_test]
async fn the_browser_compresses_where_it_is_asked_to() {
    for transport in ["fetch", "xhr"] {
        let page = Page::fresh();
        page.run(
            &[XHR, "page.end = (xhr) => xhr.onloadend(); page.answer = (url, init) => { page.body = init.body; return new Response('') }"]
                .concat(),
        );
        let body = "tüxt ".repeat(1000);
        let kind = if transport == "fetch" { Transport::Fetch } else { Transport::Xhr };
        let got = plain("/there", &request(kind, true, Body::Gzip(body.clone()))).await;
        assert_eq!((got.error.as_str(), got.gzip_failed), ("", false));
        let told = page
            .tell_later(
                "const bytes = page.body || page.xhr.at(-1)[1];
                return [bytes.length < 200,
                await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text()]",
            )
            .await;
        assert_eq!(told, format!("[true,{body:?}]"), "{transport}");
    }
}

#[wasm_bindgen_test]
async fn a_compressor_that_fails_is_told_and_nothing_is_sent() {
    for broken in [
        "page.replace(window, 'CompressionStream', undefined)",
        "page.replace(window, 'CompressionStream', class { constructor() { throw new DOMException('gone', 'NotReadableError') } })",
        // Right at the start and wrong at the end, as some browsers do it.
        "page.replace(window, 'CompressionStream', class { constructor() { return new TransformStream({ transform() {},
            flush(c) { c.enqueue(new Uint8Array([31, 139, 8, ...Array(20).fill(0)])) } }) } })",
        "page.replace(window, 'CompressionStream', class { constructor() { return new TransformStream({ transform() {} }) } })",
    ] {
        let page = Page::fresh();
        page.run(broken);
        let got = plain("/there", &request(Transport::Fetch, true, Body::Gzip(String::from("text")))).await;
        assert!(got.gzip_failed && got.status == 0 && !got.error.is_empty(), "{broken} {got:?}");
        assert_eq!(got.error.starts_with("NotReadableError"), broken.contains("NotReadableError"), "{}", got.error);
        assert_eq!(page.tell("return page.sent.length"), "0", "{broken}");
    }
}

#[wasm_bindgen_test]
fn the_browser_takes_beacons_up_to_a_size() {
    let page = real();
    assert_eq!(beacon(THERE, &request(Transport::Beacon, true, Body::Text(String::from("ü")))), (true, 2));
    assert_eq!(beacon(THERE, &request(Transport::Beacon, true, Body::Bytes(vec![1, 2, 3]))), (true, 3));
    // 64 KiB in Chromium and WebKit, more in Firefox.
    let large = page.run(&["return navigator.sendBeacon('", THERE, "', new Uint8Array(70000))"].concat()).as_bool().unwrap();
    assert_eq!(large, page.run("return navigator.userAgent.includes('Firefox')").as_bool().unwrap());
    assert_eq!(beacon(THERE, &request(Transport::Beacon, true, Body::Bytes(vec![7; 70_000]))), (large, 70_000));
}

#[wasm_bindgen_test]
fn a_beacon_carries_its_type_and_its_refusal_is_an_answer() {
    let page = Page::fresh();
    assert_eq!(beacon("/there", &request(Transport::Beacon, true, Body::Text(String::new()))), (true, 0), "an empty one that was taken");
    assert_eq!(page.tell("return [page.sent[0].url, page.sent[0].type]"), r#"["/there","text/plain"]"#);
    for refusal in ["() => false", "() => { throw new TypeError('no') }", "undefined"] {
        page.run(&["page.replace(navigator, 'sendBeacon', ", refusal, ")"].concat());
        assert_eq!(beacon("/there", &request(Transport::Beacon, true, Body::Text(String::from("abc")))), (false, 3), "{refusal}");
    }
}

#[wasm_bindgen_test]
async fn a_page_that_goes_takes_along_what_is_being_compressed() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start({ disable_compression: false }); posthog.capture('compressed'); const before = page.sent.length;
            window.dispatchEvent(new Event('pagehide')); const gone = page.sent.length;
            for (let i = 0; i < 9; i++) await page.moment();
            return [before, gone, (await page.events()).map((e) => e.event), page.errors]",
    );
    assert_eq!(told.await, r#"[0,1,["compressed"],[]]"#);
}
