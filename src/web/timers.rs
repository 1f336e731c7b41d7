//! One timer of each kind, cancelled when replaced or dropped. One that is only put off, as the end of a session is by every event, need not be set
//! anew: who is called asks for the rest.

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

fn allowed(ms: f64) -> f64 {
    ms.clamp(0.0, 2_147_483_647.0)
}

impl Timers {
    /// Calls back once, after `ms` milliseconds.
    pub fn set(&mut self, timer: Timer, ms: f64, handler: impl Fn() + 'static) {
        self.forget(timer);
        let ms = allowed(ms);
        let due = Date::now() + ms;
        self.0.push(Set { timer, due, wanted: due, delay: 0.0, _timeout: Listener::after(ms, handler) });
    }

    /// Puts off a timer that would go off sooner. It goes off then all the same, and `rest` says that it was too early. False where there is none.
    pub fn put_off(&mut self, timer: Timer, ms: f64) -> bool {
        let ms = allowed(ms);
        let wanted = Date::now() + ms;
        let found = self.0.iter_mut().find(|set| set.timer == timer && set.due <= wanted);
        found.map(|set| (set.wanted, set.delay) = (wanted, ms)).is_some()
    }

    /// The timer went off, and is gone: in how many milliseconds should it have? 0 for now.
    pub fn rest(&mut self, timer: Timer) -> f64 {
        let rest = self.0.iter().find(|set| set.timer == timer).map_or(0.0, |set| (set.wanted - Date::now()).clamp(0.0, set.delay));
        self.forget(timer);
        rest
    }

    /// The timer is not wanted any more.
    pub fn forget(&mut self, timer: Timer) {
        self.0.retain(|set| set.timer != timer);
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
