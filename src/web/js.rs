//! The small JavaScript beside this file, as Rust sees it: what would cost many crossings through typed bindings, or only JavaScript can tell.

#[cfg(not(feature = "signals"))]
use crate::core::json::Json;
use wasm_bindgen::prelude::*;

use crate::core::language::Make;

#[cfg(not(feature = "signals"))]
#[wasm_bindgen(module = "/src/web/instance.js")]
extern "C" {
    /// The page's side of one instance.
    #[derive(Clone)]
    pub type Page;
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue) -> Page;
    /// Who is told a `Signal`.
    #[wasm_bindgen(method, setter)]
    pub fn set_told(this: &Page, told: &JsValue);
    /// Everything that is told in texts goes one way: each import of its own costs bytes on both sides.
    #[wasm_bindgen(method)]
    fn ask(this: &Page, what: u8, a: &str, b: &str, number: f64) -> Option<String>;
}

#[cfg(not(feature = "signals"))]
/// The questions, by number: in the order of `answers` in instance.js, where they are explained.
#[derive(Clone, Copy)]
enum Ask {
    Data,
    GivenData,
    Lay,
    SetDefaults,
    Complete,
    SetOption,
    SetGiven,
    Has,
    DeviceId,
    Loaded,
    InternalHost,
    Sanitize,
    RequestError,
    Rewrite,
    Hooks,
    BeforeSend,
    TellCaptured,
    LastText,
    TellSession,
    Keep,
    DeviceModel,
    WatchHistory,
    UnwatchHistory,
    Soon,
    Preloaded,
    LoadScript,
    WatchElements,
    UnwatchElements,
    Pointers,
    MatchesAny,
    UrlMatches,
    LabelFacts,
    Selection,
    InputValue,
    FollowSignals,
    Segment,
    TellReloading,
    TellFlags,
    Told,
    Sent,
    Outbox,
}

#[cfg(not(feature = "signals"))]
/// What the page tells by itself, in the order of the numbers in page.js. With it come two texts and two numbers.
pub enum Signal {
    /// A request's text, Retry-After, status and id.
    Answered,
    /// A script's address, and why it is not there.
    ScriptDone,
    /// The device's model.
    Model,
    /// The address: see `watchHistory`.
    Moved,
    /// An element was used: what `elementFacts` read, and the event's own facts.
    Used,
    /// What the outbox waits for, see `told` in core/outbox.rs.
    Outbox,
}

#[cfg(not(feature = "signals"))]
impl Signal {
    pub fn of(number: u8) -> Signal {
        match number {
            0 => Signal::Answered,
            1 => Signal::ScriptDone,
            2 => Signal::Model,
            3 => Signal::Moved,
            4 => Signal::Used,
            _ => Signal::Outbox,
        }
    }
}

#[cfg(not(feature = "signals"))]
impl Page {
    #[inline(never)]
    fn answer(&self, what: Ask, a: &str, b: &str, number: f64) -> Option<String> {
        self.ask(what as u8, a, b, number)
    }

    #[inline(never)]
    fn text(&self, what: Ask, a: &str, number: f64) -> String {
        self.answer(what, a, "", number).unwrap_or_default()
    }

    pub fn data(&self) -> String {
        self.text(Ask::Data, "", 0.0)
    }

    pub fn given_data(&self) -> String {
        self.text(Ask::GivenData, "", 0.0)
    }

    pub fn lay(&self, renames: &str) -> bool {
        self.answer(Ask::Lay, renames, "", 0.0).is_some()
    }

    pub fn set_defaults(&self, text: &str, absent: &str, internal_hosts: bool) {
        self.answer(Ask::SetDefaults, text, absent, f64::from(u8::from(internal_hosts)));
    }

    pub fn complete(&self, key: &str, base: &str) {
        self.answer(Ask::Complete, key, base, 0.0);
    }

    pub fn set_option(&self, key: &str, text: Option<&str>) {
        self.answer(Ask::SetOption, key, text.unwrap_or(""), 0.0);
    }

    pub fn set_given(&self, key: &str, text: &str) {
        self.answer(Ask::SetGiven, key, text, 0.0);
    }

    pub fn has(&self, name: &str) -> bool {
        self.answer(Ask::Has, name, "", 0.0).is_some()
    }

    pub fn device_id(&self, uuid: &str) -> String {
        self.text(Ask::DeviceId, uuid, 0.0)
    }

    pub fn loaded(&self) -> String {
        self.text(Ask::Loaded, "", 0.0)
    }

    pub fn internal_host(&self) -> bool {
        self.answer(Ask::InternalHost, "", "", 0.0).is_some()
    }

    pub fn sanitize(&self, text: &str, event: &str) -> Option<String> {
        self.answer(Ask::Sanitize, text, event, 0.0)
    }

    pub fn request_error(&self, status: u32, text: &str) -> String {
        self.text(Ask::RequestError, text, f64::from(status))
    }

    pub fn rewrite(&self, url: &str) -> String {
        self.text(Ask::Rewrite, url, 0.0)
    }

    /// Who is shown each event: `s` for `sanitize_properties`, then `h` for any other.
    pub fn hooks(&self) -> String {
        self.text(Ask::Hooks, "", 0.0)
    }

    pub fn before_send(&self, text: &str, time: f64) -> String {
        self.text(Ask::BeforeSend, text, time)
    }

    pub fn tell_captured(&self, uuid: &str, debug: bool) -> String {
        self.text(Ask::TellCaptured, uuid, f64::from(u8::from(debug)))
    }

    pub fn last_text(&self) -> String {
        self.text(Ask::LastText, "", 0.0)
    }

    /// Makes an event what the facade hands back, unless the time is 0. `waits`: it is in the queue, and a core that takes over must know it.
    pub fn keep(&self, text: &str, waits: bool, time: f64) {
        self.answer(Ask::Keep, text, if waits { "w" } else { "" }, time);
    }

    /// What was in the queue has left.
    pub fn sent(&self) {
        self.answer(Ask::Sent, "", "", 0.0);
    }

    /// See `act` in core/outbox.rs.
    pub fn outbox(&self, what: u8, a: &str, b: &str) {
        self.answer(Ask::Outbox, a, b, f64::from(what));
    }

    pub fn tell_session(&self, text: &str) -> String {
        self.text(Ask::TellSession, text, 0.0)
    }

    pub fn device_model(&self) {
        self.answer(Ask::DeviceModel, "", "", 0.0);
    }

    pub fn watch_history(&self) {
        self.answer(Ask::WatchHistory, "", "", 0.0);
    }

    pub fn unwatch_history(&self) {
        self.answer(Ask::UnwatchHistory, "", "", 0.0);
    }

    pub fn soon(&self) {
        self.answer(Ask::Soon, "", "", 0.0);
    }

    /// The configuration that the page or PostHog's script put there for this project: JSON text, empty where there is none.
    pub fn preloaded(&self, token: &str) -> String {
        self.text(Ask::Preloaded, token, 0.0)
    }

    pub fn watch_elements(&self, copies: bool) {
        self.answer(Ask::WatchElements, "", "", f64::from(u8::from(copies)));
    }

    pub fn unwatch_elements(&self) {
        self.answer(Ask::UnwatchElements, "", "", 0.0);
    }

    pub fn pointers(&self) -> String {
        self.text(Ask::Pointers, "", 0.0)
    }

    /// Does one of these selectors, a JSON list, fit one of the elements?
    pub fn matches_any(&self, selectors: &str) -> bool {
        self.answer(Ask::MatchesAny, selectors, "", 0.0).is_some()
    }

    pub fn url_matches(&self, list: &str) -> bool {
        self.answer(Ask::UrlMatches, list, "", 0.0).is_some()
    }

    pub fn label_facts(&self, index: usize) -> String {
        self.text(Ask::LabelFacts, "", index as f64)
    }

    pub fn selection(&self) -> String {
        self.text(Ask::Selection, "", 0.0)
    }

    pub fn input_value(&self, ignored: &str) -> Option<String> {
        self.answer(Ask::InputValue, ignored, "", 0.0)
    }

    /// 0: follow if you are there. 1: be there.
    pub fn follow_signals(&self, wanted: u8) {
        self.answer(Ask::FollowSignals, "", "", f64::from(wanted));
    }

    /// Lets Segment say who the visitor is, if the page has it and it has not. Then the start waits until it is ready.
    pub fn segment(&self) -> bool {
        self.answer(Ask::Segment, "", "", 0.0).is_some()
    }

    pub fn tell_reloading(&self) -> String {
        self.text(Ask::TellReloading, "", 0.0)
    }

    /// Tells of the flags that are on, and whether it failed to ask for them, if that was tried.
    pub fn tell_flags(&self, flags: &str, failed: Option<bool>) -> String {
        self.text(Ask::TellFlags, flags, failed.map_or(2.0, |failed| f64::from(u8::from(failed))))
    }

    /// Answers who waits under the number.
    pub fn told(&self, ticket: f64, text: &str, status: u32) {
        self.answer(Ask::Told, text, Json::num(f64::from(status)).text(), ticket);
    }

    pub fn load_script(&self, src: &str, in_head: bool) {
        self.answer(Ask::LoadScript, src, "", f64::from(u8::from(in_head)));
    }
}

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    fn fact(what: u8, a: &str, b: &str, number: f64) -> Option<String>;
    #[wasm_bindgen(js_name = randomWord)]
    pub fn random_word(plain: bool) -> u32;
    /// Milliseconds since 1970; of a call that was made before the core was there, when it was made.
    pub fn now() -> f64;
    /// A listener or a timer: see there. What ends it.
    pub fn begin(name: &str, how: f64, handler: &JsValue) -> JsValue;
    pub fn end(what: &JsValue);
}

/// What the browser knows and does, by number: in the order of `facts` in page.js.
#[derive(Clone, Copy)]
pub enum Fact {
    Page,
    Scroll,
    Agent,
    StoreRead,
    StoreWrite,
    StoreRemove,
    CookieRead,
    CookieWrite,
    Online,
    DebugForced,
    HasBody,
    Say,
    // The makings of `core::language`, in their order.
    Encoded,
    Decoded,
    IsoDate,
    UtcDate,
    Address,
    Number,
    Form,
    Find,
    StoreKeys,
    /// Only in the second module: signals.js adds it.
    Rewrite,
}

/// Asks the browser. What is true is an empty text.
#[inline(never)]
pub fn ask(what: Fact, a: &str, b: &str, number: u8) -> Option<String> {
    fact(what as u8, a, b, f64::from(number))
}

/// What the language of the page makes of a text or a time.
pub fn make(what: Make, text: &str, time: f64) -> Option<String> {
    fact(Fact::Encoded as u8 + what as u8, text, "", time)
}

/// What a regular expression captures.
pub fn find(text: &str, pattern: &str) -> Option<String> {
    ask(Fact::Find, text, pattern, 0)
}

pub fn rewrite(text: &str, rules: &str) -> String {
    ask(Fact::Rewrite, text, rules, 0).unwrap_or_default()
}

/// The same where nothing has to be said along.
pub fn is(what: Fact) -> bool {
    ask(what, "", "", 0).is_some()
}

#[wasm_bindgen(module = "/src/web/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = timezoneOffset)]
    pub fn timezone_offset(time: f64) -> f64;
}

#[cfg(not(feature = "signals"))]
#[wasm_bindgen(module = "/src/web/send.js")]
extern "C" {
    #[allow(clippy::too_many_arguments, reason = "one crossing instead of a record built field by field")]
    pub fn request(
        page: &Page,
        id: f64,
        url: &str,
        xhr: bool,
        headers: &str,
        body: &JsValue,
        compress: bool,
        timeout: f64,
        keepalive_below: f64,
    );
    pub fn beacon(url: &str, content_type: &str, body: &JsValue) -> f64;
}
