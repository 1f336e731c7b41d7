//! Event listeners that end with their handle. JavaScript adds them and knows how to take them away, because after a trap nobody else could: see
//! `begin` in page.js.

use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::js;
use super::page::Target;
use crate::trap;

/// Removes its listener when dropped.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    /// Ends it.
    end: JsValue,
    _closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// `capture`: hears of what happens inside the target too, also where that does not bubble.
    pub fn new(target: &Target, name: &'static str, capture: bool, handler: impl Fn(Event) + 'static) -> Listener {
        let handler = move |event| {
            trap::here("listener");
            handler(event);
        };
        Listener::begin(name, f64::from(target.0 + 2 * u8::from(capture)), Closure::new(handler))
    }

    /// Hears once, in so many milliseconds; of no event.
    pub(super) fn after(ms: f64, handler: impl Fn() + 'static) -> Listener {
        let handler = move |_| {
            trap::here("timer");
            handler();
        };
        Listener::begin("", ms, Closure::new(handler))
    }

    fn begin(name: &str, how: f64, closure: Closure<dyn Fn(Event)>) -> Listener {
        Listener { end: js::begin(name, how, closure.as_ref()), _closure: closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        js::end(&self.end);
    }
}
