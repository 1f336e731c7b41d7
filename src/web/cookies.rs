//! `document.cookie`. Reading it throws in sandboxed frames.

use super::js;
use crate::core::host::Denied;

pub fn read() -> Result<String, Denied> {
    js::cookie_read().ok_or(Denied)
}

pub fn write(text: &str) {
    js::cookie_write(text);
}
