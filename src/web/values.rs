//! JavaScript values as the core's one value type. They come as JSON text made by the browser, which costs a tenth of the bytes that structured reading
//! does.

use wasm_bindgen::JsValue;

use super::js;
use crate::core::json::{Json, Map};

/// A value as `JSON.stringify` would store it; `None` for `undefined`, functions and symbols.
pub fn json(value: &JsValue) -> Option<Json> {
    js::json_text(value).map(|text| Json::trusted(&text))
}

/// A plain object's entries; `None` for anything else.
pub fn map(value: &JsValue) -> Option<Map> {
    if !value.is_object() {
        return None;
    }
    json(value)?.as_map()
}
