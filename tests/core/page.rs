//! A page with the SDK on it: drives a `Client` the way the browser layer does, keeps what it does, and answers its requests. Scenarios are
//! written against this.

use std::collections::VecDeque;
use std::io::Read;
use std::rc::Rc;

use prickle::core::client::{Act, Client, Timer};
use prickle::core::config::{self, Config};
use prickle::core::event::{Capture, Options};
use prickle::core::host::{Answer, Body, Request, Transport};
use prickle::core::identity::Aliased;
use prickle::core::json::{Json, Map};
use prickle::core::outbox::{act, told};
use prickle::core::router;
use prickle::core::send::{Job, with_params};
use prickle::core::session::Reason;
use prickle::core::world::{Level, World};
use serde_json::{Value, json};

use super::world::{Browser, PageHost, Tab};

pub const TOKEN: &str = "phc_tok";
pub const ENTRY: &str = "ph_phc_tok_posthog";

/// A request as it left.
#[derive(Clone, Debug)]
pub struct Sent {
    pub id: u32,
    pub url: String,
    pub post: bool,
    pub transport: Transport,
    pub headers: Vec<(String, String)>,
    pub content_type: &'static str,
    /// How the body was given: `gzip` (by the browser), `gzipped` (by the core), `base64`, `plain`, or empty.
    pub encoding: &'static str,
    /// The body as the server reads it.
    pub text: String,
    pub timeout: f64,
    pub keepalive_below: f64,
    /// For beacons: the browser took it.
    pub accepted: bool,
}

impl Sent {
    pub fn body(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub fn events(&self) -> Vec<String> {
        let batch = self.body()["batch"].as_array().cloned().unwrap_or_default();
        batch.iter().map(|event| event["event"].as_str().unwrap().to_string()).collect()
    }
}

pub struct Page {
    pub client: Client,
    /// `posthog.config`, as far as it is data.
    pub options: Map,
    pub host: Rc<PageHost>,
    pub world: &'static World,
    /// Events that made it to the queue or the network, in the order of capture.
    pub events: Vec<Value>,
    pub sent: Vec<Sent>,
    pub sessions: Vec<(String, String, Reason)>,
    pub errors: Vec<(u32, String)>,
    pub scripts: Vec<String>,
    /// How often the features were to look at what they are asked for.
    pub follows: u32,
    pub identity_changes: usize,
    /// How often flags were asked for anew, what the page's functions were told of them, and how that ended for who waited.
    pub reloads: usize,
    pub flags_told: Vec<(Value, Option<bool>)>,
    pub reloaded: Vec<(f64, &'static str)>,
    pub answers: Vec<(u32, u32, String)>,
    /// Requests for flags, which nobody answers unless it is said how.
    pub asked: Vec<Sent>,
    pub flags_server: Option<Answer>,
    /// Clicks and swipes that nothing came of: the use's number, who wants to know, and the event.
    pub dead: Vec<(f64, u8, Box<Capture>)>,
    pub logs: Vec<(Level, String)>,
    timers: Vec<(Timer, f64)>,
    /// The tick is not over: what is to be done at its end waits.
    pub in_tick: bool,
    tick_ends: bool,
    /// What the outbox wants of the browser, which takes its time: until the clock moves, or `work` is called.
    pub tasks: VecDeque<(u8, String, String)>,
    load: u32,
    /// What every fetch is answered with at once; `None` leaves that to the test.
    pub server: Option<Answer>,
    /// The largest beacon the browser takes.
    pub beacon_limit: usize,
}

/// A value in the core's own form.
pub fn core(value: &Value) -> Json {
    Json::parse(&value.to_string()).unwrap()
}

pub fn map(value: Value) -> Map {
    core(&value).as_map().unwrap()
}

pub fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

pub fn ok() -> Option<Answer> {
    Some(Answer { status: 200, text: "{\"status\":1}".into(), ..Answer::default() })
}

/// Lays options of the page's over what is there, old names under their new ones.
fn lay(options: &mut Map, given: &Map, world: &World) {
    let names: Vec<&str> = config::RENAMES.split(' ').collect();
    for pair in names.chunks(2) {
        if let Some(value) = given.get(pair[0]) {
            options.set(pair[1], value.clone());
        }
    }
    options.extend(given);
    for (key, value) in config::rewritten(given, world) {
        options.set(key, value);
    }
}

/// What `init` makes of the page's options.
pub fn options(given: &Value, token: &str, world: &World) -> Map {
    let mut all = config::defaults(given["defaults"].as_str(), world);
    for key in config::ABSENT.split(' ') {
        all.remove(key);
    }
    lay(&mut all, &map(given.clone()), world);
    all.set_str("token", token);
    all
}

fn decoded(body: &Body) -> (&'static str, String, usize) {
    match body {
        Body::None => ("", String::new(), 0),
        Body::Gzip(text) => ("gzip", text.clone(), text.len()),
        Body::Bytes(bytes) => {
            let mut text = String::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
            ("gzipped", text, bytes.len())
        }
        Body::Text(text) => match text.strip_prefix("data=") {
            Some(data) => ("base64", base64(&data.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")), text.len()),
            None => ("plain", text.clone(), text.len()),
        },
    }
}

fn base64(text: &str) -> String {
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.trim_end_matches('=').chars() {
        bits = bits << 6 | LETTERS.find(letter).unwrap() as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A tab on `https://shop.example.com` in a fresh browser.
pub fn tab() -> Tab {
    Browser::new().tab("https://shop.example.com")
}

impl Tab {
    /// Loads a page that calls `init` and has no `loaded` of its own.
    pub fn open(&self, path: &str, given: Value) -> Page {
        Page::new(self.load(path), given, |_| {})
    }
}

impl Page {
    pub fn new(host: Rc<PageHost>, given: Value, loaded: impl FnOnce(&mut Page)) -> Page {
        let world = World::new(host.clone());
        Page::init(host, world, given, loaded)
    }

    /// `init`; `loaded` is the page's callback.
    pub fn init(host: Rc<PageHost>, world: &'static World, given: Value, loaded: impl FnOnce(&mut Page)) -> Page {
        let token = given["token"].as_str().unwrap_or(TOKEN).to_string();
        let options = options(&given, &token, world);
        let config = Config::read(options.clone(), world).into();
        let browser = host.browser.clone();
        let mut page = Page {
            client: Client::new(world, config, map(given), "npm"),
            options,
            host,
            world,
            events: Vec::new(),
            sent: Vec::new(),
            sessions: Vec::new(),
            errors: Vec::new(),
            scripts: Vec::new(),
            follows: 0,
            identity_changes: 0,
            asked: Vec::new(),
            flags_server: None,
            reloads: 0,
            flags_told: Vec::new(),
            reloaded: Vec::new(),
            answers: Vec::new(),
            dead: Vec::new(),
            logs: Vec::new(),
            timers: Vec::new(),
            in_tick: false,
            tick_ends: false,
            tasks: VecDeque::new(),
            load: browser.loads(),
            server: ok(),
            beacon_limit: usize::MAX,
        };
        let id = page.client.boot_needs_id().then(|| page.world.uuid());
        page.client.boot(id);
        page.client.bootstrap_flags();
        page.settle();
        loaded(&mut page);
        let hostname = page.world.agent.hostname.clone();
        let internal = config::local_is_internal(page.client.given.string("defaults").as_deref());
        page.client.after_loaded(internal && matches!(hostname.as_str(), "localhost" | "127.0.0.1"));
        page.settle();
        page
    }

    /// Another instance on the same page.
    pub fn second(&self, given: Value) -> Page {
        Page::init(self.host.clone(), self.world, given, |_| {})
    }

    pub fn set_config(&mut self, changes: Value) {
        lay(&mut self.options, &map(changes), self.world);
        self.client.configure(Config::read(self.options.clone(), self.world).into());
        self.settle();
    }

    // ---- what the browser layer does

    pub fn settle(&mut self) {
        while let Some(act) = self.client.next_act() {
            match act {
                Act::Request(request) => self.send(*request),
                Act::Wake(timer, ms) => {
                    self.timers.retain(|(known, _)| *known != timer);
                    self.timers.push((timer, self.host.browser.now() + ms));
                }
                Act::Capture(capture) => {
                    let is_exception = capture.options.from_capture_exception;
                    if self.take(capture).is_some() && is_exception {
                        self.client.exception_captured();
                    }
                }
                Act::Session { session_id, window_id, reason } => {
                    self.sessions.push((session_id.into_string(), window_id.into_string(), reason))
                }
                Act::RequestError { status, .. } if status > 999 => self.client.on_told(status),
                Act::RequestError { status, text } => self.errors.push((status, text)),
                Act::LoadConfig => {
                    let (script, _) = router::script(&self.client.config, router::CONFIG, self.host.browser.now());
                    self.scripts.push(script.into_string());
                }
                Act::Option(key, Some(value)) => self.options.set(key, value),
                Act::Option(key, None) => drop(self.options.remove(key)),
                Act::Follow => self.follows += 1,
                Act::IdentityChanged => self.identity_changes += 1,
                Act::FlagsReloading => self.reloads += 1,
                Act::Flags(flags, failed) => self.flags_told.push((value(&flags), failed)),
                Act::FlagsReloaded(ticket, status) => self.reloaded.push((ticket.as_num().unwrap(), status)),
                Act::Told(ticket, status, text) => self.answers.push((ticket, status, text)),
                Act::Outbox(act::SOON, ..) => self.tick_ends = true,
                Act::Outbox(act::RELEASE, ..) => self.host.browser.unlock(self.load),
                Act::Outbox(what, a, b) => {
                    let (a, b) = (a.into_string(), b.into_string());
                    // The browser hears of it at once.
                    if what != act::LOCK || !self.host.browser.lock(self.load, &self.host.origin, &a) || !b.is_empty() {
                        self.tasks.push_back((what, a, b));
                    }
                }
            }
        }
        self.logs.extend(self.world.take_logs());
        // As the second module has the first one do it.
        for post in self.client.take_posts() {
            let job = Job::telemetry(post.url, post.kind.into(), Json::trusted(&post.body), post.transport, post.ticket);
            let config = self.client.config.clone();
            self.client.sender.send(job, None, &config);
            self.settle();
        }
        if !self.in_tick && std::mem::take(&mut self.tick_ends) {
            self.client.on_outbox(told::SOON, "", "");
            self.settle();
        }
    }

    /// The browser does the next thing that the outbox wants. False when there is none that can be done.
    pub fn work(&mut self) -> bool {
        let browser = self.host.browser.clone();
        let origin = self.host.origin.clone();
        for _ in 0..self.tasks.len() {
            let Some((what, a, b)) = self.tasks.pop_front() else { return false };
            match what {
                act::LOCK if !browser.lock(self.load, &origin, &a) => {
                    self.tasks.push_back((what, a, b));
                    continue;
                }
                act::LOCK if b.is_empty() => {}
                act::LOCK => self.client.on_outbox(told::LOCKED, "", ""),
                act::STORE if browser.records_refused.get() => self.client.on_outbox(told::NOT_STORED, "", ""),
                act::STORE => {
                    browser.store(&origin, &a, &b);
                    self.client.on_outbox(told::STORED, "", "");
                }
                act::CLEAR => browser.clear_records(&origin),
                _ => {
                    let (locks, records) = (browser.locks(&origin), browser.records(&origin, &a, &b));
                    self.client.on_outbox(told::READ, &locks, &records);
                }
            }
            self.settle();
            return true;
        }
        false
    }

    fn take(&mut self, capture: Box<Capture>) -> Option<Value> {
        self.heal();
        let mut draft = self.client.admit(capture)?;
        self.client.enrich(&mut draft);
        self.client.attribute(&mut draft);
        let (event, capture) = self.client.seal(draft);
        let text = event.text(true);
        let token = event.properties.string("token");
        self.client.dispatch(&text, token, capture);
        let event = value(&text);
        self.events.push(event.clone());
        Some(event)
    }

    fn heal(&mut self) {
        if self.client.needs_heal() {
            let id = self.world.uuid();
            self.client.heal(&id);
        }
    }

    fn send(&mut self, request: Request) {
        let (encoding, text, bytes) = decoded(&request.body);
        let accepted = bytes <= self.beacon_limit;
        let id = request.id;
        let flags = request.url.contains("/flags/");
        let sent = Sent {
            id,
            url: with_params(&request.url, &request.params),
            post: request.post,
            transport: request.transport,
            headers: request.headers,
            content_type: request.content_type,
            encoding,
            text,
            timeout: request.timeout,
            keepalive_below: request.keepalive_below,
            accepted,
        };
        if flags {
            self.asked.push(sent);
            if let Some(answer) = self.flags_server.clone() {
                self.client.on_answer(id, answer);
            }
            return;
        }
        self.sent.push(sent);
        if request.transport == Transport::Beacon {
            self.client.on_beacon(id, accepted, bytes);
        } else if let Some(answer) = self.server.clone() {
            self.client.on_answer(id, answer);
        }
    }

    pub fn answer(&mut self, index: usize, answer: Answer) {
        let id = self.sent[index].id;
        self.client.on_answer(id, answer);
        self.settle();
    }

    /// The server answers with this status from now on.
    pub fn server_says(&mut self, status: u32, text: &str) {
        self.server = Some(Answer { status, text: text.into(), ..Answer::default() });
    }

    /// Moves the clock; what falls due on the way is done at its time.
    pub fn advance(&mut self, ms: f64) {
        let end = self.host.browser.now() + ms;
        loop {
            while self.work() {}
            let due = self.timers.iter().copied().filter(|(_, at)| *at <= end).min_by(|a, b| a.1.total_cmp(&b.1));
            let Some((timer, at)) = due else { break };
            self.timers.retain(|(known, _)| *known != timer);
            self.host.browser.set_clock(at.max(self.host.browser.now()));
            match timer {
                Timer::DeadClicks => self.dead.extend(self.client.check_clicks()),
                Timer::Heatmaps | Timer::Vitals | Timer::Logs | Timer::ConsoleLogs | Timer::Metrics => self.client.on_signal_timer(timer),
                _ => self.client.on_timer(timer),
            }
            self.settle();
        }
        self.host.browser.set_clock(end);
    }

    /// Milliseconds until a timer goes off.
    pub fn due(&self, timer: Timer) -> Option<f64> {
        self.timers.iter().find(|(known, _)| *known == timer).map(|(_, at)| at - self.host.browser.now())
    }

    // ---- what the page calls

    pub fn capture(&mut self, event: &str, properties: Value) -> Option<Value> {
        self.capture_with(event, properties, Value::Null)
    }

    /// With an options object; `Value::Null` for none.
    pub fn capture_with(&mut self, event: &str, properties: Value, options: Value) -> Option<Value> {
        let before = self.events.len();
        let mut capture = Capture::new(event, map(properties));
        capture.options = Options::read((!options.is_null()).then(|| map(options)));
        self.client.act(Act::Capture(capture));
        self.settle();
        self.events.get(before).cloned()
    }

    pub fn identify(&mut self, id: &str, set: Value, set_once: Value) {
        let part = |value: Value| (!value.is_null()).then(|| map(value));
        self.heal();
        self.client.identify(id, part(set).as_ref(), part(set_once).as_ref());
        self.settle();
    }

    pub fn set_person(&mut self, set: Value, set_once: Value) {
        let part = |value: Value| (!value.is_null()).then(|| map(value));
        self.client.set_person_properties(part(set).as_ref(), part(set_once).as_ref());
        self.settle();
    }

    pub fn alias(&mut self, alias: Value, original: Value) -> Aliased {
        let part = |value: Value| (!value.is_null()).then(|| core(&value));
        let answer = self.client.alias(part(alias).as_ref(), part(original).as_ref());
        self.settle();
        answer
    }

    pub fn group(&mut self, kind: &str, key: Value, set: Value) {
        let set = (!set.is_null()).then(|| map(set));
        self.client.group(kind, &core(&key), set.as_ref(), set.as_ref());
        self.settle();
    }

    pub fn reset(&mut self, new_device: bool, bootstrap: Value) {
        let id = if self.client.reset_needs_id() { self.world.uuid().into_string() } else { String::new() };
        self.client.reset(new_device, &id, (!bootstrap.is_null()).then(|| map(bootstrap)));
        self.settle();
    }

    pub fn register(&mut self, props: Value) {
        self.client.store.register(&map(props), None);
        self.settle();
    }

    pub fn register_once(&mut self, props: Value) {
        self.client.store.register_once(&map(props), None, None);
        self.settle();
    }

    pub fn register_for_session(&mut self, props: Value) {
        self.client.register_for_session(&map(props));
        self.settle();
    }

    pub fn opt_in(&mut self) {
        let id = if self.client.opt_in_needs_id() { self.world.uuid().into_string() } else { String::new() };
        self.client.opt_in(None, Map::new(), &id);
        self.settle();
    }

    pub fn opt_out(&mut self) {
        self.client.opt_out();
        self.settle();
    }

    /// The remote configuration arrives; `Null`: it does not.
    pub fn remote(&mut self, config: Value) {
        self.client.on_config((!config.is_null()).then(|| map(config)));
        self.settle();
    }

    // ---- the page's life

    /// The user leaves: `beforeunload`, then `pagehide`.
    pub fn leave(&mut self) {
        self.client.on_before_unload();
        self.settle();
        self.hide();
    }

    pub fn hide(&mut self) {
        self.client.on_page_hide();
        self.settle();
        self.client.on_gone();
        self.settle();
        self.client.on_left();
        self.settle();
    }

    /// Back from the back-forward cache.
    pub fn come_back(&mut self) {
        self.client.on_page_show(true);
        self.settle();
    }

    /// `posthog.delivery()`.
    pub fn delivery(&self) -> Value {
        delivery(&self.client.outbox.delivery(false))
    }

    // ---- looking

    pub fn names(&self) -> Vec<&str> {
        self.events.iter().map(|event| event["event"].as_str().unwrap()).collect()
    }

    pub fn last(&self) -> &Value {
        self.events.last().expect("an event was captured")
    }

    pub fn prop(&self, key: &str) -> Value {
        self.client.store.get(key).map_or(Value::Null, |json| value(json.text()))
    }

    pub fn id(&self) -> String {
        self.client.distinct_id().unwrap_or_default().into_string()
    }

    pub fn session_id(&mut self) -> String {
        let id = self.client.session_id();
        self.settle();
        id.into_string()
    }

    pub fn local(&self, key: &str) -> Option<String> {
        self.host.browser.local(&self.host.origin, key)
    }

    /// The main entry, parsed.
    pub fn stored(&self) -> Value {
        self.local(ENTRY).map_or(Value::Null, |text| value(&text))
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        let all = self.host.browser.cookies(&self.world.agent.hostname, self.world.agent.secure);
        let text = all.split("; ").find_map(|part| part.strip_prefix(&format!("{name}="))?.to_string().into())?;
        prickle::core::url::decode_component(&text)
    }

    pub fn logged(&self, text: &str) -> bool {
        self.logs.iter().any(|(_, message)| message.contains(text))
    }

    pub fn writes(&self) -> Vec<String> {
        self.host.writes.borrow_mut().drain(..).collect()
    }
}

/// As the facade puts it.
pub fn delivery(ledger: &Json) -> Value {
    let mut dropped = value(ledger.text());
    let mut take = |what: &str| dropped.as_object_mut().unwrap().remove(what).and_then(|number| number.as_i64()).unwrap_or(0);
    let (captured, delivered) = (take("captured"), take("delivered"));
    let lost: i64 = dropped.as_object().unwrap().values().map(|number| number.as_i64().unwrap()).sum();
    json!({"captured": captured, "delivered": delivered, "pending": captured - delivered - lost, "dropped": dropped})
}

/// A page that is gone has no locks.
impl Drop for Page {
    fn drop(&mut self) {
        self.host.browser.unlock(self.load);
    }
}

/// The text with each UUID replaced by `#1`, `#2` … in the order of their first appearance.
pub fn plain(text: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        match rest.get(..36).filter(|part| prickle::core::uuid::is_uuid(part)) {
            Some(id) => {
                let at = known.iter().position(|other| other == id).unwrap_or_else(|| {
                    known.push(id.to_string());
                    known.len() - 1
                });
                out.push_str(&format!("#{}", at + 1));
                rest = &rest[36..];
            }
            None => {
                let char = rest.chars().next().unwrap();
                out.push(char);
                rest = &rest[char.len_utf8()..];
            }
        }
    }
    out
}

/// No options at all.
pub fn none() -> Value {
    json!({})
}
