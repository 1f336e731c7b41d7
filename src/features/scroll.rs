//! How far the page is scrolled, which a page view tells when it ends. Looked at when it changes; the rules are in `core::scroll`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Scroll {
    /// Whether the page is watched is decided once. Changed options only decide what is told of it.
    decided: bool,
    listeners: Vec<Listener>,
}

impl Feature for Scroll {
    fn follow(&mut self, instance: &'static Instance) {
        let decided = std::mem::replace(&mut self.decided, true);
        let (Some(window), false) = (page::window(), decided) else { return };
        if instance.read(|client| client.config.disable_scroll) == Some(true) {
            return;
        }
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
