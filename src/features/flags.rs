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
    /// Only where flags are asked for again.
    uses: Vec<Listener>,
    stored: Option<Listener>,
}

impl Feature for Flags {
    fn follow(&mut self, instance: &'static Instance) {
        let mut refreshed = false;
        instance.with(&mut |client| refreshed = client.follow_refresh());
        let (Some(window), Some(document)) = (page::window(), page::document()) else { return };
        if self.stored.is_none() {
            let stored = hear(instance, |instance, _| instance.tell(Client::on_stored_elsewhere));
            self.stored = Some(Listener::new(&window, "storage", false, stored));
        }
        if !refreshed {
            self.uses.clear();
        } else if self.uses.is_empty() {
            let listen = |name: &'static str| Listener::new(&document, name, true, hear(instance, |instance, _| used(instance)));
            self.uses = USES.map(listen).into();
            let shown = hear(instance, |instance, _| {
                if page::page().visible {
                    used(instance);
                }
            });
            self.uses.push(Listener::new(&document, "visibilitychange", false, shown));
        }
    }

    fn stop(&mut self) {
        self.uses.clear();
        self.stored = None;
    }
}

fn used(instance: &'static Instance) {
    if instance.read(Client::awaits_use) == Some(true) {
        instance.tell(Client::on_page_used);
    }
}
