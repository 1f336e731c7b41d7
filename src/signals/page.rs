//! The page's side of one instance, as the second module sees it: src/web/signals.js.

use wasm_bindgen::prelude::*;

use crate::core::event::Options;
use crate::core::json::{Json, Map};

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

/// The questions, by number: in the order of `answers` in signals.js.
#[derive(Clone, Copy)]
enum Ask {
    Data,
    Remote,
    Capture,
}

/// What the page tells, in the order of the numbers in signals.js. With it come two texts and two numbers.
pub enum Signal {
    ScriptDone,
}

impl Signal {
    pub fn of(_number: u8) -> Signal {
        Signal::ScriptDone
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

    pub fn capture(&self, event: &str, properties: &Map, options: &Options) {
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
        if options.given {
            given.set("options", Json::from(&own));
        }
        self.ask(Ask::Capture as u8, &given.text(), "", 0.0);
    }
}
