//! When flags are asked for again: while the page is used, and less often while it is not. And what other tabs store of them. The rules are in
//! `core::flags`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

/// Somebody is there.
const USES: [&str; 5] = ["click", "keydown", "wheel", "touchstart", "pointerdown"];

#[derive(Default)]
pub struct Flags {
    listeners: Vec<Listener>,
}

impl Feature for Flags {
    fn follow(&mut self, instance: &'static Instance) {
        instance.tell(Client::follow_refresh);
        let (Some(window), Some(document), true) = (page::window(), page::document(), self.listeners.is_empty()) else { return };
        fn used(instance: &'static Instance) {
            if instance.read(Client::awaits_use) == Some(true) {
                instance.tell(Client::on_page_used);
            }
        }
        let listen = |name: &'static str| Listener::new(&document, name, true, hear(instance, |instance, _| used(instance)));
        self.listeners = USES.map(listen).into();
        let shown = hear(instance, |instance, _| {
            if page::page().visible {
                used(instance);
            }
        });
        let stored = hear(instance, |instance, _| instance.tell(Client::on_stored_elsewhere));
        self.listeners.push(Listener::new(&document, "visibilitychange", false, shown));
        self.listeners.push(Listener::new(&window, "storage", false, stored));
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
