//! Page views of single-page applications: listens to `history` and the address, and lets `core::history` say which change is a view.

use std::cell::{Cell, RefCell};

use super::Feature;
use crate::api::instance::Instance;
use crate::core::config::Pageviews;
use crate::core::event::Capture;
use crate::core::history::{Addresses, Step};
use crate::core::json::Map;
use crate::web::listeners::Listener;
use crate::web::page::{self, Target};

// What `watchHistory` tells; 8 is added inside a popstate.
const BEFORE_CHANGE: u32 = 1;
const PUSHED: u32 = 2;
const REPLACED: u32 = 3;

#[derive(Default)]
pub struct History {
    watch: Option<&'static Watch>,
    watching: bool,
    asked: Pageviews,
}

struct Watch {
    instance: &'static Instance,
    addresses: RefCell<Addresses>,
    sending: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
}

impl Watch {
    fn settle(&'static self) {
        let page = page::page();
        if let Ok(mut addresses) = self.addresses.try_borrow_mut() {
            addresses.settle(&page.href, &page.pathname);
        }
    }

    /// Listens to what the browser tells of the address.
    fn listen(&'static self, window: &Target, hash: bool) {
        let listener = |name: &'static str| Listener::new(window, name, false, move |_| self.moved(name, false));
        let mut listeners = vec![listener("popstate")];
        if hash {
            listeners.push(listener("hashchange"));
        }
        *self.listeners.borrow_mut() = listeners;
    }

    fn moved(&'static self, kind: &'static str, later: bool) {
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
            Step::Later => self.instance.page().soon(),
        }
    }

    /// A view that waits is captured before the address changes again, so that it keeps its own.
    fn send_pending(&'static self) {
        let pending = self.addresses.try_borrow_mut().ok().and_then(|mut addresses| addresses.take_pending());
        if let Some(kind) = pending {
            self.sending.set(true);
            self.view(kind);
            self.sending.set(false);
            self.settle();
        }
    }

    fn view(&'static self, kind: &'static str) {
        let mut props = Map::new();
        props.set_str("navigation_type", kind);
        self.instance.capture_now(Capture::new("$pageview", props));
    }
}

impl Feature for History {
    fn follow(&mut self, instance: &'static Instance) {
        let asked = instance.read(|client| client.config.pageviews).unwrap_or_default();
        let wanted = asked.path || asked.search || asked.hash;
        if asked == self.asked {
            return;
        }
        if !wanted {
            return self.stop();
        }
        self.asked = asked;
        let Some(window) = page::window() else { return };
        let watch = *self.watch.get_or_insert_with(|| {
            Box::leak(Box::new(Watch { instance, addresses: RefCell::default(), sending: Cell::new(false), listeners: RefCell::default() }))
        });
        watch.settle();
        watch.listen(&window, asked.hash);
        if std::mem::replace(&mut self.watching, true) {
            return;
        }
        // What happened, whether the address changes, and whether a popstate is under way.
        instance.on_moved(Box::new(move |what: u32| {
            let later = !watch.sending.get() && what & 8 == 0;
            match what & 7 {
                BEFORE_CHANGE => watch.send_pending(),
                PUSHED => watch.moved("pushState", later),
                REPLACED => watch.moved("replaceState", later),
                _ => {}
            }
        }));
        instance.page().watch_history();
    }

    fn stop(&mut self) {
        self.watching = false;
        self.asked = Pageviews::default();
        if let Some(watch) = self.watch {
            watch.listeners.borrow_mut().clear();
            watch.instance.page().unwatch_history();
        }
    }
}
