//! One instance in the page: the client and everything of the page's it deals with. The client is borrowed only while it decides; what it wants
//! done (requests, timers, calls of the page's functions) is done afterwards, so the page may call back at any moment. A call that comes while
//! the client is borrowed all the same (a patched native calling the SDK) waits and is never lost.

use std::cell::{OnceCell, RefCell};
use std::mem::ManuallyDrop;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::scripts::Load;
use crate::core::client::{Act, Client, Timer};
use crate::core::config::{self, Config};
use crate::core::event::{Capture, Event};
use crate::core::host::{Answer, Area, Host, Request, Transport};
use crate::core::json::{Json, Map};
use crate::core::router::CONFIG;
use crate::core::send;
use crate::core::session;
use crate::core::text::{self, Str};
use crate::core::world::{Level, World};
use crate::features::{self, Feature};
use crate::trap;
use crate::web::host::Browser;
use crate::web::js::{Page, Signal};
use crate::web::timers::Timers;
use crate::web::{console, transport};

thread_local! {
    static WORLD: OnceCell<&'static World> = const { OnceCell::new() };
}

/// The one world of the page.
pub fn world() -> &'static World {
    WORLD.with(|world| *world.get_or_init(|| World::new(Browser)))
}

/// Says what there is to say. Not while anything is borrowed: consoles can be the page's own.
fn speak(world: &World) {
    for (level, message) in world.take_logs() {
        console::say(level, &message);
    }
}

/// Told what happens in the page: a `Signal` with two texts and two numbers.
type Told = Closure<dyn Fn(u8, String, String, f64, f64)>;

/// What waits until the client is free again.
enum Late {
    Capture(Box<Capture>),
    Call(u8, String),
    Tell(fn(&mut Client)),
    Answer(u32, Answer),
}

pub struct Instance {
    world: &'static World,
    /// Never dropped: it lives as long as the page.
    client: RefCell<Option<ManuallyDrop<Client>>>,
    page: Page,
    channel: &'static str,
    late: RefCell<Vec<Late>>,
    timers: RefCell<Timers>,
    features: RefCell<Vec<Box<dyn Feature>>>,
    pub(super) loads: RefCell<Vec<Load>>,
    told: OnceCell<Told>,
    moved: OnceCell<Box<dyn Fn(u32)>>,
}

impl Instance {
    /// An instance lives as long as the page: whoever holds a callback of it may call at any time. `stop` takes all that it watches away.
    pub fn new(facade: &JsValue, channel: &'static str) -> &'static Instance {
        let this: &'static Instance = Box::leak(Box::new(Instance {
            world: world(),
            client: RefCell::default(),
            page: Page::new(facade),
            channel,
            late: RefCell::default(),
            timers: RefCell::default(),
            features: RefCell::default(),
            loads: RefCell::default(),
            told: OnceCell::new(),
            moved: OnceCell::new(),
        }));
        let told = this.told.get_or_init(|| Closure::new(move |what, a, b, n, m| this.hear(Signal::of(what), a, b, n, m)));
        this.page.set_told(told.as_ref());
        this.set_defaults(None);
        this
    }

    pub fn world(&'static self) -> &'static World {
        self.world
    }

    pub fn page(&'static self) -> &'static Page {
        &self.page
    }

    pub fn say(&'static self, level: Level, message: &str) {
        self.world.log(level, message);
        speak(self.world);
    }

    /// Logs what a function of the page threw: texts that begin with `!`, or are not empty.
    fn blame(&'static self, what: &str, error: &str) {
        if !error.is_empty() {
            self.world.say(Level::Error, "Error in %: %", &[what, error.strip_prefix('!').unwrap_or(error)]);
        }
    }

    // ---- the client

    pub fn loaded(&'static self) -> bool {
        self.client.try_borrow().map_or(true, |client| client.is_some())
    }

    pub fn is_busy(&'static self) -> bool {
        self.client.try_borrow_mut().is_err()
    }

    /// Keeps a call for when the client is free.
    pub fn wait(&'static self, op: u8, arguments: &str) {
        self.late.borrow_mut().push(Late::Call(op, String::from(arguments)));
    }

    /// Looks at the client. `None` before `init`, and while the client is at work.
    pub fn read<R>(&'static self, look: impl FnOnce(&Client) -> R) -> Option<R> {
        let answer = self.client.try_borrow().ok()?.as_deref().map(look);
        // A look can reach patched natives too (the consent is read from storage), and who called from there waits.
        if !self.late.borrow().is_empty() {
            self.settle();
        }
        answer
    }

    /// Changes the client and gets an answer, without doing yet what comes of it.
    pub fn change<R>(&'static self, change: impl FnOnce(&mut Client) -> R) -> Option<R> {
        self.client.try_borrow_mut().ok()?.as_deref_mut().map(change)
    }

    /// Tells the client what happened, now or as soon as it is free.
    pub fn tell(&'static self, what: fn(&mut Client)) {
        if self.is_busy() {
            self.late.borrow_mut().push(Late::Tell(what));
        } else {
            self.with(&mut |client| what(client));
        }
    }

    /// What the page tells.
    fn hear(&'static self, what: Signal, a: String, b: String, n: f64, m: f64) {
        trap::here("told");
        match what {
            Signal::Answered => self.answer(m as u32, transport::answer(a, b, n)),
            Signal::ScriptDone => self.script_done(&a, &b),
            Signal::Model => {
                self.with(&mut |client| client.store.register_one(crate::core::keys::DEVICE_MODEL, Json::str(&a)));
            }
            Signal::Used => features::autocapture::used(self, &a),
            Signal::Outbox => {
                self.with(&mut |client| client.on_outbox(n as u8, &a, &b));
            }
            Signal::Moved => {
                if let Some(moved) = self.moved.get() {
                    moved(n as u32);
                }
            }
        }
    }

    /// Who hears of changes of the address. Only the first one asks.
    pub fn on_moved(&'static self, moved: Box<dyn Fn(u32)>) {
        let _ = self.moved.set(moved);
    }

    fn answer(&'static self, id: u32, answer: Answer) {
        if self.is_busy() {
            return self.late.borrow_mut().push(Late::Answer(id, answer));
        }
        let mut answer = Some(answer);
        self.with(&mut |client| {
            if let Some(answer) = answer.take() {
                client.on_answer(id, answer);
            }
        });
    }

    /// Changes the client and does what comes of it. True when an event was captured along the way.
    pub fn with(&'static self, change: &mut dyn FnMut(&mut Client)) -> bool {
        if let Ok(mut client) = self.client.try_borrow_mut()
            && let Some(client) = client.as_mut()
        {
            change(client);
        }
        self.settle()
    }

    /// Does what the client wants done, until there is nothing left. True when an event was captured. While the client is at work nothing: who
    /// set it to work settles.
    pub fn settle(&'static self) -> bool {
        let mut captured = false;
        loop {
            speak(self.world);
            if self.is_busy() {
                return captured;
            }
            for late in self.late.take() {
                match late {
                    Late::Capture(capture) => {
                        self.capture_now(capture);
                    }
                    Late::Call(op, arguments) => {
                        self.call(op, &arguments);
                    }
                    Late::Tell(what) => self.tell(what),
                    Late::Answer(id, answer) => self.answer(id, answer),
                }
            }
            // Looking for more to do writes what is due, and the page may have said something during that.
            match self.change(Client::next_act).flatten() {
                Some(act) => captured |= self.perform(act),
                None if self.late.borrow().is_empty() => break,
                None => {}
            }
        }
        speak(self.world);
        captured
    }

    fn perform(&'static self, act: Act) -> bool {
        match act {
            Act::Capture(capture) => return self.capture(capture),
            Act::Request(request) => self.send(&request),
            Act::Wake(timer, ms) => self.wake(timer, ms),
            Act::Session { session_id, window_id, reason } => {
                let mut map = Map::new();
                map.set_str("sessionId", &session_id);
                map.set_str("windowId", &window_id);
                map.set("noSessionId", Json::bool(reason.no_session_id));
                map.set("activityTimeout", Json::bool(reason.activity_timeout));
                map.set("sessionPastMaximumLength", Json::bool(reason.past_maximum_length));
                map.set("crossTabAdoption", Json::bool(reason.cross_tab_adoption));
                self.blame("onSessionId", &self.page.tell_session(&map.text()));
            }
            Act::RequestError { status, text } => match self.page.request_error(status, &text).as_str() {
                "?" => self.world.say(Level::Error, "Bad HTTP status: % %", &[Json::num(f64::from(status)).text(), &text]),
                error => self.blame("on_request_error", error),
            },
            Act::LoadConfig => self.load_config(),
            Act::Option(key, value) => self.page.set_option(key, value.as_ref().map(Json::text)),
            Act::IdentityChanged => {}
            Act::FlagsReloading => self.blame("featureFlagsReloading", &self.page.tell_reloading()),
            Act::Flags(flags, failed) => {
                let was = self.change(|client| std::mem::replace(&mut client.flags.telling, true));
                self.blame("onFeatureFlags", &self.page.tell_flags(&flags, failed));
                self.change(|client| client.flags.telling = was.unwrap_or_default());
            }
            Act::FlagsReloaded(ticket, status) => self.page.told(ticket.as_num().unwrap_or_default(), status, 0),
            Act::Told(ticket, status, text) => self.page.told(f64::from(ticket), &text, status),
            Act::Follow => self.follow_features(),
            Act::Outbox(what, a, b) => self.page.outbox(what, &a, &b),
        }
        false
    }

    fn wake(&'static self, timer: Timer, ms: f64) {
        let mut timers = self.timers.borrow_mut();
        if timers.put_off(timer, ms) {
            return;
        }
        timers.set(timer, ms, move || {
            let rest = self.timers.borrow_mut().rest(timer);
            if rest > 0.0 {
                self.wake(timer, rest);
            } else {
                self.with(&mut |client| client.on_timer(timer));
            }
        });
    }

    /// A new anonymous id, by the page's `get_device_id`.
    pub fn device_id(&'static self) -> Str {
        Str::new(self.page.device_id(&self.world.uuid()))
    }

    // ---- the way of an event

    /// Captures now, before anything else that is still to be done. False when it was dropped or has to wait.
    pub fn capture_now(&'static self, capture: Box<Capture>) -> bool {
        let captured = self.capture_first(capture);
        self.settle();
        captured
    }

    /// Captures without doing yet what comes of it. False when the event was dropped or has to wait.
    pub fn capture_first(&'static self, capture: Box<Capture>) -> bool {
        if self.is_busy() {
            self.late.borrow_mut().push(Late::Capture(capture));
            return false;
        }
        self.capture(capture)
    }

    /// One event from the wish to the queue. The event, or `undefined` when it was dropped.
    fn capture(&'static self, capture: Box<Capture>) -> bool {
        self.heal();
        let draft = self.change(|client| {
            let mut draft = client.admit(capture)?;
            client.enrich(&mut draft);
            Some(draft)
        });
        let Some(mut draft) = draft.flatten() else { return false };
        let hooks = self.page.hooks();
        let sanitizes = hooks.starts_with('s');
        if sanitizes && let Some(clean) = self.sanitized(&draft.properties, &draft.capture.event) {
            draft.properties = clean;
        }
        self.change(|client| client.attribute(&mut draft));
        if sanitizes && let Some(clean) = draft.set_once.as_ref().and_then(|map| self.sanitized(map, "$set_once")) {
            draft.set_once = Some(clean);
        }
        let Some((event, capture)) = self.change(|client| client.seal(draft)) else { return false };
        let mut token = event.properties.string("token");
        let mut text = event.text(true);
        let hooked = hooks.ends_with('h') || self.world.debugging();
        if hooked {
            if !self.run_hooks(&event) {
                self.change(|client| client.drop_event(crate::core::outbox::Count::BeforeSend));
                return false;
            }
            text = self.page.last_text();
            token = Json::trusted(&text).as_map().and_then(|map| map.get("properties")?.as_map()?.string("token"));
        }
        let waits = self.change(|client| client.dispatch(&text, token, capture)) == Some(true);
        if waits || !hooked {
            self.page.keep(&text, waits, if hooked { 0.0 } else { event.time });
        }
        true
    }

    /// Gives an id to a visitor who was nobody until consent came from elsewhere.
    pub fn heal(&'static self) {
        if self.read(Client::needs_heal) == Some(true) {
            let id = self.device_id();
            self.change(|client| client.heal(&id));
        }
    }

    /// The old hook on properties.
    fn sanitized(&'static self, properties: &Map, event: &str) -> Option<Map> {
        self.world.log(Level::Error, "sanitize_properties is deprecated. Use before_send instead");
        let clean = self.page.sanitize(&properties.text(), event)?;
        match clean.strip_prefix('!') {
            None => Json::trusted(&clean).as_map(),
            Some(error) => {
                self.blame("sanitize_properties", error);
                None
            }
        }
    }

    /// Shows the event to the page, which may change or drop it (then false).
    fn run_hooks(&'static self, event: &Event) -> bool {
        let said = self.page.before_send(&event.text(false), event.time);
        let name = event.event.as_str();
        let tell = |level: Level, what: &str| self.world.say(level, "Event '%%", &[name, what]);
        if said == "?" {
            let risky = text::split(UNSAFE_TO_DROP, b',').any(|known| known == name);
            match risky {
                true => tell(Level::Warn, "' was rejected in beforeSend function. This can cause unexpected behavior."),
                false => tell(Level::Info, "' was rejected in beforeSend function"),
            }
            return false;
        }
        if let Some(error) = said.strip_prefix('!') {
            let what = text::join(&["Error in beforeSend function for event '", name, "': ", error]);
            self.world.log(Level::Error, &what);
            return false;
        }
        let changed = Json::trusted(&said).as_map().unwrap_or_default();
        let properties = changed.get("properties").and_then(Json::as_map);
        if properties.as_ref().is_none_or(Map::is_empty) {
            tell(Level::Warn, "' has no properties after beforeSend function, this is likely an error.");
        }
        let without_token = properties.is_some_and(|map| map.get("token").is_none_or(Json::is_null));
        if without_token && event.properties.has("token") {
            let what = "' had its 'token' property removed in a beforeSend function. The event will be dropped.";
            tell(Level::Warn, what);
            return false;
        }
        let uuid = self.change(|client| client.valid_uuid(changed.string("uuid"))).unwrap_or_default();
        speak(self.world);
        self.blame("an eventCaptured listener", &self.page.tell_captured(&uuid, self.world.debugging()));
        true
    }

    // ---- requests

    fn send(&'static self, request: &Request) {
        let mut url = request.url.clone();
        if self.page.has("rewriteRequestPath") {
            url = self.page.rewrite(&url);
        }
        let url = send::with_params(&url, &request.params);
        if request.transport == Transport::Beacon {
            let (accepted, size) = transport::beacon(&url, request);
            self.change(|client| client.on_beacon(request.id, accepted, size));
        } else {
            transport::send(&self.page, &url, request);
        }
        if self.read(|client| client.sender.is_empty()) == Some(true) {
            self.page.sent();
        }
    }

    fn load_config(&'static self) {
        if self.take_preloaded() {
            return;
        }
        if self.read(|client| client.config.disable_script_loading) == Some(true) {
            self.world.log(Level::Warn, "[RemoteConfig] Loading of external scripts is disabled");
            self.with(&mut Client::load_config_json);
            return;
        }
        self.load_script(CONFIG);
    }

    /// Takes the configuration that the page or PostHog's script put there for this project.
    pub(super) fn take_preloaded(&'static self) -> bool {
        let token = self.read(|client| client.config.token.clone()).unwrap_or_default();
        let config = Json::trusted(&self.page.preloaded(&token)).as_map();
        let found = config.is_some();
        if found {
            self.with(&mut |client| client.on_config(config.clone()));
        }
        found
    }

    // ---- starting and following the configuration

    fn set_defaults(&'static self, date: Option<&str>) -> Map {
        let defaults = config::defaults(date, self.world);
        self.page.set_defaults(&defaults.text(), config::ABSENT, config::local_is_internal(date));
        defaults
    }

    /// `init` with the options that the facade left at `page.given`. False when nothing was started; what was wrong has been said. `again`: in place of
    /// one that trapped on this page.
    pub fn init(&'static self, token: Option<Str>, name: Option<Str>, again: bool) -> bool {
        let world = &self.world;
        let token = token.map(|token| Str::from(crate::core::secrets::trim(&token))).unwrap_or_default();
        if token.is_empty() {
            let text = "PostHog was initialized without a token. This likely indicates a misconfiguration. Please check the first argument passed to posthog.init()";
            self.say(Level::Critical, text);
            return false;
        }
        if self.loaded() {
            let text = if self.read(|client| *client.config.token == *token) == Some(true) {
                Str::from("You have already initialized PostHog! Re-initializing is a no-op")
            } else {
                text::join(&[
                    "You have already initialized PostHog with a different project token! Re-initializing is a no-op, so events will keep going to the project this instance was initialized with. To capture into a second project, load PostHog once, then initialize a named instance after the SDK has loaded, e.g. posthog.init('",
                    &token,
                    "', { ... }, 'project2')",
                ])
            };
            self.say(Level::Notice, &text);
            return false;
        }
        let given = Json::trusted(&self.page.given_data()).as_map().unwrap_or_default();
        let defaults = self.set_defaults(given.string("defaults").as_deref());
        self.page.lay(config::RENAMES);
        for key in &["rageclick", "session_recording"] {
            if let Some(base) = defaults.get(key).filter(|base| base.is_object()) {
                self.page.complete(key, base.text());
            }
        }
        self.page.set_option("token", Some(Json::str(&token).text()));
        if let Some(name) = name {
            self.page.set_option("name", Some(Json::str(&name).text()));
        }
        let config = Rc::new(self.read_options(&given));
        let remembered = config.debug;
        if given.get("debug").is_none_or(|value| !value.is_false()) && remembered == Some(true) {
            self.page.set_given("debug", "true");
        }
        if again {
            session::same_window(world, &config);
        }
        let client = Client::new(world, config, given, self.channel);
        if let Ok(mut slot) = self.client.try_borrow_mut() {
            *slot = Some(ManuallyDrop::new(client));
        }
        let id = (self.read(Client::boot_needs_id) == Some(true)).then(|| self.device_id());
        self.change(|client| {
            client.boot(id);
            client.bootstrap_flags();
        });
        self.follow_features();
        self.settle();
        true
    }

    /// What follows once the facade shows the instance as loaded: the page's `loaded`, the queue, the first page view. `left` by a core that trapped, if
    /// this one goes on in its place: the page view's id, and the events that wait.
    pub fn start(&'static self, left: &[Json]) {
        if self.page.segment() {
            return;
        }
        if left.is_empty() {
            let error = self.page.loaded();
            if !error.is_empty() {
                self.world.say(Level::Critical, "`loaded` function failed %", &[error.strip_prefix('!').unwrap_or(&error)]);
            }
        }
        let internal = left.is_empty() && self.page.internal_host();
        self.with(&mut |client| {
            client.go_on(left);
            client.after_loaded(internal);
        });
        // A configuration that is there already counts even where none is asked for.
        if self.read(Client::flags_disabled) == Some(true) {
            self.take_preloaded();
        }
        if self.page.has("_onCapture") {
            self.world.log(Level::Warn, "onCapture is deprecated. Please use `before_send` instead");
        }
        if self.read(|client| client.config.disable_device_model) == Some(false) {
            self.page.device_model();
        }
        speak(self.world);
    }

    /// `set_config`: the changes are at `page.given` and are laid over the options.
    pub fn follow_options(&'static self) {
        if !self.page.lay(config::RENAMES) {
            return;
        }
        let given = Json::trusted(&self.page.given_data()).as_map().unwrap_or_default();
        let config = Rc::new(self.read_options(&given));
        if self.loaded() {
            self.with(&mut |client| client.configure(config.clone()));
            self.follow_features();
        }
        speak(self.world);
    }

    /// Reads the options object, settles the debug switch, and says which of the given options this version has no feature for.
    fn read_options(&'static self, given: &Map) -> Config {
        let world = &self.world;
        let mut raw = Json::trusted(&self.page.data()).as_map().unwrap_or_default();
        for (key, value) in config::rewritten(given, world) {
            self.page.set_option(key, Some(value.text()));
            raw.set(key, value);
        }
        let local = world.supports(Area::Local);
        if local
            && !raw.get("debug").is_some_and(Json::is_false)
            && world.host().read(Area::Local, "ph_debug") == Ok(Some(String::from("true")))
        {
            raw.set("debug", Json::bool(true));
            self.page.set_option("debug", Some("true"));
        }
        let config = Config::read(raw, world);
        if let Some(on) = config.debug {
            world.set_debug(on);
            if local && on {
                let _ = world.host().write(Area::Local, "ph_debug", "true");
            } else if local {
                world.host().remove(Area::Local, "ph_debug");
            }
        }
        if self.loaded() || given.has("persistence") {
            self.page.set_option("persistence", Some(Json::str(&config.persistence).text()));
        }
        config::report(given, &config, world);
        config
    }

    /// Starts and stops features as the configuration asks.
    fn follow_features(&'static self) {
        if self.read(|client| client.stopped) == Some(true) {
            return;
        }
        self.with_features(|feature| feature.follow(self));
    }

    /// A script that a feature asked for is there, or cannot be.
    pub(super) fn feature_loaded(&'static self, kind: &'static str, well: bool) {
        self.with_features(|feature| feature.loaded(self, kind, well));
    }

    /// Nothing that a feature does here leads back to here: what it wants done is done afterwards.
    fn with_features(&'static self, mut call: impl FnMut(&mut Box<dyn Feature>)) {
        let mut features = self.features.take();
        if features.is_empty() {
            features = features::all();
        }
        features.iter_mut().for_each(&mut call);
        *self.features.borrow_mut() = features;
    }

    /// `shutdown`: sends what waits, and removes every listener, timer and patch.
    pub fn stop(&'static self) {
        self.with(&mut Client::stop);
        for feature in &mut self.features.take() {
            feature.stop();
        }
        self.timers.borrow_mut().clear();
    }
}

/// Events whose loss in `before_send` breaks more than one number.
const UNSAFE_TO_DROP: &str = "$snapshot,$pageview,$pageleave,$set,survey dismissed,survey sent,survey shown,$identify,$groupidentify,$create_alias,$$client_ingestion_warning,$web_experiment_applied,$feature_enrollment_update,$feature_flag_called";
