//! Messages to whoever looks at the page's console.

use web_sys::console;

use crate::core::world::Level;

const PREFIX: &str = "[PostHog.js]";

pub fn say(level: Level, message: &str) {
    let (prefix, message) = (PREFIX.into(), message.into());
    match level {
        Level::Info => console::log_2(&prefix, &message),
        Level::Warn | Level::Notice => console::warn_2(&prefix, &message),
        Level::Error | Level::Critical => console::error_2(&prefix, &message),
    }
}
