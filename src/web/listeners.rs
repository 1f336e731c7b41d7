//! Event listeners that end with their handle.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Removes its listener when dropped.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn Fn(Event)>,
    capture: bool,
}

impl Listener {
    /// `passive: false` where leaving the page must wait for the handler.
    pub fn new(target: &EventTarget, name: &'static str, passive: bool, handler: impl Fn(Event) + 'static) -> Listener {
        Listener::add(target, name, passive, false, Closure::new(handler))
    }

    /// Hears of what happens inside the target too, also where that does not bubble.
    pub fn capturing(target: &EventTarget, name: &'static str, handler: impl Fn(Event) + 'static) -> Listener {
        Listener::add(target, name, true, true, Closure::new(handler))
    }

    fn add(target: &EventTarget, name: &'static str, passive: bool, capture: bool, closure: Closure<dyn Fn(Event)>) -> Listener {
        let options = AddEventListenerOptions::new();
        options.set_passive(passive);
        options.set_capture(capture);
        let target = target.clone();
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, closure.as_ref().unchecked_ref(), &options);
        Listener { target, name, closure, capture }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.name, self.closure.as_ref().unchecked_ref(), self.capture);
    }
}
