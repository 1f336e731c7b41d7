//! The ids by which Meta knows a click (`$fbc`) and a browser (`$fbp`). They are person properties that conversions sent from a server need: read from
//! the cookies of Meta's pixel, or made of the click id in the address, and sent with every event until a server took them.

use super::client::Client;
use super::event::Draft;
use super::host::Host;
use super::json::{Json, Map};
use super::language::matches;
use super::storage;
use super::text::{self, Str};

/// The property, what it is stored under as `{value, delivered}`, the pixel's cookie, and the form of all of them.
const IDS: [[&str; 4]; 2] = [
    ["$fbc", "$fbc_persistence", "_fbc", r"^fb\.[0-9]+\.[0-9]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)?$"],
    ["$fbp", "$fbp_persistence", "_fbp", r"^fb\.[0-9]+\.[0-9]+\.[0-9]+$"],
];
const CLICK: &str = "^[A-Za-z0-9_-]{1,400}$";

impl Client {
    /// Lays the ids that no server took yet under the person properties of the event. `click`: the click id in the address, where the address is
    /// new.
    pub fn add_meta_ids(&mut self, draft: &mut Draft, processing: bool) {
        let reads = self.config.save_campaign_params && !self.cookieless();
        let cookies = reads.then(|| self.world.host().cookies().ok()).flatten().unwrap_or_default();
        let click = draft.click.take().filter(|click| matches(click, CLICK));
        for &[property, key, cookie, form] in &IDS {
            let options = &mut draft.capture.options;
            let set = options.set.as_ref().and_then(Json::as_map).unwrap_or_default();
            let own_set = draft.properties.map("$set");
            let own = set.get(property).or(own_set.get(property)).cloned();
            let unset = [draft.properties.get("$unset"), options.unset.as_ref()];
            let unset = unset.into_iter().flatten().any(|list| list.as_strings().iter().any(|name| name == property));
            let stored = self.store.props.map(key);
            let known = stored.string("value").filter(|value| matches(value, form));
            let found = match &own {
                _ if unset => None,
                Some(own) => own.as_str(),
                None => newer(&cookies, self.world.now(), cookie, known.as_deref(), click.as_deref().filter(|_| property == "$fbc"), form)
                    .or(known.clone()),
            };
            let Some(found) = found.filter(|found| matches(found, form)) else {
                // The page took it away, or gave something that is none.
                if known.is_some() {
                    self.store.unregister(key);
                }
                continue;
            };
            if known.as_ref() == Some(&found) {
                if stored.get("delivered").is_some_and(Json::is_true) {
                    continue;
                }
            } else {
                self.keep_meta_id(key, Json::str(&found), false);
            }
            if processing && own.is_none() {
                let mut laid = Map::new();
                laid.set_str(property, &found);
                laid.extend(&set);
                options.set = Some(Json::from(&laid));
            }
            draft.capture.meta_ids.set_str(property, &found);
        }
    }

    fn keep_meta_id(&mut self, key: &str, value: Json, delivered: bool) {
        let mut entry = Map::new();
        entry.set("value", value);
        entry.set("delivered", Json::bool(delivered));
        self.store.register_one(key, Json::from(&entry));
    }

    /// A server took them.
    pub fn meta_ids_delivered(&mut self) {
        let delivered = std::mem::take(&mut self.sender.delivered);
        for &[property, key, ..] in &IDS {
            let stored = self.store.get(key).and_then(Json::as_map);
            let value = stored.and_then(|stored| stored.get("value").cloned());
            if value.is_some() && delivered.get(property) == value.as_ref() {
                self.keep_meta_id(key, value.unwrap_or_else(Json::null), true);
            }
        }
    }
}

/// What the pixel or the address says, if it is to take the place of what is known. The pixel knows the true time of the click: its value
/// counts for the click that is known, or for a newer one.
fn newer(cookies: &str, now: f64, cookie: &str, known: Option<&str>, click: Option<&str>, form: &str) -> Option<Str> {
    let part = |value: &str, index: usize| Str::from(text::split(value, b'.').nth(index).unwrap_or(""));
    let time = |value: &str| Json::trusted(&part(value, 2)).as_num();
    if let Some(pixel) = storage::cookie_in(cookies, cookie).filter(|value| matches(value, form)) {
        let of = part(&pixel, 3);
        let wins = match (click, known) {
            _ if cookie == "_fbp" => true,
            (Some(click), _) => *of == *click,
            (None, Some(known)) => of == part(known, 3) || time(&pixel) > time(known),
            (None, None) => true,
        };
        if wins {
            return Some(Str::new(pixel));
        }
    }
    let click = click.filter(|click| known.is_none_or(|known| *part(known, 3) != **click))?;
    Some(text::join(&["fb.1.", Json::num(now).text(), ".", click]))
}

/// Which of them the event that leaves still carries.
pub fn carried(mut ids: Map, event: &str) -> Map {
    if !ids.is_empty() {
        let event = Json::trusted(event).as_map().unwrap_or_default();
        let set_of = |map: &Map| map.map("$set");
        let mut set = event.get("properties").and_then(Json::as_map).map(|own| set_of(&own)).unwrap_or_default();
        set.extend(&set_of(&event));
        ids.retain(|property, value| set.get(property) == Some(value));
    }
    ids
}
