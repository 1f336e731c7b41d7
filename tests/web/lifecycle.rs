//! The page's life: shown, hidden, left, brought back.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
async fn a_page_that_is_left_sends_what_waits_by_beacon() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start({ request_batching: true, disable_compression: false, capture_pageleave: true });
            posthog.capture('one'); posthog.capture('two');
            const before = page.sent.length; window.dispatchEvent(new Event('pagehide'));
            return [before, page.sent.map((r) => [r.via, r.type]), (await page.events()).map((e) => e.event)]",
    );
    assert_eq!(told.await, r#"[0,[["beacon","text/plain"]],["one","two","$pageleave"]]"#);
}

#[wasm_bindgen_test]
async fn without_a_queue_the_page_leave_goes_alone() {
    let page = Page::fresh();
    let told = page.tell_later(
        "page.start({ capture_pageleave: true }); window.dispatchEvent(new Event('pagehide'));
        return [page.sent.map((r) => r.via), (await page.events()).map((e) => e.event)]",
    );
    assert_eq!(told.await, r#"[["beacon"],["$pageleave"]]"#);
}

#[wasm_bindgen_test]
async fn a_beacon_that_is_refused_goes_by_fetch() {
    let page = Page::fresh();
    let told = page.tell_later(
        "page.replace(navigator, 'sendBeacon', () => false); const posthog = page.start({ request_batching: true });
            posthog.capture('one'); window.dispatchEvent(new Event('pagehide'));
            await page.until(() => page.sent.length); return [page.sent.map((r) => r.via), (await page.events()).map((e) => e.event)]",
    );
    assert_eq!(told.await, r#"[["fetch"],["one"]]"#);
}

#[wasm_bindgen_test]
async fn a_hidden_page_is_viewed_when_it_is_looked_at() {
    let page = Page::fresh();
    let told = page.tell_later(
        "page.getter(document, 'visibilityState', () => 'hidden'); page.start({ capture_pageview: true }); await page.moment();
            document.dispatchEvent(new Event('visibilitychange')); const hidden = page.names();
            page.getter(document, 'visibilityState', () => 'visible'); document.dispatchEvent(new Event('visibilitychange'));
            document.dispatchEvent(new Event('visibilitychange')); return [hidden, page.names()]",
    );
    assert_eq!(told.await, r#"[[],["$pageview"]]"#);
}

#[wasm_bindgen_test]
async fn the_first_view_follows_the_start() {
    let page = Page::fresh();
    let told = page.tell_later(
        "document.title = 'Here'; page.start({ capture_pageview: true }); const at = page.names();
        await page.until(() => page.sent.length); await page.moment();
        return [at, (await page.events()).map((e) => [e.event, e.properties.title])]",
    );
    assert_eq!(told.await, r#"[[],[["$pageview","Here"]]]"#);
}

#[wasm_bindgen_test]
fn a_page_from_the_back_forward_cache_reads_who_the_visitor_is_by_now() {
    let page = Page::fresh();
    let told = page.tell(
        "const posthog = page.start(); const key = 'ph_' + posthog.token + '_posthog';
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), distinct_id: 'someone' }));
            document.cookie = key + '=; max-age=0; path=/';
            const show = (persisted) => { window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
            return posthog.get_distinct_id() };
            return [show(false) === 'someone', show(true)]",
    );
    assert_eq!(told, r#"[false,"someone"]"#);
}

#[wasm_bindgen_test]
fn what_is_not_stored_yet_is_stored_before_the_page_goes() {
    for last in ["beforeunload", "pagehide"] {
        let page = Page::fresh();
        let told = page.tell(&format!(
            "const posthog = page.start({{ persistence_save_debounce_ms: 60000 }}); posthog.register({{ late: 1 }});
                const before = (page.stored(posthog) || {{}}).late; window.dispatchEvent(new Event('{last}'));
                return [before, page.stored(posthog).late]"
        ));
        assert_eq!(told, "[null,1]", "{last}");
    }
}

#[wasm_bindgen_test]
async fn the_queue_leaves_by_itself() {
    let page = Page::fresh();
    let told = page.tell_later(
        "const posthog = page.start({ request_batching: true, disable_compression: false,
            request_queue_config: { flush_interval_ms: 250 } }); posthog.capture('one'); posthog.capture('two');
            const at = page.sent.length;
            await page.until(() => page.sent.length);
            return [at, page.sent.map((r) => [r.via, r.method, r.type, new URL(r.url).pathname]),
            (await page.events()).map((e) => e.event)]",
    );
    assert_eq!(told.await, r#"[0,[["fetch","POST","text/plain","/e/"]],["one","two"]]"#);
}
