//! The page's storage. Touching it can throw (cookies blocked, sandboxed frame) and so can every write (full); both are answers, not errors. The
//! memory area lives as long as the page and belongs to all instances.

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

pub fn read(area: Area, key: &str) -> Result<Option<String>, Denied> {
    let found = js::ask(Fact::StoreRead, key, "", number(area)).ok_or(Denied)?;
    // An entry comes with a sign in front, to tell an empty one from none.
    Ok(found.strip_prefix('=').map(String::from))
}

pub fn write(area: Area, key: &str, value: &str) -> Result<(), Denied> {
    js::ask(Fact::StoreWrite, key, value, number(area)).map(drop).ok_or(Denied)
}

pub fn remove(area: Area, key: &str) {
    js::ask(Fact::StoreRemove, key, "", number(area));
}
