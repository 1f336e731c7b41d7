//! When lines of the log and what was measured have to leave: the page goes or is hidden, or the network is back. The rules are in `core::logs` and
//! `core::metrics`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Telemetry {
    watched: Option<&'static Instance>,
    listeners: Vec<Listener>,
}

impl Feature for Telemetry {
    fn follow(&mut self, instance: &'static Instance) {
        let (Some(window), true) = (page::window(), self.listeners.is_empty()) else { return };
        self.watched = Some(instance);
        let leaving = if instance.world().agent.pagehide { "pagehide" } else { "unload" };
        // After the events of the first module, which listens longer: they matter more, and beacons have a budget.
        let left = hear(instance, |instance, _| {
            instance.tell(Client::flush_metrics_at_once);
            if instance.read(|client| client.config.raw.truthy("request_batching")) == Some(true) {
                leave(instance);
            }
        });
        let online = hear(instance, |instance, _| instance.tell(Client::logs_online));
        // A page that is hidden may never come back, or know that it goes.
        let hidden = hear(instance, |instance, _| {
            if !page::page().visible {
                instance.tell(Client::flush_metrics);
            }
        });
        self.listeners = vec![Listener::new(&window, leaving, false, left), Listener::new(&window, "online", false, online)];
        if let Some(document) = page::document() {
            self.listeners.push(Listener::new(&document, "visibilitychange", false, hidden));
        }
    }

    fn stop(&mut self) {
        self.listeners.clear();
        if let Some(instance) = self.watched.take() {
            instance.tell(Client::flush_metrics_at_once);
            leave(instance);
        }
    }
}

/// All lines that wait leave by beacons.
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
