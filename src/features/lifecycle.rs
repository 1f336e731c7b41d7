//! The page's own life: it is shown, hidden, left, cut off from the network, and comes back. A page that goes away must not take events along.

use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent};

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page::{self, Target};

#[derive(Default)]
pub struct Lifecycle {
    listeners: Vec<Listener>,
}

impl Feature for Lifecycle {
    fn follow(&mut self, instance: &'static Instance) {
        let (Some(window), true) = (page::window(), self.listeners.is_empty()) else { return };
        let on = |target: &Target, name: &'static str, handler: fn(&'static Instance, Event)| {
            Listener::new(target, name, false, hear(instance, handler))
        };
        let leaving = if instance.world().agent.pagehide { "pagehide" } else { "unload" };
        self.listeners = vec![
            on(&window, "beforeunload", |instance, _| instance.tell(Client::on_before_unload)),
            on(&window, leaving, |instance, _| {
                instance.tell(Client::on_page_hide);
                instance.tell(Client::on_gone);
                instance.tell(Client::on_left);
            }),
            on(&window, "pageshow", |instance, event| {
                // Pages make such events too, without the field.
                let from_cache = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
                instance.tell(if from_cache { |client| client.on_page_show(true) } else { |client| client.on_page_show(false) });
            }),
            on(&window, "online", |instance, _| instance.tell(|client| client.on_online(true))),
            on(&window, "offline", |instance, _| instance.tell(|client| client.on_online(false))),
        ];
        if let Some(document) = page::document() {
            self.listeners.push(on(&document, "visibilitychange", |instance, _| instance.tell(Client::on_visible)));
        }
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
