//! Event listeners that end with their handle.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// Removes its listener when dropped.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn Fn(Event)>,
    capture: bool,
}

impl Listener {
    /// `capture`: hears of what happens inside the target too, also where that does not bubble.
    pub fn new(target: &EventTarget, name: &'static str, capture: bool, handler: impl Fn(Event) + 'static) -> Listener {
        Listener::add(target, name, capture, Closure::new(handler))
    }

    fn add(target: &EventTarget, name: &'static str, capture: bool, closure: Closure<dyn Fn(Event)>) -> Listener {
        let target = target.clone();
        let _ = target.add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), capture);
        Listener { target, name, closure, capture }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, self.closure.as_ref().unchecked_ref(), self.capture);
    }
}
