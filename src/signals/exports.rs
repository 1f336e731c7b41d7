//! What the facade calls.

use wasm_bindgen::prelude::*;

use super::instance::Instance;
use super::page::Page;
use crate::core::metrics::request_attributes;
use crate::core::secrets;
use crate::core::useragent;

/// What watches for one instance.
#[wasm_bindgen]
pub struct Signals(&'static Instance);

#[wasm_bindgen]
impl Signals {
    /// `facade`: the instance that apps hold. `host`: what it lets this module do besides.
    #[wasm_bindgen(constructor)]
    pub fn new(facade: &JsValue, host: &JsValue) -> Signals {
        Signals(Instance::new(Page::new(facade, host)))
    }

    /// The page's side, which answers calls.
    #[wasm_bindgen(getter)]
    pub fn page(&self) -> JsValue {
        self.0.page().clone().into()
    }

    /// Options or settings have changed.
    pub fn follow(&self) {
        self.0.follow();
    }

    /// What came of a post: see `Sender::errors`.
    pub fn told(&self, what: u32) {
        self.0.with(&mut |client| client.on_told(what));
        self.0.metrics_flushed();
    }

    /// What of tracing a request gets: see `Client::trace`. `wanted`: 1 for the ids, 2 for `traceparent`.
    pub fn trace(&self, host: &str, origin: &str, wanted: u8) -> String {
        self.0.read(|client| client.trace(host, origin, wanted & 1 > 0, wanted & 2 > 0)).unwrap_or_default()
    }

    /// What is told of a request: see `request_attributes` of core/metrics.rs. JSON, or nothing.
    pub fn request(&self, method: &str, address: &str, status: f64, failure: &str, fulfilled: bool) -> String {
        request_attributes(method, address, status, failure, fulfilled).map(|known| known.text()).unwrap_or_default()
    }

    /// What somebody wrote, without what may be of a person.
    pub fn scrub(&self, text: &str) -> String {
        secrets::scrub(text)
    }

    /// The system's name and version.
    pub fn system(&self) -> String {
        let (name, version) = useragent::system(&self.0.world().agent.user_agent);
        [name, &version].join("\0")
    }

    /// Ends all watching.
    pub fn stop(&self) {
        self.0.stop();
    }
}
