//! The one way of an event. Every event, the SDK's own and the page's, goes through these stages in this order:
//! `admit` (consent, bots, rate) → `enrich` (who, where, when, which session) → `attribute` (the person) → `seal` (cut to size) → the page's
//! hooks → `dispatch` (the queue, or at once). Between the stages nothing is borrowed, so the page's functions may call back.

use super::bots;
use super::campaign;
use super::client::Client;
use super::environment;
use super::event::{Capture, Draft, Event, Options};
use super::host::{Host, Page, Transport};
use super::json::{Json, Map};
use super::keys::{self, DISTINCT_ID};
use super::meta;
use super::outbox::Count;
use super::ratelimit;
use super::router::{self, Region, Target};
use super::send::Job;
use super::text::{self, Str};
use super::uuid;
use super::world::Level;

impl Client {
    /// May this event be captured at all?
    pub fn admit(&mut self, mut capture: Box<Capture>) -> Option<Box<Draft>> {
        let name = capture.event.clone();
        if self.stopped {
            self.say(Level::Warn, &name, "\" was not captured because the SDK was shut down.");
            self.drop_event(Count::ShutDown);
            return None;
        }
        if !self.is_capturing() {
            self.drop_event(Count::OptedOut);
            self.say(Level::Info, &name, "\" was not captured because capturing is disabled (opted out or consent pending).");
            return None;
        }
        self.follow_consent();
        if name == "$snapshot" && self.cookieless() {
            return None;
        }
        let is_bot = !self.config.keep_bots && self.is_bot;
        if is_bot && !self.config.bot_pageviews {
            if !std::mem::replace(&mut self.bot_warned, true) {
                let text = [
                    "Events are being dropped because the user agent looks like a bot (first dropped event: \"",
                    &name,
                    "\"). Set `opt_out_useragent_filter: true` to capture them, e.g. in end-to-end tests. Note that logs from `captureLog` are not subject to this filter.",
                ];
                self.world.log(Level::Notice, &text::join(&text));
            }
            self.drop_event(Count::Bot);
            let why = "\" was not captured because the user agent looks like a bot.";
            self.say(Level::Info, &name, why);
            return None;
        }
        let now = self.world.now();
        let mut remaining = None;
        if !capture.options.skip_rate_limit {
            let verdict = self.sender.limits.take(&self.config, now, &mut self.store);
            if verdict.limited {
                if let Some(dropped) = verdict.warn {
                    self.warn_limited(dropped);
                }
                self.drop_event(Count::RateLimited);
                self.world.log(Level::Critical, "This capture call is ignored due to client rate limiting.");
                return None;
            }
            remaining = Some(verdict.remaining);
        }
        if capture.properties.get("$current_url").is_some_and(|url| url.truthy() && !url.is_string()) {
            let text = "Invalid `$current_url` property provided to `posthog.capture`. Input must be a string. Ignoring provided value.";
            self.world.log(Level::Error, text);
            capture.properties.remove("$current_url");
        }
        if name == "$exception" && !capture.options.from_capture_exception {
            let text = "`posthog.capture('$exception')` does not attach required metadata. Use `posthog.captureException(error)` instead.";
            self.world.log(Level::Warn, text);
        }
        let given = capture.options.uuid.clone().filter(|id| uuid::is_uuid(id));
        Some(Box::new(Draft {
            uuid: given.unwrap_or_else(|| self.world.uuid()),
            time: capture.options.timestamp.unwrap_or(now),
            system_time: now,
            remaining,
            is_bot,
            capture,
            ..Draft::default()
        }))
    }

    fn say(&self, level: Level, event: &str, what: &str) {
        if self.world.debugging() {
            self.world.say(level, "Event \"%%", &[event, what]);
        }
    }

    fn warn_limited(&mut self, dropped: f64) {
        let page = self.world.host().page();
        let denied = |key: &str| self.config.denylist.as_ref().is_some_and(|list| list.iter().any(|name| name == key));
        let scheme = text::find(&page.href, "://").and_then(|at| page.href.get(..at + 3)).unwrap_or("");
        let origin = text::join(&[scheme, &page.host]);
        let shows_page = !denied("$current_url") && !denied("$pathname") && !page.pathname.is_empty();
        let place = shows_page.then(|| text::join(&[&origin, &page.pathname]));
        let session = if denied("$session_id") { Str::default() } else { self.session_id() };
        let text = ratelimit::warning(dropped, place.as_deref(), Some(session.as_str()).filter(|id| !id.is_empty()), &self.config);
        let mut props = Map::new();
        props.set_str("$$client_ingestion_warning_message", &text);
        let mut capture = Capture::new("$$client_ingestion_warning", props);
        capture.options = Options { given: true, skip_rate_limit: true, ..Options::default() };
        capture.warning = true;
        self.wish(capture);
    }

    /// Consent may have been given or withdrawn in another tab: this one follows. An id for a visitor who was nobody is made by `heal`.
    fn follow_consent(&mut self) {
        let on_reject = self.config.cookieless == super::config::Cookieless::OnReject;
        let nobody = self.distinct_id().as_deref() == Some(keys::COOKIELESS);
        if !self.consent_transition && on_reject && !nobody && self.cookieless() {
            self.sync_consent();
            self.enter_cookieless();
        }
    }

    /// Is the visitor still nobody though consent was given since?
    pub fn needs_heal(&self) -> bool {
        self.distinct_id().as_deref() == Some(keys::COOKIELESS) && !self.cookieless() && !self.consent_transition
    }

    /// Gives the visitor an id: the stored one if another tab made one, else the given one.
    pub fn heal(&mut self, device_id: &str) {
        if !super::consent::storage_disabled(self.consent(), &self.config) {
            self.store.load(true);
        }
        if self.distinct_id().is_none_or(|id| id.is_empty() || id == keys::COOKIELESS) {
            let mut props = Map::new();
            props.set_str(DISTINCT_ID, device_id);
            props.set_str(keys::DEVICE_ID, device_id);
            self.store.register(&props, None);
            self.store.set(keys::USER_STATE, Json::str("anonymous"));
        }
        self.sync_consent();
    }

    /// Where the visitor comes from, remembered for the session and for the person. Meta's click id, when the address is new.
    fn remember_source(&mut self, page: &Page) -> Option<String> {
        let mut click = None;
        let mut found = Map::new();
        for (key, value) in campaign::search(&page.referrer, &page.referrer) {
            found.set(key, Json::opt(value.as_deref()));
        }
        self.session_store().register(&found, None);
        if self.config.save_campaign_params && self.campaign_url.as_ref() != Some(&page.href) {
            let masked = self.config.mask_personal_data.then_some(self.config.custom_personal_data.as_slice());
            let params = campaign::params(&page.href, &self.config.custom_campaign_params, masked);
            if params.iter().any(|(_, value)| value.as_ref().is_some_and(|value| !value.is_empty())) {
                let mut found = Map::new();
                for (key, value) in &params {
                    found.set(key, Json::opt(value.as_deref()));
                }
                self.session_store().register(&found, None);
                click = found.string("fbclid").map(Str::into_string);
            }
            self.campaign_url = Some(page.href.clone());
        }
        if self.config.save_referrer {
            let mut found = Map::new();
            found.set_str("$referrer", if page.referrer.is_empty() { campaign::DIRECT } else { &page.referrer });
            found.set_str("$referring_domain", &campaign::referring_domain(&page.referrer));
            self.session_store().register_once(&found, None, None);
        }
        if self.config.save_campaign_params || self.config.save_referrer {
            let (href, referrer) = self.person_source(page);
            self.store.set_person_info(&referrer, &href);
        }
        click
    }

    /// Adds everything the SDK knows. Later layers win over earlier ones; the page's own properties win over all but the event's own facts.
    pub fn enrich(&mut self, draft: &mut Draft) {
        let page = self.world.host().page();
        draft.click = self.remember_source(&page);
        let (event, time) = (draft.capture.event.clone(), draft.time);
        draft.properties = self.properties(&event, std::mem::take(&mut draft.capture.properties), time, &draft.uuid, &page, false);
    }

    /// The properties an event of this name would have now. `read_only`: nothing in the state changes.
    pub fn properties(&mut self, event: &str, own: Map, time: f64, id: &str, page: &Page, read_only: bool) -> Map {
        self.store.sync_cookie();
        self.process_identity_change();
        let started = if read_only { None } else { self.store.take_timer_of(event) };
        let mut facts = own;
        facts.set_str("token", &self.config.token);
        facts.set_str("$config_defaults", &self.config.defaults);
        let cookieless = self.cookieless();
        if cookieless {
            facts.set("$cookieless_mode", Json::bool(true));
        }
        if event == "$snapshot" {
            if let Some(id) = self.store.get(DISTINCT_ID) {
                facts.set(DISTINCT_ID, id.clone());
            }
            return facts;
        }
        if let Some(session) = self.check_session(read_only, Some(time), true) {
            facts.set_str("$session_id", &session.session_id);
            facts.set_str("$window_id", &session.window_id);
            facts.extend(self.known_session_entry(page));
        }
        // A visitor who is, or was, nobody on this page is never recorded, so there is nothing to tell.
        if self.sessions.is_some() {
            facts.set_str("$recording_status", "disabled");
        }
        facts.set("$sdk_debug_retry_queue_size", Json::num(self.sender.waiting_for_retry() as f64));
        if router::region(&self.config.api_host) == Region::Custom {
            facts.set_str("$lib_custom_api_host", &self.config.raw_api_host);
        }
        let scrolled = !self.config.disable_scroll;
        let view = match event {
            "$pageview" if !read_only => self.pageviews.view(id, &page.pathname, time, scrolled),
            "$pageleave" if !read_only => self.pageviews.leave(time, scrolled),
            _ => self.pageviews.event(),
        };
        facts.extend(&view);
        if event == "$pageview" {
            facts.set_str("title", &page.title);
        }
        if let Some(started) = started {
            facts.set("$duration", Json::num(((time - started) / 1000.0 * 1000.0).round() / 1000.0));
        }
        if self.config.keep_bots && !self.world.agent.user_agent.is_empty() {
            facts.set_str("$browser_type", if self.is_bot { "bot" } else { "browser" });
        }
        let stored = self.store.event_properties();
        let mut session = match self.session_props() {
            props if std::ptr::eq(props, &self.store.props) => Map::new(),
            props => props.clone(),
        };
        session.retain(|key, _| keys::on_events(key) && !(matches!(key, "$referrer" | "$referring_domain") && stored.has(key)));
        if let Some(own) = facts.get(keys::GROUPS).and_then(Json::as_map).filter(|groups| !groups.is_empty()) {
            let mut groups = self.groups();
            groups.extend(&own);
            facts.set(keys::GROUPS, Json::from(&groups));
        }
        let mut all = environment::properties(self, page);
        all.extend(&stored);
        all.extend(&session);
        all.extend(self.carried_flags());
        all.extend(&facts);
        all.set("$is_identified", Json::bool(self.is_identified()));
        match &self.config.denylist {
            Some(list) => {
                for key in list {
                    all.remove(key);
                }
            }
            None => self.world.log(Level::Error, "Invalid value for property_denylist config: it must be an array"),
        }
        all
    }

    /// The same for every event of a session, so it is worked out once.
    fn known_session_entry(&mut self, page: &Page) -> &Map {
        let of = self.store.get(keys::CLIENT_SESSION_PROPS);
        if of != self.entry_of.as_ref() || of.is_none() {
            self.entry_of = of.cloned();
            self.entry = self.session_entry(page);
        }
        &self.entry
    }

    /// What the session began with, as events tell it.
    pub fn session_entry(&self, page: &Page) -> Map {
        let mut entry = Map::new();
        for (key, value) in self.session_source(page).iter() {
            if !value.is_null() && value.text() != "\"\"" {
                let name = if key == "$current_url" { "url" } else { key.strip_prefix('$').unwrap_or(key) };
                entry.set(&text::join(&["$session_entry_", name]), value.clone());
            }
        }
        entry
    }

    /// What the session began with.
    fn session_source(&self, page: &Page) -> Map {
        let stored = self.store.get(keys::CLIENT_SESSION_PROPS).and_then(Json::as_map);
        let props = stored.and_then(|entry| entry.get("props").and_then(Json::as_map)).unwrap_or_default();
        if props.has("r") {
            return self.source_of(&props, page);
        }
        let mut map = Map::new();
        map.copy("$referring_domain", props.get("referringDomain"));
        map.copy("$pathname", props.get("initialPathName"));
        for key in &["utm_source", "utm_campaign", "utm_medium", "utm_content", "utm_term"] {
            map.copy(key, props.get(key));
        }
        map
    }

    fn source_of(&self, info: &Map, page: &Page) -> Map {
        let (referrer, href) = (info.word("r"), info.word("u"));
        let href = if self.config.disable_hashes { super::url::strip_hash(&href) } else { &href };
        let mut map = Map::new();
        for (key, value) in campaign::person_props(&referrer, href, &page.referrer) {
            map.set(key, Json::opt(value.as_deref()));
        }
        map
    }

    /// What the visitor first came with, under `$initial_` names.
    pub(super) fn initial_source(&self, page: &Page) -> Map {
        let mut map = Map::new();
        let mut add = |props: &Map| {
            for (key, value) in props.iter() {
                map.set(&text::join(&["$initial_", key.strip_prefix('$').unwrap_or(key)]), value.clone());
            }
        };
        for key in &["$initial_referrer_info", "$initial_campaign_params"] {
            if let Some(old) = self.store.get(key).and_then(Json::as_map) {
                add(&old);
            }
        }
        if let Some(info) = self.store.get(keys::PERSON_INFO).and_then(Json::as_map) {
            add(&self.source_of(&info, page));
        }
        map
    }

    /// Says whether the event makes or changes a person profile, and remembers it unless `read_only`.
    pub fn mark_processing(&mut self, event: &str, properties: &mut Map, read_only: bool) -> bool {
        let processing = self.has_person_processing();
        if event != "$snapshot" {
            properties.set("$process_person_profile", Json::bool(processing));
            if processing && !read_only {
                self.require_person_processing("_calculate_event_properties");
            }
        }
        processing
    }

    /// What the event says about the person. `set_once` may be looked at by the page before `seal`.
    pub fn attribute(&mut self, draft: &mut Draft) {
        let processing = self.mark_processing(&draft.capture.event, &mut draft.properties, false);
        let capture = &mut draft.capture;
        if draft.is_bot && capture.event == "$pageview" && self.config.bot_pageviews {
            capture.event = Str::from("$bot_pageview");
            draft.properties.set_str("$browser_type", "bot");
        }
        if let Some(remaining) = draft.remaining {
            draft.properties.set("$lib_rate_limit_remaining_tokens", Json::num(remaining));
        }
        self.add_meta_ids(draft, processing);
        draft.minimal = self.is_minimal(&draft.capture.event, &draft.properties);
        let capture = &mut draft.capture;
        if draft.minimal {
            // What it says of the person goes with the next event that is whole.
            capture.options.set = None;
            return;
        }
        let own = capture.options.set_once.as_ref().and_then(Json::as_map);
        if !processing || (self.set_once_sent && capture.event != "$identify") {
            draft.set_once = own;
            return;
        }
        let page = self.world.host().page();
        let mut all = self.initial_source(&page);
        if self.sessions.is_some() {
            all.extend(&self.session_source(&page));
        }
        all.extend(&own.unwrap_or_default());
        if capture.event != "$groupidentify" {
            self.set_once_sent = true;
        }
        draft.set_once = (!all.is_empty()).then_some(all);
    }

    /// Cuts every text to the configured length and closes the event.
    pub fn seal(&mut self, draft: Box<Draft>) -> (Event, Box<Capture>) {
        let Draft { mut capture, mut properties, set_once, uuid, time, system_time, minimal, .. } = *draft;
        let options = &mut capture.options;
        let max = if options.no_truncate { usize::MAX } else { self.config.string_max };
        if properties.iter().any(|(_, value)| value.text().len() > max) {
            let mut short = Map::new();
            for (key, value) in properties.iter() {
                short.set(key, value.cut(max));
            }
            properties = short;
        }
        // An exception that waited to be read is told at its time.
        if options.timestamp_given && !options.from_capture_exception {
            properties.set("$event_time_override_provided", Json::bool(true));
            properties.set_str("$event_time_override_system_time", &super::date::iso(system_time));
        }
        if minimal {
            properties.retain(|key, _| keys::on_minimal_events(key));
        }
        let cut = |value: Option<Json>| value.map(|value| value.cut(max));
        let short = |text: &str| Json::str(text).cut(max).as_str().unwrap_or_default();
        let event = Event {
            uuid: short(&uuid),
            set: cut(options.set.take()),
            unset: cut(options.unset.take()),
            set_once: cut(set_once.as_ref().map(Json::from)),
            event: short(&capture.event),
            properties,
            time,
        };
        let mut set = event.properties.map("$set");
        set.extend(&event.set.as_ref().and_then(Json::as_map).unwrap_or_default());
        if !set.is_empty() {
            self.set_person_properties_for_flags(&set, &Map::new());
            self.reload_flags();
        }
        (event, capture)
    }

    /// Is this UUID acceptable? If not, another takes its place.
    pub fn valid_uuid(&self, id: Option<Str>) -> Str {
        id.filter(|id| uuid::is_uuid(id)).unwrap_or_else(|| self.world.uuid())
    }

    /// Sends the event, or lets it wait for company (then true). `token`: whose project the page's hooks left it to.
    pub fn dispatch(&mut self, text: &str, token: Option<Str>, capture: Box<Capture>) -> bool {
        let Capture { options, remember, warning, meta_ids, .. } = *capture;
        if remember.is_some() {
            self.person_hash = remember;
        }
        if warning {
            self.sender.limits.warned(&mut self.store);
        }
        let waits = self.config.request_batching && (!options.given || options.batch_key.is_some()) && !options.send_instantly;
        let url = options.url.unwrap_or_else(|| router::endpoint(&self.config, Target::Api, &self.endpoint));
        let mut job = Job::events(url, options.batch_key.unwrap_or_default(), token, Json::trusted(text));
        job.transport = options.transport;
        job.at_once = options.send_instantly;
        job.meta_ids = meta::carried(meta_ids, text);
        self.outbox.hold(&job, true);
        if waits {
            self.sender.enqueue(job, &self.config);
        } else {
            let goodbye =
                self.is_unloading() && job.transport.is_none() && job.meta_ids.is_empty() && self.config.request_headers.is_empty();
            self.sender.send(job, goodbye.then_some(Transport::Beacon), &self.config);
        }
        self.report_held();
        waits
    }

    /// Is the visitor a program?
    pub fn looks_like_bot(&self) -> bool {
        let agent = &self.world.agent;
        bots::is_bot(&agent.user_agent, &agent.brands, agent.webdriver, &self.config.blocked_useragents)
    }
}
