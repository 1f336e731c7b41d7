//! When lines of the log have to leave: the page goes, or the network is back. The rules are in `core::logs`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Logs {
    watched: Option<&'static Instance>,
    listeners: Vec<Listener>,
}

impl Feature for Logs {
    fn follow(&mut self, instance: &'static Instance) {
        let (Some(window), true) = (page::window(), self.listeners.is_empty()) else { return };
        self.watched = Some(instance);
        let leaving = if instance.world().agent.pagehide { "pagehide" } else { "unload" };
        // Before the events of the first module, as posthog-js does it.
        let left = hear(instance, |instance, _| {
            if instance.read(|client| client.config.raw.truthy("request_batching")) == Some(true) {
                leave(instance);
            }
        });
        let online = hear(instance, |instance, _| instance.tell(Client::logs_online));
        self.listeners = vec![Listener::new(&window, leaving, true, left), Listener::new(&window, "online", false, online)];
    }

    fn stop(&mut self) {
        self.listeners.clear();
        if let Some(instance) = self.watched.take() {
            leave(instance);
        }
    }
}

/// All that waits leaves by beacons.
pub fn leave(instance: &'static Instance) {
    heed_consent(instance);
    instance.tell(Client::flush_logs_at_once);
}

/// Whoever opted out is not heard on the console any more, and what waits of it is lost.
pub fn heed_consent(instance: &'static Instance) {
    if !instance.page().is_capturing() {
        instance.tell(Client::forget_console);
    }
}
