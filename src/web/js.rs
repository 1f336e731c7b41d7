//! The small JavaScript beside this file, as Rust sees it: what would cost many crossings through typed bindings, or only JavaScript can tell.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/instance.js")]
extern "C" {
    /// The page's side of one instance.
    #[derive(Clone)]
    pub type Page;
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue) -> Page;
    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Page) -> JsValue;
    #[wasm_bindgen(method, js_name = setDefaults)]
    pub fn set_defaults(this: &Page, text: &str, absent: &str, internal_hosts: bool);
    #[wasm_bindgen(method)]
    pub fn lay(this: &Page, source: &JsValue, renames: &str) -> bool;
    #[wasm_bindgen(method)]
    pub fn complete(this: &Page, key: &str, base: &str);
    #[wasm_bindgen(method, js_name = setOption)]
    pub fn set_option(this: &Page, key: &str, text: Option<&str>);
    #[wasm_bindgen(method, js_name = setGiven)]
    pub fn set_given(this: &Page, key: &str, text: &str);
    #[wasm_bindgen(method, getter)]
    pub fn given(this: &Page) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = given)]
    pub fn give(this: &Page, given: &JsValue);
    #[wasm_bindgen(method)]
    pub fn data(this: &Page) -> String;
    #[wasm_bindgen(method, js_name = givenData)]
    pub fn given_data(this: &Page) -> String;
    #[wasm_bindgen(method)]
    pub fn has(this: &Page, name: &str) -> bool;
    #[wasm_bindgen(method, js_name = deviceId)]
    pub fn device_id(this: &Page, uuid: &str) -> String;
    #[wasm_bindgen(method)]
    pub fn loaded(this: &Page) -> String;
    #[wasm_bindgen(method, js_name = internalHost)]
    pub fn internal_host(this: &Page) -> bool;
    #[wasm_bindgen(method)]
    pub fn sanitize(this: &Page, text: &str, event: &str) -> Option<String>;
    #[wasm_bindgen(method, js_name = requestError)]
    pub fn request_error(this: &Page, status: u32, text: &str) -> String;
    #[wasm_bindgen(method)]
    pub fn rewrite(this: &Page, url: &str) -> String;
    #[wasm_bindgen(method, js_name = hasHooks)]
    pub fn has_hooks(this: &Page) -> bool;
    #[wasm_bindgen(method, js_name = beforeSend)]
    pub fn before_send(this: &Page, text: &str, time: f64) -> String;
    #[wasm_bindgen(method, js_name = tellCaptured)]
    pub fn tell_captured(this: &Page, uuid: &str, debug: bool) -> String;
    #[wasm_bindgen(method, js_name = lastText)]
    pub fn last_text(this: &Page) -> String;
    #[wasm_bindgen(method, getter)]
    pub fn last(this: &Page) -> JsValue;
    #[wasm_bindgen(method, js_name = tellSession)]
    pub fn tell_session(this: &Page, text: &str) -> String;
}

#[wasm_bindgen(module = "/src/web/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = eventText)]
    pub fn event_text(properties: &JsValue, options: &JsValue, raw: bool) -> String;
    #[wasm_bindgen(js_name = jsonText)]
    pub fn json_text(value: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = messageText)]
    pub fn message_text(value: &JsValue) -> String;
    #[wasm_bindgen(js_name = lazyEvent)]
    pub fn lazy_event(text: &str, time: f64) -> JsValue;
}

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = pageFacts)]
    pub fn page_facts() -> String;
    #[wasm_bindgen(js_name = scrollFacts)]
    pub fn scroll_facts(root: &str) -> String;
    #[wasm_bindgen(js_name = agentFacts)]
    pub fn agent_facts() -> String;
    #[wasm_bindgen(js_name = deviceModel)]
    pub fn device_model(found: &JsValue);
    #[wasm_bindgen(js_name = watchHistory)]
    pub fn watch_history(moved: &JsValue) -> Function;
    pub fn soon(task: &JsValue);
    #[wasm_bindgen(js_name = preloadedConfig)]
    pub fn preloaded_config(token: &str) -> JsValue;
    #[wasm_bindgen(js_name = loadScript)]
    pub fn load_script(src: &str, in_head: bool, options: &JsValue, done: &JsValue);
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
