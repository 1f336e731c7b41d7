//! One instance of the SDK: its parts, how it starts, follows its configuration, hears of the page's life, and stops. What an event goes
//! through is in `capture`, who the visitor is in `identity`.

use std::rc::Rc;

use super::campaign;
use super::config::{Config, Cookieless, Profiles};
use super::consent::{self, Consent};
use super::deadclicks::DeadClicks;
use super::environment;
use super::event::Capture;
use super::exceptions::Exceptions;
use super::flags::Flags;
use super::heatmaps::Heatmaps;
use super::host::{Answer, Area, Host, Page, Request};
use super::json::{Json, Map, write_number};
use super::keys::{self, DISTINCT_ID, USER_STATE};
use super::logs::Logs;
use super::metrics::Metrics;
use super::outbox::{Count, Outbox, told};
use super::pageview::Pageviews;
use super::persistence::Persistence;
use super::rageclick::RageClicks;
use super::remote::Remote;
use super::router::{self, Target};
use super::send::{Compression, Job, Outcome, Sender};
use super::session::{self, Checked, Reason, Sessions};
use super::storage;
use super::telemetry::Telemetry;
use super::text::{self, Str};
use super::url;
use super::webvitals::Vitals;
use super::world::{Level, World};

/// The posthog-js version whose behaviour this is.
pub const LIB_VERSION: &str = "1.449.2";

/// What the client wants to be woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Send the waiting events.
    Flush,
    /// Look at the retry queue.
    Poll,
    /// The session may be over.
    Idle,
    /// Write the main store.
    SaveMain,
    /// Write the session's store.
    SaveSession,
    /// The first page view is due.
    FirstPageview,
    /// The document has a body by now, perhaps.
    RemoteConfig,
    /// The page of a new page view is there.
    Scroll,
    /// The points of the heatmap leave.
    Heatmaps,
    /// Look whether something came of the last clicks.
    DeadClicks,
    /// No more web vitals are waited for.
    Vitals,
    /// Send the waiting lines of the log, or of the console.
    Logs,
    ConsoleLogs,
    /// Send what was measured.
    Metrics,
    /// Ask for flags: after the moment in which others may want it too, once more, by and by.
    Flags,
    FlagsRetry,
    FlagsRefresh,
    /// What has not arrived moves to IndexedDB; look for what others left.
    Promote,
    Look,
}

/// What the client wants done, once nothing of it is borrowed any more.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Send it, and tell `on_answer` or `on_beacon` with its id.
    Request(Box<Request>),
    /// Wake me in so many milliseconds; a timer of the same kind that runs is replaced.
    Wake(Timer, f64),
    /// Take the whole way of an event, which the page's hooks are part of.
    Capture(Box<Capture>),
    /// Tell `onSessionId` listeners.
    Session {
        session_id: Str,
        window_id: Str,
        reason: Reason,
    },
    /// Tell `on_request_error`; or the second module, see `Sender::errors`.
    RequestError {
        status: u32,
        text: String,
    },
    /// Load the remote configuration: by its script, or, where no scripts may be loaded, at once by `load_config_json`.
    LoadConfig,
    /// The features may have to start or stop.
    Follow,
    /// Let the page's options object show this value, or no longer have it.
    Option(&'static str, Option<Json>),
    /// Tell those who listen that flags are asked for, and what they are (those that are on, as JSON; whether that failed, if anybody was asked).
    FlagsReloading,
    Flags(String, Option<bool>),
    /// How it ended, for who waits for it.
    FlagsReloaded(Json, &'static str),
    /// An answer, for who asked: the question's number, the status and the body.
    Told(u32, u32, String),
    /// See `outbox::act`.
    Outbox(u8, Str, Str),
    /// An identity arrived from another tab or subdomain: things derived from the old one go.
    IdentityChanged,
}

/// One instance's state. Methods decide and leave `Act`s; nothing here calls the page.
pub struct Client {
    pub world: &'static World,
    pub config: Rc<Config>,
    /// What may differ from the configuration: `person_profiles` after the remote configuration, the bootstrap after a reset.
    pub profiles: Profiles,
    pub bootstrap: Map,
    /// The options as the page gave them, for the rules that ask what was given at all.
    pub given: Map,
    /// The visitor's entry: super properties and the SDK's own state.
    pub store: Persistence,
    /// `None` where the main store is the session's as well.
    session_store: Option<Persistence>,
    /// `None` while cookieless: then there are no sessions.
    pub sessions: Option<Sessions>,
    pub pageviews: Pageviews,
    pub sender: Sender,
    pub outbox: Outbox,
    /// The path that events go to: `/e/` until the remote configuration names another.
    pub endpoint: String,
    /// `$sdk_dist_channel`: `cdn` or `npm`.
    pub channel: &'static str,
    /// Keys of super properties that end with the session.
    session_keys: Vec<String>,
    session_keys_entry: Str,
    pub(super) agent_properties: Map,
    pub(super) set_once_sent: bool,
    pub(super) campaign_url: Option<String>,
    /// What `session_entry` made of this.
    pub(super) entry: Map,
    pub(super) entry_of: Option<Json>,
    pub(super) person_hash: Option<Str>,
    pub(super) bot_warned: bool,
    pub(super) volatile_warned: bool,
    pub(super) is_bot: bool,
    pub(super) consent_transition: bool,
    initial_profiles: Option<Json>,
    first_pageview: bool,
    unloading: bool,
    /// Nothing is heard of the page after this.
    gone: bool,
    /// Who waits for what is on its way, and who for the remote configuration.
    flushing: Vec<u32>,
    readying: Vec<u32>,
    pub stopped: bool,
    requests_for_config: Vec<u32>,
    pending_config: Option<Option<Map>>,
    pub remote: Remote,
    /// Clicks as `$rageclick` knows them.
    pub rage: RageClicks,
    pub(super) heatmaps: Heatmaps,
    pub(super) dead: DeadClicks,
    pub(super) vitals: Vitals,
    pub(super) telemetry: Telemetry,
    /// None until there is a line, or a measurement.
    pub(super) logs: Option<Box<Logs>>,
    pub(super) metrics: Option<Box<Metrics>>,
    pub exceptions: Exceptions,
    pub flags: Flags,
    acts: Vec<Act>,
}

impl Client {
    /// Opens the stores and the session. `given` are the page's own options, `config` those laid over the defaults.
    pub fn new(world: &'static World, config: Rc<Config>, given: Map, channel: &'static str) -> Client {
        consent::migrate(world, &config);
        let consent = consent::of(world, &config);
        let disabled = consent::storage_disabled(consent, &config);
        let cookieless = consent::cookieless(consent, &config);
        let mut store = Persistence::open(world, &config, disabled, !cookieless);
        let shared = matches!(config.persistence.as_str(), "sessionStorage" | "memory");
        let session_store = (!shared).then(|| Persistence::open_session(world, &config, disabled, !cookieless));
        let name = if config.persistence_name.is_empty() { &config.token } else { &config.persistence_name };
        let session_keys_entry = text::join(&["ph_", name, "_session_registered_properties"]);
        let mut session_keys = Vec::new();
        if config.persistence != "memory" && !disabled && world.supports(Area::Session) {
            let stored = world.host().read(Area::Session, &session_keys_entry).ok().flatten();
            session_keys = stored.and_then(|text| Json::parse(&text)).map(|json| json.as_strings()).unwrap_or_default();
        } else {
            world.host().remove(Area::Session, &session_keys_entry);
        }
        store.register_one("$initialization_time", Json::str(&super::date::iso(world.now())));
        let mut client = Client::bare(world, config, given, channel, store);
        client.sessions = (!cookieless).then(|| Sessions::new(world, &client.config, &mut client.store));
        let (config, page, agent) = (&client.config, world.host().page(), &world.agent);
        client.agent_properties = environment::of_agent(agent, &page, config.detect_google_search_app);
        client.is_bot = super::bots::is_bot(&agent.user_agent, &agent.brands, agent.webdriver, &config.blocked_useragents);
        client.session_store = session_store;
        client.session_keys = session_keys;
        client.session_keys_entry = session_keys_entry;
        let mut debug = Map::new();
        debug.set_str("$sdk_debug_extensions_init_method", "synchronous");
        debug.set("$sdk_debug_extensions_init_time_ms", Json::trusted("0"));
        client.remember_entry();
        client.register_for_session(&debug);
        client.keep_performance();
        client.follow_outbox();
        client
    }

    /// One that has its options and its store, and nothing yet that is asked of the page.
    fn bare(world: &'static World, config: Rc<Config>, given: Map, channel: &'static str, store: Persistence) -> Client {
        Client {
            agent_properties: Map::new(),
            is_bot: false,
            initial_profiles: given.get("person_profiles").or(given.get("process_person")).filter(|v| v.truthy()).cloned(),
            store,
            session_store: None,
            sessions: None,
            pageviews: Pageviews::default(),
            sender: Sender::new(world, &config),
            outbox: Outbox::new(world),
            endpoint: String::from("/e/"),
            channel,
            session_keys: Vec::new(),
            session_keys_entry: Str::default(),
            set_once_sent: false,
            campaign_url: None,
            entry: Map::new(),
            entry_of: None,
            person_hash: None,
            bot_warned: false,
            volatile_warned: false,
            consent_transition: false,
            first_pageview: false,
            unloading: false,
            gone: false,
            flushing: Vec::new(),
            readying: Vec::new(),
            stopped: false,
            requests_for_config: Vec::new(),
            pending_config: None,
            remote: Remote::default(),
            rage: RageClicks::new(config.raw.get("rageclick")),
            heatmaps: Heatmaps::default(),
            dead: DeadClicks::default(),
            vitals: Vitals::default(),
            telemetry: Telemetry::default(),
            logs: None,
            metrics: None,
            exceptions: Exceptions::default(),
            flags: Flags::default(),
            acts: Vec::new(),
            profiles: config.person_profiles,
            bootstrap: config.bootstrap.clone(),
            config,
            given,
            world,
        }
    }

    /// One that only watches: nothing is stored or sent by it.
    #[cfg(feature = "signals")]
    pub fn watching(world: &'static World) -> Client {
        let config = Rc::new(Config::default());
        let store = Persistence::nowhere(world, &config);
        Client::bare(world, config, Map::new(), "", store)
    }

    /// The next thing to be done, where nothing is stored.
    #[cfg(feature = "signals")]
    pub fn take_act(&mut self) -> Option<Act> {
        (!self.acts.is_empty()).then(|| self.acts.remove(0))
    }

    /// A timer of one of those that watch went off.
    pub fn on_signal_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Heatmaps => self.time_heatmaps(true),
            Timer::Vitals => self.flush_vitals(false),
            Timer::Logs => self.on_log_timer(false),
            Timer::ConsoleLogs => self.on_log_timer(true),
            Timer::Metrics => self.on_metrics_timer(),
            _ => {}
        }
    }

    /// Leaves something to be done, after what was left before.
    #[inline(never)]
    pub fn wish(&mut self, capture: Box<Capture>) {
        self.act(Act::Capture(capture));
    }

    /// Asks for something to be done when nothing of the client is borrowed any more.
    #[inline(never)]
    pub fn act(&mut self, act: Act) {
        self.acts.push(act);
    }

    /// The next thing to be done. Before the last one is handed out, what changed is written.
    pub fn next_act(&mut self) -> Option<Act> {
        if self.acts.is_empty() {
            self.collect();
        }
        (!self.acts.is_empty()).then(|| self.acts.remove(0))
    }

    fn collect(&mut self) {
        for ticket in std::mem::take(&mut self.sender.refused) {
            self.on_question_told(ticket, Answer { status: 429, ..Answer::default() });
        }
        self.settle_outbox();
        if let Some(ms) = self.store.settle() {
            self.act(Act::Wake(Timer::SaveMain, ms));
        }
        self.tell_adopted();
        if let Some(ms) = self.session_store.as_mut().and_then(Persistence::settle) {
            self.act(Act::Wake(Timer::SaveSession, ms));
        }
        for request in std::mem::take(&mut self.sender.requests) {
            self.act(Act::Request(request));
        }
        for (status, text) in std::mem::take(&mut self.sender.errors) {
            self.act(Act::RequestError { status, text });
        }
        let timers = [
            (Timer::Flush, self.sender.flush_timer.take()),
            (Timer::Poll, self.sender.poll_timer.take()),
            (Timer::Idle, self.sessions.as_mut().and_then(Sessions::take_timer)),
            (Timer::Scroll, self.pageviews.take_timer()),
            (Timer::Promote, self.outbox.promote_timer.take()),
            (Timer::Look, self.outbox.look_timer.take()),
        ];
        for (timer, ms) in timers {
            if let Some(ms) = ms.filter(|_| !self.stopped) {
                self.act(Act::Wake(timer, ms));
            }
        }
    }

    // ---- the outbox

    /// May events be stored now? Where the visitor's state may, and for longer than the tab lives.
    fn follow_outbox(&mut self) {
        let config = &self.config;
        let lasting = !matches!(config.persistence.as_str(), "memory" | "sessionStorage");
        // Who is counted without cookies counts as opted out as well.
        let stores = config.outbox && lasting && !config.disable_persistence && !consent::opted_out(self.consent(), config);
        self.outbox.follow(&self.config, stores);
        self.sender.kept = stores;
    }

    /// What became of events, and what is to be done about it.
    fn settle_outbox(&mut self) {
        for (events, fate) in std::mem::take(&mut self.sender.fates) {
            if self.outbox.on_fate(&events, fate, &mut self.sender) {
                self.sender.retry_all(&self.config);
            }
        }
        self.outbox.drop_surplus(&mut self.sender);
        for (what, a, b) in self.outbox.settle(self.gone) {
            self.act(Act::Outbox(what, a, b));
        }
        if !self.flushing.is_empty() && !self.sender.is_sending() {
            let tickets = std::mem::take(&mut self.flushing);
            self.tell_all(tickets, 200);
        }
    }

    /// The page did, or has, what the outbox wanted: see `outbox::told`.
    pub fn on_outbox(&mut self, what: u8, a: &str, b: &str) {
        match what {
            told::SOON => {
                // Consent may have been withdrawn in another tab.
                self.follow_outbox();
                self.outbox.write();
            }
            told::LOCKED => self.outbox.on_lead(),
            told::STORED => self.outbox.on_stored(true),
            told::NOT_STORED => self.outbox.on_stored(false),
            _ => self.outbox.on_read(a, b, &mut self.sender),
        }
    }

    /// An event that will not be sent, and why.
    #[inline(never)]
    pub fn drop_event(&mut self, why: Count) {
        self.outbox.drop_one(why);
    }

    /// Sends all that waits. Who asked is told when everything on its way was answered, or failed.
    pub fn flush(&mut self, ticket: u32) {
        if !self.stopped {
            self.sender.flush(&self.config);
            self.sender.retry_all(&self.config);
        }
        self.flushing.push(ticket);
    }

    /// Who asked is told when the remote configuration came (then 200), or will not.
    pub fn ready(&mut self, ticket: u32) {
        self.readying.push(ticket);
        if self.remote.answered || self.stopped || self.flags_disabled() {
            self.tell_ready(u32::from(self.remote.came) * 200);
        }
    }

    fn tell_ready(&mut self, status: u32) {
        let tickets = std::mem::take(&mut self.readying);
        self.tell_all(tickets, status);
    }

    #[inline(never)]
    fn tell_all(&mut self, tickets: Vec<u32>, status: u32) {
        for ticket in tickets {
            self.act(Act::Told(ticket, status, String::new()));
        }
    }

    // ---- state that several rules ask for

    #[inline(never)]
    pub fn consent(&self) -> Consent {
        consent::of(self.world, &self.config)
    }

    pub fn cookieless(&self) -> bool {
        // The stored answer is read only where it decides.
        self.config.cookieless != Cookieless::Off && consent::cookieless(self.consent(), &self.config)
    }

    /// `is_capturing()`: would an event get past consent now? False also while `reset` and its like are half done.
    pub fn is_capturing(&self) -> bool {
        !self.consent_transition && consent::capturing(self.consent(), &self.config)
    }

    /// Where super properties of the session are: the main store where there is no other.
    pub fn session_store(&mut self) -> &mut Persistence {
        self.session_store.as_mut().unwrap_or(&mut self.store)
    }

    pub fn session_props(&self) -> &Map {
        self.session_store.as_ref().map_or(&self.store.props, |store| &store.props)
    }

    pub fn distinct_id(&self) -> Option<Str> {
        self.store.props.string(DISTINCT_ID)
    }

    pub fn is_identified(&self) -> bool {
        let identified = |props: &Map| props.get(USER_STATE).is_some_and(|state| state.is("identified"));
        identified(&self.store.props) || identified(self.session_props())
    }

    pub fn groups(&self) -> Map {
        self.store.props.map(keys::GROUPS)
    }

    /// Do events of this visitor make or change a person profile? `$process_person_profile`.
    pub fn has_person_processing(&self) -> bool {
        match self.profiles {
            Profiles::Never => false,
            Profiles::Always => true,
            Profiles::IdentifiedOnly => {
                let props = &self.store.props;
                self.is_identified() || !self.groups().is_empty() || props.truthy(keys::ALIAS) || props.truthy(keys::PERSON_PROCESSING)
            }
        }
    }

    /// Turns person profiles on for this visitor, unless the configuration says never.
    pub fn require_person_processing(&mut self, function: &str) -> bool {
        if self.profiles == Profiles::Never {
            let text = text::join(&[function, " was called, but process_person is set to \"never\". This call will be ignored."]);
            self.world.log(Level::Error, &text);
            return false;
        }
        self.warn_volatile_identity();
        self.store.register_one(keys::PERSON_PROCESSING, Json::bool(true));
        true
    }

    /// A new id on every page load, merged into one person each time, overloads that person: said once, always.
    fn warn_volatile_identity(&mut self) {
        let mode = self.config.persistence.as_str();
        let volatile = matches!(mode, "memory" | "sessionStorage");
        let stable = self.bootstrap.truthy("distinctID") || self.config.identity_distinct_id.is_some();
        let excused = self.config.reuse_anonymous_id || self.given.has("segment") || stable || self.cookieless();
        if self.volatile_warned || excused || !(volatile || self.config.disable_persistence) {
            return;
        }
        self.volatile_warned = true;
        let cause = if volatile {
            text::join(&["persistence is set to '", mode, "'"])
        } else {
            Str::from("persistence is disabled (disable_persistence is true)")
        };
        let lifetime = if mode == "sessionStorage" { "for every new browser tab or window" } else { "on every page load" };
        let fix = if volatile { "set persistence to 'localStorage+cookie'" } else { "set disable_persistence to false" };
        let text = [
            cause.as_str(),
            " but no bootstrap.distinctID was provided. A new distinct ID is made ",
            lifetime,
            ", so calling identify() merges a new ID onto the person each time, until the person has too many. Either ",
            fix,
            ", pass a stable ID through bootstrap.distinctID, or enable reuseAnonymousId.",
        ];
        self.world.log(Level::Notice, &text::join(&text));
    }

    // ---- the start

    /// Must the page's `get_device_id` be asked for an id before `boot`?
    pub fn boot_needs_id(&self) -> bool {
        let identified = self.bootstrap.truthy("isIdentifiedID") || self.bootstrap_id().1;
        let known = self.store.props.truthy(DISTINCT_ID);
        match self.bootstrap_id().0 {
            Some(id) => !(identified && known && self.distinct_id().as_deref() != Some(&id)),
            None => !known && !self.cookieless(),
        }
    }

    /// The id the page brings along, and whether it came as an identified one from `identity_distinct_id`.
    fn bootstrap_id(&self) -> (Option<Str>, bool) {
        match self.bootstrap.get("distinctID").filter(|id| id.truthy()) {
            Some(id) => (Some(id.as_str().unwrap_or_else(|| Str::from(id.text()))), false),
            None => (self.config.identity_distinct_id.clone(), self.config.identity_distinct_id.is_some()),
        }
    }

    /// Settles who the visitor is: from the page's bootstrap, from the store, or anew.
    pub fn boot(&mut self, device_id: Option<Str>) {
        let device_id = device_id.unwrap_or_default();
        if let (Some(id), forced) = self.bootstrap_id() {
            let identified = forced || self.bootstrap.truthy("isIdentifiedID");
            let known = self.distinct_id();
            let differs = known.as_ref().is_some_and(|known| *known != id);
            let state = self.store.props.string(USER_STATE);
            if identified && differs && state.as_deref() == Some("anonymous") {
                self.identify(&id, None, None);
            } else if identified && differs && state.as_deref() == Some("identified") {
                let text = "Bootstrap distinctID differs from an already-identified user. The existing identity is preserved. Call reset() to switch users.";
                self.world.log(Level::Warn, text);
            } else {
                self.store.set(USER_STATE, Json::str(if identified { "identified" } else { "anonymous" }));
                let mut props = Map::new();
                props.set_str(DISTINCT_ID, &id);
                props.set_str(keys::DEVICE_ID, if identified { &device_id } else { &id });
                self.store.register(&props, None);
            }
        }
        let mut props = Map::new();
        if self.cookieless() {
            props.set_str(DISTINCT_ID, keys::COOKIELESS);
            props.set(keys::DEVICE_ID, Json::null());
            self.store.register_once(&props, Some(&Json::str("")), None);
        } else if !self.store.props.truthy(DISTINCT_ID) {
            props.set_str(DISTINCT_ID, &device_id);
            props.set_str(keys::DEVICE_ID, &device_id);
            self.store.register_once(&props, Some(&Json::str("")), None);
            self.store.set(USER_STATE, Json::str("anonymous"));
        }
    }

    /// What follows the page's `loaded` callback.
    pub fn after_loaded(&mut self, internal_user: bool) {
        self.start_queue();
        if internal_user {
            self.set_internal_or_test_user();
        }
        if self.config.pageviews.initial {
            self.act(Act::Wake(Timer::FirstPageview, 1.0));
        }
        if self.flags_disabled() {
            self.world.log(Level::Warn, "[RemoteConfig] Remote config is disabled. Falling back to local config.");
        } else {
            self.act(Act::LoadConfig);
        }
    }

    /// What was left by a core that trapped: the id of the page view that the page is in, if it is in one, and the events that wait.
    pub fn go_on(&mut self, left: &[Json]) {
        let Some((view, events)) = left.split_first() else { return };
        if let Some(id) = view.as_str() {
            let since = super::uuid::v7_time(&id).unwrap_or_else(|| self.world.now());
            self.pageviews.view(&id, &self.world.host().page().pathname, since, false);
            self.first_pageview = true;
        }
        for event in events {
            let url = router::endpoint(&self.config, Target::Api, &self.endpoint);
            let job = Job::events(url, Str::default(), Some(self.config.token.clone()), event.clone());
            self.outbox.hold(&job, false);
            self.sender.enqueue(job, &self.config);
        }
    }

    /// `advanced_disable_flags`, in the order of who decides: the page's own options, the current ones, the old name.
    pub fn flags_disabled(&self) -> bool {
        if self.given.has("advanced_disable_flags") {
            return self.given.truthy("advanced_disable_flags");
        }
        if self.config.advanced_disable_flags {
            return true;
        }
        let old = self.config.raw.truthy("advanced_disable_decide");
        if old {
            let text = "Config field 'advanced_disable_decide' is deprecated. Please use 'advanced_disable_flags' instead.";
            self.world.log(Level::Warn, text);
        }
        old
    }

    /// Lets the queue send, unless consent forbids to capture.
    pub fn start_queue(&mut self) {
        if self.config.request_batching && self.is_capturing() {
            self.sender.enable();
        }
    }

    // ---- remote configuration

    /// No configuration came by script: ask for the JSON.
    pub fn load_config_json(&mut self) {
        self.world.log(Level::Info, "[RemoteConfig] No config found after loading remote JS config. Falling back to JSON.");
        let path = text::join(&["/array/", &self.config.token, "/config"]);
        let before = self.sender.requests.len();
        self.sender.send(Job::get(router::endpoint(&self.config, Target::Assets, &path)), None, &self.config);
        if let Some(request) = self.sender.requests.get(before) {
            self.requests_for_config.push(request.id);
        }
    }

    /// The configuration arrived, or did not (`None`). It is untrusted input: only what has the expected type is taken.
    pub fn on_config(&mut self, remote: Option<Map>) {
        let without_flags = remote.as_ref().and_then(|remote| remote.get("hasFeatureFlags")).is_some_and(Json::is_false);
        if without_flags {
            self.without_flags();
        } else if !self.config.raw.truthy("advanced_disable_feature_flags_on_first_load") {
            self.ensure_flags();
        }
        if !self.world.host().has_body() {
            self.pending_config = Some(remote);
            self.act(Act::Wake(Timer::RemoteConfig, 500.0));
            return;
        }
        self.sender.compression = Compression::None;
        self.remote.forget_logs();
        self.remote.came = remote.is_some();
        if let Some(remote) = remote {
            let offered = remote.strings("supportedCompression");
            let offers = |name: &str| offered.iter().any(|offer| offer == name);
            if !self.config.disable_compression {
                self.sender.compression = match (offers("gzip-js"), offers("base64")) {
                    (true, _) => Compression::Gzip,
                    (_, true) => Compression::Base64,
                    _ => Compression::None,
                };
            }
            let endpoint = remote.get("analytics").and_then(Json::as_map).and_then(|a| a.string("endpoint"));
            if let Some(endpoint) = endpoint.filter(|path| !path.is_empty()) {
                self.endpoint = endpoint.into_string();
            }
            self.settle_remotely(&remote);
        }
        self.remote.answered = true;
        self.tell_ready(u32::from(self.remote.came) * 200);
        self.keep_performance();
        let profiles = self.initial_profiles.clone().unwrap_or_else(|| Json::str("identified_only"));
        self.profiles = match profiles.as_str().as_deref() {
            Some("never") => Profiles::Never,
            Some("identified_only") => Profiles::IdentifiedOnly,
            _ => Profiles::Always,
        };
        self.act(Act::Option("person_profiles", Some(profiles)));
        self.act(Act::Follow);
    }

    // ---- configuration

    /// Follows a changed configuration.
    pub fn configure(&mut self, config: Rc<Config>) {
        if config.consent_in_cookie != self.config.consent_in_cookie {
            consent::migrate(self.world, &config);
        }
        self.profiles = config.person_profiles;
        self.config = config;
        self.entry_of = None;
        let disabled = consent::storage_disabled(self.consent(), &self.config);
        let shared = matches!(self.config.persistence.as_str(), "sessionStorage" | "memory");
        if shared && let Some(mut old) = self.session_store.take() {
            old.remove(false);
        }
        self.store.configure(&self.config, disabled);
        if !shared {
            match &mut self.session_store {
                None => self.session_store = Some(Persistence::open_session(self.world, &self.config, disabled, false)),
                Some(store) => store.configure(&self.config, disabled),
            }
        }
        let page = self.world.host().page();
        self.agent_properties = environment::of_agent(&self.world.agent, &page, self.config.detect_google_search_app);
        let agent = &self.world.agent;
        self.is_bot = super::bots::is_bot(&agent.user_agent, &agent.brands, agent.webdriver, &self.config.blocked_useragents);
        self.sync_consent();
    }

    /// Stores follow the consent: off while it forbids them, on with all that is in memory when it allows them.
    pub fn sync_consent(&mut self) {
        let disabled = consent::storage_disabled(self.consent(), &self.config);
        if self.store.disabled != disabled {
            self.store.set_disabled(disabled);
        }
        if let Some(store) = self.session_store.as_mut().filter(|store| store.disabled != disabled) {
            store.set_disabled(disabled);
        }
        self.store_session_keys();
        self.follow_outbox();
    }

    // ---- super properties of a session

    pub fn register_for_session(&mut self, props: &Map) {
        self.store.sync_cookie();
        self.process_identity_change();
        self.session_store().register(props, None);
        for (key, _) in props.iter() {
            if !self.session_keys.iter().any(|known| known == key) {
                self.session_keys.push(String::from(key));
            }
        }
        self.store_session_keys();
    }

    pub fn unregister_for_session(&mut self, key: &str) {
        self.session_store().unregister(key);
        self.session_keys.retain(|known| known != key);
        self.store_session_keys();
    }

    fn store_session_keys(&mut self) {
        let stored = self.config.persistence != "memory" && !self.session_disabled() && self.world.supports(Area::Session);
        if stored && !self.session_keys.is_empty() {
            let keys: Vec<Json> = self.session_keys.iter().map(|key| Json::str(key)).collect();
            storage::write(self.world, Area::Session, &self.session_keys_entry, Json::list(keys.iter()).text());
        } else {
            self.world.host().remove(Area::Session, &self.session_keys_entry);
        }
    }

    fn session_disabled(&self) -> bool {
        self.session_store.as_ref().map_or(self.store.disabled, |store| store.disabled)
    }

    pub(super) fn forget_session_keys(&mut self, unregister: bool) {
        for key in std::mem::take(&mut self.session_keys) {
            if unregister {
                self.session_store().unregister(&key);
            }
        }
        self.store_session_keys();
    }

    /// Another tab or subdomain made the visitor someone else: what was derived from the old identity goes.
    pub fn process_identity_change(&mut self) -> bool {
        let changed = self.store.take_identity_change();
        if changed {
            self.identity_changed();
        }
        changed
    }

    fn identity_changed(&mut self) {
        self.person_hash = None;
        if self.store.get(USER_STATE).is_some_and(|state| state.is("anonymous")) {
            self.session_store().clear();
            self.forget_session_keys(false);
        }
        self.forget_flags();
        self.reload_flags();
        self.act(Act::IdentityChanged);
    }

    // ---- sessions

    /// Which session is it now? Tells everyone who wants to know when it is another one.
    pub fn check_session(&mut self, read_only: bool, timestamp: Option<f64>, synced: bool) -> Option<Checked> {
        let checked = self.sessions.as_mut()?.check(read_only, timestamp, synced, &mut self.store);
        if let Some(reason) = checked.changed {
            self.remember_entry();
            if reason.activity_timeout || reason.past_maximum_length || reason.cross_tab_adoption {
                self.forget_session_keys(true);
            }
            self.pageviews.session_changed();
            self.act(Act::Session { session_id: checked.session_id.clone(), window_id: checked.window_id.clone(), reason });
        }
        Some(checked)
    }

    /// A session begins with the page that is open.
    fn remember_entry(&mut self) {
        let Some(id) = self.sessions.as_ref().and_then(Sessions::current).map(|(id, _)| String::from(id)) else { return };
        let (href, referrer) = self.person_source(&self.world.host().page());
        session::remember_entry(&mut self.store, &id, &referrer, &href);
    }

    /// The address and referrer as they are kept for a person or a session: cut to 1000 units, masked and without hash where configured.
    pub(super) fn person_source(&self, page: &Page) -> (String, String) {
        let cut = |text: &str| Json::str(text).cut(1000).as_str().unwrap_or_default().into_string();
        let referrer = if page.referrer.is_empty() { campaign::DIRECT } else { &page.referrer };
        (self.clean_url(&cut(&page.href)), cut(referrer))
    }

    /// The address as it may leave the page.
    pub(super) fn clean_url(&self, href: &str) -> String {
        let href = if self.config.disable_hashes { url::strip_hash(href) } else { href };
        if self.config.mask_personal_data { campaign::mask(href, &self.config.custom_personal_data) } else { String::from(href) }
    }

    pub fn session_id(&mut self) -> Str {
        self.check_session(true, None, false).map_or_else(Str::default, |checked| checked.session_id)
    }

    /// Where the visitor is looked at.
    pub fn person_url(&self) -> Str {
        let path = text::join(&["/project/", &self.config.token, "/person/", &self.distinct_id().unwrap_or_default()]);
        router::endpoint(&self.config, Target::Ui, &path)
    }

    /// Where a recording of this session would be watched; `timestamp`: seconds to look back from now.
    pub fn replay_url(&mut self, look_back: Option<f64>) -> String {
        let Some(checked) = self.check_session(true, None, false) else { return String::new() };
        let path = text::join(&["/project/", &self.config.token, "/replay/", &checked.session_id]);
        let mut url = router::endpoint(&self.config, Target::Ui, &path).into_string();
        if let Some(look_back) = look_back {
            url.push_str("?t=");
            write_number(&mut url, (((self.world.now() - checked.start) / 1000.0).floor() - look_back).max(0.0));
        }
        url
    }

    pub(super) fn end_sessions(&mut self) {
        if let Some(mut sessions) = self.sessions.take() {
            sessions.store_activity(&mut self.store);
        }
        self.pageviews.follow_sessions = false;
    }

    pub(super) fn begin_sessions(&mut self) {
        self.end_sessions();
        self.sessions = Some(Sessions::new(self.world, &self.config, &mut self.store));
        self.pageviews = Pageviews::default();
        self.pageviews.follow_sessions = true;
        self.remember_entry();
    }

    // ---- the page's life

    /// The first page view, once, and not before the page is looked at.
    pub fn first_pageview(&mut self) {
        let page = self.world.host().page();
        if self.first_pageview || !page.visible {
            return;
        }
        self.first_pageview = true;
        let mut props = Map::new();
        props.set_str("title", &page.title);
        self.wish(Capture::new("$pageview", props).instantly());
    }

    /// Is the first page view still to come? Then a page that becomes visible is worth a word.
    pub fn awaits_pageview(&self) -> bool {
        !self.first_pageview && self.config.pageviews.initial
    }

    fn may_view(&self) -> bool {
        let consent = self.consent();
        !consent::opted_out(consent, &self.config) || self.cookieless()
    }

    /// The page is looked at, or no longer: phones end pages that nobody looks at without a word.
    pub fn on_visible(&mut self) {
        self.flush_stores();
        if self.awaits_pageview() && self.may_view() {
            self.first_pageview();
        }
    }

    /// The page was scrolled, or may look different now.
    pub fn on_scroll(&mut self) {
        self.pageviews.scroll.measure(self.world.host().scroll(&self.config.scroll_root));
    }

    /// A timer asked for by `Act::Wake` went off.
    pub fn on_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Flush => self.sender.flush(&self.config),
            Timer::Poll => self.sender.on_poll(&self.config),
            Timer::SaveMain => self.store.flush(),
            Timer::SaveSession => self.session_store().flush(),
            Timer::Scroll => self.on_scroll(),
            Timer::Flags => self.on_flags_timer(),
            Timer::FlagsRetry => self.on_flags_retry(),
            Timer::FlagsRefresh => self.refresh_flags(true),
            Timer::Promote => self.outbox.promote(),
            Timer::Look => self.outbox.look(),
            // Of the second module.
            Timer::Heatmaps | Timer::DeadClicks | Timer::Vitals | Timer::Logs | Timer::ConsoleLogs | Timer::Metrics => {}
            Timer::FirstPageview => {
                if self.may_view() {
                    self.first_pageview();
                }
            }
            Timer::RemoteConfig => {
                if let Some(remote) = self.pending_config.take() {
                    self.on_config(remote);
                }
            }
            Timer::Idle => {
                if let Some(sessions) = &mut self.sessions {
                    sessions.on_idle_timer(&mut self.store);
                }
            }
        }
    }

    /// The page may be about to go: what only memory knows is stored.
    pub fn on_before_unload(&mut self) {
        if let Some(sessions) = &mut self.sessions {
            sessions.before_unload(&mut self.store);
        }
        self.flush_stores();
    }

    fn flush_stores(&mut self) {
        self.store.flush();
        if let Some(store) = &mut self.session_store {
            store.flush();
        }
    }

    /// The page is being left. The page view's end is captured first, then `on_gone` sends what is left.
    pub fn on_page_hide(&mut self) {
        self.unloading = true;
        if self.config.pageleave {
            let mut capture = Capture::new("$pageleave", Map::new());
            if !self.config.request_batching {
                capture.options.given = true;
                capture.options.transport = Some(Str::from("sendBeacon"));
            }
            self.wish(capture);
        }
    }

    /// The page is gone after this: the last requests leave, the last changes are written.
    pub fn on_gone(&mut self) {
        if self.config.request_batching {
            self.sender.unload(&self.config);
        }
        self.flush_stores();
        self.gone = true;
    }

    /// All that leaves with the page has left. Others may look after what is left of it.
    pub fn on_left(&mut self) {
        self.sender.hand_over();
        self.settle_outbox();
        self.outbox.release();
    }

    /// The page is back, perhaps from the back-forward cache.
    pub fn on_page_show(&mut self, from_cache: bool) {
        self.unloading = false;
        if self.stopped {
            return;
        }
        // Scripts of the page make such events too.
        if from_cache || std::mem::take(&mut self.gone) {
            self.gone = false;
            self.outbox.on_back(&mut self.sender);
        }
        if from_cache {
            let who = |store: &Persistence| (store.get(DISTINCT_ID).cloned(), store.get(USER_STATE).cloned());
            let before = who(&self.store);
            self.store.load(false);
            if !self.process_identity_change() && before != who(&self.store) {
                self.identity_changed();
            }
        }
        self.sender.online = self.world.host().online();
    }

    pub fn is_unloading(&self) -> bool {
        self.unloading
    }

    pub fn on_online(&mut self, online: bool) {
        self.sender.online = online;
        if online {
            self.sender.retry_due(&self.config);
            self.flags_online();
        }
    }

    // ---- answers

    pub fn on_answer(&mut self, id: u32, answer: Answer) {
        let status = answer.status;
        let outcome = self.sender.on_answer(id, answer, &self.config);
        if !self.sender.delivered.is_empty() {
            self.meta_ids_delivered();
        }
        let outcome = match outcome {
            Outcome::Told(ticket, answer) => return self.on_question_told(ticket, answer),
            other => other,
        };
        let Some(at) = self.requests_for_config.iter().position(|known| *known == id) else { return };
        self.requests_for_config.swap_remove(at);
        if let Outcome::Got(body) = outcome {
            let remote = body.and_then(|text| Json::parse(&text)).filter(Json::truthy).map(|json| json.as_map().unwrap_or_default());
            if remote.is_none() {
                let level = if status == 0 { Level::Warn } else { Level::Error };
                self.world.log(level, "[RemoteConfig] Failed to fetch remote config from PostHog.");
            }
            self.on_config(remote);
        }
    }

    /// The browser took the beacon, or not. `size`: of its body, in bytes.
    pub fn on_beacon(&mut self, id: u32, accepted: bool, size: usize) {
        self.sender.on_beacon(id, accepted, size, &self.config);
        // The halves of a refused one go before what waits behind it.
        for request in std::mem::take(&mut self.sender.requests).into_iter().rev() {
            self.acts.insert(0, Act::Request(request));
        }
    }

    // ---- consent

    /// `opt_in_capturing`. `event`: the name to capture instead of `$opt_in`; an empty one captures none. `device_id`: an id for the visitor who
    /// was nobody until now.
    pub fn opt_in(&mut self, event: Option<&str>, properties: Map, device_id: &str) {
        if self.ignores_consent() {
            return;
        }
        if self.cookieless() {
            self.reset_state(true, true, device_id, None);
            self.begin_sessions();
        }
        let already = self.consent() == Consent::Granted;
        if already && self.needs_heal() {
            self.heal(device_id);
        }
        consent::answer(self.world, &self.config, true);
        self.sync_consent();
        self.start_queue();
        if !already && event != Some("") {
            self.wish(Capture::new(event.unwrap_or("$opt_in"), properties).instantly());
        }
        self.store.sync_cookie();
        self.process_identity_change();
        self.report_held();
        if self.config.pageviews.initial {
            self.first_pageview();
        }
    }

    /// Must `opt_in` be given an id from the page's `get_device_id`?
    pub fn opt_in_needs_id(&self) -> bool {
        self.config.cookieless == Cookieless::OnReject && (self.cookieless() || self.needs_heal())
    }

    /// `opt_out_capturing`. Captures nothing; what waits in the queue is still sent.
    pub fn opt_out(&mut self) {
        if self.ignores_consent() {
            return;
        }
        consent::answer(self.world, &self.config, false);
        self.sync_consent();
        if self.config.cookieless == Cookieless::OnReject {
            self.enter_cookieless();
        }
    }

    fn ignores_consent(&self) -> bool {
        let always = self.config.cookieless == Cookieless::Always;
        if always {
            self.world.log(Level::Warn, "Consent opt in/out is not valid with cookieless_mode=\"always\" and will be ignored");
        }
        always
    }

    /// From here on the visitor is counted, but nobody.
    pub(super) fn enter_cookieless(&mut self) {
        if self.distinct_id().as_deref() != Some(keys::COOKIELESS) {
            let id = self.world.uuid();
            self.reset_state(true, true, &id, None);
        }
        let mut props = Map::new();
        props.set_str(DISTINCT_ID, keys::COOKIELESS);
        props.set(keys::DEVICE_ID, Json::null());
        self.store.register(&props, None);
        self.end_sessions();
        if self.config.pageviews.initial {
            self.first_pageview();
        }
        self.start_queue();
    }

    /// `clear_opt_in_out_capturing`: the visitor was never asked.
    pub fn clear_consent(&mut self) {
        consent::forget(self.world, &self.config);
        self.sync_consent();
    }

    // ---- the end

    /// `shutdown`: sends what is left and stops.
    pub fn stop(&mut self) {
        self.stopped = true;
        self.forget_flags();
        self.settle_ready("error");
        self.tell_ready(0);
        self.sender.flush(&self.config);
        self.sender.retry_all(&self.config);
        self.flush_stores();
    }

    /// What was on its way when it stopped was answered, or took too long.
    pub fn on_stopped(&mut self) {
        self.outbox.release();
    }
}
