//! localStorage, sessionStorage and the page's own memory, as they work and as they refuse.

use prickle::core::host::{Area, Denied};
use prickle::core::world::World;
use prickle::web::host::Browser;
use prickle::web::storage::{read, remove, write};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

const AREAS: [Area; 3] = [Area::Memory, Area::Local, Area::Session];

fn found(area: Area, key: &str) -> Option<String> {
    read(area, key).unwrap()
}

#[wasm_bindgen_test]
fn what_is_written_is_read_and_removed() {
    let _page = Page::fresh();
    for area in AREAS {
        assert_eq!(found(area, "trip"), None, "{area:?}");
        for value in ["one", "", "zwei \u{1f980} \u{0} \"drei\"", "two"] {
            assert_eq!(write(area, "trip", value), Ok(()), "{area:?}");
            assert_eq!(found(area, "trip").as_deref(), Some(value), "{area:?}");
        }
        remove(area, "trip");
        assert_eq!(found(area, "trip"), None, "{area:?}");
    }
}

#[wasm_bindgen_test]
fn the_areas_are_apart_and_are_the_pages_own() {
    let page = Page::fresh();
    for (area, value) in AREAS.into_iter().zip(["memory", "local", "session"]) {
        write(area, "apart", value).unwrap();
    }
    assert_eq!(AREAS.map(|area| found(area, "apart").unwrap()), ["memory", "local", "session"]);
    assert_eq!(page.tell("return [localStorage.getItem('apart'), sessionStorage.getItem('apart')]"), r#"["local","session"]"#);
    page.run("localStorage.setItem('apart', 'changed')");
    assert_eq!(found(Area::Local, "apart").as_deref(), Some("changed"));
    remove(Area::Memory, "apart");
}

#[wasm_bindgen_test]
fn throwing_methods_are_refusals() {
    let page = Page::fresh();
    page.run(
        "localStorage.setItem('kept', '1');
        for (const name of ['getItem', 'setItem', 'removeItem']) page.replace(Storage.prototype, name, () => { throw new Error(name) })",
    );
    for area in [Area::Local, Area::Session] {
        assert_eq!((read(area, "kept"), write(area, "kept", "2")), (Err(Denied), Err(Denied)), "{area:?}");
        remove(area, "kept");
    }
    assert_eq!(write(Area::Memory, "kept", "3").and_then(|()| read(Area::Memory, "kept")), Ok(Some(String::from("3"))));
    remove(Area::Memory, "kept");
    assert_eq!(page.tell("return localStorage.kept"), r#""1""#);
}

#[wasm_bindgen_test]
fn storage_that_cannot_even_be_touched_is_a_refusal() {
    for access in ["throw new DOMException('no', 'SecurityError')", "return null", "return undefined"] {
        let page = Page::fresh();
        page.run(&["for (const name of ['localStorage', 'sessionStorage']) page.getter(window, name, () => { ", access, " })"].concat());
        for area in [Area::Local, Area::Session] {
            assert_eq!((read(area, "k"), write(area, "k", "v")), (Err(Denied), Err(Denied)), "{area:?} {access}");
            remove(area, "k");
        }
    }
}

#[wasm_bindgen_test]
fn an_answer_that_is_no_text_breaks_nothing() {
    let page = Page::fresh();
    page.run("page.replace(Storage.prototype, 'getItem', () => ({ not: 'a text' }))");
    assert_eq!(found(Area::Local, "k").as_deref(), Some("[object Object]"));
}

#[wasm_bindgen_test]
fn a_full_storage_refuses_and_keeps_what_it_has() {
    let page = Page::fresh();
    write(Area::Local, "mine", "before").unwrap();
    page.run(
        "for (let size = 4194304, n = 0; size >= 1;
        ) try { localStorage.setItem('fill' + n++, 'x'.repeat(size)) } catch (e) { size = size >> 1 }",
    );
    assert_eq!(write(Area::Local, "mine", &"x".repeat(1000)), Err(Denied));
    assert_eq!(found(Area::Local, "mine").as_deref(), Some("before"));
    assert_eq!(write(Area::Session, "mine", "elsewhere"), Ok(()));
    page.run("for (const key of Object.keys(localStorage)) if (key.startsWith('fill')) localStorage.removeItem(key)");
    assert_eq!(write(Area::Local, "mine", &"x".repeat(1000)), Ok(()));
}

#[wasm_bindgen_test]
fn the_support_of_an_area_is_found_by_trying() {
    let world = || World::new(Browser);
    let page = Page::fresh();
    assert!(world().supports(Area::Local) && world().supports(Area::Session));
    assert_eq!(page.tell("return localStorage.length + sessionStorage.length"), "0");
    page.run("page.replace(Storage.prototype, 'setItem', () => {})");
    assert!(!world().supports(Area::Local), "a storage that forgets is no storage");
    page.run("page.replace(Storage.prototype, 'setItem', () => { throw new Error('full') })");
    assert!(!world().supports(Area::Local) && !world().supports(Area::Session));
    assert!(world().supports(Area::Memory));
}
