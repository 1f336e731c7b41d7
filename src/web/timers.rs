//! One timer of each kind, cancelled when replaced or dropped. One that is only put off, as the end of a session is by every event, is not set
//! anew: it looks how late it is when it goes off.

use js_sys::Date;

use super::listeners::Listener;
use crate::core::client::Timer;

struct Set {
    timer: Timer,
    /// When it goes off, and when it is to, in milliseconds since 1970.
    due: f64,
    wanted: f64,
    /// How long it was put off for the last time: never is waited for longer, whatever becomes of the clock. 0 if it never was.
    delay: f64,
    _timeout: Listener,
}

#[derive(Default)]
pub struct Timers(Vec<Set>);

impl Timers {
    /// Calls back once, after `ms` milliseconds. Who is called asks `rest` what is left.
    pub fn set(&mut self, timer: Timer, ms: f64, handler: impl Fn() + 'static) {
        let ms = ms.clamp(0.0, 2_147_483_647.0);
        let wanted = Date::now() + ms;
        if let Some(set) = self.0.iter_mut().find(|set| set.timer == timer && set.due <= wanted) {
            (set.wanted, set.delay) = (wanted, ms);
            return;
        }
        self.forget(timer);
        self.0.push(Set { timer, due: wanted, wanted, delay: 0.0, _timeout: Listener::after(ms, handler) });
    }

    /// The timer went off: how long is it until it should have? 0 for not at all, and then it is gone.
    pub fn rest(&mut self, timer: Timer) -> f64 {
        let rest = self.0.iter().find(|set| set.timer == timer).map_or(0.0, |set| (set.wanted - Date::now()).clamp(0.0, set.delay));
        self.forget(timer);
        rest
    }

    fn forget(&mut self, timer: Timer) {
        self.0.retain(|set| set.timer != timer);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
