//! Page views of single-page applications, and the patch they need: seen by others as posthog-js's own, harmless to the page, and undone.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

/// `watching` starts an instance and waits for its first page view, which is not what these tests are about; `views` tells of the others.
const HELPERS: &str = "
    const watching = async (config, token) => { const count = page.sent.length, posthog = page.start(config, token);
    await page.until(() => page.sent.length > count); return posthog }
    const path = ({ properties: p }) => p.navigation_type + ' ' + p.$pathname;
    const place = ({ properties: p }) => p.navigation_type + ' ' + new URL(p.$current_url).search + new URL(p.$current_url).hash;
    const views = async (tell) => (await page.events()).filter((e) => e.properties.navigation_type).map(tell || path);";

/// An instance that looks at paths.
const WATCHING: &str = "const posthog = await watching({ capture_pageview: 'history_change' });";

async fn tell(page: &Page, script: &str) -> String {
    page.tell_later(&[HELPERS, script].concat()).await
}

async fn watching(page: &Page, script: &str) -> String {
    page.tell_later(&[HELPERS, WATCHING, script].concat()).await
}

#[wasm_bindgen_test]
async fn a_pushed_path_is_a_view_once_the_router_is_done() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState({ n: 1 }, '', '/one'); const during = page.sent.length; document.title = 'One'; await page.moment();
            const [event] = (await page.events()).slice(-1);
            return [during === page.sent.length - 1, history.state, await views(), event.properties.title]",
    );
    assert_eq!(told.await, r#"[true,{"n":1},["pushState /one"],"One"]"#);
}

#[wasm_bindgen_test]
async fn each_kind_of_navigation_has_its_name() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '/one'); await page.moment(); history.replaceState(null, '', '/two'); await page.moment();
            history.pushState(null, '', '/three'); await page.moment(); history.back();
            await page.until(() => location.pathname === '/two'); await page.moment(); return views()",
    );
    assert_eq!(told.await, r#"["pushState /one","replaceState /two","pushState /three","popstate /two"]"#);
}

#[wasm_bindgen_test]
async fn only_changes_that_were_asked_for_are_views() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '?q=1'); history.replaceState(null, '', '#part'); history.pushState(1, '');
            history.pushState(2, '', null); await page.moment(); return views()",
    );
    assert_eq!(told.await, "[]");
    let page = Page::fresh();
    let told = tell(
        &page,
        "history.replaceState(null, '', '/'); await watching({ capture_pageview: { search: true, hash: true } });
            history.pushState(null, '', '/path'); await page.moment(); history.pushState(null, '', '?q=1'); await page.moment();
            history.pushState(null, '', '#part'); await page.moment(); return views(place)",
    );
    assert_eq!(told.await, r##"["pushState ?q=1","pushState ?q=1#part"]"##);
}

#[wasm_bindgen_test]
async fn a_view_that_waits_keeps_its_own_address() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '/one'); history.pushState(null, '', '/two'); history.replaceState(null, '', '/three');
            await page.moment(); return views()",
    );
    assert_eq!(told.await, r#"["pushState /one","pushState /two","replaceState /three"]"#);
}

#[wasm_bindgen_test]
async fn a_view_that_waits_is_not_hurried_by_a_state_of_the_same_address() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '/one'); history.replaceState({ n: 1 }, ''); history.replaceState({ n: 2 }, '', '/one');
        document.title = 'Late'; await page.moment(); return views((e) => e.properties.title)",
    );
    assert_eq!(told.await, r#"["Late"]"#);
}

#[wasm_bindgen_test]
async fn a_router_that_answers_a_step_back_is_captured_at_once() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "let during; const route = () => { const before = page.sent.length; history.replaceState(null, '', '/routed');
            during = page.sent.length - before };
            window.addEventListener('popstate', route, { once: true }); window.dispatchEvent(new PopStateEvent('popstate'));
            return [during, await views()]",
    );
    assert_eq!(told.await, r#"[1,["replaceState /routed"]]"#);
}

#[wasm_bindgen_test]
async fn a_view_that_waits_comes_before_the_step_that_overtakes_it() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '/one'); History.prototype.replaceState.call(history, null, '', '/two');
        window.dispatchEvent(new PopStateEvent('popstate')); await page.moment(); return views()",
    );
    assert_eq!(told.await, r#"["pushState /two"]"#);
}

#[wasm_bindgen_test]
async fn the_hash_is_followed_by_its_own_event_where_it_is_asked_for() {
    let page = Page::fresh();
    let script = "const hash = (to) => { History.prototype.replaceState.call(history, null, '', to);
        window.dispatchEvent(new Event('hashchange')) };
        const posthog = await watching({ capture_pageview: 'history_change' }); hash('#one');
        posthog.set_config({ capture_pageview: { path: true, hash: true } }); hash('#two');
        posthog.set_config({ capture_pageview: 'history_change' }); hash('#three'); return views(place)";
    assert_eq!(tell(&page, script).await, r##"["hashchange #two"]"##);
}

#[wasm_bindgen_test]
async fn the_patch_carries_the_marker_and_changes_nothing_for_the_page() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "const wrapped = [history.pushState.__posthog_wrapped__, history.replaceState.__posthog_wrapped__];
            let thrown = ''; try { history.pushState(null, '', 'http://elsewhere.example/') } catch (e) { thrown = e.name }
            let foreign = ''; try { history.pushState.call({}, null, '', '/x') } catch (e) { foreign = e.name }
            await page.moment();
            return [wrapped, thrown, foreign, history.pushState(5, '') === undefined, history.state, await views(), page.errors]",
    );
    assert_eq!(told.await, r#"[[true,true],"SecurityError","TypeError",true,5,[],[]]"#);
}

#[wasm_bindgen_test]
async fn stopping_puts_the_originals_back() {
    let page = Page::fresh();
    let told = tell(
        &page,
        "const originals = [history.pushState, history.replaceState];
            const posthog = await watching({ capture_pageview: 'history_change' });
            const during = history.pushState !== originals[0] && history.replaceState !== originals[1];
            posthog.set_config({ capture_pageview: false }); const off = history.pushState === originals[0];
            posthog.set_config({ capture_pageview: 'history_change' }); const on = history.pushState !== originals[0];
            posthog.shutdown(); history.pushState(null, '', '/after'); window.dispatchEvent(new PopStateEvent('popstate'));
            await page.moment();
            return [during, off, on, history.pushState === originals[0] && history.replaceState === originals[1], await views(),
            page.errors]",
    );
    assert_eq!(told.await, "[true,true,true,true,[],[]]");
}

#[wasm_bindgen_test]
async fn a_patch_that_others_built_upon_stays_and_does_no_harm() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "let others = 0; const ours = history.pushState; const theirs = function (...args) { others++; return ours.apply(this, args) };
            history.pushState = theirs; posthog.shutdown();
            history.pushState(null, '', '/after'); await page.moment();
            return [history.pushState === theirs, others, location.pathname, await views(), page.errors]",
    );
    assert_eq!(told.await, r#"[true,1,"/after",[],[]]"#);
}

#[wasm_bindgen_test]
async fn stopping_with_a_view_that_waits_is_quiet() {
    let page = Page::fresh();
    let told = watching(
        &page,
        "history.pushState(null, '', '/one'); posthog.shutdown(); await page.moment(); await page.moment(); return page.errors",
    );
    assert_eq!(told.await, "[]");
}

#[wasm_bindgen_test]
async fn of_two_instances_the_first_patches_and_both_hear_the_browser() {
    let page = Page::fresh();
    let told = tell(
        &page,
        "const original = history.pushState;
            const one = await watching({ capture_pageview: 'history_change' }, 'phc_one'),
            two = await watching({ capture_pageview: 'history_change' }, 'phc_two');
            const who = (e) => e.properties.token + ' ' + e.properties.navigation_type;
            history.pushState(null, '', '/one'); await page.moment(); const pushed = await views(who);
            History.prototype.replaceState.call(history, null, '', '/two'); window.dispatchEvent(new PopStateEvent('popstate'));
            two.shutdown(); const held = history.pushState !== original; one.shutdown();
            return [pushed, (await views(who)).slice(pushed.length), held, history.pushState === original]",
    );
    assert_eq!(told.await, r#"[["phc_one pushState"],["phc_one popstate","phc_two popstate"],true,true]"#);
}

#[wasm_bindgen_test]
async fn what_another_copy_patched_is_left_alone() {
    let page = Page::fresh();
    let told = tell(
        &page,
        "let calls = 0; const theirs = function (...args) { calls++; return History.prototype.pushState.apply(this, args) };
            theirs.__posthog_wrapped__ = true; history.pushState = theirs;
            const posthog = await watching({ capture_pageview: 'history_change' }); const kept = history.pushState === theirs;
            history.pushState(null, '', '/one'); await page.moment();
            posthog.shutdown(); return [kept, calls, await views(), history.pushState === theirs]",
    );
    assert_eq!(told.await, "[true,1,[],true]");
}

#[wasm_bindgen_test]
async fn a_router_that_navigates_while_a_view_is_captured_loses_nothing() {
    let page = Page::fresh();
    let told = tell(
        &page,
        "let moves = ['/two', '/three'];
            const posthog = await watching({ capture_pageview: 'history_change',
            before_send: (event) => { if (event.properties.navigation_type && moves.length) history.pushState(null, '', moves.shift());
            return event } });
            history.pushState(null, '', '/one'); await page.moment(); await page.moment();
            return [await views((e) => e.properties.$pathname), location.pathname, page.errors]",
    );
    assert_eq!(told.await, r#"[["/three","/two","/one"],"/three",[]]"#);
}
