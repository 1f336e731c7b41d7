//! What the page changes of its flags by itself: other values, overrides, early access features that somebody wants.

use super::*;
use crate::core::event::Capture;

impl Client {
    /// `updateFlags`
    pub fn update_flags(&mut self, flags: &Map, payloads: &Map, merge: bool) {
        let (mut all, mut all_payloads) = if merge { (self.flag_map(ENABLED), self.flag_map(PAYLOADS)) } else { Default::default() };
        all.extend(flags);
        all_payloads.extend(payloads);
        let mut details = Map::new();
        for (key, value) in all.iter() {
            let mut detail = Map::new();
            detail.set_str("key", key);
            detail.set("enabled", if value.is_string() { Json::bool(value.truthy()) } else { value.clone() });
            if value.is_string() {
                detail.set("variant", value.clone());
            }
            if let Some(payload) = all_payloads.get(key) {
                let mut metadata = Map::new();
                metadata.set("id", Json::trusted("0"));
                metadata.set("payload", payload.clone());
                detail.set("metadata", Json::from(&metadata));
            }
            details.set(key, Json::from(&detail));
        }
        let mut response = Map::new();
        response.set("flags", Json::from(&details));
        self.receive_flags(&response, None, false, true);
    }

    /// `overrideFeatureFlags`: false for none, a list of those that are on, values by keys, or both apart.
    pub fn override_flags(&mut self, given: Option<&Json>) {
        fn record(flags: &Json) -> Json {
            let mut on = Map::new();
            for key in flags.as_strings() {
                on.set(&key, Json::bool(true));
            }
            if flags.is_array() { Json::from(&on) } else { flags.clone() }
        }
        let Some(given) = given.filter(|given| given.is_false() || given.is_object() || given.is_array()) else {
            return self.world.log(Level::Warn, "[FeatureFlags] Invalid options of overrideFeatureFlags");
        };
        let off = Json::bool(false);
        let options = given.as_map().filter(|options| options.has("flags") || options.has("payloads"));
        let (flags, payloads) = match &options {
            _ if given.is_false() => (Some(&off), Some(&off)),
            Some(options) => {
                self.flags.overriding_told = options.truthy("suppressWarning");
                (options.get("flags"), options.get("payloads"))
            }
            None => (Some(given), None),
        };
        for &(key, value) in &[(OVERRIDES, flags), (OVERRIDE_PAYLOADS, payloads)] {
            match value {
                Some(value) if value.is_false() => self.store.unregister(key),
                Some(value) if value.truthy() => self.store.register_one(key, record(value)),
                _ => {}
            }
        }
        self.tell_flags(None);
    }

    /// `updateEarlyAccessFeatureEnrollment`
    pub fn enroll(&mut self, key: &str, enrolled: &Json, stage: Option<&Json>) {
        let known = self.store.props.list("$early_access_features");
        let feature = known.iter().filter_map(Json::as_map).find(|feature| feature.get("flagKey").is_some_and(|name| name.is(key)));
        let mut person = Map::new();
        person.set(&text::join(&["$feature_enrollment/", key]), enrolled.clone());
        let mut props = Map::new();
        props.set_str("$feature_flag", key);
        props.set("$feature_enrollment", enrolled.clone());
        props.set("$set", Json::from(&person));
        if let Some(name) = feature.as_ref().and_then(|feature| feature.get("name")) {
            props.set("$early_access_feature_name", name.clone());
        }
        if let Some(stage) = stage.filter(|stage| stage.truthy()) {
            props.set("$feature_enrollment_stage", stage.clone());
        }
        let mut flags = self.flag_variants();
        flags.set(key, enrolled.clone());
        let mut known = self.flag_map(keys::PERSON_PROPERTIES);
        known.extend(&person);
        let mut patch = Map::new();
        patch.set(ACTIVE, keys_of(&truthy(&flags)));
        patch.set(ENABLED, Json::from(&flags));
        patch.set(keys::PERSON_PROPERTIES, Json::from(&known));
        self.store.register(&patch, None);
        self.tell_flags(None);
        self.wish(Capture::new("$feature_enrollment_update", props));
    }
}
