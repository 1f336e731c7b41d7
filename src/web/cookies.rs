//! `document.cookie`. Reading it throws in sandboxed frames.

use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

use crate::core::host::Denied;

fn document() -> Result<HtmlDocument, Denied> {
    Ok(super::page::document().ok_or(Denied)?.unchecked_into())
}

pub fn read() -> Result<String, Denied> {
    document()?.cookie().map_err(|_| Denied)
}

pub fn write(text: &str) {
    if let Ok(document) = document() {
        let _ = document.set_cookie(text);
    }
}
