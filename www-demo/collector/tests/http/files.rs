//! The served folders.

use std::fs;

use crate::support::{Collector, folder};

#[test]
fn the_app_is_served_with_its_own_pages_and_types() {
    let app = folder("app");
    fs::write(app.join("index.html"), "<!doctype html><title>App</title>").unwrap();
    fs::write(app.join("app.js"), "1").unwrap();
    fs::write(app.join("core.wasm"), "\0asm").unwrap();
    let collector = Collector::with(&["--app", app.to_str().unwrap()]);
    let html = [("accept", "text/html,*/*")];
    for path in ["/", "/items/5"] {
        let answer = collector.get_with(path, &html);
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert!(answer.text.contains("<title>App</title>"));
    }
    assert_eq!(collector.get("/app.js").header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(collector.get("/core.wasm").header("content-type"), "application/wasm");
    assert_eq!(collector.get("/app.js").header("cache-control"), "no-cache");
    // A missing script is not a page, and an unknown question is not one either.
    assert_eq!(collector.get("/missing.js").status, 404);
    assert_eq!(collector.get_with("/_/nothing", &html).status, 404);
    assert_eq!(collector.get("/../Cargo.toml").status, 404);
}

#[test]
fn the_sdk_is_served_with_and_without_a_version() {
    let sdk = folder("sdk");
    fs::write(sdk.join("array.js"), "sdk").unwrap();
    let collector = Collector::with(&["--sdk", sdk.to_str().unwrap()]);
    for path in ["/static/array.js", "/static/1.449.2/array.js", "/static/array.js?v=1.449.2"] {
        let answer = collector.get_with(path, &[("origin", "http://shop.test")]);
        assert_eq!((answer.status, answer.text.as_str()), (200, "sdk"), "{path}");
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(answer.header("access-control-allow-origin"), "http://shop.test");
    }
    assert_eq!(collector.get("/static/recorder.js").status, 404);
    // Scripts that an SDK loads later are files like any other: there as soon as the package has them.
    assert_eq!(collector.get("/static/1.449.2/web-vitals.js").status, 404);
    fs::write(sdk.join("web-vitals.js"), "vitals").unwrap();
    let answer = collector.get("/static/1.449.2/web-vitals.js?v=1.449.2");
    assert_eq!((answer.status, answer.text.as_str()), (200, "vitals"));
    assert_eq!(Collector::with(&[]).get("/static/array.js").status, 404);
}

#[test]
fn the_live_page_is_built_in_or_from_a_folder() {
    let collector = Collector::with(&[]);
    let moved = collector.get("/live?token=phc_test");
    assert_eq!((moved.status, moved.header("location")), (308, "/live/?token=phc_test"));
    let page = collector.get("/live/");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    // Everything the page links to is there.
    let mut linked = 0;
    for part in page.text.split(['"', '\'']).filter(|part| part.ends_with(".css") || part.ends_with(".js")) {
        assert_eq!(collector.get(&format!("/live/{}", part.trim_start_matches("./"))).status, 200, "{part}");
        linked += 1;
    }
    assert!(linked >= 2, "the page has a style and a script");

    let live = folder("live");
    fs::write(live.join("index.html"), "mine").unwrap();
    let collector = Collector::with(&["--live", live.to_str().unwrap()]);
    assert_eq!(collector.get("/live/").text, "mine");
    assert_eq!(collector.get("/live/missing.js").status, 404);
}
