//! Event listeners that end with their handle.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// Removes its listener when dropped.
#[must_use = "a dropped listener hears nothing"]
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// `passive: false` where leaving the page must wait for the handler.
    pub fn new(target: &EventTarget, name: &'static str, passive: bool, handler: impl Fn(Event) + 'static) -> Listener {
        let closure = Closure::<dyn Fn(Event)>::new(handler);
        let options = AddEventListenerOptions::new();
        options.set_passive(passive);
        let target = target.clone();
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(name, closure.as_ref().unchecked_ref(), &options);
        Listener { target, name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref());
    }
}
