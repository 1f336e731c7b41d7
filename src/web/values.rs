//! JavaScript values into the core's one value type and back. On the hot way the text is made by `JSON.stringify`; options and other structured
//! values off it come by serde.

use std::fmt;

use js_sys::{JSON, Reflect};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use wasm_bindgen::JsValue;

use super::js;
use crate::core::json::{Json, Map};

/// Deeper than this is no data but an object graph.
const MAX_DEPTH: u8 = 32;

thread_local! {
    static DEPTH: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
}

struct Data(Json);

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Data, D::Error> {
        let depth = DEPTH.get();
        if depth > MAX_DEPTH {
            return Err(D::Error::custom("too deep"));
        }
        DEPTH.set(depth + 1);
        let result = deserializer.deserialize_any(Read);
        DEPTH.set(depth);
        result.map(Data)
    }
}

struct Read;

impl<'de> Visitor<'de> for Read {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("data")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::bool(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::num(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::num(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::num(value as f64))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::str(value))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::null())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(Data(item)) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::list(items.iter()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut map = Map::new();
        while let Some((Data(key), Data(value))) = entries.next_entry()? {
            if let Some(key) = key.as_str() {
                map.set(&key, value);
            }
        }
        Ok(Json::from(&map))
    }
}

/// A structured value (options, remote configuration); `None` for functions, live objects and whatever else is no data.
pub fn data(value: JsValue) -> Option<Json> {
    // What throws while it is read would throw through serde as well.
    if value.is_object() && js::json_text(&value).is_none() {
        return None;
    }
    DEPTH.set(0);
    serde_wasm_bindgen::from_value::<Data>(value).ok().map(|Data(json)| json)
}

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

/// The JavaScript value of a JSON text.
pub fn parsed(json: &Json) -> JsValue {
    JSON::parse(json.text()).unwrap_or(JsValue::UNDEFINED)
}

/// A property of an object; `undefined` when there is none or reading it throws.
pub fn get(target: &JsValue, key: &str) -> JsValue {
    if !target.is_object() && !target.is_function() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(target, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

pub fn set(target: &JsValue, key: &str, value: &JsValue) {
    let _ = Reflect::set(target, &JsValue::from_str(key), value);
}
