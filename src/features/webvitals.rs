//! Web vitals: how fast the page came, answered and kept still. Google's library measures them; PostHog's server has it as a script, which is loaded when
//! it is wanted. The rules are in `core::webvitals`.

use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::client::Client;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct WebVitals {
    /// Whether the server had answered when this was last decided. Changed options alone decide nothing.
    answered: Option<bool>,
    listeners: Vec<Listener>,
}

impl WebVitals {
    /// `load`: the script, if it is not there yet.
    fn start(&mut self, instance: &'static Instance, load: bool) {
        let (Some(window), Some(document), true) = (page::window(), page::document(), self.listeners.is_empty()) else { return };
        let Some((kind, names, soft)) = instance.read(Client::vitals_asked).flatten() else { return };
        if instance.page().observe_vitals(kind, &names, soft) {
            // Behind the observers' own, so that their last words are in it.
            let shown = hear(instance, |instance, _| instance.tell(Client::on_vitals_shown));
            let left = hear(instance, |instance, _| instance.tell(|client| client.flush_vitals(true)));
            self.listeners =
                vec![Listener::new(&document, "visibilitychange", false, shown), Listener::new(&window, "pagehide", false, left)];
        } else if load {
            instance.load_script(kind);
        }
    }
}

impl Feature for WebVitals {
    fn follow(&mut self, instance: &'static Instance) {
        let answered = instance.read(|client| client.remote.answered);
        if std::mem::replace(&mut self.answered, answered) != answered {
            self.start(instance, true);
        }
    }

    fn loaded(&mut self, instance: &'static Instance, _kind: &'static str, well: bool) {
        if well {
            self.start(instance, false);
        }
    }

    fn stop(&mut self) {
        self.listeners.clear();
    }
}
