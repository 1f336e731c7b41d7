//! How far the page is scrolled, which a page view tells when it ends. Looked at when it changes; the rules are in `core::scroll`.

use super::{Feature, hear};
use crate::api::instance::Instance;
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
                instance.with(&mut |client| client.on_scroll());
            })
        };
        // Scrolling inside the page does not bubble.
        self.listeners = vec![
            Listener::capturing(&window, "scroll", looking()),
            Listener::capturing(&window, "scrollend", looking()),
            Listener::new(&window, "resize", true, looking()),
        ];
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
