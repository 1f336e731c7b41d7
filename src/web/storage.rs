//! The page's storage. Touching it can throw (cookies blocked, sandboxed frame) and so can every write (full); both are answers, not errors. The
//! memory area lives as long as the page and belongs to all instances.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::js::{self, Fact};
use crate::core::host::{Area, Denied};

/// As `page.js` numbers the areas.
fn number(area: Area) -> u8 {
    match area {
        Area::Memory => 0,
        Area::Local => 1,
        Area::Session => 2,
    }
}

/// Is anything in the memory area? Else nobody needs to look.
static REMEMBERS: AtomicBool = AtomicBool::new(false);

pub fn read(area: Area, key: &str) -> Result<Option<String>, Denied> {
    if area == Area::Memory && !REMEMBERS.load(Relaxed) {
        return Ok(None);
    }
    let found = js::ask(Fact::StoreRead, key, "", number(area)).ok_or(Denied)?;
    // An entry comes with a sign in front, to tell an empty one from none.
    Ok(found.strip_prefix('=').map(String::from))
}

pub fn write(area: Area, key: &str, value: &str) -> Result<(), Denied> {
    if area == Area::Memory {
        REMEMBERS.store(true, Relaxed);
    }
    js::ask(Fact::StoreWrite, key, value, number(area)).map(drop).ok_or(Denied)
}

pub fn remove(area: Area, key: &str) {
    js::ask(Fact::StoreRemove, key, "", number(area));
}

/// The keys of localStorage that begin so, joined by U+0000.
pub fn keys(start: &str) -> String {
    js::ask(Fact::StoreKeys, start, "", 1).unwrap_or_default()
}
