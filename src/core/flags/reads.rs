//! How flags are read, with what the page has put over them, and the report of a read: `$feature_flag_called`, once for each value.

use super::*;
use crate::core::event::Capture;

impl Client {
    /// The flags by their values, as the page may have overridden them.
    pub fn flag_variants(&mut self) -> Map {
        self.overridden(ENABLED, OVERRIDES)
    }

    pub fn flag_payloads(&mut self) -> Map {
        self.overridden(PAYLOADS, OVERRIDE_PAYLOADS)
    }

    fn overridden(&mut self, key: &str, by: &str) -> Map {
        let mut all = self.flag_map(key);
        if let Some(own) = self.flag_prop(by).filter(|own| own.truthy()).and_then(Json::as_map) {
            all.extend(&own);
            self.tell_overriding();
        }
        all
    }

    fn tell_overriding(&mut self) {
        if !std::mem::replace(&mut self.flags.overriding_told, true) {
            self.world.log(Level::Warn, "[FeatureFlags] The page overrides feature flags");
        }
    }

    /// `getFlagsWithDetails`: what the server said of each, and of those that are overridden what it would be without that.
    pub fn flag_details(&mut self) -> Map {
        let mut all = self.flag_map(DETAILS);
        let (flags, payloads) = (self.flag_prop(OVERRIDES).cloned(), self.flag_prop(OVERRIDE_PAYLOADS).cloned());
        let on = |value: &Option<Json>| value.as_ref().is_some_and(Json::truthy);
        if !on(&flags) && !on(&payloads) {
            return all;
        }
        let (flags, payloads) = (object(flags.as_ref()), object(payloads.as_ref()));
        let mut names = payloads.clone();
        names.extend(&flags);
        for (key, _) in names.iter() {
            let original = all.map(key);
            let mut detail = original.clone();
            let own = flags.get(key);
            let (was, had) = (original.get("enabled").cloned(), original.get("variant").cloned());
            let enabled = own.map_or_else(|| was.as_ref().is_some_and(Json::truthy), Json::truthy);
            let variant = match own {
                Some(own) => own.is_string().then(|| own.clone()),
                None => had.clone(),
            };
            detail.set("enabled", own.map_or_else(|| was.clone().unwrap_or_else(|| Json::bool(false)), |_| Json::bool(enabled)));
            match variant.clone().filter(|variant| !variant.is_null()).or(had.clone()).filter(|_| enabled) {
                Some(variant) => detail.set("variant", variant),
                None => {
                    detail.remove("variant");
                }
            }
            let differs = |now: Option<&Json>, before: Option<&Json>| now != before;
            if differs(detail.get("enabled"), was.as_ref())
                && let Some(was) = was
            {
                detail.set("original_enabled", was);
            }
            if differs(variant.as_ref(), had.as_ref())
                && let Some(had) = had
            {
                detail.set("original_variant", had);
            }
            if let Some(payload) = payloads.get(key).filter(|payload| payload.truthy()) {
                let mut metadata = original.map("metadata");
                if let Some(before) = metadata.get("payload").cloned() {
                    metadata.set("original_payload", before);
                }
                metadata.set("payload", payload.clone());
                detail.set("metadata", Json::from(&metadata));
            }
            all.set(key, Json::from(&detail));
        }
        self.tell_overriding();
        all
    }

    /// `getFeatureFlagResult`: the flag's key, whether it is on, its variant and its payload. `report`: it is told that it was read. `fresh`: only
    /// what the server said on this page. `name`: of the function, for the console.
    pub fn flag(&mut self, key: &str, report: bool, fresh: bool, name: &str) -> Option<Json> {
        if fresh && !self.flags.from_remote {
            return None;
        }
        let variants = self.flag_variants();
        if !self.flags.loaded && variants.is_empty() {
            let text = "[FeatureFlags] % for key \"%\" failed. Feature flags didn't load in time.";
            self.world.say(Level::Warn, text, &[name, key]);
            return None;
        }
        if self.flags_are_stale() {
            if !self.flags.in_flight && !std::mem::replace(&mut self.flags.refreshing, true) {
                self.world.log(Level::Warn, "[FeatureFlags] What is known of the flags is too old: they are asked for");
                self.reload_flags();
            }
            return None;
        }
        let value = variants.get(key).cloned();
        let payload = self.flag_payloads().get(key).cloned();
        self.read_of_flag(key, value.as_ref(), payload.as_ref(), report);
        Some(result_of(key, value?, payload))
    }

    /// `getAllFeatureFlags`
    pub fn all_flags(&mut self) -> Json {
        let payloads = self.flag_payloads();
        let flags = self.flag_variants();
        let all: Vec<Json> = flags.iter().map(|(key, value)| result_of(key, value.clone(), payloads.get(key).cloned())).collect();
        Json::list(all.iter())
    }

    pub(super) fn flags_are_stale(&self) -> bool {
        let ttl = self.config.raw.number("feature_flag_cache_ttl_ms").unwrap_or_default();
        let at = || self.flag_prop(EVALUATED_AT).and_then(Json::as_num);
        ttl > 0.0 && at().is_none_or(|at| self.world.now() - at > ttl)
    }

    // ---- the report of a read: `$feature_flag_called`

    fn reader(&mut self) -> (Str, Option<Str>) {
        let per_session = self.flag_option("advanced_feature_flags_dedup_per_session");
        let session = per_session.then(|| self.session_id()).filter(|id| !id.is_empty());
        let who =
            text::join(&[&self.distinct_id().unwrap_or_default(), "\0", &self.groups().text(), "\0", session.as_deref().unwrap_or("")]);
        (who, session)
    }

    fn read_of_flag(&mut self, key: &str, value: Option<&Json>, payload: Option<&Json>, report: bool) {
        const SESSION: &str = "$flag_call_reported_session_id";
        let said = said(value);
        let mut reported = self.flag_map(keys::FLAG_CALLS);
        let (context, session) = self.reader();
        let mut changed = Map::new();
        if let Some(session) = session.filter(|id| self.store.get(SESSION).is_none_or(|known| !known.is(id))) {
            reported = Map::new();
            changed.set(keys::FLAG_CALLS, Json::trusted("{}"));
            changed.set_str(SESSION, &session);
        }
        if report {
            let off = !self.is_capturing();
            let can = !off && !self.sender.limits.is_used_up(&self.config, self.world.now(), &self.store);
            if can {
                self.flags.held.retain(|held| *held.key != *key);
            } else if off && !reported.is_empty() {
                reported = Map::new();
                changed.set(keys::FLAG_CALLS, Json::trusted("{}"));
            }
            let mut values = reported.list(key);
            if !values.iter().any(|known| known.is(&said)) {
                if can {
                    values.push(Json::str(&said));
                    reported.set(key, Json::list(values.iter()));
                    changed.set(keys::FLAG_CALLS, Json::from(&reported));
                } else {
                    self.flags.held.retain(|held| *held.key != *key);
                    self.flags.held.push(Held { key: Str::from(key), value: said, context });
                }
                if !changed.is_empty() {
                    self.store.register(&std::mem::take(&mut changed), None);
                }
                if can {
                    self.report_flag(key, value, payload);
                }
            }
        }
        if !changed.is_empty() {
            self.store.register(&changed, None);
        }
    }

    fn report_flag(&mut self, key: &str, value: Option<&Json>, payload: Option<&Json>) {
        let detail = self.flag_details().map(key);
        let metadata = detail.map("metadata");
        let mut errors = self.flag_prop(ERRORS).map(Json::as_strings).unwrap_or_default();
        if value.is_none() {
            errors.push(String::from("flag_missing"));
        }
        let mut props = Map::new();
        props.set_str("$feature_flag", key);
        if let Some(value) = value {
            props.set("$feature_flag_response", value.clone());
        }
        props.set("$feature_flag_payload", payload.cloned().unwrap_or_else(Json::null));
        for own in &[REQUEST_ID, EVALUATED_AT] {
            props.copy(own, self.flag_prop(own).filter(|value| value.truthy()));
        }
        let brought = self.bootstrap.clone();
        for (list, name) in
            &[("featureFlags", "$feature_flag_bootstrapped_response"), ("featureFlagPayloads", "$feature_flag_bootstrapped_payload")]
        {
            props.set(name, brought.map(list).get(key).cloned().unwrap_or_else(Json::null));
        }
        props.set("$used_bootstrap_value", Json::bool(!self.flags.from_remote));
        let reason = detail.map("reason");
        let facts = [
            ("$feature_flag_has_experiment", metadata.get("has_experiment"), false),
            ("$feature_flag_version", metadata.get("version"), false),
            ("$feature_flag_reason", reason.get("description").filter(|text| !text.is_null()).or(reason.get("code")), true),
            ("$feature_flag_id", metadata.get("id"), true),
            ("$feature_flag_original_response", detail.get("original_variant").or(detail.get("original_enabled")), false),
            ("$feature_flag_original_payload", metadata.get("original_payload"), true),
        ];
        for &(name, fact, if_truthy) in &facts {
            props.copy(name, fact.filter(|fact| !if_truthy || fact.truthy()));
        }
        if !errors.is_empty() {
            let mut all = String::new();
            for error in &errors {
                if !all.is_empty() {
                    text::push_ascii(&mut all, b',');
                }
                all.push_str(error);
            }
            props.set_str("$feature_flag_error", &all);
        }
        self.wish(Capture::new("$feature_flag_called", props));
    }

    /// Capturing may be possible again: reads that could not be reported are, if they would be the same now.
    pub fn report_held(&mut self) {
        if self.flags.held.is_empty() || self.flags.reporting || !self.is_capturing() || self.flags_are_stale() {
            return;
        }
        self.flags.reporting = true;
        let variants = self.flag_variants();
        let (context, _) = self.reader();
        for held in std::mem::take(&mut self.flags.held) {
            if said(variants.get(&held.key)) == held.value && context == held.context {
                self.flag(&held.key, true, false, "");
            }
        }
        self.flags.reporting = false;
    }

    /// Is this report of a read to be a small one? The server says so of projects, and of flags without an experiment.
    pub fn is_minimal(&self, event: &str, properties: &Map) -> bool {
        event == "$feature_flag_called"
            && properties.get("$feature_flag_has_experiment").is_some_and(Json::is_false)
            && self.store.get(MINIMAL).is_some_and(Json::is_true)
    }

    /// What was read was another one's.
    pub fn forget_flag_calls(&mut self) {
        self.store.unregister(keys::FLAG_CALLS);
        self.flags.held = Vec::new();
    }
}

/// A flag as it is read.
fn result_of(key: &str, value: Json, payload: Option<Json>) -> Json {
    let mut result = Map::new();
    result.set_str("key", key);
    result.set("enabled", Json::bool(value.truthy()));
    if value.is_string() {
        result.set("variant", value);
    }
    if let Some(payload) = payload {
        result.set("payload", parsed(payload));
    }
    Json::from(&result)
}

/// A value as it is remembered that it was reported: JavaScript's `String(value)`.
fn said(value: Option<&Json>) -> Str {
    value.map_or_else(|| Str::from("undefined"), |value| value.as_str().unwrap_or_else(|| Str::from(value.text())))
}

/// A payload as it is read: what is a text is read as JSON, if it is that.
fn parsed(payload: Json) -> Json {
    payload.as_str().and_then(|text| Json::parse(&text)).unwrap_or(payload)
}
