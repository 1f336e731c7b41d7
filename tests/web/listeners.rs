//! Listeners live as long as their handles.

use prickle::web::listeners::Listener;
use prickle::web::page::{Target, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

fn target() -> Target {
    window().unwrap()
}

#[wasm_bindgen_test]
fn a_listener_hears_until_its_handle_is_dropped() {
    let page = Page::fresh();
    let heard = Rc::new(Cell::new(0));
    let listener = Listener::new(&target(), "something", false, {
        let heard = heard.clone();
        move |event| heard.set(heard.get() + usize::from(event.type_() == "something"))
    });
    page.run("window.dispatchEvent(new Event('something')); window.dispatchEvent(new Event('else'))");
    assert_eq!(heard.get(), 1);
    page.run("window.dispatchEvent(new Event('something'))");
    assert_eq!(heard.get(), 2);
    drop(listener);
    page.run("window.dispatchEvent(new Event('something'))");
    assert_eq!(heard.get(), 2);
    assert_eq!(Rc::strong_count(&heard), 1, "the handler is let go");
    assert_eq!(page.tell("return page.errors"), "[]");
}

#[wasm_bindgen_test]
fn a_capturing_listener_hears_of_what_happens_inside() {
    let page = Page::fresh();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let told = |how: &'static str| {
        let heard = heard.clone();
        move |_| heard.borrow_mut().push(how)
    };
    let inside = "document.body.dispatchEvent(new Event('something'))";
    let plain = Listener::new(&target(), "something", false, told("plain"));
    let capturing = Listener::new(&target(), "something", true, told("capturing"));
    page.run(inside);
    assert_eq!(*heard.borrow(), ["capturing"]);
    drop((plain, capturing));
    page.run(inside);
    assert_eq!(*heard.borrow(), ["capturing"]);
}

#[wasm_bindgen_test]
fn a_handler_may_drop_its_own_handle() {
    let page = Page::fresh();
    let slot = Rc::new(RefCell::new(None::<Listener>));
    let after = Rc::new(RefCell::new(Vec::new()));
    let handler = {
        let (slot, after) = (slot.clone(), after.clone());
        move |_| {
            drop(slot.take());
            after.borrow_mut().push(String::from("still here"));
        }
    };
    *slot.borrow_mut() = Some(Listener::new(&target(), "something", false, handler));
    page.run("window.dispatchEvent(new Event('something')); window.dispatchEvent(new Event('something'))");
    assert_eq!(*after.borrow(), ["still here"]);
    assert_eq!(page.tell("return page.errors"), "[]");
}

#[wasm_bindgen_test]
fn a_target_that_refuses_listeners_breaks_nothing() {
    let page = Page::fresh();
    page.run(
        "for (const name of ['addEventListener', 'removeEventListener']) page.replace(EventTarget.prototype, name,
        () => { throw new Error('no') })",
    );
    drop(Listener::new(&target(), "something", false, |_| {}));
}
