//! `document.cookie`. Touching it throws in sandboxed frames.

use super::js::{self, Fact};
use crate::core::host::Denied;

pub fn read() -> Result<String, Denied> {
    js::ask(Fact::CookieRead, "", "", 0).ok_or(Denied)
}

pub fn write(text: &str) -> bool {
    js::ask(Fact::CookieWrite, text, "", 0).is_some()
}
