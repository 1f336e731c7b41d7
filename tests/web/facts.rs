//! What is read of the page and the browser, compared with what the page itself sees, and with pages that lie, lack or throw.

use prickle::core::host::Host;
use prickle::web::host::Browser;
use prickle::web::page::{agent, page as facts, scroll};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
fn the_pages_facts_are_the_windows() {
    let page = Page::fresh();
    page.run(
        "history.replaceState(null, '', '/some/path?q=1#part'); document.title = 'A title';
        page.getter(document, 'referrer', () => 'https://from.example/x')",
    );
    let seen = facts();
    let told = format!(
        "[{:?},{:?},{:?},{:?},{:?},{:?},{},{},{},{},{}]",
        seen.href,
        seen.host,
        seen.pathname,
        seen.referrer,
        seen.title,
        seen.language,
        seen.viewport_width,
        seen.viewport_height,
        seen.screen_width,
        seen.screen_height,
        seen.visible
    );
    let real = "return [location.href, location.host, location.pathname, document.referrer, document.title, navigator.language,
        innerWidth, innerHeight, screen.width, screen.height, document.visibilityState === 'visible']";
    assert_eq!(told, page.tell(real));
    assert!(seen.href.ends_with("/some/path?q=1#part") && seen.pathname == "/some/path" && seen.host.contains(':'));
    assert_eq!((seen.referrer.as_str(), seen.title.as_str()), ("https://from.example/x", "A title"));
}

#[wasm_bindgen_test]
fn the_pages_facts_follow_the_page() {
    let page = Page::fresh();
    assert!(facts().visible);
    page.run(
        "page.getter(document, 'visibilityState', () => 'hidden'); page.replace(window, 'innerWidth', 321);
        page.getter(navigator, 'language', () => 'pt-BR')",
    );
    let seen = facts();
    assert_eq!((seen.visible, seen.viewport_width, seen.language.as_str()), (false, 321.0, "pt-BR"));
}

#[wasm_bindgen_test]
fn facts_that_lack_or_throw_are_empty_and_do_not_move_the_others() {
    let page = Page::fresh();
    page.run(
        "page.getter(document, 'title', () => 'a\\0b'); page.getter(document, 'referrer', () => { throw new Error('no') });
        page.getter(navigator, 'language', () => undefined); page.getter(window, 'screen', () => undefined)",
    );
    let seen = facts();
    assert_eq!((seen.title.as_str(), seen.referrer.as_str(), seen.language.as_str()), ("ab", "", ""));
    assert!(seen.screen_width.is_nan() && seen.screen_height.is_nan());
    assert!(seen.viewport_width > 0.0 && seen.visible);
}

#[wasm_bindgen_test]
fn what_scrolls_is_the_page_or_what_the_page_names() {
    let page = Page::fresh();
    page.run(
        "const box = document.createElement('div'); box.id = 'box'; box.style = 'height: 100px; overflow: auto';
        box.innerHTML = '<div style=\"height: 1000px\"></div>'; document.body.append(box); box.scrollTop = 40;
        page.getter(window, 'scrollY', () => 12.5)",
    );
    let root = page.tell("const e = document.documentElement; return [12.5, e.scrollHeight, e.clientHeight]");
    assert_eq!(page.tell(&format!("return {:?}", scroll(""))), root);
    assert_eq!(scroll("\"#box\""), [40.0, 1000.0, 100.0]);
    assert_eq!(scroll("[\".none\",\"#box\"]"), [40.0, 1000.0, 100.0]);
    for nothing in ["\".none\"", "[]", "\"not a selector (\"", "true"] {
        assert_eq!(scroll(nothing), [0.0; 3], "{nothing}");
    }
    page.run("document.getElementById('box').remove()");
    assert_eq!(page.tell("return page.errors"), "[]");
}

#[wasm_bindgen_test]
fn the_browsers_facts_are_the_navigators() {
    let page = Page::fresh();
    let seen = agent();
    let told = format!(
        "[{:?},{:?},{},{},{:?},{:?},{},{},{:?},{:?},{}]",
        seen.user_agent,
        seen.vendor,
        seen.brave,
        seen.webdriver,
        seen.brands.replace('\n', "|"),
        seen.platform,
        seen.max_touch_points,
        seen.pixel_ratio,
        seen.timezone,
        seen.hostname,
        seen.secure
    );
    let real = "const n = navigator, d = n.userAgentData;
        return [n.userAgent, n.vendor, !!n.brave, n.webdriver, d ? d.brands.map((b) => b.brand).join('|') : '', d ? d.platform : '',
        n.maxTouchPoints, devicePixelRatio, Intl.DateTimeFormat().resolvedOptions().timeZone, location.hostname,
        location.protocol === 'https:']";
    assert_eq!(told, page.tell(real));
    assert!(seen.fetch && seen.xhr && seen.beacon && seen.pagehide && seen.gzip, "{seen:?}");
    assert!(!seen.do_not_track && !seen.global_privacy_control);
}

#[wasm_bindgen_test]
fn signals_of_the_visitors_will_are_heard_in_every_dialect() {
    for yes in ["true", "'true'", "1", "'1'", "'yes'"] {
        for (owner, name) in [("navigator", "doNotTrack"), ("navigator", "msDoNotTrack"), ("window", "doNotTrack")] {
            let page = Page::fresh();
            page.run(&format!("page.getter({owner}, '{name}', () => {yes})"));
            assert!(agent().do_not_track, "{owner}.{name} = {yes}");
        }
        let page = Page::fresh();
        page.run(&format!("page.getter(navigator, 'globalPrivacyControl', () => {yes})"));
        assert!(agent().global_privacy_control && !agent().do_not_track, "{yes}");
    }
    for no in ["null", "'0'", "'unspecified'", "false", "2"] {
        let page = Page::fresh();
        page.run(&format!("page.getter(navigator, 'doNotTrack', () => {no})"));
        assert!(!agent().do_not_track, "{no}");
    }
}

#[wasm_bindgen_test]
fn a_poor_browser_is_told_from_a_rich_one() {
    let page = Page::fresh();
    page.run(
        "page.replace(window, 'fetch', undefined); page.replace(navigator, 'sendBeacon', undefined);
        page.replace(window, 'CompressionStream', undefined); page.replace(window, 'XMLHttpRequest', class {});
        page.replace(navigator, 'brave', {})",
    );
    let seen = agent();
    assert!(!seen.fetch && !seen.beacon && !seen.gzip && !seen.xhr, "{seen:?}");
    assert!(seen.brave);
}

#[wasm_bindgen_test]
fn a_navigator_that_throws_leaves_the_other_facts() {
    let page = Page::fresh();
    page.run(
        "for (const name of ['userAgentData', 'vendor', 'maxTouchPoints', 'doNotTrack', 'sendBeacon']) page.getter(navigator, name,
        () => { throw new Error(name) })",
    );
    let seen = agent();
    assert_eq!((seen.vendor.as_str(), seen.brands.as_str(), seen.platform.as_str()), ("", "", ""));
    assert!(seen.max_touch_points.is_nan() && !seen.beacon && !seen.do_not_track);
    assert!(seen.user_agent.starts_with("Mozilla/") && seen.fetch && seen.gzip && seen.hostname == "127.0.0.1", "{seen:?}");
}

#[wasm_bindgen_test]
fn the_clock_is_the_pages() {
    let page = Page::fresh();
    page.run("page.replace(Date, 'now', () => 1234567890123)");
    assert_eq!(Browser.now(), 1_234_567_890_123.0);
    for time in [0.0, 1_700_000_000_000.0] {
        let real = page.run(&format!("return new Date({time}).getTimezoneOffset()")).as_f64().unwrap();
        assert_eq!(Browser.timezone_offset(time), real);
    }
}

#[wasm_bindgen_test]
fn the_rest_of_the_host_looks_at_the_page() {
    let page = Page::fresh();
    assert!(Browser.online() && Browser.has_body() && !Browser.debug_forced());
    page.run("page.getter(navigator, 'onLine', () => false); page.getter(document, 'body', () => null); window.POSTHOG_DEBUG = true");
    assert!(!Browser.online() && !Browser.has_body() && Browser.debug_forced());
}
