//! Feature flags: which are asked for, what becomes of the answer, what is kept of it, and how they are read. Answers are untrusted: what has not the
//! shape that is expected is as if it were not there. What the page's functions are told, and the report of a read, leave as acts.

use super::client::{Act, Client, LIB_VERSION, Timer};
use super::date;
use super::host::{Answer, Host};
use super::json::{Json, Map};
use super::keys;
use super::router::{self, Target};
use super::send::Job;
use super::text::{self, Str};
use super::world::Level;

pub const ACTIVE: &str = "$active_feature_flags";
pub const ENABLED: &str = "$enabled_feature_flags";
pub const DETAILS: &str = "$feature_flag_details";
pub const PAYLOADS: &str = "$feature_flag_payloads";
pub const REQUEST_ID: &str = "$feature_flag_request_id";
pub const EVALUATED_AT: &str = "$feature_flag_evaluated_at";
pub const MINIMAL: &str = "$minimal_flag_called_events";
pub const ERRORS: &str = "$feature_flag_errors";
pub const OVERRIDES: &str = "$override_feature_flags";
pub const OVERRIDE_PAYLOADS: &str = "$override_feature_flag_payloads";

/// As many requests without an answer while online, and no more are made until the browser says that it is online again.
const UNANSWERED: u32 = 3;
const RETRY_AFTER: f64 = 500.0;
const LONGEST_IDLE: f64 = 3_600_000.0;

/// A request for flags: what it says, and how it stands.
#[derive(Default)]
struct Asked {
    body: Map,
    generation: u32,
    attempts: f64,
    /// The answer is not wanted.
    disabled: bool,
    /// It evaluates some flags only.
    partial: bool,
    /// Who waits for its end.
    waiting: Vec<Json>,
}

/// A read that could not be reported yet.
struct Held {
    key: Str,
    value: Str,
    /// Who read it.
    context: Str,
}

#[derive(Default)]
pub struct Flags {
    pub loaded: bool,
    from_remote: bool,
    pub paused: bool,
    /// The request leaves when the timer ends.
    due: bool,
    in_flight: bool,
    /// Another request follows the one under way.
    again: bool,
    /// Answers to what was asked before a reset are not taken.
    generation: u32,
    pub anonymous_id: Option<Str>,
    unanswered: u32,
    asked: Asked,
    /// Who waits for the end of the next request.
    waiting: Vec<Json>,
    /// A request was made because what is kept is too old.
    refreshing: bool,
    /// What the page brought along, over what is stored.
    bootstrap: Option<Map>,
    /// What events carry: with the flags' values, and where those are too old.
    with_values: Map,
    without_values: Map,
    /// Who waits for flags that can be read; and nothing comes, because the server has none.
    ready: Vec<Json>,
    absent: bool,
    held: Vec<Held>,
    reporting: bool,
    /// The page's functions are being told.
    pub telling: bool,
    overriding_told: bool,
    pub refresh: Refresh,
}

/// Asking again by and by.
#[derive(Default)]
pub struct Refresh {
    /// Milliseconds; 0 where it is not wanted.
    interval: f64,
    /// How long it has to be now: longer while nobody does anything.
    due: f64,
    last: f64,
    pub used: bool,
}

fn object(value: Option<&Json>) -> Map {
    value.and_then(Json::as_map).unwrap_or_default()
}

/// Those that are on.
fn truthy(flags: &Map) -> Map {
    let mut on = flags.clone();
    on.retain(|_, value| value.truthy());
    on
}

fn keys_of(flags: &Map) -> Json {
    let keys: Vec<Json> = flags.iter().map(|(key, _)| Json::str(key)).collect();
    Json::list(keys.iter())
}

impl Client {
    fn flag_option(&self, key: &str) -> bool {
        self.config.raw.truthy(key)
    }

    /// What is kept under the key; of what the page brought along, where it did.
    fn flag_prop(&self, key: &str) -> Option<&Json> {
        self.flags.bootstrap.as_ref().and_then(|map| map.get(key)).or_else(|| self.store.get(key))
    }

    fn flag_map(&self, key: &str) -> Map {
        object(self.flag_prop(key))
    }

    // ---- asking

    fn may_not_ask(&self) -> bool {
        self.flags.unanswered >= UNANSWERED
    }

    /// `reloadFeatureFlags`: asks in a moment, once for all who want it by then.
    pub fn reload_flags(&mut self) {
        if self.flags.paused || self.flag_option("advanced_disable_feature_flags") || self.may_not_ask() {
            return;
        }
        if self.flags.telling {
            self.world.log(Level::Warn, "[FeatureFlags] Flags are asked for inside an onFeatureFlags callback, which runs when they change: that can go on for ever");
        }
        self.flags.again |= self.flags.in_flight;
        if !std::mem::replace(&mut self.flags.due, true) {
            self.act(Act::FlagsReloading);
            self.act(Act::Wake(Timer::Flags, 5.0));
        }
    }

    /// `reloadFeatureFlagsAsync`: `ticket` hears how it ended.
    pub fn reload_flags_for(&mut self, ticket: Json) {
        self.flags.waiting.push(ticket);
        if self.flags.paused || self.flag_option("advanced_disable_feature_flags") || self.flags_disabled() || self.may_not_ask() {
            return self.settle_waiting("skipped");
        }
        self.reload_flags();
    }

    fn settle_waiting(&mut self, status: &'static str) {
        for ticket in std::mem::take(&mut self.flags.waiting) {
            self.act(Act::FlagsReloaded(ticket, status));
        }
    }

    fn settle_asked(&mut self, status: &'static str) {
        for ticket in std::mem::take(&mut self.flags.asked.waiting) {
            self.act(Act::FlagsReloaded(ticket, status));
        }
    }

    /// The remote configuration has come, or has not.
    pub fn ensure_flags(&mut self) {
        if !(self.flags.loaded || self.flags.in_flight || self.flags.due) {
            self.reload_flags();
        }
    }

    pub(super) fn on_flags_timer(&mut self) {
        if std::mem::take(&mut self.flags.due) {
            self.ask_for_flags();
        }
    }

    fn ask_for_flags(&mut self) {
        self.flags.due = false;
        if self.flags_disabled() || self.may_not_ask() {
            return self.settle_waiting("skipped");
        }
        if self.flags.in_flight {
            self.flags.again = true;
            return;
        }
        let page = self.world.host().page();
        let mut person = self.initial_source(&page);
        person.extend(&self.flag_map(keys::PERSON_PROPERTIES));
        let mut body = self.flags_body(person);
        body.set("groups", Json::from(&self.groups()));
        if let Some(id) = &self.flags.anonymous_id {
            body.set_str("$anon_distinct_id", id);
        }
        if let Some(groups) = self.flag_prop(keys::GROUP_PROPERTIES) {
            body.set("group_properties", groups.clone());
        }
        if !self.world.agent.timezone.is_empty() {
            body.set_str("timezone", &self.world.agent.timezone);
        }
        if let Some(id) = self.store.props.string(keys::DEVICE_ID) {
            body.set_str(keys::DEVICE_ID, &id);
        }
        let disabled = self.flag_option("advanced_disable_feature_flags");
        if disabled {
            body.set("disable_flags", Json::bool(true));
        }
        let attempts = self.config.raw.number("feature_flag_request_max_retries").unwrap_or(1.0);
        let partial = self.flag_option("advanced_only_evaluate_survey_feature_flags");
        let (generation, waiting) = (self.flags.generation, std::mem::take(&mut self.flags.waiting));
        self.flags.asked = Asked { body, generation, attempts, disabled, partial, waiting };
        self.flags.in_flight = true;
        self.post_flags();
    }

    /// What every request for flags says.
    fn flags_body(&self, mut person: Map) -> Map {
        let raw = &self.config.raw;
        let mut body = Map::new();
        body.set_str("token", &self.config.token);
        if let Some(id) = self.store.get(keys::DISTINCT_ID) {
            body.set(keys::DISTINCT_ID, id.clone());
        }
        person.set_str("$lib", "web");
        person.set_str("$lib_version", LIB_VERSION);
        body.set("person_properties", Json::from(&person));
        let contexts = raw.get("evaluation_contexts").or(raw.get("evaluation_environments"));
        for (key, list, none) in [("evaluation_contexts", contexts, false), ("flag_keys", raw.get("flag_keys"), true)] {
            let Some(list) = list.filter(|list| !list.is_null()) else { continue };
            let Some(list) = list.as_list() else {
                self.world.say(Level::Error, "[FeatureFlags] % has to be a list of texts", &[key]);
                continue;
            };
            let (named, odd): (Vec<&Json>, Vec<&Json>) =
                list.iter().partition(|name| name.as_str().is_some_and(|name| !name.trim().is_empty()));
            for name in odd {
                self.world.say(Level::Error, "[FeatureFlags] Invalid entry of %: % is no text with something in it", &[key, name.text()]);
            }
            if none || !named.is_empty() {
                body.set(key, Json::list(named.into_iter()));
            }
        }
        body
    }

    fn post_flags(&mut self) {
        let path = if self.flags.asked.partial { "/flags/?v=2&only_evaluate_survey_feature_flags=true" } else { "/flags/?v=2" };
        let body = self.flags.asked.body.clone();
        if !self.send_flags(path, body, Job::FLAGS) {
            self.on_flags(Answer { status: 429, ..Answer::default() });
        }
    }

    /// False where the server's quota forbids it.
    pub(super) fn send_flags(&mut self, path: &str, mut body: Map, ticket: u32) -> bool {
        let now = self.world.now();
        if self.sender.limits.blocks("", now) {
            return false;
        }
        body.set_str("sent_at", &date::iso(now));
        let timeout = self.config.raw.number("feature_flag_request_timeout_ms");
        let job = Job::asking(router::endpoint(&self.config, Target::Flags, path), Json::from(&body), ticket, timeout);
        self.sender.send(job, None, &self.config);
        true
    }

    pub(super) fn on_flags_retry(&mut self) {
        if self.flags.asked.generation != self.flags.generation || self.flags_disabled() {
            self.flags.in_flight = false;
            self.settle_asked("skipped");
            self.ask_again();
        } else if self.flags.in_flight {
            self.post_flags();
        }
    }

    fn ask_again(&mut self) {
        if std::mem::take(&mut self.flags.again) {
            self.ask_for_flags();
        }
    }

    // ---- the answer

    pub(super) fn on_flags(&mut self, answer: Answer) {
        let status = answer.status;
        let timed_out = answer.error.starts_with("AbortError");
        let current = self.flags.asked.generation == self.flags.generation;
        if (matches!(status, 502 | 504) || timed_out) && current && self.flags.asked.attempts > 0.0 {
            self.flags.asked.attempts -= 1.0;
            return self.act(Act::Wake(Timer::FlagsRetry, RETRY_AFTER));
        }
        self.flags.in_flight = false;
        if !current {
            return self.ask_again();
        }
        if status > 0 {
            self.flags.unanswered = 0;
        } else if self.world.host().online() {
            self.flags.unanswered += 1;
            if self.may_not_ask() {
                self.world.log(Level::Warn, "[FeatureFlags] No request gets an answer: none is made until the browser is online again");
            }
        }
        let failed = status != 200;
        if !failed && !self.flags.again {
            self.flags.anonymous_id = None;
        }
        let Asked { disabled, partial, .. } = self.flags.asked;
        if disabled && !self.flags.again {
            return self.settle_asked("skipped");
        }
        self.flags.from_remote = !failed;
        let response = if failed { None } else { Json::parse(&answer.text) }.and_then(|json| json.as_map()).unwrap_or_default();
        let mut errors: Vec<Json> = Vec::new();
        if timed_out {
            errors.push(Json::str("timeout"));
        } else if !answer.error.is_empty() {
            errors.push(Json::str("connection_error"));
        } else if failed {
            errors.push(Json::str(&text::join(&["api_error_", Json::num(f64::from(status)).text()])));
        }
        if response.truthy("errorsWhileComputingFlags") {
            errors.push(Json::str("errors_while_computing_flags"));
        }
        let limited = response.strings("quotaLimited").iter().any(|what| what == "feature_flags");
        if limited {
            errors.push(Json::str("quota_limited"));
            self.world.log(
                Level::Warn,
                "[FeatureFlags] The project has used up its quota of feature flags: see https://posthog.com/docs/billing/limits-alerts",
            );
        }
        self.store.register_one(ERRORS, Json::list(errors.iter()));
        if !limited && !disabled {
            self.receive_flags(&response, Some(failed), partial, true);
        }
        let well = errors.is_empty() && (response.truthy("flags") || response.truthy("featureFlags"));
        self.settle_asked(match (disabled, well) {
            (true, _) => "skipped",
            (_, true) => "loaded",
            _ => "error",
        });
        self.ask_again();
    }

    /// Takes over what an answer, or the page, says of the flags, and tells those who listen. `failed`: as they are told; nothing where nobody was
    /// asked. `stored`: or it lies over what is.
    pub fn receive_flags(&mut self, response: &Map, failed: Option<bool>, partial: bool, stored: bool) {
        self.flags.loaded = true;
        match self.patch_of(response, partial) {
            Some(patch) if stored => {
                self.flags.bootstrap = None;
                self.store.register(&patch, None);
                self.store.renew();
            }
            Some(patch) => {
                if !self.store.props.has(ENABLED) {
                    self.store.register(&patch, None);
                }
                self.flags.bootstrap = Some(patch);
            }
            None if failed == Some(true) && self.store.props.has(ENABLED) => self.flags.bootstrap = None,
            None => {}
        }
        if failed != Some(true) {
            self.flags.refreshing = false;
        }
        self.tell_flags(failed);
    }

    /// What is to be kept of an answer; none where it says nothing of flags.
    fn patch_of(&mut self, response: &Map, partial: bool) -> Option<Map> {
        let detailed = response.get("flags").and_then(Json::as_map);
        let mut patch = Map::new();
        let (mut flags, mut payloads, mut details) = (Map::new(), Map::new(), Map::new());
        let erring = response.truthy("errorsWhileComputingFlags");
        if let Some(all) = &detailed {
            for (key, detail) in all.iter() {
                let facts = detail.as_map().unwrap_or_default();
                if erring && !partial && facts.truthy("failed") {
                    continue;
                }
                let variant = facts.get("variant").filter(|variant| !variant.is_null());
                if let Some(value) = variant.or(facts.get("enabled")) {
                    flags.push(key, value.clone());
                }
                if let Some(payload) = facts.map("metadata").get("payload").filter(|_| facts.truthy("enabled")) {
                    payloads.push(key, payload.clone());
                }
                details.push(key, detail.clone());
            }
        } else {
            let old = response.get("featureFlags").filter(|old| old.is_object() || old.is_array())?;
            self.world.log(Level::Warn, "[FeatureFlags] The server answers in an old form. Please upgrade it");
            if old.is_array() {
                self.world.log(Level::Warn, "[FeatureFlags] And its form is of the first version");
                for key in old.as_list().unwrap_or_default() {
                    flags.set(&key.as_str().unwrap_or_else(|| Str::from(key.text())), Json::bool(true));
                }
                patch.set(ACTIVE, old.clone());
                patch.set(ENABLED, Json::from(&flags));
                patch.set(MINIMAL, Json::bool(false));
                return Some(patch);
            }
            flags = object(Some(old));
            payloads = response.map("featureFlagPayloads");
        }
        if partial || erring {
            let mut kept = self.flag_payloads();
            if partial || detailed.is_some() {
                kept.retain(|key, _| !flags.has(key));
            }
            kept.extend(&payloads);
            payloads = kept;
            let (mut all, mut known) = (self.flag_variants(), self.flag_details());
            all.extend(&flags);
            known.extend(&details);
            (flags, details) = (all, known);
        }
        patch.set(ACTIVE, keys_of(&truthy(&flags)));
        patch.set(ENABLED, Json::from(&flags));
        patch.set(PAYLOADS, Json::from(&payloads));
        patch.set(DETAILS, Json::from(&details));
        patch.set(MINIMAL, Json::bool(response.get("minimalFlagCalledEvents").is_some_and(Json::is_true)));
        for (field, key) in [("requestId", REQUEST_ID), ("evaluatedAt", EVALUATED_AT)] {
            if let Some(value) = response.get(field).filter(|value| value.truthy()) {
                patch.set(key, value.clone());
            }
        }
        Some(patch)
    }

    /// The page's own flags, until the server's are there.
    pub fn bootstrap_flags(&mut self) {
        self.carry_flags();
        let flags = self.bootstrap.map("featureFlags");
        if flags.is_empty() {
            return;
        }
        let mut payloads = self.bootstrap.map("featureFlagPayloads");
        payloads.retain(|key, _| flags.truthy(key));
        let mut response = Map::new();
        response.set("featureFlags", Json::from(&flags));
        response.set("featureFlagPayloads", Json::from(&payloads));
        self.receive_flags(&response, None, false, false);
    }

    /// Another tab has stored something.
    pub fn on_stored_elsewhere(&mut self) {
        if self.store.adopt_shared() {
            self.flags.bootstrap = None;
            self.tell_flags(None);
        }
    }

    /// What events carry changes only when those who listen are told.
    fn tell_flags(&mut self, failed: Option<bool>) {
        self.carry_flags();
        let on = truthy(&self.flag_variants()).text();
        self.act(Act::Flags(on, failed));
        self.settle_ready(if failed == Some(true) { "error" } else { "loaded" });
    }

    /// `featureFlags.ready`: `ticket` hears as soon as flags can be read, or that they cannot.
    pub fn await_flags(&mut self, ticket: Json) {
        let off = self.flags_disabled() || self.flag_option("advanced_disable_feature_flags");
        self.flags.ready.push(ticket);
        if self.flags.absent || !self.flag_variants().is_empty() {
            self.settle_ready("loaded");
        } else if self.flags.loaded || off {
            self.settle_ready(if self.flags.from_remote { "loaded" } else { "error" });
        }
    }

    fn settle_ready(&mut self, status: &'static str) {
        for ticket in std::mem::take(&mut self.flags.ready) {
            self.act(Act::FlagsReloaded(ticket, status));
        }
    }

    /// The server says that the project has no flags.
    pub(super) fn without_flags(&mut self) {
        self.flags.absent = true;
        self.settle_ready("loaded");
    }

    fn carry_flags(&mut self) {
        let mut carried = Map::new();
        for key in [ACTIVE, PAYLOADS, REQUEST_ID, OVERRIDES] {
            if let Some(value) = self.flag_prop(key) {
                carried.set(key, value.clone());
            }
        }
        self.flags.without_values = carried.clone();
        for (key, value) in self.flag_map(ENABLED).iter() {
            carried.push(&text::join(&["$feature/", key]), value.clone());
        }
        self.flags.with_values = carried;
    }

    /// What events carry of the flags.
    pub(super) fn carried_flags(&self) -> &Map {
        if self.flags_are_stale() { &self.flags.without_values } else { &self.flags.with_values }
    }

    /// The visitor is another one.
    pub(super) fn forget_flags(&mut self) {
        self.settle_waiting("cancelled");
        self.settle_asked("cancelled");
        let flags = &mut self.flags;
        let refresh = std::mem::take(&mut flags.refresh);
        let (generation, in_flight) = (flags.generation.wrapping_add(1), flags.in_flight);
        let asked = std::mem::take(&mut flags.asked);
        let ready = std::mem::take(&mut flags.ready);
        *flags = Flags { generation, in_flight, asked, refresh, ready, ..Flags::default() };
    }

    pub(super) fn flags_online(&mut self) {
        if std::mem::take(&mut self.flags.unanswered) >= UNANSWERED {
            self.reload_flags();
        }
    }

    // ---- reading

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
        let value = value?;
        let mut result = Map::new();
        result.set_str("key", key);
        result.set("enabled", Json::bool(value.truthy()));
        if value.is_string() {
            result.set("variant", value);
        }
        if let Some(payload) = payload {
            result.set("payload", parsed(payload));
        }
        Some(Json::from(&result))
    }

    /// `getAllFeatureFlags`
    pub fn all_flags(&mut self) -> Json {
        let payloads = self.flag_payloads();
        let mut all: Vec<Json> = Vec::new();
        for (key, value) in self.flag_variants().iter() {
            let mut result = Map::new();
            result.set_str("key", key);
            result.set("enabled", Json::bool(value.truthy()));
            if value.is_string() {
                result.set("variant", value.clone());
            }
            if let Some(payload) = payloads.get(key) {
                result.set("payload", parsed(payload.clone()));
            }
            all.push(Json::from(&result));
        }
        Json::list(all.iter())
    }

    fn flags_are_stale(&self) -> bool {
        let ttl = self.config.raw.number("feature_flag_cache_ttl_ms").unwrap_or_default();
        let at = || self.flag_prop(EVALUATED_AT).and_then(Json::as_num);
        ttl > 0.0 && at().is_none_or(|at| self.world.now() - at > ttl)
    }

    // ---- the report of a read: `$feature_flag_called`

    fn reader(&mut self) -> (Str, Option<Str>) {
        let per_session = self.flag_option("advanced_feature_flags_dedup_per_session");
        let session = per_session.then(|| self.session_id()).filter(|id| !id.is_empty());
        let who = [&*self.distinct_id().unwrap_or_default(), &self.groups().text(), session.as_deref().unwrap_or("")].join("\0");
        (Str::new(who), session)
    }

    fn read_of_flag(&mut self, key: &str, value: Option<&Json>, payload: Option<&Json>, report: bool) {
        const SESSION: &str = "$flag_call_reported_session_id";
        let said = value.map_or_else(|| Str::from("undefined"), |value| value.as_str().unwrap_or_else(|| Str::from(value.text())));
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
        for own in [REQUEST_ID, EVALUATED_AT] {
            if let Some(value) = self.flag_prop(own).filter(|value| value.truthy()) {
                props.set(own, value.clone());
            }
        }
        let brought = self.bootstrap.clone();
        for (list, name) in
            [("featureFlags", "$feature_flag_bootstrapped_response"), ("featureFlagPayloads", "$feature_flag_bootstrapped_payload")]
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
        for (name, fact, if_truthy) in facts {
            if let Some(fact) = fact.filter(|fact| !if_truthy || fact.truthy()) {
                props.set(name, fact.clone());
            }
        }
        if !errors.is_empty() {
            props.set_str("$feature_flag_error", &errors.join(","));
        }
        self.wish(super::event::Capture::new("$feature_flag_called", props));
    }

    /// Capturing may be possible again: reads that could not be reported are, if they would be the same now.
    pub(super) fn report_held(&mut self) {
        if self.flags.held.is_empty() || self.flags.reporting || !self.is_capturing() {
            return;
        }
        self.flags.reporting = true;
        let variants = self.flag_variants();
        let (context, _) = self.reader();
        for held in std::mem::take(&mut self.flags.held) {
            let value = variants.get(&held.key);
            let said = value.map_or_else(|| Str::from("undefined"), |value| value.as_str().unwrap_or_else(|| Str::from(value.text())));
            if said == held.value && context == held.context {
                self.flag(&held.key, true, false, "");
            }
        }
        self.flags.reporting = false;
    }

    /// Is this report of a read to be a small one? The server says so of projects, and of flags without an experiment.
    pub(super) fn is_minimal(&self, event: &str, properties: &Map) -> bool {
        event == "$feature_flag_called"
            && properties.get("$feature_flag_has_experiment").is_some_and(Json::is_false)
            && self.store.get(MINIMAL).is_some_and(Json::is_true)
    }

    /// What was read was another one's.
    pub fn forget_flag_calls(&mut self) {
        self.store.unregister(keys::FLAG_CALLS);
        self.flags.held = Vec::new();
    }

    // ---- changing

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
        for (key, value) in [(OVERRIDES, flags), (OVERRIDE_PAYLOADS, payloads)] {
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
        self.wish(super::event::Capture::new("$feature_enrollment_update", props));
    }

    // ---- other questions to the server

    /// Asks for early access features, by their stages, or web experiments, or the payload of a flag. `ticket` hears the answer.
    pub fn ask_server(&mut self, what: &str, stages: &[String], ticket: u32) {
        let ticket = Job::QUESTIONS + ticket;
        if what == "payload" {
            let body = self.flags_body(Map::new());
            self.send_flags("/flags/?v=2", body, ticket);
            return;
        }
        let mut path = text::join(&["/api/", what, "/?token=", &self.config.token]).into_string();
        for stage in stages {
            path.push_str("&stage=");
            path.push_str(stage);
        }
        path.push_str("&_=");
        path.push_str(Json::num(self.world.now()).text());
        let job = Job::question(router::endpoint(&self.config, Target::Api, &path), ticket);
        self.sender.send(job, None, &self.config);
    }

    // ---- asking again by and by

    /// Follows the options. True where somebody's use of the page has to be watched for.
    pub fn follow_refresh(&mut self) {
        let asked = self.config.raw.get("remote_config_refresh_interval_ms").filter(|value| !value.is_null());
        let wanted = asked.map_or(300_000.0, |value| value.as_num().unwrap_or_default());
        let interval = if self.flags_disabled() || wanted <= 0.0 { 0.0 } else { wanted };
        let refresh = &mut self.flags.refresh;
        if asked.is_some() {
            refresh.due = interval;
        }
        if interval != refresh.interval {
            *refresh = Refresh { interval, due: interval, ..Refresh::default() };
            self.schedule_refresh();
        }
    }

    fn schedule_refresh(&mut self) {
        self.flags.refresh.last = self.world.now();
        let interval = self.flags.refresh.interval;
        if interval > 0.0 {
            self.act(Act::Wake(Timer::FlagsRefresh, interval));
        }
    }

    /// Asks again, if it is time to.
    pub(super) fn refresh_flags(&mut self, timer: bool) {
        let now = self.world.now();
        let idle_counts = self.config.raw.get("remote_config_refresh_interval_ms").is_none_or(Json::is_null);
        let refresh = &mut self.flags.refresh;
        if refresh.interval <= 0.0 {
            return;
        }
        if timer {
            let interval = refresh.interval;
            self.act(Act::Wake(Timer::FlagsRefresh, interval));
        }
        let refresh = &self.flags.refresh;
        if self.flags_disabled() || !self.world.host().page().visible || now - refresh.last < refresh.due {
            return;
        }
        let refresh = &mut self.flags.refresh;
        refresh.due = if refresh.used || !idle_counts { refresh.interval } else { (refresh.due * 2.0).min(LONGEST_IDLE) };
        refresh.used = false;
        self.reload_flags();
        self.schedule_refresh();
    }

    /// Does it matter that somebody uses the page?
    pub fn awaits_use(&self) -> bool {
        let refresh = &self.flags.refresh;
        refresh.interval > 0.0 && !(refresh.used && refresh.due == refresh.interval)
    }

    /// Somebody uses the page, or looks at it again.
    pub fn on_page_used(&mut self) {
        if self.awaits_use() {
            let refresh = &mut self.flags.refresh;
            refresh.used = true;
            refresh.due = refresh.interval;
            self.refresh_flags(false);
        }
    }
}

/// A payload as it is read: what is a text is read as JSON, if it is that.
fn parsed(payload: Json) -> Json {
    payload.as_str().and_then(|text| Json::parse(&text)).unwrap_or(payload)
}
