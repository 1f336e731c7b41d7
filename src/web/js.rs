//! The small JavaScript beside this file, as Rust sees it: what would cost many crossings through typed bindings, or only JavaScript can tell.

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = eventText)]
    pub fn event_text(properties: &JsValue, options: &JsValue, raw: bool) -> String;
    #[wasm_bindgen(js_name = jsonText)]
    pub fn json_text(value: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = messageText)]
    pub fn message_text(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = eventObject)]
    pub fn event_object(text: &str, time: f64) -> JsValue;
    #[wasm_bindgen(js_name = lazyEvent)]
    pub fn lazy_event(text: &str, uuid: &str, name: &str, time: f64) -> JsValue;
    pub fn extend(target: &Object, source: &JsValue) -> Object;
    #[wasm_bindgen(js_name = completeDefaults)]
    pub fn complete_defaults(config: &JsValue, absent: &Array, noops: &Array, internal_hosts: bool, on_request_error: &JsValue) -> Object;
    #[wasm_bindgen(js_name = matchesHost, catch)]
    pub fn matches_host(pattern: &JsValue) -> Result<bool, JsValue>;
}

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = pageFacts)]
    pub fn page_facts() -> String;
    #[wasm_bindgen(js_name = agentFacts)]
    pub fn agent_facts() -> String;
    #[wasm_bindgen(js_name = deviceModel)]
    pub fn device_model(found: &JsValue);
    #[wasm_bindgen(js_name = watchHistory)]
    pub fn watch_history(moved: &JsValue) -> Function;
    pub fn soon(task: &JsValue);
    #[wasm_bindgen(js_name = loadScript)]
    pub fn load_script(src: &str, in_head: bool, prepare: &JsValue, done: &JsValue);
}

#[wasm_bindgen(module = "/src/web/send.js")]
extern "C" {
    #[allow(clippy::too_many_arguments, reason = "one crossing instead of a record built field by field")]
    pub fn request(
        url: &str,
        method: &str,
        xhr: bool,
        headers: &Array,
        content_type: &str,
        body: &JsValue,
        compress: bool,
        timeout: f64,
        keepalive_below: f64,
        options: &JsValue,
        done: &JsValue,
    );
    pub fn beacon(url: &str, content_type: &str, body: &JsValue) -> f64;
}
