//! `shutdown` leaves the page as it was before.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn every_listener_is_taken_back() {
    let page = Page::fresh();
    let told = page.tell(
        "let open = []; const names = new Set();
            const [add, remove] = [EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener];
            page.replace(EventTarget.prototype, 'addEventListener', function (name, f, o) { names.add(name); open.push([name, f]);
            return add.call(this, name, f, o) });
            page.replace(EventTarget.prototype, 'removeEventListener', function (name, f, o) { open = open.filter((own) => own[0] !== name || own[1] !== f);
            return remove.call(this, name, f, o) });
            const posthog = page.start({ capture_pageview: { path: true, hash: true } }); const during = open.length; posthog.shutdown();
            const known = ['beforeunload', 'hashchange', 'pagehide', 'pageshow', 'popstate', 'visibilitychange'];
            return [known.every((name) => names.has(name)), during >= names.size, open.length]",
    );
    assert_eq!(told, "[true,true,0]");
}

#[wasm_bindgen_test]
async fn what_waits_is_sent_and_nothing_follows() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start({ request_batching: true, capture_pageleave: true, capture_pageview: true,
            request_queue_config: { flush_interval_ms: 250 } }); posthog.capture('one'); posthog.shutdown();
            const names = async () => (await page.events()).map((e) => e.event); const at = await names();
            for (const name of ['pagehide', 'visibilitychange', 'online', 'beforeunload']) { window.dispatchEvent(new Event(name));
            document.dispatchEvent(new Event(name)) } await page.moment(); await page.moment();
            return [at, (await names()).slice(at.length), page.errors]",
    );
    assert_eq!(told.await, r#"[["one"],[],[]]"#);
}

#[wasm_bindgen_test]
async fn every_timer_is_cancelled() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const open = new Set(); const [set, clear] = [window.setTimeout, window.clearTimeout];
            page.replace(window, 'setTimeout', (f, ms) => { const id = set(() => { open.delete(id); f() }, ms); open.add(id);
            return id }); page.replace(window, 'clearTimeout', (id) => { open.delete(id); clear(id) });
            const posthog = page.start({ request_batching: true, capture_pageview: true, persistence_save_debounce_ms: 60000 });
            posthog.capture('one'); posthog.register({ a: 1 }); const during = open.size; posthog.shutdown();
            // What was on its way is answered.
            await page.events(); await page.moment(); await page.moment();
            return [during > 2, open.size, page.stored(posthog).a]",
    );
    assert_eq!(told.await, "[true,0,1]");
}

#[wasm_bindgen_test]
fn it_may_be_called_early_and_twice() {
    let page = Page::fresh();
    assert_eq!(
        page.tell(
            "page.facade().shutdown(); const posthog = page.start(); posthog.shutdown(); posthog.shutdown();
        return [posthog.get_distinct_id().length, page.errors]"
        ),
        "[36,[]]"
    );
}

#[wasm_bindgen_test]
async fn a_late_answer_finds_nobody_and_breaks_nothing() {
    let page = Page::fresh();
    let told = page.tell_later(
        "page.answer = () => new Promise((resolve) => (page.release = () => resolve(new Response('', { status: 500 }))));
            const posthog = page.start(); posthog.capture('one'); posthog.shutdown(); posthog.core.free(); page.release();
            await page.moment(); await page.moment();
            posthog.shutdown = () => {}; return page.errors",
    );
    assert_eq!(told.await, "[]");
}

#[wasm_bindgen_test]
async fn a_late_remote_config_asks_for_no_flags() {
    let page = Page::fresh();
    let told = page.tell_later(
        "page.answer = () => new Promise((resolve) => (page.release = () => resolve(new Response('{\"hasFeatureFlags\":true}'))));
            const posthog = page.start({ advanced_disable_flags: false }); await page.until(() => page.release);
            posthog.shutdown(); page.release(); for (let i = 0; i < 5; i++) await page.moment();
            return page.sent.map((request) => new URL(request.url).pathname.split('/')[1])",
    );
    assert_eq!(told.await, r#"["array"]"#);
}

#[wasm_bindgen_test]
fn a_change_of_the_options_afterwards_starts_nothing() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start(); posthog.shutdown(); const before = history.pushState;
            posthog.set_config({ capture_pageview: { path: true } }); const after = history.pushState;
            return [posthog.config.capture_pageview, before === after]",
    );
    assert_eq!(told, r#"[{"path":true},true]"#);
}
