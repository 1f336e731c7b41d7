//! The page's storage. Touching it can throw (cookies blocked, sandboxed frame) and so can every write (full); both are answers, not errors. The
//! memory area lives as long as the page and belongs to all instances.

use std::cell::RefCell;

use web_sys::Storage;

use crate::core::host::{Area, Denied};

thread_local! {
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn storage(area: Area) -> Result<Storage, Denied> {
    let window = super::page::window().ok_or(Denied)?;
    let storage = if area == Area::Local { window.local_storage() } else { window.session_storage() };
    storage.ok().flatten().ok_or(Denied)
}

pub fn read(area: Area, key: &str) -> Result<Option<String>, Denied> {
    if area == Area::Memory {
        return MEMORY.with_borrow(|map| Ok(map.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())));
    }
    storage(area)?.get_item(key).map_err(|_| Denied)
}

pub fn write(area: Area, key: &str, value: &str) -> Result<(), Denied> {
    if area == Area::Memory {
        remove(area, key);
        MEMORY.with_borrow_mut(|map| map.push((String::from(key), String::from(value))));
        return Ok(());
    }
    storage(area)?.set_item(key, value).map_err(|_| Denied)
}

pub fn remove(area: Area, key: &str) {
    if area == Area::Memory {
        MEMORY.with_borrow_mut(|map| map.retain(|(known, _)| known != key));
    } else if let Ok(storage) = storage(area) {
        let _ = storage.remove_item(key);
    }
}
