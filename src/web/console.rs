//! Messages to whoever looks at the page's console.

use super::js::{self, Fact};
use crate::core::world::Level;

pub fn say(level: Level, message: &str) {
    let number = match level {
        Level::Info => 0,
        Level::Warn | Level::Notice => 1,
        Level::Error | Level::Critical => 2,
    };
    js::ask(Fact::Say, message, "", number);
}
