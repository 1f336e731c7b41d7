//! One timer of each kind, cancelled when replaced or dropped.

use super::listeners::Listener;
use crate::core::client::Timer;

#[derive(Default)]
pub struct Timers(Vec<(Timer, Listener)>);

impl Timers {
    /// Calls back once, after `ms` milliseconds.
    pub fn set(&mut self, timer: Timer, ms: f64, handler: impl Fn() + 'static) {
        self.forget(timer);
        self.0.push((timer, Listener::after(ms.clamp(0.0, 2_147_483_647.0), handler)));
    }

    /// The timer went off, or is not wanted any more.
    pub fn forget(&mut self, timer: Timer) {
        self.0.retain(|(known, _)| *known != timer);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
