//! What the facade calls: `capture`, which is the hot way, and `call` for everything else. Arguments and answers are JSON text; a call that comes
//! while the core is at work waits until it is done.

use crate::core::host::Host;
use wasm_bindgen::prelude::*;

use super::instance::Instance;
use super::ops;
use crate::core::client::Client;
use crate::core::consent::{self, Consent};
use crate::core::event::{Capture, Options};
use crate::core::identity::Aliased;
use crate::core::json::{Json, Map};
use crate::core::persistence::Persistence;
use crate::core::send::Job;
use crate::core::text::{self, Str};
use crate::core::world::Level;
use crate::trap;

/// The core of one instance.
#[wasm_bindgen]
pub struct Core(&'static Instance);

#[wasm_bindgen]
impl Core {
    /// `facade` is what the page's functions are handed. It is given the page's side, as `_page`: options, listeners, the last event.
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue, from_script_tag: bool) -> Core {
        Core(Instance::new(facade, if from_script_tag { "cdn" } else { "npm" }))
    }

    /// One event: its name, if it is a text, and what `eventText` wrote. True when it was captured; then it is the page's `last`. What comes of
    /// it is done by `settle`.
    pub fn capture(&self, event: Option<String>, written: &str) -> bool {
        if !self.0.loaded() {
            self.0.too_early("posthog.capture");
            return false;
        }
        let Some(name) = event else {
            if self.0.read(Client::is_capturing) == Some(true) {
                self.0.say(Level::Error, "No event name provided to posthog.capture");
            }
            return false;
        };
        let (properties, options) = self.read_event(written);
        let mut capture = Capture::new(&name, properties);
        capture.options = Options::read(options);
        trap::here("capture");
        self.0.capture_first(capture)
    }

    /// Does what there is to do.
    pub fn settle(&self) {
        self.0.settle();
    }

    /// Everything else: `op` is one of `ops`, `arguments` a JSON array. JSON text, or `undefined`.
    pub fn call(&self, op: u8, arguments: &str) -> Option<String> {
        self.0.call(op, arguments)
    }
}

impl Core {
    /// Reads the lines of `eventText`.
    fn read_event(&self, written: &str) -> (Map, Option<Map>) {
        let mut lines = text::split(written, b'\n');
        let properties = lines.next().and_then(|line| Json::trusted(line).as_map()).unwrap_or_default();
        let mut options = None;
        for line in lines {
            match line.strip_prefix('!') {
                Some(problem) => self.0.say(Level::Error, &text::join(&["Invalid event properties: ", problem])),
                None => options = Json::trusted(line).as_map(),
            }
        }
        (properties, options)
    }
}

/// The arguments of a call.
struct Arguments(Vec<Json>);

impl Arguments {
    fn get(&self, index: usize) -> Option<&Json> {
        self.0.get(index).filter(|value| !value.is_null())
    }

    fn map(&self, index: usize) -> Option<Map> {
        self.get(index)?.as_map()
    }

    /// Person or group properties: none where nothing was given, none in them where it was no object.
    fn properties(&self, index: usize) -> Option<Map> {
        self.get(index).filter(|value| value.truthy()).map(|value| value.as_map().unwrap_or_default())
    }

    /// A text; what is none as it would print.
    fn text(&self, index: usize) -> Option<Str> {
        self.get(index).map(|value| value.as_str().unwrap_or_else(|| Str::from(value.text())))
    }

    fn on(&self, index: usize) -> bool {
        self.get(index).is_some_and(Json::truthy)
    }

    fn number(&self, index: usize) -> Option<f64> {
        self.get(index)?.as_num()
    }

    /// A text or a list of them.
    fn names(&self, index: usize) -> Vec<String> {
        match self.get(index) {
            Some(value) if value.is_string() => value.as_str().map(Str::into_string).into_iter().collect(),
            Some(value) => value.as_strings(),
            None => Vec::new(),
        }
    }
}

fn store_of(client: &mut Client, session: bool) -> &mut Persistence {
    if session { client.session_store() } else { &mut client.store }
}

impl Instance {
    fn too_early(&'static self, call: &str) {
        self.say(Level::Error, &text::join(&["You must initialize PostHog before calling ", call]));
    }

    /// See `Core::call`.
    pub fn call(&'static self, op: u8, arguments: &str) -> Option<String> {
        let a = Arguments(Json::trusted(arguments).as_list().unwrap_or_default());
        match op {
            ops::INIT => return Some(String::from(if self.init(a.text(0), a.text(1), a.on(2)) { "true" } else { "false" })),
            ops::START => self.start(&a.0),
            ops::SET_CONFIG => self.follow_options(),
            ops::LOG => {
                let level = match a.number(0) {
                    Some(0.0) => Level::Info,
                    Some(1.0) => Level::Warn,
                    Some(2.0) => Level::Error,
                    _ => Level::Critical,
                };
                self.say(level, &a.text(1).unwrap_or_default());
            }
            ops::LOADED => return self.loaded().then(|| String::from("true")),
            ops::IDENTIFY | ops::RESET | ops::SHUTDOWN | ops::UUID if !self.loaded() => {
                self.too_early(match op {
                    ops::IDENTIFY => "posthog.identify",
                    ops::RESET => "posthog.reset",
                    ops::SHUTDOWN => "posthog.shutdown",
                    _ => "posthog.capture",
                });
                return (op == ops::UUID).then(|| String::from("null"));
            }
            ops::SHUTDOWN => self.stop(),
            _ if self.is_busy() => self.wait(op, arguments),
            _ => return self.ask(op, &a).map(|json| String::from(json.text())),
        }
        None
    }

    /// Calls that the client answers.
    fn ask(&'static self, op: u8, a: &Arguments) -> Option<Json> {
        let device_id = match op {
            ops::RESET if self.read(Client::reset_needs_id) == Some(true) => self.device_id(),
            ops::OPT_IN if self.read(Client::opt_in_needs_id) == Some(true) => self.device_id(),
            ops::IDENTIFY => {
                self.heal();
                Str::default()
            }
            _ => Str::default(),
        };
        let mut answer = None;
        let mut aliased = Aliased::Event;
        let captured = self.with(&mut |client| answer = act(client, op, a, &device_id, &mut aliased));
        if op == ops::ALIAS {
            // The captured event is the page's `last`; the two refusals are numbers.
            return match aliased {
                Aliased::Event if captured => Some(Json::bool(true)),
                Aliased::Event => None,
                Aliased::Same => Some(Json::trusted("-1")),
                Aliased::Taken => Some(Json::trusted("-2")),
            };
        }
        answer
    }
}

fn reload(client: &mut Client, wanted: bool) {
    if wanted {
        client.reload_flags();
    }
}

fn act(client: &mut Client, op: u8, a: &Arguments, device_id: &str, aliased: &mut Aliased) -> Option<Json> {
    trap::here("export");
    match op {
        ops::REGISTER => store_of(client, a.on(2)).register(&a.map(0)?, a.number(1)),
        ops::REGISTER_ONCE => store_of(client, a.on(3)).register_once(&a.map(0)?, a.get(1), a.number(2)),
        ops::REGISTER_FOR_SESSION => client.register_for_session(&a.map(0)?),
        ops::UNREGISTER => {
            for name in a.names(0) {
                store_of(client, a.on(1)).unregister(&name);
            }
        }
        ops::UNREGISTER_FOR_SESSION => client.unregister_for_session(&a.text(0)?),
        ops::GET_PROPERTY => return if a.on(1) { client.session_props() } else { &client.store.props }.get(&a.text(0)?).cloned(),
        ops::PROPS => return Some(Json::from(if a.on(0) { client.session_props() } else { &client.store.props })),
        ops::CLEAR_PROPS => store_of(client, a.on(0)).clear(),
        ops::IDENTIFY => client.identify_value(a.get(0), a.properties(1).as_ref(), a.properties(2).as_ref()),
        ops::SET_PERSON_PROPERTIES => client.set_person_properties(a.properties(0).as_ref(), a.properties(1).as_ref()),
        ops::UNSET_PERSON_PROPERTIES => client.unset_person_properties(&a.names(0)),
        ops::PERSON_PROPERTIES_FOR_FLAGS => {
            let given = a.map(0)?;
            let part = |key: &str| given.get(key).and_then(Json::as_map);
            let (set, once) = (part("$set"), part("$set_once"));
            let plain = set.is_none() && once.is_none();
            client.set_person_properties_for_flags(&if plain { given.clone() } else { set.unwrap_or_default() }, &once.unwrap_or_default());
            reload(client, a.on(1));
        }
        ops::RESET_PERSON_PROPERTIES_FOR_FLAGS => {
            client.reset_person_properties();
            reload(client, a.on(0));
        }
        ops::UNSET_PROPERTIES_FOR_FLAGS => {
            client.unset_person_properties_for_flags(&a.names(0));
            reload(client, a.on(1));
        }
        ops::GROUP_PROPERTIES_FOR_FLAGS => client.set_group_properties(&a.map(0)?, a.on(1)),
        // key, whether it is reported, fresh ones only, the function's name
        ops::FLAG => return client.flag(&a.text(0).unwrap_or_default(), a.on(1), a.on(2), &a.text(3).unwrap_or_default()),
        ops::FLAGS => {
            return Some(match a.text(0)?.as_str() {
                "variants" => Json::from(&client.flag_variants()),
                "payloads" => Json::from(&client.flag_payloads()),
                "details" => Json::from(&client.flag_details()),
                "loaded" => Json::bool(client.flags.loaded),
                _ => client.all_flags(),
            });
        }
        ops::RELOAD_FLAGS => match a.get(0) {
            Some(ticket) => client.reload_flags_for(ticket.clone()),
            None => client.reload_flags(),
        },
        ops::UPDATE_FLAGS => client.update_flags(&a.map(0).unwrap_or_default(), &a.map(1).unwrap_or_default(), a.on(2)),
        ops::OVERRIDE_FLAGS => client.override_flags(a.get(0)),
        ops::ENROLL => client.enroll(&a.text(0).unwrap_or_default(), &a.get(1).cloned().unwrap_or_default(), a.get(2)),
        ops::QUESTION => client.ask_server(&a.text(0)?, &a.names(1), a.number(2)? as u32),
        ops::FLAG_STATE => match a.text(0)?.as_str() {
            "paused" => client.flags.paused = a.on(1),
            "anonymous" => client.flags.anonymous_id = a.text(1),
            "calls" => client.forget_flag_calls(),
            "ready" => client.await_flags(a.get(1)?.clone()),
            _ => client.ensure_flags(),
        },
        ops::RESET_GROUP_PROPERTIES_FOR_FLAGS => client.reset_group_properties(a.text(0).as_deref()),
        ops::CREATE_PERSON_PROFILE => client.create_person_profile(),
        ops::SET_INTERNAL_OR_TEST_USER => client.set_internal_or_test_user(),
        ops::ALIAS => *aliased = client.alias(a.get(0), a.get(1)),
        ops::GROUP => {
            let kind = a.get(0).filter(|kind| kind.truthy()).and_then(|_| a.text(0)).unwrap_or_default();
            client.group(&kind, &a.get(1).cloned().unwrap_or_else(Json::null), a.properties(2).as_ref(), a.properties(3).as_ref());
        }
        ops::RESET_GROUPS => client.reset_groups(),
        ops::RESET => {
            let options = a.map(0).unwrap_or_default();
            let new_device = a.get(0).is_some_and(Json::is_true) || options.truthy("resetDeviceID");
            client.reset(new_device, device_id, options.get("bootstrap").and_then(Json::as_map));
        }
        ops::SESSION_ID => return Some(Json::str(&client.session_id())),
        ops::CHECK_SESSION => {
            let checked = client.check_session(a.on(0), a.number(1), false)?;
            let mut map = Map::new();
            map.set_str("sessionId", &checked.session_id);
            map.set_str("windowId", &checked.window_id);
            map.set("sessionStartTimestamp", Json::num(checked.start));
            map.set("lastActivityTimestamp", Json::num(checked.last_activity));
            return Some(Json::from(&map));
        }
        ops::CURRENT_SESSION => {
            let (id, window) = client.sessions.as_ref()?.current().unwrap_or(("", ""));
            return Some(Json::list([Json::str(id), Json::str(window)].iter()));
        }
        ops::SESSION_TIMEOUT => return client.sessions.as_ref().map(|sessions| Json::num(sessions.timeout())),
        ops::RESET_SESSION => {
            if let Some(sessions) = &mut client.sessions {
                sessions.reset(&mut client.store);
            }
        }
        ops::REPLAY_URL => return Some(Json::str(&client.replay_url(a.number(0)))),
        ops::PAGE_VIEW_ID => return client.pageviews.id().map(Json::str),
        ops::OPT_IN => {
            let options = a.map(0).unwrap_or_default();
            let name =
                options.get("captureEventName").map(|name| if name.truthy() { name.as_str().unwrap_or_default() } else { Str::default() });
            let properties = options.map("captureProperties");
            client.opt_in(name.as_deref(), properties, device_id);
        }
        ops::OPT_OUT => client.opt_out(),
        ops::CLEAR_CONSENT => client.clear_consent(),
        ops::IS_OPTED_OUT => return Some(Json::bool(consent::opted_out(client.consent(), &client.config))),
        ops::IS_REJECTED => return Some(Json::bool(consent::rejected(client.consent(), &client.config))),
        ops::CONSENT_STATUS => {
            return Some(Json::str(match client.consent() {
                Consent::Granted => "granted",
                Consent::Denied => "denied",
                Consent::Pending => "pending",
            }));
        }
        ops::IS_CAPTURING => return Some(Json::bool(client.is_capturing())),
        ops::ENDPOINT => return Some(Json::str(&client.endpoint)),
        ops::IS_BOT => return Some(Json::bool(client.looks_like_bot())),
        ops::DOM_LOADED => client.start_queue(),
        // address, kind, body, transport, ticket
        ops::POST => {
            let text = |index| a.text(index).unwrap_or_default();
            let body = a.get(2).cloned().unwrap_or_default();
            let job = Job::telemetry(text(0), text(1), body, a.text(3), a.number(4).unwrap_or_default() as u32);
            client.sender.send(job, None, &client.config);
        }
        ops::DELIVERY => return Some(client.outbox.delivery(a.on(0))),
        ops::FLUSH => client.flush(a.number(0)? as u32),
        ops::READY => client.ready(a.number(0)? as u32),
        ops::STOPPED => client.on_stopped(),
        ops::UUID => return Some(if client.is_capturing() { Json::str(&client.world.uuid()) } else { Json::null() }),
        ops::PERSON_URL => return Some(Json::str(&client.person_url())),
        ops::SESSION_ENTRY => return Some(Json::from(&client.session_entry(&client.world.host().page()))),
        ops::REMOTE => return Some(Json::from(&client.remotely_known())),
        ops::EVENT_PROPERTIES => {
            // event, properties, time, uuid, read only
            let (event, own) = (a.text(0).unwrap_or_default(), a.map(1).unwrap_or_default());
            let time = a.number(2).unwrap_or_else(|| client.world.now());
            let (id, read_only, page) = (a.text(3).unwrap_or_default(), a.on(4), client.world.host().page());
            let mut all = client.properties(&event, own, time, &id, &page, read_only);
            client.mark_processing(&event, &mut all, read_only);
            return Some(Json::from(&all));
        }
        _ => {}
    }
    None
}
