//! The options object, `posthog.config`. It is the page's and keeps its functions and live objects; the core gets the data in it as one `Map`.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use crate::core::config::{self, Config};
use crate::core::json::{Json, Map};
use crate::core::world::{Level, World};
use crate::web::{js, values};

fn list(names: &[&str]) -> Array {
    names.iter().map(|name| JsValue::from_str(name)).collect()
}

/// The default options for a `defaults` date.
pub fn defaults(date: &JsValue, world: &World, on_request_error: &JsValue) -> Object {
    let date = date.as_string();
    let map = config::defaults(date.as_deref(), world);
    let internal = config::local_is_internal(date.as_deref());
    let absent: Vec<&str> = config::ABSENT.into_iter().collect();
    js::complete_defaults(&values::parsed(&Json::from(&map)), &list(&absent), &list(&config::NOOP_FUNCTIONS), internal, on_request_error)
}

/// The page's options under their present names.
pub fn renamed(given: &JsValue, world: &World) -> Object {
    let renamed = Object::new();
    for (old, new) in config::RENAMES {
        let value = values::get(given, old);
        if !value.is_undefined() {
            values::set(&renamed, new, &value);
        }
    }
    let options = js::extend(&renamed, given);
    let versioned = values::get(given, "__preview_external_dependency_versioned_paths");
    if !versioned.is_undefined() {
        if values::get(given, "strict_script_versioning").is_undefined() {
            values::set(&options, "strict_script_versioning", &JsValue::from_bool(versioned.is_truthy()));
        }
        if versioned.is_string() && values::get(given, "asset_host").is_undefined() {
            values::set(&options, "asset_host", &versioned);
        }
    }
    let (black, deny) = (values::get(given, "property_blacklist"), values::get(given, "property_denylist"));
    if Array::is_array(&black) {
        let black = Array::from(&black);
        if deny.is_undefined() {
            values::set(&options, "property_denylist", &black);
        } else if Array::is_array(&deny) {
            values::set(&options, "property_denylist", &black.concat(&Array::from(&deny)));
        } else {
            world.log(Level::Error, &["Invalid value for property_denylist config: ", &js::message_text(&deny)].concat());
        }
    }
    options
}

/// The options an instance starts with: the page's over the defaults.
pub fn merged(given: &JsValue, token: &str, name: &JsValue, world: &World, on_request_error: &JsValue) -> Object {
    let options = defaults(&values::get(given, "defaults"), world, on_request_error);
    let own = renamed(given, world);
    // These two lists of settings are completed, not replaced.
    for key in ["rageclick", "session_recording"] {
        let (base, user) = (values::get(&options, key), values::get(&own, key));
        if base.is_object() && user.is_object() && !Array::is_array(&user) {
            values::set(&own, key, &js::extend(&js::extend(&Object::new(), &base), &user));
        }
    }
    js::extend(&options, &own);
    values::set(&options, "token", &JsValue::from_str(token));
    if !name.is_undefined() {
        values::set(&options, "name", name);
    }
    options
}

/// The data in an options object, of the options that the core reads.
pub fn data(options: &JsValue, world: &World) -> Map {
    let mut map = Map::new();
    for key in config::DATA {
        let value = values::get(options, key);
        if value.is_undefined() || value.is_function() {
            continue;
        }
        match values::data(value) {
            Some(json) => map.set(key, json),
            None => world.log(Level::Warn, &["Option `", key, "` is not plain data; using the default."].concat()),
        }
    }
    if values::get(options, "segment").is_truthy() {
        map.set("segment", Json::bool(true));
    }
    map
}

pub fn read(options: &JsValue, world: &World) -> Config {
    Config::read(data(options, world), world)
}

/// Says, while debugging, which of the page's options belong to features this version does not have.
pub fn report_unbuilt(given: &JsValue, world: &World) {
    for key in config::UNBUILT {
        if world.debugging() && !values::get(given, key).is_undefined() {
            world.log(Level::Info, &["Option `", key, "` is accepted, but this version does not have its feature yet."].concat());
        }
    }
}
