//! The page's own functions on the way of an event: they see, change and drop it, and what they throw goes no further.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn before_send_sees_the_event_and_may_change_it() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start({ before_send: (event) => { page.seen = [event.event, event.properties.a,
            event.timestamp instanceof Date, event.uuid.length]; event.event = 'renamed';
            event.properties = { token: event.properties.token, b: 2 }; event.uuid = 'none'; event.timestamp = new Date(0);
            return event } });
            const result = posthog.capture('given', { a: 1 }); const event = JSON.parse(page.sent[0].body).batch[0];
            return [page.seen, event.event, event.properties.a, event.properties.b, event.timestamp, event.uuid.length,
            result.uuid === event.uuid, result.event, JSON.parse(page.sent[0].body).api_key === posthog.token]",
    );
    assert_eq!(told, r#"[["given",1,true,36],"renamed",null,2,"1970-01-01T00:00:00.000Z",36,true,"renamed",true]"#);
}

#[wasm_bindgen_test]
fn before_send_drops_by_giving_nothing_and_by_throwing() {
    let page = Page::fresh();
    for hook in [
        "() => null",
        "() => {}",
        "() => { throw new Error('broken') }",
        "[(e) => e, () => null]",
        "(e) => { delete e.properties.token; return e }",
        "() => { throw null }",
        "'no function'",
        "[(e) => e, 'no function']",
    ] {
        let told = page.tell(&format!(
            "page.heard = 0; const posthog = page.start({{ before_send: {hook} }}); posthog.on('eventCaptured', () => page.heard++);
                const result = posthog.capture('x'); posthog.set_config({{ before_send: null }}); posthog.capture('next');
                return [result === undefined, page.heard, page.names(), page.errors]"
        ));
        assert_eq!(told, r#"[true,1,["next"],[]]"#, "{hook}");
        page.run("page.sent.length = 0");
    }
}

#[wasm_bindgen_test]
fn several_hooks_go_one_after_the_other() {
    let page = Page::fresh();
    let told = page.tell(
        "const add = (word) => (event) => ({ ...event, properties: { ...event.properties,
        way: [...(event.properties.way || []), word] } });
        page.start({ before_send: [add('a'), add('b')] }).capture('x');
        return JSON.parse(page.sent[0].body).batch[0].properties.way",
    );
    assert_eq!(told, r#"["a","b"]"#);
}

#[wasm_bindgen_test]
fn a_hook_may_return_what_json_cannot_hold() {
    let page = Page::fresh();
    let told = page.tell(
        "page.start({ before_send: (event) => { event.properties.self = event.properties; event.properties.big = 1n;
        event.properties.call = () => 1; return event } }).capture('x'); const p = JSON.parse(page.sent[0].body).batch[0].properties;
        return [p.self, p.big, 'call' in p]",
    );
    assert_eq!(told, r#"["[Circular]","1",false]"#);
}

#[wasm_bindgen_test]
fn listeners_hear_what_was_captured_until_they_leave() {
    let page = Page::fresh();
    let told = page.tell(
        "const heard = [];
            const posthog = page.start({ before_send: (e) => (e.event === 'dropped' ? null : { ...e, event: e.event + '!' }) });
            const off = posthog.on('eventCaptured', (e) => heard.push(['captured', e.event]));
            posthog.on('eventCaptured', () => { throw new Error('broken') });
            posthog.on('*', (name, e) => heard.push(['any', name, e.event]));
            posthog.capture('one'); posthog.capture('dropped'); off(); posthog.capture('two');
            return [heard, page.names(), page.errors]",
    );
    assert_eq!(told, r#"[[["captured","one!"],["any","eventCaptured","one!"],["any","eventCaptured","two!"]],["one!","two!"],[]]"#);
}

#[wasm_bindgen_test]
fn listeners_may_leave_and_come_while_they_are_called() {
    let page = Page::fresh();
    let told = page.tell(
        "const heard = []; const posthog = page.start();
        const off = posthog.on('eventCaptured', () => { heard.push('first'); off();
        posthog.on('eventCaptured', () => heard.push('new')) }); posthog.on('eventCaptured', () => heard.push('second'));
        posthog.capture('x'); posthog.capture('y'); return heard",
    );
    assert_eq!(told, r#"["first","second","second","new"]"#);
}

#[wasm_bindgen_test]
fn who_comes_while_an_event_is_told_hears_the_next_one() {
    let page = Page::fresh();
    let told = page.tell(
        "const heard = []; const posthog = page.start(); const late = (e) => heard.push('late ' + e.event);
        posthog.on('eventCaptured', (e) => { heard.push(e.event); if (e.event === 'one') posthog.on('eventCaptured', late) });
        posthog.capture('one'); posthog.capture('two'); return heard",
    );
    assert_eq!(told, r#"["one","two","late two"]"#);
}

#[wasm_bindgen_test]
fn session_listeners_hear_the_session_and_each_new_one() {
    let page = Page::fresh();
    let told = page.tell(
        "const heard = []; const posthog = page.start(); posthog.capture('one');
            const off = posthog.onSessionId((session, window, why) => heard.push([session === posthog.get_session_id(), window.length,
            why && why.noSessionId]));
            posthog.resetSessionId(); posthog.capture('two'); off(); posthog.resetSessionId(); posthog.capture('three');
            return [heard, page.names()]",
    );
    assert_eq!(told, r#"[[[true,36,null],[true,36,true]],["one","two","three"]]"#);
}

#[wasm_bindgen_test]
fn the_old_hook_on_properties_still_works() {
    let page = Page::fresh();
    let told = page.tell(
        "page.start({ sanitize_properties: (properties, event) => ({ ...properties, seen_by: event }) }).capture('x');
        return JSON.parse(page.sent[0].body).batch[0].properties.seen_by",
    );
    assert_eq!(told, r#""x""#);
    let told = page
        .tell("const heard = []; page.start({ _onCapture: (name, event) => heard.push([name, event.event]) }).capture('x'); return heard");
    assert_eq!(told, r#"[["x","x"]]"#);
}

#[wasm_bindgen_test]
async fn addresses_may_be_rewritten() {
    let page = Page::fresh();
    let told = page.tell(
        "page.start({ rewriteRequestPath: (url) => { url.pathname = '/moved' + url.pathname;
        return url } }).capture('x'); page.start({ rewriteRequestPath: () => undefined }).capture('y');
        page.start({ rewriteRequestPath: () => '/text' }).capture('z'); return page.sent.map((r) => r.url.replace(location.origin, ''))",
    );
    assert_eq!(told, r#"["/moved/e/","/e/","/text"]"#);
}

#[wasm_bindgen_test]
async fn failed_requests_are_told() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const heard = []; page.answer = () => new Response('bad token', { status: 401 });
        page.start({ on_request_error: (r) => heard.push([r.statusCode, r.text]) }).capture('x'); await page.until(() => heard.length);
        return heard",
    );
    assert_eq!(told.await, r#"[[401,"bad token"]]"#);
}

/// A function of the page that throws, for each kind of function that a page can give, and what must work all the same.
#[wasm_bindgen_test]
async fn what_the_pages_functions_throw_stays_inside() {
    for (function, events) in [
        ("{ before_send: boom }", "[]"),
        ("{ loaded: boom }", r#"["x"]"#),
        ("{ get_device_id: boom }", r#"["x"]"#),
        ("{ sanitize_properties: boom }", r#"["x"]"#),
        ("{ _onCapture: boom }", r#"["x"]"#),
        ("{ rewriteRequestPath: boom }", r#"["x"]"#),
        ("{ on_request_error: boom }", r#"["x"]"#),
        ("{ internal_or_test_user_hostname: { test: boom } }", r#"["x"]"#),
        ("{ fetch_options: { get signal() { boom() } } }", "[]"),
        ("{ loaded: (ph) => { ph.on('eventCaptured', boom); ph.on('*', boom); ph.onSessionId(boom) } }", r#"["x"]"#),
        (
            "{ disable_external_dependency_loading: false, advanced_disable_flags: false, prepare_external_dependency_script: boom }",
            r#"["x"]"#,
        ),
    ] {
        let page = Page::fresh();
        let told = page
            .tell_later(&format!(
                "page.answer = () => new Response('no', {{ status: 400 }}); let calls = 0; const boom = () => {{ calls++;
                    throw new Error('the page broke') }};
                    const posthog = page.start({function}); posthog.capture('x'); await page.until(() => calls); await page.moment();
                    await page.moment(); return [page.names(), page.errors, posthog.is_capturing()]"
            ))
            .await;
        assert_eq!(told, format!("[{events},[],true]"), "{function}");
    }
}
