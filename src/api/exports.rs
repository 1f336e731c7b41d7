//! What the facade calls. Every function converts its arguments, hands them over in one line, and converts the answer.

use std::rc::Rc;

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

use super::instance::{self, ANY, EVENT_CAPTURED, FLAGS_RELOADING, Instance, SESSION_ID};
use crate::core::client::{Client, LIB_VERSION};
use crate::core::consent::{self, Consent};
use crate::core::event::{Capture, Options};
use crate::core::identity::Aliased;
use crate::core::json::{Json, Map};
use crate::core::world::Level;
use crate::web::{js, values};

/// The core of one instance.
#[wasm_bindgen]
pub struct Core(Rc<Instance>);

fn number(value: &JsValue) -> Option<f64> {
    value.as_f64()
}

/// A stored value for the page; `undefined` when there is none.
fn out(value: Option<&Json>) -> JsValue {
    value.map_or(JsValue::UNDEFINED, values::parsed)
}

fn store_of(client: &mut Client, session: bool) -> &mut crate::core::persistence::Persistence {
    if session { client.session_store() } else { &mut client.store }
}

#[wasm_bindgen]
impl Core {
    /// `facade` is what the page's functions are handed; `channel` is `cdn` or `npm`.
    #[wasm_bindgen(constructor)]
    pub fn new(facade: JsValue, from_script_tag: bool) -> Core {
        Core(Instance::new(facade, if from_script_tag { "cdn" } else { "npm" }))
    }

    pub fn init(&self, token: &JsValue, config: &JsValue, name: &JsValue) -> bool {
        let started = self.0.init(token, config, name);
        instance::speak();
        started
    }

    pub fn start(&self) {
        self.0.start();
    }

    #[wasm_bindgen(getter)]
    pub fn loaded(&self) -> bool {
        self.0.loaded()
    }

    #[wasm_bindgen(getter)]
    pub fn config(&self) -> Object {
        self.0.options()
    }

    #[wasm_bindgen(js_name = setConfig)]
    pub fn set_config(&self, changes: &JsValue) {
        self.0.set_options(changes);
    }

    /// Says that a method was called too early. True before `init`.
    #[wasm_bindgen(js_name = tooEarly)]
    pub fn too_early(&self, method: &str) -> bool {
        let early = !self.0.loaded();
        if early {
            self.0.world().log(Level::Error, &["You must initialize PostHog before calling ", method].concat());
            instance::speak();
        }
        early
    }

    /// Says something in the SDK's voice: 0 info, 1 warning, 2 error, heard while debugging; 3 error, always.
    pub fn log(&self, level: u8, message: &JsValue) {
        let level = match level {
            0 => Level::Info,
            1 => Level::Warn,
            2 => Level::Error,
            _ => Level::Critical,
        };
        self.0.world().log(level, &js::message_text(message));
        instance::speak();
    }

    // ---- events

    pub fn capture(&self, event: &JsValue, properties: &JsValue, options: &JsValue) -> JsValue {
        let Some(name) = event.as_string() else {
            if self.0.read(Client::is_capturing) == Some(true) {
                self.log(2, &"No event name provided to posthog.capture".into());
            }
            return JsValue::UNDEFINED;
        };
        let raw = options.is_object() && values::get(options, "_noTruncate").is_truthy();
        let text = js::event_text(properties, options, raw);
        let mut lines = text.split('\n');
        let properties = lines.next().and_then(|line| Json::trusted(line).as_map()).unwrap_or_default();
        let mut given = None;
        for line in lines {
            match line.strip_prefix('!') {
                Some(problem) => self.log(2, &["Invalid event properties: ", problem].concat().into()),
                None => given = Json::trusted(line).as_map(),
            }
        }
        let capture = Capture { properties, options: Options::read(given), ..Capture::new(&name, Map::new()) };
        self.0.capture_now(capture)
    }

    /// The properties an event would carry now.
    #[wasm_bindgen(js_name = calculateEventProperties)]
    pub fn calculate_event_properties(&self, event: &str, properties: &JsValue, time: &JsValue, uuid: &JsValue, read_only: bool) -> JsValue {
        let own = Json::trusted(&js::event_text(properties, &JsValue::UNDEFINED, true)).as_map().unwrap_or_default();
        let time = if time.is_object() { js_sys::Date::new(time).get_time() } else { f64::NAN };
        let id = uuid.as_string().unwrap_or_default();
        let all = self.0.ask(|client| {
            let page = client.world.host.page();
            let time = if time.is_nan() { client.world.now() } else { time };
            let mut all = client.properties(event, own, time, &id, &page, read_only);
            let processing = client.has_person_processing();
            all.set("$process_person_profile", Json::bool(processing));
            if processing && !read_only {
                client.require_person_processing("_calculate_event_properties");
            }
            all
        });
        all.map_or_else(|| properties.clone(), |all| values::parsed(&Json::from(&all)))
    }

    /// `eventCaptured`, `featureFlagsReloading` or `*`. A number for `unlisten`; 0 for anything else.
    pub fn listen(&self, event: &str, function: Function) -> u32 {
        let event = match event {
            "eventCaptured" => EVENT_CAPTURED,
            "featureFlagsReloading" => FLAGS_RELOADING,
            "*" => ANY,
            _ => return 0,
        };
        self.0.listen(event, function)
    }

    pub fn unlisten(&self, id: u32) {
        self.0.unlisten(id);
    }

    // ---- super properties. `session`: those of the session's store.

    pub fn register(&self, properties: &JsValue, days: &JsValue, session: bool) {
        let (Some(props), days) = (values::map(properties), number(days)) else { return };
        self.0.update(move |client| store_of(client, session).register(&props, days));
    }

    #[wasm_bindgen(js_name = registerOnce)]
    pub fn register_once(&self, properties: &JsValue, default: &JsValue, days: &JsValue, session: bool) {
        let (Some(props), default, days) = (values::map(properties), values::json(default), number(days)) else { return };
        self.0.update(move |client| store_of(client, session).register_once(&props, default.as_ref(), days));
    }

    #[wasm_bindgen(js_name = registerForSession)]
    pub fn register_for_session(&self, properties: &JsValue) {
        let Some(props) = values::map(properties) else { return };
        self.0.update(move |client| client.register_for_session(&props));
    }

    pub fn unregister(&self, names: &JsValue, session: bool) {
        let names = names_of(names);
        self.0.update(move |client| {
            for name in &names {
                store_of(client, session).unregister(name);
            }
        });
    }

    #[wasm_bindgen(js_name = unregisterForSession)]
    pub fn unregister_for_session(&self, name: &JsValue) {
        let Some(name) = name.as_string() else { return };
        self.0.update(move |client| client.unregister_for_session(&name));
    }

    #[wasm_bindgen(js_name = getProperty)]
    pub fn get_property(&self, name: &JsValue, session: bool) -> JsValue {
        let Some(name) = name.as_string() else { return JsValue::UNDEFINED };
        let look = |client: &Client| out(if session { client.session_props() } else { &client.store.props }.get(&name));
        self.0.read(look).unwrap_or(JsValue::UNDEFINED)
    }

    /// Everything that is stored, as one object.
    pub fn props(&self, session: bool) -> JsValue {
        let text = self.0.read(|client| if session { client.session_props() } else { &client.store.props }.text());
        text.map_or_else(|| Object::new().into(), |text| values::parsed(&Json::trusted(&text)))
    }

    #[wasm_bindgen(js_name = clearProps)]
    pub fn clear_props(&self, session: bool) {
        self.0.update(move |client| store_of(client, session).clear());
    }

    // ---- identity

    pub fn identify(&self, id: &JsValue, set: &JsValue, set_once: &JsValue) {
        let id = match (id.as_string(), id.as_f64()) {
            (Some(id), _) => id,
            (None, Some(_)) => {
                let text = "The first argument to posthog.identify was a number, but it should be a string. It has been converted to a string.";
                self.log(1, &text.into());
                js::message_text(id)
            }
            _ if id.is_truthy() => {
                self.log(3, &"Implementation error. Please turn on debug mode and open a ticket. The id given to posthog.identify is not a string.".into());
                return;
            }
            _ => String::new(),
        };
        if self.too_early("posthog.identify") {
            return;
        }
        let (set, set_once) = (person(set), person(set_once));
        self.0.heal();
        self.0.update(move |client| client.identify(&id, set.as_ref(), set_once.as_ref()));
    }

    #[wasm_bindgen(js_name = setPersonProperties)]
    pub fn set_person_properties(&self, set: &JsValue, set_once: &JsValue) {
        let (set, set_once) = (person(set), person(set_once));
        self.0.update(move |client| client.set_person_properties(set.as_ref(), set_once.as_ref()));
    }

    #[wasm_bindgen(js_name = unsetPersonProperties)]
    pub fn unset_person_properties(&self, names: &JsValue) {
        let names = names_of(names);
        self.0.update(move |client| client.unset_person_properties(&names));
    }

    #[wasm_bindgen(js_name = setPersonPropertiesForFlags)]
    pub fn set_person_properties_for_flags(&self, properties: &JsValue) {
        let Some(props) = values::map(properties) else { return };
        let part = |key: &str| props.get(key).and_then(Json::as_map);
        let (set, set_once) = match (part("$set"), part("$set_once")) {
            (None, None) => (props, Map::new()),
            (set, set_once) => (set.unwrap_or_default(), set_once.unwrap_or_default()),
        };
        self.0.update(move |client| client.set_person_properties_for_flags(&set, &set_once));
    }

    #[wasm_bindgen(js_name = resetPersonPropertiesForFlags)]
    pub fn reset_person_properties_for_flags(&self) {
        self.0.update(Client::reset_person_properties);
    }

    #[wasm_bindgen(js_name = setGroupPropertiesForFlags)]
    pub fn set_group_properties_for_flags(&self, properties: &JsValue) {
        let Some(props) = values::map(properties) else { return };
        self.0.update(move |client| client.set_group_properties(&props));
    }

    #[wasm_bindgen(js_name = resetGroupPropertiesForFlags)]
    pub fn reset_group_properties_for_flags(&self, kind: &JsValue) {
        let kind = kind.as_string();
        self.0.update(move |client| client.reset_group_properties(kind.as_deref()));
    }

    #[wasm_bindgen(js_name = createPersonProfile)]
    pub fn create_person_profile(&self) {
        self.0.update(Client::create_person_profile);
    }

    #[wasm_bindgen(js_name = setInternalOrTestUser)]
    pub fn set_internal_or_test_user(&self) {
        self.0.update(Client::set_internal_or_test_user);
    }

    /// The captured event, `undefined`, -1 or -2.
    pub fn alias(&self, alias: &JsValue, original: &JsValue) -> JsValue {
        let (alias, original) = (values::json(alias), values::json(original));
        let answer = std::rc::Rc::new(std::cell::Cell::new(Aliased::Event));
        let told = answer.clone();
        let event = self.0.update_for_event(move |client| told.set(client.alias(alias.as_ref(), original.as_ref())));
        match answer.get() {
            Aliased::Event => event,
            Aliased::Same => JsValue::from(-1),
            Aliased::Taken => JsValue::from(-2),
        }
    }

    pub fn group(&self, kind: &JsValue, key: &JsValue, properties: &JsValue) {
        let kind = if kind.is_truthy() { js::message_text(kind) } else { String::new() };
        let (key, set) = (values::json(key).unwrap_or_else(Json::null), person(properties));
        self.0.update(move |client| client.group(&kind, &key, set.as_ref()));
    }

    #[wasm_bindgen(js_name = resetGroups)]
    pub fn reset_groups(&self) {
        self.0.update(Client::reset_groups);
    }

    pub fn reset(&self, options: &JsValue) {
        if self.too_early("posthog.reset") {
            return;
        }
        let (device, bootstrap) = match options.as_bool() {
            Some(device) => (device, None),
            None => (values::get(options, "resetDeviceID").is_truthy(), values::data(values::get(options, "bootstrap")).and_then(|json| json.as_map())),
        };
        if let Some(bootstrap) = &bootstrap {
            values::set(&self.0.options(), "bootstrap", &values::parsed(&Json::from(bootstrap)));
        }
        let id = if self.0.read(Client::reset_needs_id) == Some(true) { self.0.device_id() } else { String::new() };
        for key in ["identity_distinct_id", "identity_hash", "identity_claims"] {
            let _ = js_sys::Reflect::delete_property(&self.0.options(), &key.into());
        }
        self.0.update(move |client| client.reset(device, &id, bootstrap));
    }

    // ---- sessions

    #[wasm_bindgen(js_name = getSessionId)]
    pub fn get_session_id(&self) -> String {
        self.0.ask(Client::session_id).unwrap_or_default()
    }

    /// `{sessionId, windowId, sessionStartTimestamp, lastActivityTimestamp}`; `undefined` where there are no sessions.
    #[wasm_bindgen(js_name = checkSession)]
    pub fn check_session(&self, read_only: bool, timestamp: &JsValue) -> JsValue {
        let timestamp = number(timestamp);
        let Some(checked) = self.0.ask(|client| client.check_session(read_only, timestamp, false)).flatten() else {
            return JsValue::UNDEFINED;
        };
        let answer = Object::new();
        values::set(&answer, "sessionId", &checked.session_id.into());
        values::set(&answer, "windowId", &checked.window_id.into());
        values::set(&answer, "sessionStartTimestamp", &checked.start.into());
        values::set(&answer, "lastActivityTimestamp", &checked.last_activity.into());
        answer.into()
    }

    #[wasm_bindgen(js_name = hasSessions)]
    pub fn has_sessions(&self) -> bool {
        self.0.read(|client| client.sessions.is_some()) == Some(true)
    }

    #[wasm_bindgen(getter, js_name = sessionTimeoutMs)]
    pub fn session_timeout_ms(&self) -> f64 {
        self.0.read(|client| client.sessions.as_ref().map(|sessions| sessions.timeout())).flatten().unwrap_or(f64::NAN)
    }

    #[wasm_bindgen(js_name = resetSessionId)]
    pub fn reset_session_id(&self) {
        self.0.update(|client| {
            if let Some(sessions) = &mut client.sessions {
                sessions.reset(&mut client.store);
            }
        });
    }

    /// Calls back at once if there is a session. A number for `unlisten`; 0 where there are no sessions.
    #[wasm_bindgen(js_name = onSessionId)]
    pub fn on_session_id(&self, function: Function) -> u32 {
        let current = self.0.read(|client| {
            let sessions = client.sessions.as_ref()?;
            Some(sessions.current().map(|(session, window)| (String::from(session), String::from(window))))
        });
        let Some(current) = current.flatten() else { return 0 };
        let id = self.0.listen(SESSION_ID, function.clone());
        if let Some((session, window)) = current
            && let Err(error) = function.call2(&JsValue::UNDEFINED, &session.into(), &window.into())
        {
            self.log(2, &["Error in onSessionId: ", &js::message_text(&error)].concat().into());
        }
        id
    }

    /// `look_back` in seconds: undefined for the session's beginning.
    #[wasm_bindgen(js_name = replayUrl)]
    pub fn replay_url(&self, look_back: &JsValue) -> String {
        let look_back = number(look_back);
        self.0.ask(|client| client.replay_url(look_back)).unwrap_or_default()
    }

    #[wasm_bindgen(js_name = pageViewId)]
    pub fn page_view_id(&self) -> Option<String> {
        self.0.read(|client| client.pageviews.id().map(String::from)).flatten()
    }

    // ---- consent

    #[wasm_bindgen(js_name = optIn)]
    pub fn opt_in(&self, options: &JsValue) {
        let name = values::get(options, "captureEventName");
        let event = if name.is_undefined() { None } else { Some(if name.is_truthy() { js::message_text(&name) } else { String::new() }) };
        let text = js::event_text(&values::get(options, "captureProperties"), &JsValue::UNDEFINED, false);
        let properties = text.split('\n').next().and_then(|line| Json::trusted(line).as_map()).unwrap_or_default();
        let id = if self.0.read(Client::opt_in_needs_id) == Some(true) { self.0.device_id() } else { String::new() };
        self.0.update(move |client| client.opt_in(event.as_deref(), properties, &id));
    }

    #[wasm_bindgen(js_name = optOut)]
    pub fn opt_out(&self) {
        self.0.update(Client::opt_out);
    }

    #[wasm_bindgen(js_name = clearConsent)]
    pub fn clear_consent(&self) {
        self.0.update(Client::clear_consent);
    }

    #[wasm_bindgen(js_name = isOptedOut)]
    pub fn is_opted_out(&self) -> bool {
        self.0.read(|client| consent::opted_out(client.consent(), &client.config)).unwrap_or(false)
    }

    #[wasm_bindgen(js_name = isRejected)]
    pub fn is_rejected(&self) -> bool {
        self.0.read(|client| consent::rejected(client.consent(), &client.config)).unwrap_or(false)
    }

    /// `granted`, `denied` or `pending`.
    #[wasm_bindgen(js_name = consentStatus)]
    pub fn consent_status(&self) -> String {
        String::from(match self.0.read(Client::consent) {
            Some(Consent::Granted) => "granted",
            Some(Consent::Denied) => "denied",
            _ => "pending",
        })
    }

    #[wasm_bindgen(js_name = isCapturing)]
    pub fn is_capturing(&self) -> bool {
        self.0.read(Client::is_capturing).unwrap_or(false)
    }

    // ---- what else the page can see

    #[wasm_bindgen(getter)]
    pub fn endpoint(&self) -> String {
        self.0.read(|client| client.endpoint.clone()).unwrap_or_else(|| String::from("/e/"))
    }

    #[wasm_bindgen(js_name = isBot)]
    pub fn is_bot(&self) -> bool {
        self.0.read(Client::looks_like_bot).unwrap_or(false)
    }

    #[wasm_bindgen(js_name = domLoaded)]
    pub fn dom_loaded(&self) {
        self.0.update(Client::start_queue);
    }

    pub fn shutdown(&self) {
        if !self.too_early("posthog.shutdown") {
            self.0.stop();
        }
    }
}

/// A text or a list of them.
fn names_of(names: &JsValue) -> Vec<String> {
    match names.as_string() {
        Some(name) => vec![name],
        None if Array::is_array(names) => Array::from(names).iter().filter_map(|name| name.as_string()).collect(),
        None => Vec::new(),
    }
}

/// Person or group properties: `None` when none are given.
fn person(value: &JsValue) -> Option<Map> {
    if value.is_truthy() { Some(values::map(value).unwrap_or_default()) } else { None }
}

/// The posthog-js version whose behaviour this is.
#[wasm_bindgen(js_name = version)]
pub fn version() -> String {
    String::from(LIB_VERSION)
}
