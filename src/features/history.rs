//! Page views of single-page applications: listens to `history` and the address, and lets `core::history` say which change is a view.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

use super::Feature;
use crate::api::instance::Instance;
use crate::core::event::Capture;
use crate::core::history::{Addresses, Step};
use crate::core::json::Map;
use crate::web::listeners::Listener;
use crate::web::{js, page};

/// Hears what happened, whether the address changes, and whether a popstate is under way.
type Moved = Closure<dyn Fn(String, bool, bool)>;

#[derive(Default)]
pub struct History {
    watch: Option<Rc<Watch>>,
}

struct Watch {
    me: Weak<Watch>,
    instance: Rc<Instance>,
    addresses: RefCell<Addresses>,
    sending: Cell<bool>,
    moved: RefCell<Option<Moved>>,
    undo: RefCell<Option<Function>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Watch {
    fn settle(&self) {
        let page = page::page();
        if let Ok(mut addresses) = self.addresses.try_borrow_mut() {
            addresses.settle(&page.href, &page.pathname);
        }
    }

    /// Listens to what the browser tells of the address.
    fn listen(&self, window: &EventTarget, hash: bool) {
        let names = ["popstate", "hashchange"].into_iter().filter(|name| hash || *name != "hashchange");
        let listener = |name: &'static str| {
            let weak = self.me.clone();
            Listener::new(window, name, true, move |_| {
                if let Some(watch) = weak.upgrade() {
                    watch.moved(name, false);
                }
            })
        };
        *self.listeners.borrow_mut() = names.map(listener).collect();
    }

    fn moved(&self, kind: &'static str, later: bool) {
        if !later {
            self.send_pending();
        }
        let page = page::page();
        let asked = self.instance.read(|client| client.config.pageviews).unwrap_or_default();
        let step = match self.addresses.try_borrow_mut() {
            Ok(mut addresses) => addresses.moved(kind, &page.href, &page.pathname, asked, later),
            Err(_) => Step::Nothing,
        };
        match step {
            Step::Nothing => {}
            Step::Capture(kind) => self.view(kind),
            Step::Later => {
                let weak = self.me.clone();
                js::soon(&Closure::once_into_js(move || {
                    if let Some(watch) = weak.upgrade() {
                        watch.send_pending();
                    }
                }));
            }
        }
    }

    /// A view that waits is captured before the address changes again, so that it keeps its own.
    fn send_pending(&self) {
        let pending = self.addresses.try_borrow_mut().ok().and_then(|mut addresses| addresses.take_pending());
        if let Some(kind) = pending {
            self.sending.set(true);
            self.view(kind);
            self.sending.set(false);
            self.settle();
        }
    }

    fn view(&self, kind: &'static str) {
        let mut props = Map::new();
        props.set_str("navigation_type", kind);
        self.instance.capture_now(Capture::new("$pageview", props));
    }
}

impl Feature for History {
    fn follow(&mut self, instance: &Rc<Instance>) {
        let asked = instance.read(|client| client.config.pageviews).unwrap_or_default();
        let wanted = asked.path || asked.search || asked.hash;
        if !wanted {
            return self.stop();
        }
        let Some(window) = page::window() else { return };
        if let Some(watch) = &self.watch {
            watch.settle();
            return watch.listen(&window, asked.hash);
        }
        let watch = Rc::new_cyclic(|me| Watch {
            me: me.clone(),
            instance: instance.clone(),
            addresses: RefCell::default(),
            sending: Cell::new(false),
            moved: RefCell::default(),
            undo: RefCell::default(),
            listeners: RefCell::default(),
        });
        watch.settle();
        let moved = Moved::new({
            let weak = Rc::downgrade(&watch);
            move |kind: String, changes: bool, in_popstate: bool| {
                let Some(watch) = weak.upgrade() else { return };
                match kind.as_str() {
                    "before" if changes => watch.send_pending(),
                    "pushState" => watch.moved("pushState", !watch.sending.get() && !in_popstate),
                    "replaceState" => watch.moved("replaceState", !watch.sending.get() && !in_popstate),
                    _ => {}
                }
            }
        });
        *watch.undo.borrow_mut() = Some(js::watch_history(moved.as_ref()));
        *watch.moved.borrow_mut() = Some(moved);
        watch.listen(&window, asked.hash);
        self.watch = Some(watch);
    }

    fn stop(&mut self) {
        if let Some(watch) = self.watch.take() {
            watch.listeners.borrow_mut().clear();
            if let Some(undo) = watch.undo.borrow_mut().take() {
                let _ = undo.call0(&JsValue::UNDEFINED);
            }
        }
    }
}
