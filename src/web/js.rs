//! The small JavaScript beside this file, as Rust sees it: what would cost many crossings through typed bindings, or only JavaScript can tell.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

#[wasm_bindgen(module = "/src/web/instance.js")]
extern "C" {
    /// The page's side of one instance.
    #[derive(Clone)]
    pub type Page;
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue) -> Page;
    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Page) -> JsValue;
    #[wasm_bindgen(method)]
    pub fn lay(this: &Page, source: &JsValue, renames: &str) -> bool;
    #[wasm_bindgen(method, getter)]
    pub fn given(this: &Page) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = given)]
    pub fn give(this: &Page, given: &JsValue);
    /// Everything that is told in texts goes one way: each import of its own costs bytes on both sides.
    #[wasm_bindgen(method)]
    fn ask(this: &Page, what: u8, a: &str, b: &str, number: f64) -> Option<String>;
}

/// The questions, by number: in the order of `answers` in instance.js, where they are explained.
#[derive(Clone, Copy)]
enum Ask {
    Data,
    GivenData,
    SetDefaults,
    Complete,
    SetOption,
    SetGiven,
    Has,
    DeviceId,
    Loaded,
    InternalHost,
    Sanitize,
    RequestError,
    Rewrite,
    HasHooks,
    BeforeSend,
    TellCaptured,
    LastText,
    TellSession,
    Keep,
}

impl Page {
    #[inline(never)]
    fn answer(&self, what: Ask, a: &str, b: &str, number: f64) -> Option<String> {
        self.ask(what as u8, a, b, number)
    }

    #[inline(never)]
    fn text(&self, what: Ask, a: &str, number: f64) -> String {
        self.answer(what, a, "", number).unwrap_or_default()
    }

    pub fn data(&self) -> String {
        self.text(Ask::Data, "", 0.0)
    }

    pub fn given_data(&self) -> String {
        self.text(Ask::GivenData, "", 0.0)
    }

    pub fn set_defaults(&self, text: &str, absent: &str, internal_hosts: bool) {
        self.answer(Ask::SetDefaults, text, absent, f64::from(u8::from(internal_hosts)));
    }

    pub fn complete(&self, key: &str, base: &str) {
        self.answer(Ask::Complete, key, base, 0.0);
    }

    pub fn set_option(&self, key: &str, text: Option<&str>) {
        self.answer(Ask::SetOption, key, text.unwrap_or(""), 0.0);
    }

    pub fn set_given(&self, key: &str, text: &str) {
        self.answer(Ask::SetGiven, key, text, 0.0);
    }

    pub fn has(&self, name: &str) -> bool {
        self.answer(Ask::Has, name, "", 0.0).is_some()
    }

    pub fn device_id(&self, uuid: &str) -> String {
        self.text(Ask::DeviceId, uuid, 0.0)
    }

    pub fn loaded(&self) -> String {
        self.text(Ask::Loaded, "", 0.0)
    }

    pub fn internal_host(&self) -> bool {
        self.answer(Ask::InternalHost, "", "", 0.0).is_some()
    }

    pub fn sanitize(&self, text: &str, event: &str) -> Option<String> {
        self.answer(Ask::Sanitize, text, event, 0.0)
    }

    pub fn request_error(&self, status: u32, text: &str) -> String {
        self.text(Ask::RequestError, text, f64::from(status))
    }

    pub fn rewrite(&self, url: &str) -> String {
        self.text(Ask::Rewrite, url, 0.0)
    }

    pub fn has_hooks(&self) -> bool {
        self.answer(Ask::HasHooks, "", "", 0.0).is_some()
    }

    pub fn before_send(&self, text: &str, time: f64) -> String {
        self.text(Ask::BeforeSend, text, time)
    }

    pub fn tell_captured(&self, uuid: &str, debug: bool) -> String {
        self.text(Ask::TellCaptured, uuid, f64::from(u8::from(debug)))
    }

    pub fn last_text(&self) -> String {
        self.text(Ask::LastText, "", 0.0)
    }

    /// Makes an event what the facade hands back.
    pub fn keep(&self, text: &str, time: f64) {
        self.answer(Ask::Keep, text, "", time);
    }

    pub fn tell_session(&self, text: &str) -> String {
        self.text(Ask::TellSession, text, 0.0)
    }
}

#[wasm_bindgen(module = "/src/web/values.js")]
extern "C" {
    #[wasm_bindgen(js_name = jsonText)]
    pub fn json_text(value: &JsValue) -> Option<String>;
    #[wasm_bindgen(js_name = messageText)]
    pub fn message_text(value: &JsValue) -> String;
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

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = storeRead)]
    pub fn store_read(area: u8, key: &str) -> Option<String>;
    #[wasm_bindgen(js_name = storeWrite)]
    pub fn store_write(area: u8, key: &str, value: &str) -> bool;
    #[wasm_bindgen(js_name = storeRemove)]
    pub fn store_remove(area: u8, key: &str);
    #[wasm_bindgen(js_name = cookieRead)]
    pub fn cookie_read() -> Option<String>;
    #[wasm_bindgen(js_name = cookieWrite)]
    pub fn cookie_write(text: &str);
    #[wasm_bindgen(js_name = randomWord)]
    pub fn random_word() -> u32;
    #[wasm_bindgen(js_name = timezoneOffset)]
    pub fn timezone_offset(time: f64) -> f64;
    pub fn online() -> bool;
    #[wasm_bindgen(js_name = debugForced)]
    pub fn debug_forced() -> bool;
    /// The window, or its document: what can be listened to.
    #[wasm_bindgen(js_name = listened)]
    pub fn listened(document: bool) -> Option<EventTarget>;
    #[wasm_bindgen(js_name = hasBody)]
    pub fn has_body() -> bool;
    pub fn say(level: u8, message: &str);
}

#[wasm_bindgen(module = "/src/web/send.js")]
extern "C" {
    #[allow(clippy::too_many_arguments, reason = "one crossing instead of a record built field by field")]
    pub fn request(
        url: &str,
        xhr: bool,
        headers: &str,
        body: &JsValue,
        compress: bool,
        timeout: f64,
        keepalive_below: f64,
        options: &JsValue,
        done: &JsValue,
    );
    pub fn beacon(url: &str, content_type: &str, body: &JsValue) -> f64;
}
