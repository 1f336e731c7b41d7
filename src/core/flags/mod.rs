//! Feature flags: how they are asked for, what becomes of the answer and what is kept of it. Answers are untrusted: what has not the shape that is
//! expected is as if it were not there. What the page's functions are told leaves as acts. How flags are read is in `reads.rs`, what the page itself
//! changes in `changes.rs`, when they are asked for again in `refresh.rs`.

mod changes;
mod reads;
mod refresh;

use crate::core::client::{Act, Client, LIB_VERSION, Timer};
use crate::core::date;
use crate::core::host::{Answer, Host};
use crate::core::json::{Json, Map};
use crate::core::keys;
use crate::core::router::{self, Target};
use crate::core::send::Job;
use crate::core::text::{self, Str};
use crate::core::world::Level;

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

    fn may_reload(&self) -> bool {
        !(self.stopped || self.flags.paused || self.flag_option("advanced_disable_feature_flags") || self.may_not_ask())
    }

    /// `reloadFeatureFlags`: asks in a moment, once for all who want it by then.
    pub fn reload_flags(&mut self) {
        if !self.may_reload() {
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
        if !self.may_reload() || self.flags_disabled() {
            return self.settle_flags(vec![ticket], "skipped");
        }
        self.flags.waiting.push(ticket);
        self.reload_flags();
    }

    fn settle_flags(&mut self, tickets: Vec<Json>, status: &'static str) {
        for ticket in tickets {
            self.act(Act::FlagsReloaded(ticket, status));
        }
    }

    fn settle_waiting(&mut self, status: &'static str) {
        let tickets = std::mem::take(&mut self.flags.waiting);
        self.settle_flags(tickets, status);
    }

    fn settle_asked(&mut self, status: &'static str) {
        let tickets = std::mem::take(&mut self.flags.asked.waiting);
        self.settle_flags(tickets, status);
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
        for &(key, list, none) in &[("evaluation_contexts", contexts, false), ("flag_keys", raw.get("flag_keys"), true)] {
            let Some(list) = list.filter(|list| !list.is_null()) else { continue };
            let Some(list) = list.as_list() else {
                self.world.say(Level::Error, "[FeatureFlags] % has to be a list of texts", &[key]);
                continue;
            };
            let (named, odd): (Vec<&Json>, Vec<&Json>) =
                list.iter().partition(|name| name.as_str().is_some_and(|name| !crate::core::secrets::trim(&name).is_empty()));
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
        self.send_flags(path, body, Job::FLAGS);
    }

    fn send_flags(&mut self, path: &str, mut body: Map, ticket: u32) {
        body.set_str("sent_at", &date::iso(self.world.now()));
        let timeout = self.config.raw.number("feature_flag_request_timeout_ms");
        let job = Job::asking(router::endpoint(&self.config, Target::Flags, path), Json::from(&body), ticket, timeout);
        self.sender.send(job, None, &self.config);
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

    /// The answer to a question, or what stands for one.
    pub fn on_question_told(&mut self, ticket: u32, answer: Answer) {
        if ticket == Job::FLAGS {
            self.on_flags(answer);
        } else {
            self.act(Act::Told(ticket - Job::QUESTIONS, answer.status, answer.text));
        }
    }

    fn on_flags(&mut self, answer: Answer) {
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
        for (field, key) in &[("requestId", REQUEST_ID), ("evaluatedAt", EVALUATED_AT)] {
            patch.copy(key, response.get(field).filter(|value| value.truthy()));
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
        self.store.adopt_shared();
    }

    /// What another tab has learned of the flags was taken over, by itself or when this one stored something.
    pub(super) fn tell_adopted(&mut self) {
        if std::mem::take(&mut self.store.adopted) {
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

    pub fn settle_ready(&mut self, status: &'static str) {
        let tickets = std::mem::take(&mut self.flags.ready);
        self.settle_flags(tickets, status);
    }

    /// The server says that the project has no flags.
    pub(super) fn without_flags(&mut self) {
        self.flags.absent = true;
        self.settle_ready("loaded");
    }

    fn carry_flags(&mut self) {
        let mut carried = Map::new();
        for key in &[ACTIVE, PAYLOADS, REQUEST_ID, OVERRIDES] {
            carried.copy(key, self.flag_prop(key));
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

    // ---- other questions to the server

    /// Asks for early access features, by their stages, or web experiments, or the payload of a flag. `ticket` hears the answer.
    pub fn ask_server(&mut self, what: &str, stages: &[String], ticket: u32) {
        let ticket = Job::QUESTIONS + ticket;
        if what == "payload" {
            let body = self.flags_body(Map::new());
            return self.send_flags("/flags/?v=2", body, ticket);
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
}
