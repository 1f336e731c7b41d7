//! The pointer: what is clicked and touched, where it rests, and what the page does then. JavaScript listens, because elements and events are its own;
//! the rules are in `core::heatmaps` and `core::deadclicks`.

use super::rage::is_rage;
use super::{Feature, hear};
use crate::api::instance::Instance;
use crate::core::autocapture::Chain;
use crate::core::client::Client;
use crate::core::deadclicks::{CLICKS, HEATMAPS};
use crate::core::json::Json;
use crate::core::text;
use crate::web::listeners::Listener;
use crate::web::page;

#[derive(Default)]
pub struct Pointer {
    watched: Option<&'static Instance>,
    listeners: Vec<Listener>,
}

impl Feature for Pointer {
    fn follow(&mut self, instance: &'static Instance) {
        let Some(wanted) = instance.change(Client::follow_pointer).flatten() else { return };
        self.watched = Some(instance);
        instance.page().watch_pointer(wanted);
        let (Some(window), Some(document), true) = (page::window(), page::document(), self.listeners.is_empty()) else { return };
        let leaving = hear(instance, |instance, _| instance.tell(Client::flush_heatmaps));
        let shown = hear(instance, |instance, _| instance.tell(Client::on_shown));
        self.listeners =
            vec![Listener::new(&window, "beforeunload", false, leaving), Listener::new(&document, "visibilitychange", false, shown)];
    }

    fn stop(&mut self) {
        self.listeners.clear();
        if let Some(instance) = self.watched.take() {
            instance.page().watch_pointer(0);
        }
    }
}

/// The element at hand, and those around it.
fn chain(instance: &'static Instance) -> Chain {
    Chain::read(&Json::trusted(&instance.page().element_facts()).as_map().unwrap_or_default())
}

/// A point of a heatmap, and where in the window it is. The click that makes it anger is a point twice.
pub fn plotted(instance: &'static Instance, point: &str, kind: &str, x: f64, y: f64) {
    let hit = kind != "mousemove" && instance.change(|client| client.rages(x, y)) == Some(true);
    let option = instance.read(|client| client.config.raw.get("rageclick").cloned()).flatten().filter(|_| hit);
    let chain = option.as_ref().map(|_| chain(instance)).filter(Chain::is_element);
    let rages = option.zip(chain).is_some_and(|(option, chain)| is_rage(instance.page(), &chain, &option));
    instance.change(|client| {
        if rages {
            client.plot(point, "rageclick");
        }
        client.plot(point, kind);
    });
}

/// It is time to look what came of clicks and swipes.
pub fn check(instance: &'static Instance) {
    for (number, wanted, mut capture) in instance.change(Client::check_clicks).unwrap_or_default() {
        instance.page().take_up(number, wanted & HEATMAPS != 0);
        if wanted & CLICKS != 0 {
            let raw = instance.read(Client::dead_click_settings).unwrap_or_default();
            let event = if text::has(&capture.event, "swipe") { "touchend" } else { "click" };
            if let Some(props) = chain(instance).properties(event, &raw, &page::page().host, false) {
                capture.properties.extend(&props);
            }
            instance.change(|client| client.wish(capture));
        }
    }
    if instance.read(Client::awaits_death) != Some(true) {
        instance.page().forget_used();
    }
    instance.settle();
}
