//! Who the visitor is: identify, alias, person properties, groups, and forgetting it all.

use super::client::{Act, Client};
use super::config::Cookieless;
use super::consent;
use super::event::Capture;
use super::json::{Json, Map};
use super::keys::{self, DEVICE_ID, DISTINCT_ID, GROUPS, USER_STATE};
use super::text::{self, Str};
use super::world::Level;

/// Names that are a mistake rather than a person.
const HARDCODED: [&str; 4] = ["distinct_id", "distinctid", "undefined", "null"];

/// What `alias` answers when it sends nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aliased {
    /// An event was captured, or the call ignored.
    Event,
    /// -1: it is the visitor's id already.
    Same,
    /// -2: it is a person known to the old People API.
    Taken,
}

fn object(map: Option<&Map>) -> Json {
    map.map_or_else(|| Json::trusted("{}"), Json::from)
}

impl Client {
    fn valid_person(&self, id: &str) -> bool {
        let problem = if super::secrets::trim(id).is_empty() {
            Str::from("Unique user id has not been set in posthog.identify")
        } else if id == keys::COOKIELESS {
            let why = "\" was set in posthog.identify which indicates an error. This ID is only used as a sentinel value.";
            text::join(&["The string \"", id, why])
        } else if HARDCODED.contains(&id.to_ascii_lowercase().as_str()) {
            let why =
                "\" was set in posthog.identify which indicates an error. This ID should be unique to the user and not a hardcoded string.";
            text::join(&["The string \"", id, why])
        } else {
            return true;
        };
        self.world.log(Level::Critical, &problem);
        false
    }

    /// `identify` with whatever the page passed as the id.
    pub fn identify_value(&mut self, id: Option<&Json>, set: Option<&Map>, set_once: Option<&Map>) {
        let id = id.filter(|id| id.truthy() || id.as_num().is_some());
        let text = match id.and_then(Json::as_str) {
            Some(text) => text,
            None if id.is_some_and(|id| id.as_num().is_some()) => {
                let text =
                    "The first argument to posthog.identify was a number, but it should be a string. It has been converted to a string.";
                self.world.log(Level::Warn, text);
                id.map(|id| Str::from(id.text())).unwrap_or_default()
            }
            None if id.is_some() => {
                return self.world.log(Level::Critical, "Implementation error: the id given to posthog.identify is not a string.");
            }
            None => Str::default(),
        };
        self.identify(&text, set, set_once);
    }

    /// `identify` with an id that is a text. `None`: the properties were not given.
    pub fn identify(&mut self, id: &str, set: Option<&Map>, set_once: Option<&Map>) {
        if !self.valid_person(id) || !self.require_person_processing("posthog.identify") {
            return;
        }
        let before = self.distinct_id();
        self.store.sync_cookie();
        let adopted = self.process_identity_change();
        let moved = self.distinct_id() != before;
        self.store.suspend(true);
        let previous = self.distinct_id().unwrap_or_default();
        self.store.register_one(keys::USER_ID, Json::str(id));
        if !self.store.props.truthy(DEVICE_ID) {
            let mut props = Map::new();
            props.set("$had_persisted_distinct_id", Json::bool(true));
            props.set_str(DEVICE_ID, &previous);
            self.store.register_once(&props, Some(&Json::str("")), None);
        }
        let changed = *id != *previous;
        if changed && self.store.props.string(keys::ALIAS).as_deref() != Some(id) {
            self.store.unregister(keys::ALIAS);
            self.store.register_one(DISTINCT_ID, Json::str(id));
        }
        let state = self.store.props.string(USER_STATE).filter(|state| !state.is_empty());
        let anonymous = state.is_none_or(|state| state == "anonymous");
        self.store.suspend(false);
        if anonymous {
            self.store.set(USER_STATE, Json::str("identified"));
            self.set_person_properties_for_flags(&set.cloned().unwrap_or_default(), &set_once.cloned().unwrap_or_default());
            let mut props = Map::new();
            let mut capture = if changed {
                props.set_str(DISTINCT_ID, id);
                if !self.config.reuse_anonymous_id {
                    props.set_str("$anon_distinct_id", &previous);
                }
                let mut capture = Capture::new("$identify", props);
                capture.options.given = true;
                capture.options.set = Some(object(set));
                capture.options.set_once = Some(object(set_once));
                capture
            } else {
                props.set("$set", object(set));
                props.set("$set_once", object(set_once));
                Capture::new("$set", props)
            };
            capture.remember = Some(fingerprint(id, set, set_once));
            self.wish(capture);
            if changed {
                self.flags.anonymous_id = (!self.config.reuse_anonymous_id).then_some(previous);
            } else if set.is_some() || set_once.is_some() {
                self.reload_flags();
            }
        } else if set.is_some() || set_once.is_some() {
            self.set_person_properties(set, set_once);
        }
        if changed || moved || adopted {
            self.reload_flags();
            self.forget_flag_calls();
        }
    }

    /// `setPersonProperties`: a `$set` event, unless the last one said the same.
    pub fn set_person_properties(&mut self, set: Option<&Map>, set_once: Option<&Map>) {
        if (set.is_none() && set_once.is_none()) || !self.require_person_processing("posthog.setPersonProperties") {
            return;
        }
        let print = fingerprint(&self.distinct_id().unwrap_or_default(), set, set_once);
        if self.person_hash.as_ref() == Some(&print) {
            let text = "A duplicate setPersonProperties call was made with the same properties. It has been ignored.";
            self.world.log(Level::Info, text);
            return;
        }
        self.set_person_properties_for_flags(&set.cloned().unwrap_or_default(), &set_once.cloned().unwrap_or_default());
        self.reload_flags();
        let mut props = Map::new();
        props.set("$set", object(set));
        props.set("$set_once", object(set_once));
        let mut capture = Capture::new("$set", props);
        capture.remember = Some(print);
        self.wish(capture);
    }

    pub fn unset_person_properties(&mut self, names: &[String]) {
        let named: Vec<Json> = names.iter().filter(|name| !name.is_empty()).map(|name| Json::str(name)).collect();
        if named.is_empty() || !self.require_person_processing("posthog.unsetPersonProperties") {
            return;
        }
        self.unset_person_properties_for_flags(names);
        self.reload_flags();
        let mut props = Map::new();
        props.set("$unset", Json::list(named.iter()));
        self.wish(Capture::new("$set", props));
        self.person_hash = None;
    }

    /// Forgets some of what flags are decided by.
    pub fn unset_person_properties_for_flags(&mut self, names: &[String]) {
        let mut stored = self.store.props.map(keys::PERSON_PROPERTIES);
        stored.retain(|key, _| !names.iter().any(|name| name == key));
        self.store.register_one(keys::PERSON_PROPERTIES, Json::from(&stored));
    }

    /// Properties that flags are decided by before the server knows them.
    pub fn set_person_properties_for_flags(&mut self, set: &Map, set_once: &Map) {
        let mut stored = self.store.props.map(keys::PERSON_PROPERTIES);
        for (key, value) in set_once.iter() {
            if !stored.has(key) {
                stored.set(key, value.clone());
            }
        }
        stored.extend(set);
        self.store.register_one(keys::PERSON_PROPERTIES, Json::from(&stored));
    }

    /// `createPersonProfile`: from now on the visitor is a person, without being named.
    pub fn create_person_profile(&mut self) {
        if !self.has_person_processing() && self.require_person_processing("posthog.createPersonProfile") {
            self.set_person_properties(Some(&Map::new()), Some(&Map::new()));
        }
    }

    pub fn set_internal_or_test_user(&mut self) {
        if self.require_person_processing("posthog.setInternalOrTestUser") {
            let mut set = Map::new();
            set.set("$internal_or_test_user", Json::bool(true));
            self.set_person_properties(Some(&set), None);
        }
    }

    /// `original`: the current id where it is not given. An alias that is not given equals a People id that is not there.
    pub fn alias(&mut self, alias: Option<&Json>, original: Option<&Json>) -> Aliased {
        let taken = self.store.get("$people_distinct_id");
        if taken == alias {
            self.world.log(Level::Critical, "Attempting to create alias for existing People user - aborting.");
            return Aliased::Taken;
        }
        if !self.require_person_processing("posthog.alias") {
            return Aliased::Event;
        }
        let original = original.cloned().or_else(|| self.store.get(DISTINCT_ID).cloned());
        if alias == original.as_ref() {
            self.world.log(Level::Warn, "alias matches current distinct_id - skipping api call.");
            self.identify(&alias.and_then(Json::as_str).unwrap_or_default(), None, None);
            return Aliased::Same;
        }
        let mut props = Map::new();
        if let Some(alias) = alias {
            self.store.register_one(keys::ALIAS, alias.clone());
            props.set("alias", alias.clone());
        }
        if let Some(original) = original {
            props.set(DISTINCT_ID, original);
        }
        self.wish(Capture::new("$create_alias", props));
        Aliased::Event
    }

    /// `group`: later events carry it; the group itself is told of when it is new or properties are given.
    /// `set`: as the event tells them; `kept`: as they are kept.
    pub fn group(&mut self, kind: &str, key: &Json, set: Option<&Map>, kept: Option<&Map>) {
        if kind.is_empty() || !key.truthy() {
            self.world.log(Level::Error, "posthog.group requires a group type and group key");
            return;
        }
        self.store.sync_cookie();
        self.process_identity_change();
        let mut groups = self.groups();
        let is_new = groups.get(kind) != Some(key);
        if is_new {
            self.reset_group_properties(Some(kind));
        }
        groups.set(kind, key.clone());
        self.store.register_one(GROUPS, Json::from(&groups));
        if (is_new || set.is_some()) && self.has_person_processing() {
            let mut props = Map::new();
            props.set_str("$group_type", kind);
            props.set("$group_key", key.clone());
            if let Some(set) = set {
                props.set("$group_set", Json::from(set));
            }
            self.wish(Capture::new("$groupidentify", props));
        }
        if let Some(kept) = kept {
            let mut all = Map::new();
            all.set(kind, Json::from(kept));
            self.set_group_properties(&all, true);
        } else if is_new {
            self.reload_flags();
        }
    }

    /// Group properties that flags are decided by before the server knows them, by group type.
    pub fn set_group_properties(&mut self, props: &Map, reload: bool) {
        if !self.require_person_processing("posthog.setGroupPropertiesForFlags") {
            return;
        }
        let mut stored = self.store.props.map(keys::GROUP_PROPERTIES);
        for (kind, more) in props.iter() {
            let mut known = stored.map(kind);
            known.extend(&more.as_map().unwrap_or_default());
            stored.set(kind, Json::from(&known));
        }
        self.store.register_one(keys::GROUP_PROPERTIES, Json::from(&stored));
        if reload {
            self.reload_flags();
        }
    }

    /// Forgets the properties of one type of group, or of all.
    pub fn reset_group_properties(&mut self, kind: Option<&str>) {
        let Some(kind) = kind else { return self.store.unregister(keys::GROUP_PROPERTIES) };
        let mut stored = self.store.props.map(keys::GROUP_PROPERTIES);
        stored.set(kind, Json::trusted("{}"));
        self.store.register_one(keys::GROUP_PROPERTIES, Json::from(&stored));
    }

    /// Forgets what `set_person_properties_for_flags` remembered.
    pub fn reset_person_properties(&mut self) {
        self.store.unregister(keys::PERSON_PROPERTIES);
    }

    /// `resetGroups`: later events carry none. No event.
    pub fn reset_groups(&mut self) {
        self.store.register_one(GROUPS, Json::trusted("{}"));
        self.reset_group_properties(None);
        self.reload_flags();
    }

    /// Must `reset` be given an id from the page's `get_device_id`?
    pub fn reset_needs_id(&self) -> bool {
        self.config.cookieless != Cookieless::Always
    }

    /// `reset`: forgets the visitor. `device_id`: the new anonymous id.
    pub fn reset(&mut self, new_device: bool, device_id: &str, bootstrap: Option<Map>) {
        self.world.log(Level::Info, "reset");
        self.bootstrap = bootstrap.clone().unwrap_or_else(|| self.given.map("bootstrap"));
        self.act(Act::Option("bootstrap", Some(Json::from(&self.bootstrap))));
        for key in &["identity_distinct_id", "identity_hash", "identity_claims"] {
            self.act(Act::Option(key, None));
        }
        let capturing = self.is_capturing();
        consent::forget(self.world, &self.config);
        if capturing && !self.is_capturing() {
            let text = "reset() cleared the stored consent, and capturing is now off because of `opt_out_capturing_by_default`. Call opt_in_capturing() again, and prefer calling reset() before opting in rather than after.";
            self.world.log(Level::Notice, text);
        }
        self.reset_state(new_device, false, device_id, bootstrap);
    }

    pub(super) fn reset_state(&mut self, new_device: bool, transition: bool, device_id: &str, bootstrap: Option<Map>) {
        let kept = [DEVICE_ID, keys::DEVICE_MODEL, "$session_recording_remote_config"].map(|key| self.store.get(key).cloned());
        let [device, model, recording] = kept;
        let in_transition = self.consent_transition;
        self.consent_transition |= transition;
        self.store.suspend(true);
        self.store.clear();
        self.session_store().clear();
        self.forget_session_keys(false);
        if let Some(recording) = recording {
            self.store.register_one("$session_recording_remote_config", recording);
        }
        self.forget_flags();
        self.store.set(USER_STATE, Json::str("anonymous"));
        if let Some(sessions) = &mut self.sessions {
            sessions.reset(&mut self.store);
        }
        self.person_hash = None;
        let empty = Json::str("");
        let mut props = Map::new();
        if self.config.cookieless == Cookieless::Always {
            props.set_str(DISTINCT_ID, keys::COOKIELESS);
            props.set(DEVICE_ID, Json::null());
            self.store.register_once(&props, Some(&empty), None);
        } else {
            props.set_str(DISTINCT_ID, device_id);
            let device = if new_device { Some(Json::str(device_id)) } else { device };
            if let Some(device) = device {
                props.set(DEVICE_ID, device);
            }
            self.store.register_once(&props, Some(&empty), None);
            if let Some(model) = model.filter(|_| !new_device) {
                self.store.register_one(keys::DEVICE_MODEL, model);
            }
        }
        let mut stamp = Map::new();
        stamp.set_str("$last_posthog_reset", &super::date::iso(self.world.now()));
        self.store.register(&stamp, Some(1.0));
        if let Some(bootstrap) = bootstrap {
            let id = bootstrap.get("distinctID").filter(|id| id.truthy());
            if let Some(id) = id.filter(|_| !self.cookieless()) {
                self.store.set(USER_STATE, Json::str(if bootstrap.truthy("isIdentifiedID") { "identified" } else { "anonymous" }));
                self.store.register_one(DISTINCT_ID, id.clone());
            }
            self.bootstrap_flags();
            if let (Some(id), Some(sessions)) = (bootstrap.string("sessionID"), &mut self.sessions)
                && !sessions.start_from(&id, true, &mut self.store)
            {
                self.bootstrap.remove("sessionID");
            }
        }
        self.consent_transition = in_transition;
        self.store.suspend(false);
        self.reload_flags();
    }
}

/// Person properties as one text, to know them again.
fn fingerprint(id: &str, set: Option<&Map>, set_once: Option<&Map>) -> Str {
    text::join(&[id, "|", &set.map(Map::text).unwrap_or_default(), "|", &set_once.map(Map::text).unwrap_or_default()])
}
