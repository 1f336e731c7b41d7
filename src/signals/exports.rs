//! What the facade calls.

use wasm_bindgen::prelude::*;

use super::instance::Instance;
use super::page::Page;

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

    /// Ends all watching.
    pub fn stop(&self) {
        self.0.stop();
    }
}
