//! How far the page is scrolled, which a page view tells when it ends. Looked at when it changes; the rules are in `core::scroll`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Scroll {
    listeners: Vec<Listener>,
}

impl Feature for Scroll {
    fn follow(&mut self, instance: &'static Instance) {
        if instance.read(|client| client.config.disable_scroll) == Some(true) {
            return self.stop();
        }
        let (Some(window), true) = (page::window(), self.listeners.is_empty()) else { return };
        let looking = || {
            hear(instance, |instance, _| {
                instance.tell(Client::on_scroll);
            })
        };
        // Scrolling inside the page does not bubble.
        self.listeners = vec![
            Listener::new(&window, "scroll", true, looking()),
            Listener::new(&window, "scrollend", true, looking()),
            Listener::new(&window, "resize", false, looking()),
        ];
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
