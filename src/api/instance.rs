//! One instance in the page: the client and everything of the page's it deals with. The client is borrowed only while it decides; what it wants
//! done (requests, timers, calls of the page's functions) is done afterwards, so the page may call back at any moment. A call that comes while
//! the client is borrowed all the same (a patched native calling the SDK) waits and is never lost.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

use super::options;
use crate::core::client::{Act, Client, Timer};
use crate::core::config::Config;
use crate::core::event::{Capture, Draft, Event};
use crate::core::host::{Answer, Area, Request, Transport};
use crate::core::json::{Json, Map};
use crate::core::send;
use crate::core::session::Reason;
use crate::core::world::{Level, World};
use crate::features::{self, Feature};
use crate::web::host::Browser;
use crate::web::timers::Timers;
use crate::web::{console, js, transport, values};

thread_local! {
    static WORLD: OnceCell<Rc<World>> = const { OnceCell::new() };
}

/// The one world of the page.
pub fn world() -> Rc<World> {
    WORLD.with(|world| world.get_or_init(|| World::new(Rc::new(Browser))).clone())
}

/// Says what there is to say. Not while anything is borrowed: consoles can be the page's own.
pub fn speak() {
    for (level, message) in world().take_logs() {
        console::say(level, &message);
    }
}

type Late = Box<dyn FnOnce(&mut Client)>;
type Heard = Closure<dyn Fn(JsValue)>;

pub struct Instance {
    me: Weak<Instance>,
    world: Rc<World>,
    client: RefCell<Option<Client>>,
    /// The facade object, which the page's functions are handed.
    facade: JsValue,
    channel: &'static str,
    /// `posthog.config`
    options: RefCell<Object>,
    given: RefCell<JsValue>,
    late: RefCell<Vec<Late>>,
    timers: RefCell<Timers>,
    features: RefCell<Vec<Box<dyn Feature>>>,
    listeners: RefCell<Vec<(u32, &'static str, Function)>>,
    next_listener: Cell<u32>,
    /// Default `on_request_error`.
    log_error: Closure<dyn Fn(JsValue)>,
    keep: RefCell<Vec<Heard>>,
}

/// The names of what can be listened to.
pub const EVENT_CAPTURED: &str = "eventCaptured";
pub const FLAGS_RELOADING: &str = "featureFlagsReloading";
pub const ANY: &str = "*";
pub const SESSION_ID: &str = "onSessionId";

impl Instance {
    pub fn new(facade: JsValue, channel: &'static str) -> Rc<Instance> {
        let world = world();
        let log_error = Closure::<dyn Fn(JsValue)>::new(|response: JsValue| {
            let status = values::json(&values::get(&response, "statusCode")).map_or_else(String::new, |json| String::from(json.text()));
            let text = js::message_text(&values::get(&response, "text"));
            self::world().log(Level::Error, &["Bad HTTP status: ", &status, " ", &text].concat());
            speak();
        });
        let options = options::defaults(&JsValue::UNDEFINED, &world, log_error.as_ref());
        Rc::new_cyclic(|me| Instance {
            me: me.clone(),
            world,
            client: RefCell::default(),
            facade,
            channel,
            options: RefCell::new(options),
            given: RefCell::new(JsValue::UNDEFINED),
            late: RefCell::default(),
            timers: RefCell::default(),
            features: RefCell::default(),
            listeners: RefCell::default(),
            next_listener: Cell::new(0),
            log_error,
            keep: RefCell::default(),
        })
    }

    pub fn world(&self) -> &Rc<World> {
        &self.world
    }

    pub fn options(&self) -> Object {
        self.options.borrow().clone()
    }

    fn option(&self, key: &str) -> JsValue {
        let options = self.options();
        values::get(&options, key)
    }

    fn function(&self, key: &str) -> Option<Function> {
        self.option(key).dyn_into().ok()
    }

    // ---- the client

    pub fn loaded(&self) -> bool {
        self.client.try_borrow().map_or(true, |client| client.is_some())
    }

    /// Looks at the client. `None` before `init`, and while the client is at work.
    pub fn read<R>(&self, look: impl FnOnce(&Client) -> R) -> Option<R> {
        let answer = self.client.try_borrow().ok()?.as_ref().map(look);
        // A look can reach patched natives too (the consent is read from storage), and who called from there waits.
        if !self.late.borrow().is_empty() {
            self.settle();
        }
        answer
    }

    /// Changes the client and gets an answer, without doing yet what comes of it.
    fn change<R>(&self, change: impl FnOnce(&mut Client) -> R) -> Option<R> {
        self.client.try_borrow_mut().ok()?.as_mut().map(change)
    }

    /// Asks the client something that may change it, and does what comes of it.
    pub fn ask<R>(&self, change: impl FnOnce(&mut Client) -> R) -> Option<R> {
        let answer = self.change(change);
        self.settle();
        answer
    }

    /// Changes the client and does what comes of it. The event captured along the way, `undefined` if none was.
    pub fn update_for_event(&self, change: impl FnOnce(&mut Client) + 'static) -> JsValue {
        match self.client.try_borrow_mut() {
            Ok(mut client) => {
                if let Some(client) = client.as_mut() {
                    change(client);
                }
            }
            Err(_) => {
                self.late.borrow_mut().push(Box::new(change));
                return JsValue::UNDEFINED;
            }
        }
        self.settle()
    }

    pub fn update(&self, change: impl FnOnce(&mut Client) + 'static) {
        self.update_for_event(change);
    }

    /// Does what the client wants done, until there is nothing left. The first event captured along the way. While the client is at work
    /// nothing: who set it to work settles.
    pub fn settle(&self) -> JsValue {
        let mut captured = JsValue::UNDEFINED;
        loop {
            speak();
            if self.client.try_borrow_mut().is_err() {
                break;
            }
            for late in self.late.take() {
                self.change(late);
            }
            let Some(act) = self.change(Client::next_act).flatten() else { break };
            let event = self.perform(act);
            if captured.is_undefined() {
                captured = event;
            }
        }
        speak();
        captured
    }

    fn perform(&self, act: Act) -> JsValue {
        match act {
            Act::Capture(capture) => return self.capture(*capture),
            Act::Request(request) => self.send(request),
            Act::Wake(timer, ms) => self.wake(timer, ms),
            Act::Session { session_id, window_id, reason } => self.tell_session(&session_id, &window_id, reason),
            Act::RequestError { status, text } => {
                if let Some(function) = self.function("on_request_error") {
                    let response = Object::new();
                    values::set(&response, "statusCode", &JsValue::from(status));
                    values::set(&response, "text", &JsValue::from_str(&text));
                    self.call(&function, &response, "on_request_error");
                }
            }
            Act::LoadConfig { script } => self.load_config(script),
            Act::IdentityChanged => {}
        }
        JsValue::UNDEFINED
    }

    fn wake(&self, timer: Timer, ms: f64) {
        let weak = self.me.clone();
        self.timers.borrow_mut().set(timer, ms, move || {
            if let Some(instance) = weak.upgrade() {
                // The handle of a timer that went off must not be dropped inside its own callback: it is replaced or cleared later.
                instance.update(move |client| client.on_timer(timer));
            }
        });
    }

    // ---- the page's functions

    /// Calls a function of the page; what it throws is logged and goes no further. `None` when it threw.
    fn call(&self, function: &Function, argument: &JsValue, what: &str) -> Option<JsValue> {
        match function.call1(&JsValue::UNDEFINED, argument) {
            Ok(value) => Some(value),
            Err(error) => {
                self.world.log(Level::Error, &["Error in ", what, ": ", &js::message_text(&error)].concat());
                None
            }
        }
    }

    /// A new anonymous id, by the page's `get_device_id`.
    pub fn device_id(&self) -> String {
        let id = self.world.uuid();
        let Some(function) = self.function("get_device_id") else { return id };
        let made = self.call(&function, &JsValue::from_str(&id), "get_device_id");
        made.and_then(|made| made.as_string()).unwrap_or(id)
    }

    pub fn listen(&self, event: &'static str, function: Function) -> u32 {
        let id = self.next_listener.get() + 1;
        self.next_listener.set(id);
        self.listeners.borrow_mut().push((id, event, function));
        id
    }

    pub fn unlisten(&self, id: u32) {
        self.listeners.borrow_mut().retain(|(known, ..)| *known != id);
    }

    fn listeners_of(&self, events: &[&str]) -> Vec<(&'static str, Function)> {
        let listeners = self.listeners.borrow();
        listeners.iter().filter(|(_, event, _)| events.contains(event)).map(|(_, event, function)| (*event, function.clone())).collect()
    }

    fn tell_session(&self, session_id: &str, window_id: &str, reason: Reason) {
        let listeners = self.listeners_of(&[SESSION_ID]);
        if listeners.is_empty() {
            return;
        }
        let why = Object::new();
        for (key, value) in [
            ("noSessionId", reason.no_session_id),
            ("activityTimeout", reason.activity_timeout),
            ("sessionPastMaximumLength", reason.past_maximum_length),
            ("crossTabAdoption", reason.cross_tab_adoption),
        ] {
            values::set(&why, key, &JsValue::from_bool(value));
        }
        for (_, function) in listeners {
            if let Err(error) = function.call3(&JsValue::UNDEFINED, &session_id.into(), &window_id.into(), &why) {
                self.world.log(Level::Error, &["Error in onSessionId: ", &js::message_text(&error)].concat());
            }
        }
    }

    // ---- the way of an event

    /// Captures now, before anything else that is still to be done. The event, `undefined` when it was dropped or has to wait.
    pub fn capture_now(&self, capture: Capture) -> JsValue {
        if self.client.try_borrow_mut().is_err() {
            self.late.borrow_mut().push(Box::new(move |client| client.act(Act::Capture(Box::new(capture)))));
            return JsValue::UNDEFINED;
        }
        let event = self.capture(capture);
        self.settle();
        event
    }

    /// One event from the wish to the queue. The event, or `undefined` when it was dropped.
    pub fn capture(&self, mut capture: Capture) -> JsValue {
        self.heal();
        let Some(mut draft) = self.change(|client| client.admit(&mut capture)).flatten() else {
            return JsValue::UNDEFINED;
        };
        self.change(|client| client.enrich(&mut draft));
        self.sanitize(&mut draft);
        let Some((event, options, remember, warning)) = self.change(|client| {
            client.attribute(&mut draft);
            draft
        }).and_then(|mut draft| {
            self.sanitize_set_once(&mut draft);
            self.change(|client| client.seal(draft))
        }) else {
            return JsValue::UNDEFINED;
        };
        let mut token = event.properties.string("token");
        let mut text = event.text(true);
        let mut result = None;
        if self.has_hooks() {
            let Some(object) = self.run_hooks(&event) else { return JsValue::UNDEFINED };
            let Some(json) = values::json(&object) else { return JsValue::UNDEFINED };
            token = json.as_map().and_then(|map| map.get("properties")?.as_map()?.string("token"));
            text = String::from(json.text());
            result = Some(object);
        }
        self.change(|client| client.dispatch(&text, token, &options, remember, warning));
        result.unwrap_or_else(|| js::lazy_event(&event.text(false), &event.uuid, &event.event, event.time))
    }

    /// Gives an id to a visitor who was nobody until consent came from elsewhere.
    pub fn heal(&self) {
        if self.read(Client::needs_heal) == Some(true) {
            let id = self.device_id();
            self.change(|client| client.heal(&id));
        }
    }

    fn sanitize(&self, draft: &mut Draft) {
        if let Some(clean) = self.sanitized(&draft.properties, &draft.capture.event) {
            draft.properties = clean;
        }
    }

    fn sanitize_set_once(&self, draft: &mut Draft) {
        if let Some(clean) = draft.set_once.as_ref().and_then(|map| self.sanitized(map, "$set_once")) {
            draft.set_once = Some(clean);
        }
    }

    /// The old hook on properties.
    fn sanitized(&self, properties: &Map, event: &str) -> Option<Map> {
        let function = self.function("sanitize_properties")?;
        self.world.log(Level::Error, "sanitize_properties is deprecated. Use before_send instead");
        match function.call2(&JsValue::UNDEFINED, &values::parsed(&Json::from(properties)), &event.into()) {
            Ok(clean) => values::map(&clean),
            Err(error) => {
                self.world.log(Level::Error, &["Error in sanitize_properties: ", &js::message_text(&error)].concat());
                None
            }
        }
    }

    fn has_hooks(&self) -> bool {
        let hook = self.option("before_send");
        self.world.debugging() || !(hook.is_undefined() || hook.is_null()) || !self.listeners_of(&[EVENT_CAPTURED, ANY]).is_empty() || self.function("_onCapture").is_some()
    }

    /// Shows the event to the page, which may change or drop it.
    fn run_hooks(&self, event: &Event) -> Option<JsValue> {
        let object = self.before_send(event)?;
        let id = values::get(&object, "uuid").as_string();
        let valid = self.read(|client| client.valid_uuid(id.clone()))?;
        if id.as_ref() != Some(&valid) {
            values::set(&object, "uuid", &JsValue::from_str(&valid));
        }
        if self.world.debugging() {
            speak();
            let what = ["send \"", &event.event, "\""].concat();
            web_sys::console::log_3(&"[PostHog.js]".into(), &what.into(), &object);
        }
        for (kind, function) in self.listeners_of(&[EVENT_CAPTURED, ANY]) {
            let called = match kind {
                ANY => function.call2(&JsValue::UNDEFINED, &EVENT_CAPTURED.into(), &object),
                _ => function.call1(&JsValue::UNDEFINED, &object),
            };
            if let Err(error) = called {
                self.world.log(Level::Error, &["Error in an eventCaptured listener: ", &js::message_text(&error)].concat());
            }
        }
        Some(object)
    }

    fn before_send(&self, event: &Event) -> Option<JsValue> {
        let mut object = js::event_object(&event.text(false), event.time);
        let hook = self.option("before_send");
        if hook.is_undefined() || hook.is_null() {
            return Some(object);
        }
        let hooks = if Array::is_array(&hook) { Array::from(&hook) } else { Array::of1(&hook) };
        let had_token = event.properties.has("token");
        let name = &event.event;
        for hook in hooks.iter() {
            let Some(function) = hook.dyn_ref::<Function>() else { continue };
            object = match function.call1(&JsValue::UNDEFINED, &object) {
                Ok(object) => object,
                Err(error) => {
                    let what = ["Error in beforeSend function for event '", name, "': ", &js::message_text(&error)].concat();
                    self.world.log(Level::Error, &what);
                    return None;
                }
            };
            if object.is_null() || object.is_undefined() {
                let risky = UNSAFE_TO_DROP.contains(&name.as_str());
                let more = if risky { ". This can cause unexpected behavior." } else { "" };
                let what = ["Event '", name, "' was rejected in beforeSend function", more].concat();
                self.world.log(if risky { Level::Warn } else { Level::Info }, &what);
                return None;
            }
            if values::map(&values::get(&object, "properties")).is_none_or(|map| map.is_empty()) {
                let what = ["Event '", name, "' has no properties after beforeSend function, this is likely an error."].concat();
                self.world.log(Level::Warn, &what);
            }
        }
        let properties = values::get(&object, "properties");
        let token = values::get(&properties, "token");
        if had_token && properties.is_truthy() && (token.is_undefined() || token.is_null()) {
            let what = "' had its 'token' property removed in a beforeSend function. This property is required for ingestion, so the event will be dropped.";
            self.world.log(Level::Warn, &["Event '", name, what].concat());
            return None;
        }
        Some(object)
    }

    // ---- requests

    fn send(&self, request: Request) {
        let mut url = request.url.clone();
        if let Some(rewrite) = self.function("rewriteRequestPath")
            && let Ok(parsed) = web_sys::Url::new(&url)
            && let Some(rewritten) = self.call(&rewrite, &parsed, "rewriteRequestPath").filter(|value| value.is_truthy())
        {
            url = js::message_text(&rewritten);
        }
        let url = send::with_params(&url, &request.params);
        let (id, weak) = (request.id, self.me.clone());
        if request.transport == Transport::Beacon {
            let (accepted, size) = transport::beacon(&url, &request);
            self.change(|client| client.on_beacon(id, accepted, size));
            return;
        }
        transport::send(&url, &request, &self.option("fetch_options"), move |answer: Answer| {
            if let Some(instance) = weak.upgrade() {
                instance.update(move |client| client.on_answer(id, answer));
            }
        });
    }

    fn load_config(&self, script: String) {
        let token = self.read(|client| client.config.token.clone()).unwrap_or_default();
        if let Some(ready) = preloaded(&token) {
            return self.update(move |client| client.on_config(Some(ready)));
        }
        let (disabled, in_head) = self.read(|client| (client.config.disable_script_loading, client.config.scripts_in_head)).unwrap_or_default();
        if disabled {
            self.world.log(Level::Warn, "[RemoteConfig] Loading of external scripts is disabled");
            return self.update(Client::load_config_json);
        }
        let weak = self.me.clone();
        let done = Closure::once_into_js(move |_loaded: bool| {
            let Some(instance) = weak.upgrade() else { return };
            match preloaded(&token) {
                Some(ready) => instance.update(move |client| client.on_config(Some(ready))),
                None => instance.update(Client::load_config_json),
            }
        });
        js::load_script(&script, in_head, &self.option("prepare_external_dependency_script"), &done);
    }

    // ---- starting and following the configuration

    /// `init`. False when nothing was started; what was wrong has been said.
    pub fn init(&self, token: &JsValue, given: &JsValue, name: &JsValue) -> bool {
        let world = &self.world;
        let token = token.as_string().map(|token| String::from(token.trim())).unwrap_or_default();
        if token.is_empty() {
            let text = "PostHog was initialized without a token. This likely indicates a misconfiguration. Please check the first argument passed to posthog.init()";
            world.log(Level::Critical, text);
            return false;
        }
        if self.loaded() {
            let same = self.read(|client| client.config.token == token) == Some(true);
            let text = if same {
                String::from("You have already initialized PostHog! Re-initializing is a no-op")
            } else {
                [
                    "You have already initialized PostHog with a different project token! Re-initializing is a no-op, so events will keep going to the project this instance was initialized with. To capture into a second project, load PostHog once, then initialize a named instance after the SDK has loaded, e.g. posthog.init('",
                    &token,
                    "', { ... }, 'project2').",
                ].concat()
            };
            world.log(Level::Notice, &text);
            return false;
        }
        let given: JsValue = if given.is_object() { given.clone() } else { Object::new().into() };
        self.read_debug_switch(&given);
        let options = options::merged(&given, &token, name, world, self.log_error.as_ref());
        let config = options::read(&options, world);
        self.follow_debug(&config, &options);
        options::report_unbuilt(&given, world);
        if values::get(&options, "on_xhr_error").is_truthy() {
            world.log(Level::Error, "on_xhr_error is deprecated. Use on_request_error instead");
        }
        let given_data = options::data(&given, world);
        *self.options.borrow_mut() = options;
        *self.given.borrow_mut() = given;
        let client = Client::new(world.clone(), config, given_data, self.channel);
        if let Ok(mut slot) = self.client.try_borrow_mut() {
            *slot = Some(client);
        }
        let id = (self.read(Client::boot_needs_id) == Some(true)).then(|| self.device_id());
        self.change(|client| client.boot(id));
        self.follow_features();
        self.settle();
        true
    }

    /// What follows once the facade shows the instance as loaded: the page's `loaded`, the queue, the first page view.
    pub fn start(&self) {
        if let Some(loaded) = self.function("loaded")
            && let Err(error) = loaded.call1(&JsValue::UNDEFINED, &self.facade)
        {
            self.world.log(Level::Critical, &["`loaded` function failed ", &js::message_text(&error)].concat());
        }
        let internal = js::matches_host(&self.option("internal_or_test_user_hostname")).unwrap_or(false);
        self.update(move |client| client.after_loaded(internal));
        if self.read(|client| client.given.has("segment")) == Some(true) {
            self.world.log(Level::Info, "Option `segment` is accepted, but this version does not have its feature yet.");
        }
        if !values::get(&self.given.borrow(), "_onCapture").is_undefined()
            && let Some(function) = self.function("_onCapture")
        {
            self.world.log(Level::Warn, "onCapture is deprecated. Please use `before_send` instead");
            let forward = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
                let _ = function.call2(&JsValue::UNDEFINED, &values::get(&event, "event"), &event);
            });
            self.listen(EVENT_CAPTURED, forward.as_ref().unchecked_ref::<Function>().clone());
            self.keep.borrow_mut().push(forward);
        }
        if self.option("ip").is_truthy() {
            let text = "The `ip` config option has NO EFFECT AT ALL and has been deprecated. Use a custom transformation or \"Discard IP data\" project setting instead.";
            self.world.log(Level::Warn, text);
        }
        if !self.option("disableDeviceModel").is_truthy() {
            let weak = self.me.clone();
            let found = Closure::<dyn Fn(JsValue)>::new(move |model: JsValue| {
                if let (Some(instance), Some(model)) = (weak.upgrade(), model.as_string()) {
                    instance.update(move |client| {
                        client.store.register_one(crate::core::keys::DEVICE_MODEL, Json::str(&model));
                    });
                }
            });
            js::device_model(found.as_ref());
            self.keep.borrow_mut().push(found);
        }
        speak();
    }

    /// `set_config`
    pub fn set_options(&self, changes: &JsValue) {
        if !changes.is_object() || Array::is_array(changes) {
            return;
        }
        let options = self.options();
        js::extend(&options, &options::renamed(changes, &self.world));
        self.read_debug_switch(&options);
        let config = options::read(&options, &self.world);
        self.follow_debug(&config, &options);
        if self.loaded() {
            options::report_unbuilt(changes, &self.world);
            self.update(move |client| client.configure(config));
            self.follow_features();
        }
        speak();
    }

    /// A page can have debugging switched on from an earlier visit: `ph_debug` in localStorage, unless it says no in so many words.
    fn read_debug_switch(&self, options: &JsValue) {
        if values::get(options, "debug").as_bool() == Some(false) {
            return;
        }
        if self.world.supports(Area::Local) && self.world.host.read(Area::Local, "ph_debug") == Ok(Some(String::from("true"))) {
            values::set(options, "debug", &JsValue::TRUE);
        }
    }

    fn follow_debug(&self, config: &Config, options: &JsValue) {
        let Some(on) = config.debug else { return };
        values::set(options, "debug", &JsValue::from_bool(on));
        self.world.set_debug(on);
        if self.world.supports(Area::Local) {
            if on {
                let _ = self.world.host.write(Area::Local, "ph_debug", "true");
            } else {
                self.world.host.remove(Area::Local, "ph_debug");
            }
        }
    }

    /// Starts and stops features as the configuration asks.
    fn follow_features(&self) {
        let Some(me) = self.me.upgrade() else { return };
        let mut features = self.features.take();
        if features.is_empty() {
            features = features::all();
        }
        for feature in &mut features {
            feature.follow(&me);
        }
        *self.features.borrow_mut() = features;
    }

    /// `shutdown`: sends what waits, and removes every listener, timer and patch.
    pub fn stop(&self) {
        self.update(Client::stop);
        for feature in &mut self.features.take() {
            feature.stop();
        }
        self.timers.borrow_mut().clear();
    }
}

/// Events whose loss in `before_send` breaks more than one number.
const UNSAFE_TO_DROP: [&str; 12] = [
    "$snapshot",
    "$pageview",
    "$pageleave",
    "$set",
    "survey dismissed",
    "survey sent",
    "survey shown",
    "$identify",
    "$groupidentify",
    "$create_alias",
    "$$client_ingestion_warning",
    "$feature_enrollment_update",
];

/// The configuration that the page or PostHog's script put there for this project.
fn preloaded(token: &str) -> Option<Map> {
    let window = crate::web::page::window()?;
    let all = values::get(&window, "_POSTHOG_REMOTE_CONFIG");
    let config = values::get(&values::get(&all, token), "config");
    if config.is_falsy() { None } else { Some(values::data(config)?.as_map().unwrap_or_default()) }
}
