//! The page calls the SDK while the SDK is calling the page: from hooks, listeners, and from natives that others patched. Such a call waits
//! where it must; it is never lost and never an error.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn from_before_send() {
    let page = Page::fresh();
    let told = page.tell(
        "const inner = (e) => { if (e.event === 'outer') page.inner = posthog.capture('inner').event; return e };
        const posthog = page.start({ before_send: inner }); const result = posthog.capture('outer');
        return [result.event, page.inner, page.names().sort(), page.errors]",
    );
    assert_eq!(told, r#"["outer","inner",["inner","outer"],[]]"#);
}

#[wasm_bindgen_test]
fn from_a_listener() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start();
        posthog.on('eventCaptured', (e) => { if (e.event === 'outer') page.inner = posthog.capture('inner').event });
        const result = posthog.capture('outer'); return [result.event, page.inner, page.names().sort(), page.errors]",
    );
    assert_eq!(told, r#"["outer","inner",["inner","outer"],[]]"#);
}

#[wasm_bindgen_test]
fn from_a_session_listener() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start(); posthog.capture('first');
            posthog.onSessionId((id, window,
            why) => { if (why) page.inner = posthog.capture('inner') && posthog.get_session_id() === id });
            posthog.resetSessionId(); const result = posthog.capture('outer');
            return [result.event, page.inner, page.names().sort(), page.errors]",
    );
    assert_eq!(told, r#"["outer",true,["first","inner","outer"],[]]"#);
}

#[wasm_bindgen_test]
fn from_every_other_function_of_the_page() {
    for (function, call) in [
        ("sanitize_properties: (p) => (inner(), p)", "posthog.capture('outer')"),
        ("rewriteRequestPath: () => inner()", "posthog.capture('outer')"),
        ("_onCapture: () => inner()", "posthog.capture('outer')"),
        ("get_device_id: (id) => (inner(), id)", "posthog.reset(true)"),
        ("loaded: (ph) => { posthog = ph; inner() }", "posthog.capture('outer')"),
    ] {
        let page = Page::fresh();
        let told = page.tell(&format!(
            "let posthog, calls = 0; const inner = () => {{ if (posthog && !calls++) posthog.capture('inner') }};
                posthog = page.start({{ {function} }}); {call}; posthog.capture('after');
                return [page.names().filter((name) => name !== 'outer').sort(), page.errors]"
        ));
        assert_eq!(told, r#"[["after","inner"],[]]"#, "{function}");
    }
}

/// Natives that others patched, which the SDK calls while it is at work.
const NATIVES: [(&str, &str); 6] = [
    ("Storage.prototype", "setItem"),
    ("Storage.prototype", "getItem"),
    ("Storage.prototype", "removeItem"),
    ("Date", "now"),
    ("Crypto.prototype", "getRandomValues"),
    ("window", "fetch"),
];

#[wasm_bindgen_test]
async fn from_a_patched_native() {
    for ((owner, name), config) in NATIVES.iter().flat_map(|native| [(native, ""), (native, "before_send: (event) => event")]) {
        let page = Page::fresh();
        let told = page
            .tell_later(&format!(
                "const posthog = page.start({{ {config} }}); const real = {owner}.{name}; let calls = 0, failed = '';
                    page.replace({owner}, '{name}', function (...args) {{
                    if (!calls++) try {{ posthog.capture('inner'); posthog.get_session_id(); posthog.register({{ from: 'inside' }});
                    posthog.is_capturing() }} catch (e) {{ failed = String(e) }}
                    return real.apply(this, args) }});
                    for (let i = 0; i < 40; i++) {{ posthog.register({{ n: i }}); const told = posthog.capture('outer');
                    if (!told || told.event !== 'outer') failed += 'another event was handed back'; posthog.opt_in_capturing();
                    posthog.clear_opt_in_out_capturing() }}
                    return [calls > 0, failed, page.names().filter((n) => n === 'inner').length,
                    page.names().filter((n) => n === 'outer').length, posthog.get_property('from'), page.errors]"
            ))
            .await;
        assert_eq!(told, r#"[true,"",1,40,"inside",[]]"#, "{owner}.{name} {config}");
    }
}

#[wasm_bindgen_test]
fn from_a_patched_native_during_a_mere_question() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start(); const real = Storage.prototype.getItem; let calls = 0;
            page.replace(Storage.prototype, 'getItem', function (...args) { if (!calls++) posthog.capture('inner');
            return real.apply(this, args) });
            const answer = posthog.is_capturing(); return [answer, calls > 0, page.names(), page.errors]",
    );
    assert_eq!(told, r#"[true,true,["inner"],[]]"#);
}

#[wasm_bindgen_test]
fn from_the_console() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start({ debug: true }); let calls = 0;
        for (const level of ['log', 'warn', 'error']) page.replace(console, level, () => { if (!calls++) posthog.capture('inner') });
        posthog.capture('outer'); posthog.set_config({ debug: false }); return [calls > 0, page.names().sort(), page.errors]",
    );
    assert_eq!(told, r#"[true,["inner","outer"],[]]"#);
}

#[wasm_bindgen_test]
fn questions_are_answered_from_inside() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start({ before_send: (e) => { page.told = [typeof posthog.get_distinct_id(),
            posthog.get_session_id() === e.properties.$session_id, posthog.is_capturing(), posthog.__loaded,
            posthog.config.token === posthog.token, posthog.calculateEventProperties('y', { z: 1 }).z];
            return e } });
            posthog.capture('x'); return page.told",
    );
    assert_eq!(told, r#"["string",true,true,true,true,1]"#);
}

#[wasm_bindgen_test]
fn anything_may_be_done_from_inside() {
    for act in [
        "posthog.identify('someone', { a: 1 })",
        "posthog.register({ n: 1 })",
        "posthog.set_config({ capture_pageview: 'history_change', before_send: null })",
        "posthog.reset(true)",
        "posthog.opt_out_capturing(), posthog.opt_in_capturing({ captureEventName: false })",
        "posthog.shutdown()",
        "page.start().capture('of another')",
        "posthog.init(posthog.token, page.quiet())",
        "posthog.on('eventCaptured', () => {})",
        "window.dispatchEvent(new Event('pagehide')), window.dispatchEvent(new Event('pageshow'))",
    ] {
        let page = Page::fresh();
        let told = page.tell(&format!(
            "const hook = (e) => {{ if (e.event === 'outer') {{ {act} }} return e }}; const posthog = page.start({{ before_send: hook }});
            const result = posthog.capture('outer'); posthog.capture('after');
            return [result.event, page.names().filter((n) => n === 'outer' || n === 'after'), page.errors]"
        ));
        let after = if act == "posthog.shutdown()" { "" } else { ",\"after\"" };
        assert_eq!(told, format!(r#"["outer",["outer"{after}],[]]"#), "{act}");
    }
}

#[wasm_bindgen_test]
fn a_call_from_inside_gets_its_own_event() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start({ capture_pageview: true,
        before_send: (e) => { if (e.event === '$opt_in') page.inner = posthog.capture('inner').event; return e } });
        posthog.opt_in_capturing(); return [page.inner, page.names().sort()]",
    );
    assert_eq!(told, r#"["inner",["$opt_in","$pageview","inner"]]"#);
}

#[wasm_bindgen_test]
fn a_listener_that_captures_for_ever_is_stopped_by_the_limit() {
    let page = Page::fresh();
    let told = page.tell(
        "page.replace(Date, 'now', () => 1700000000000); const posthog = page.start();
        posthog.on('eventCaptured', (e) => { if (e.event === 'again') posthog.capture('again') }); posthog.capture('again');
        return [page.names().filter((n) => n === 'again').length, page.errors]",
    );
    assert_eq!(told, "[100,[]]");
}

#[wasm_bindgen_test]
async fn what_the_page_tells_from_inside_is_heard_afterwards() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start({ request_batching: true, persistence_save_debounce_ms: 0 }); posthog.capture('waits');
            const real = Storage.prototype.setItem; let calls = 0;
            page.replace(Storage.prototype, 'setItem', function (...args) { real.apply(this, args);
            if (!calls++) window.dispatchEvent(new Event('pagehide')) });
            posthog.register({ n: 1 });
            return [calls > 0, (await page.events()).map((e) => e.event), page.errors]",
    );
    assert_eq!(told.await, r#"[true,["waits"],[]]"#);
}
