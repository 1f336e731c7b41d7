//! What visitors do with the elements of the page: clicks, changes, submits, and copied text if that is asked for. For each use the page is asked once,
//! by `elementFacts`, which reads all there is about the element and those around it; only what few uses need (the mouse's look, selectors of the
//! page's own, labels, what was selected or typed) is a question of its own.

use super::Feature;
use super::rage::is_rage;
use crate::api::instance::Instance;
use crate::core::autocapture::{Chain, is_on, list, settings};
use crate::core::event::Capture;
use crate::core::json::Json;
use crate::core::remote::AUTOCAPTURE_OFF;
use crate::core::secrets::safe;

#[derive(Default)]
pub struct Autocapture {
    watched: Option<&'static Instance>,
}

impl Feature for Autocapture {
    fn follow(&mut self, instance: &'static Instance) {
        let on = instance.read(|client| {
            let (raw, asks, answered) = (&client.config.raw, !client.flags_disabled(), client.remote.answered);
            (is_on(raw, asks, answered, client.remotely(AUTOCAPTURE_OFF)), settings(raw).truthy("capture_copied_text"))
        });
        match on {
            Some((true, copies)) if self.watched.is_none() => {
                self.watched = Some(instance);
                instance.page().watch_elements(copies);
            }
            Some((false, _)) => self.stop(),
            _ => {}
        }
    }

    fn stop(&mut self) {
        if let Some(instance) = self.watched.take() {
            instance.page().unwatch_elements();
        }
    }
}

/// An element was used.
pub fn used(instance: &'static Instance, facts: &str) {
    let Some((config, chain_only)) = instance.read(|client| (client.config.clone(), client.remote.chain_only)) else { return };
    let (raw, page, facts) = (&config.raw, instance.page(), Json::trusted(facts).as_map().unwrap_or_default());
    let settings = settings(raw);
    let event = facts.word("event");
    let chain = Chain::read(&facts);
    let fits = |key: &str| list(&settings, key).map(|list| page.matches_any(list.text()));
    let ignored = fits("css_selector_ignorelist").unwrap_or_else(|| chain.opts_out());
    if facts.truthy("pressed") && (chain.is_excluded() || ignored) {
        return;
    }
    let clipboard = matches!(&*event, "copy" | "cut" | "paste");
    let rage = raw.get("rageclick").filter(|option| option.truthy() && event == "click");
    let place = facts.list("mouse");
    let hit = match place.iter().filter_map(Json::as_num).collect::<Vec<f64>>().as_slice() {
        [x, y, time] => rage.filter(|_| instance.change(|client| client.rage.click(*x, *y, *time)) == Some(true)),
        _ => None,
    };
    let listed =
        clipboard || list(&settings, "dom_event_allowlist").is_none_or(|list| list.as_strings().iter().any(|known| **known == *event));
    let wanted = listed
        && !ignored
        && chain.is_element()
        && chain.passes_tags(&settings)
        && (!settings.truthy("url_allowlist") || page.url_matches("url_allowlist"))
        && !(settings.truthy("url_ignorelist") && page.url_matches("url_ignorelist"))
        && fits("css_selector_allowlist") != Some(false)
        && chain.is_used(&event).unwrap_or_else(|| chain.is_pointed_at(&page.pointers()));
    if !wanted {
        return;
    }
    let host = facts.word("host");
    let Some(mut props) = chain.properties(&event, raw, &host, chain_only) else { return };
    if let Some(selectors) = facts.get("selectors").filter(|list| list.text() != "[]") {
        props.set("$element_selectors", selectors.clone());
    }
    let mut name = "$autocapture";
    if clipboard {
        name = "$copy_autocapture";
        if event != "paste" {
            let selected = page.selection();
            let content = safe(&selected);
            if content.is_empty() {
                return;
            }
            props.set_str("$selected_content", &content);
            props.set("$clipboard_text_length", Json::num(selected.encode_utf16().count() as f64));
        }
        props.set_str("$copy_type", &event);
    } else if hit.is_some_and(|rage| is_rage(page, &chain, rage)) {
        instance.capture_now(Capture::new("$rageclick", props.clone()));
    }
    if event == "change" && !raw.truthy("mask_all_text") && chain.holds_value() {
        let ignored = list(&settings, "css_selector_ignorelist").map_or(r#"[".ph-no-autocapture","[data-ph-no-autocapture]"]"#, Json::text);
        if let Some(value) = page.input_value(ignored) {
            props.set_str("$input_value", value.strip_prefix('=').unwrap_or_default());
        }
    }
    instance.capture_now(Capture::new(name, props));
}
