//! The page's own life: it is shown, hidden, left, cut off from the network, and comes back. A page that goes away must not take events along.

use js_sys::Reflect;
use web_sys::{Event, EventTarget};

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Lifecycle {
    listeners: Vec<Listener>,
}

impl Feature for Lifecycle {
    fn follow(&mut self, instance: &'static Instance) {
        let (Some(window), true) = (page::window(), self.listeners.is_empty()) else { return };
        let on = |target: &EventTarget, name: &'static str, passive: bool, handler: fn(&'static Instance, Event)| {
            Listener::new(target, name, passive, hear(instance, handler))
        };
        let leaving = if instance.world().agent.pagehide { "pagehide" } else { "unload" };
        self.listeners = vec![
            on(&window, "beforeunload", true, |instance, _| {
                instance.with(&mut |client| client.on_before_unload());
            }),
            on(&window, leaving, false, |instance, _| {
                instance.with(&mut |client| client.on_page_hide());
                instance.with(&mut |client| client.on_gone());
            }),
            on(&window, "pageshow", true, |instance, event| {
                // Pages make such events too, without the field.
                let from_cache = Reflect::get(&event, &"persisted".into()).is_ok_and(|value| value.is_truthy());
                instance.with(&mut |client| client.on_page_show(from_cache));
            }),
            on(&window, "online", true, |instance, _| {
                instance.with(&mut |client| client.on_online(true));
            }),
            on(&window, "offline", true, |instance, _| {
                instance.with(&mut |client| client.on_online(false));
            }),
        ];
        if let Some(document) = page::document() {
            let visible = |instance: &'static Instance, _| {
                instance.with(&mut |client| client.on_visible());
            };
            self.listeners.push(on(&document, "visibilitychange", true, visible));
        }
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
