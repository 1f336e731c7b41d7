//! The page's side of one instance, as the second module sees it: src/web/signals.js.

use wasm_bindgen::prelude::*;

use crate::core::event::Options;
use crate::core::json::{Json, Map};
use crate::core::telemetry::Post;

#[wasm_bindgen(module = "/src/web/signals.js")]
extern "C" {
    #[derive(Clone)]
    pub type Page;
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue, host: &JsValue) -> Page;
    /// Who is told a `Signal`.
    #[wasm_bindgen(method, setter)]
    pub fn set_told(this: &Page, told: &JsValue);
    #[wasm_bindgen(method)]
    fn ask(this: &Page, what: u8, a: &str, b: &str, number: f64) -> Option<String>;
}

#[wasm_bindgen(module = "/src/web/webmcp.js")]
extern "C" {
    /// Tells of calls of the tools that the page offers to agents from now on.
    #[wasm_bindgen(js_name = watchTools)]
    pub fn watch_tools(page: &Page);
}

/// The questions, by number: in the order of `answers` in signals.js.
#[derive(Clone, Copy)]
enum Ask {
    Data,
    Remote,
    Capture,
    LoadScript,
    WatchPointer,
    UnwatchPointer,
    TakeUp,
    ForgetUsed,
    ElementFacts,
    Pointers,
    MatchesAny,
    LabelFacts,
    HandPoints,
    ObserveVitals,
    Capturing,
    Post,
    Integrate,
    ScriptReady,
    WatchErrors,
    MetricsFlushed,
}

/// What the page tells, in the order of the numbers in signals.js. With it come two texts and two numbers.
pub enum Signal {
    /// A script's address, and why it is not there.
    ScriptDone,
    /// A point of a heatmap, of which kind, and where in the window it is.
    Plotted,
    /// The page does something: what, see `watchPointer`.
    Stirred,
    /// An element was used: where a finger went and how far, the use's number, below zero if it selected something, and the element's.
    Gestured,
    /// A metric of web vitals: its name, all of it as JSON, and its value.
    Measured,
    /// Somebody takes the heatmap's points.
    PointsAsked,
    /// What was thrown: what `thrownText` wrote.
    Thrown,
    /// What the page does, `addExceptionStep`: what `safeText` wrote of the arguments, and when.
    Stepped,
    /// Sentry's exceptions: what `safeText` wrote of the properties and the release.
    Told,
    /// A line of the log, what it is sent in, and 1 where it is from the console.
    Logged,
    /// The page wants the lines to leave; by a beacon if 1.
    Flushed,
    /// The visitor is another one.
    Reset,
    /// The page wants the toolbar.
    Toolbar,
    /// Something was measured: what, as JSON, its value and when; and what it is sent in, if that is another one than before.
    Sampled,
    /// What was measured shall leave.
    MetricsFlushed,
}

impl Signal {
    pub fn of(number: u8) -> Signal {
        match number {
            1 => Signal::ScriptDone,
            2 => Signal::Plotted,
            3 => Signal::Stirred,
            4 => Signal::Gestured,
            5 => Signal::Measured,
            6 => Signal::PointsAsked,
            7 => Signal::Thrown,
            8 => Signal::Stepped,
            9 => Signal::Told,
            10 => Signal::Logged,
            11 => Signal::Flushed,
            12 => Signal::Reset,
            13 => Signal::Toolbar,
            14 => Signal::Sampled,
            _ => Signal::MetricsFlushed,
        }
    }
}

impl Page {
    fn text(&self, what: Ask, a: &str, number: f64) -> String {
        self.ask(what as u8, a, "", number).unwrap_or_default()
    }

    fn map(&self, what: Ask) -> Map {
        Json::trusted(&self.text(what, "", 0.0)).as_map().unwrap_or_default()
    }

    /// The options.
    pub fn data(&self) -> Map {
        self.map(Ask::Data)
    }

    /// What the server has settled, and whether it has answered.
    pub fn remote(&self) -> Map {
        self.map(Ask::Remote)
    }

    /// True when it was captured.
    pub fn capture(&self, event: &str, properties: &Map, options: &Options) -> bool {
        let mut given = Map::new();
        given.set_str("event", event);
        given.set("properties", Json::from(properties));
        let mut own = Map::new();
        if let Some(time) = options.timestamp {
            own.set("timestamp", Json::num(time));
        }
        if let Some(transport) = &options.transport {
            own.set_str("transport", transport);
        }
        if options.send_instantly {
            own.set("send_instantly", Json::bool(true));
        }
        if let Some(key) = &options.batch_key {
            own.set_str("_batchKey", key);
        }
        for (key, on) in [("_noTruncate", options.no_truncate), ("_originatedFromCaptureException", options.from_capture_exception)] {
            if on {
                own.set(key, Json::bool(true));
            }
        }
        if options.given {
            given.set("options", Json::from(&own));
        }
        self.ask(Ask::Capture as u8, &given.text(), "", 0.0).is_some()
    }

    /// Has the first module send it.
    pub fn post(&self, post: &Post) {
        let mut about = Map::new();
        about.set_str("url", &post.url);
        about.set_str("kind", post.kind);
        if let Some(transport) = &post.transport {
            about.set_str("transport", transport);
        }
        self.ask(Ask::Post as u8, &about.text(), &post.body, f64::from(post.ticket));
    }

    /// What was measured has left.
    pub fn metrics_flushed(&self) {
        self.ask(Ask::MetricsFlushed as u8, "", "", 0.0);
    }

    pub fn is_capturing(&self) -> bool {
        self.ask(Ask::Capturing as u8, "", "", 0.0).is_some()
    }

    /// See `integrate` in signals.js. Which of PostHog's scripts it takes.
    pub fn integrate(&self, ui_host: &str, apps: &str, wishes: u16) -> String {
        self.ask(Ask::Integrate as u8, ui_host, apps, f64::from(wishes)).unwrap_or_default()
    }

    pub fn script_ready(&self, kind: &str, well: bool) {
        self.text(Ask::ScriptReady, kind, f64::from(u8::from(well)));
    }

    pub fn load_script(&self, src: &str, in_head: bool) {
        self.ask(Ask::LoadScript as u8, src, "", f64::from(u8::from(in_head)));
    }

    /// Anew where it is watched already. `wanted`: see `core::deadclicks`.
    pub fn watch_pointer(&self, wanted: u8) {
        let what = if wanted == 0 { Ask::UnwatchPointer } else { Ask::WatchPointer };
        self.text(what, "", f64::from(wanted));
    }

    /// The element of the use of this number is the one at hand, for whoever asks of it. `plot`: the use is a heatmap's point as well, which is told.
    pub fn take_up(&self, number: f64, plot: bool) {
        self.text(Ask::TakeUp, if plot { "p" } else { "" }, number);
    }

    /// Uses need not be known by their numbers any more.
    pub fn forget_used(&self) {
        self.text(Ask::ForgetUsed, "", 0.0);
    }

    /// All that is to know of the element at hand and those around it: see `elementFacts`. They are asked of by the three that follow.
    pub fn element_facts(&self) -> String {
        self.text(Ask::ElementFacts, "", 0.0)
    }

    pub fn pointers(&self) -> String {
        self.text(Ask::Pointers, "", 0.0)
    }

    /// Does one of these selectors, a JSON list, fit one of the elements?
    pub fn matches_any(&self, selectors: &str) -> bool {
        self.ask(Ask::MatchesAny as u8, selectors, "", 0.0).is_some()
    }

    pub fn label_facts(&self, index: usize) -> String {
        self.text(Ask::LabelFacts, "", index as f64)
    }

    /// A heatmap's points, JSON, for who asked for them.
    pub fn hand_points(&self, points: &str) {
        self.text(Ask::HandPoints, points, 0.0);
    }

    /// False where the script `kind` is not there.
    pub fn observe_vitals(&self, kind: &str, names: &str, soft_navigations: bool) -> bool {
        self.ask(Ask::ObserveVitals as u8, kind, names, f64::from(u8::from(soft_navigations))).is_some()
    }

    /// `wanted`: the bits of `watchErrors`.
    pub fn watch_errors(&self, wanted: u8) {
        self.text(Ask::WatchErrors, "", f64::from(wanted));
    }
}
