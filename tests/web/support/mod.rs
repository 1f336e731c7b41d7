//! The page a test plays in. Tests of what the page's own JavaScript sees are written in JavaScript and report one value, which Rust judges.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, JSON, Promise};
use prickle::api::exports::Core;
use prickle::api::ops;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// What page.js makes.
    #[derive(Clone)]
    type Support;
    #[wasm_bindgen(method, js_name = freshPage)]
    fn fresh_page(this: &Support, core: &JsValue, ops: &JsValue) -> JsValue;
    #[wasm_bindgen(method, js_name = leavePage)]
    fn leave_page(this: &Support);
    #[wasm_bindgen(method)]
    fn script(this: &Support, names: Vec<String>, body: &str) -> Function;
    #[wasm_bindgen(method)]
    fn until(this: &Support, condition: &JsValue) -> Promise;
}

thread_local! {
    static SUPPORT: Support = js_sys::eval(include_str!("page.js")).expect("page.js is a script").unchecked_into();
}

fn support() -> Support {
    SUPPORT.with(Support::clone)
}

/// A page as a first visitor finds it: nothing stored, nothing patched, no requests made. What a test does to it is undone when the test ends
/// or, where it failed, when the next one begins.
pub struct Page {
    scope: JsValue,
    _core: Closure<dyn Fn(JsValue) -> JsValue>,
}

impl Page {
    pub fn fresh() -> Page {
        let core = Closure::<dyn Fn(JsValue) -> JsValue>::new(|facade: JsValue| Core::new(&facade, false).into());
        let ops = JSON::parse(&ops_text()).unwrap();
        Page { scope: support().fresh_page(core.as_ref(), &ops), _core: core }
    }

    /// Runs JavaScript that has `page` (see page.js) in scope. What it returns; what it throws fails the test.
    pub fn run(&self, body: &str) -> JsValue {
        self.run_with(&[], body)
    }

    /// The same with more values in scope.
    pub fn run_with(&self, values: &[(&str, &JsValue)], body: &str) -> JsValue {
        let mut names = vec![String::from("page")];
        names.extend(values.iter().map(|(name, _)| String::from(*name)));
        let arguments: js_sys::Array = std::iter::once(&self.scope).chain(values.iter().map(|(_, value)| *value)).collect();
        support()
            .script(names, body)
            .apply(&JsValue::UNDEFINED, &arguments)
            .unwrap_or_else(|error| panic!("the page's script threw {}", said(&error)))
    }

    /// What the JavaScript returns, as JSON.
    pub fn tell(&self, body: &str) -> String {
        text(&self.run(body))
    }

    /// The same for JavaScript that awaits.
    pub async fn tell_later(&self, body: &str) -> String {
        // Before the script, which may look at the page's timers.
        let limit = TimeoutFuture::new(PATIENCE);
        text(&resolved(&self.run(&["return (async () => {", body, "})()"].concat()), limit).await)
    }
}

/// What the facade of the tests asks, by name.
fn ops_text() -> String {
    macro_rules! numbers {
        ($($name:ident)*) => { [$(format!("{:?}:{}", stringify!($name), ops::$name)),*].join(",") };
    }
    let numbers = numbers!(
        INIT START SET_CONFIG LOADED REGISTER GET_PROPERTY IDENTIFY RESET SESSION_ID CURRENT_SESSION RESET_SESSION OPT_IN OPT_OUT
        CLEAR_CONSENT IS_CAPTURING SHUTDOWN EVENT_PROPERTIES
    );
    ["{", &numbers, "}"].concat()
}

/// Milliseconds that a script may take: less than the runner waits for, which could not say which script it was.
const PATIENCE: u32 = 15_000;

impl Drop for Page {
    fn drop(&mut self) {
        support().leave_page();
    }
}

async fn resolved(promise: &JsValue, limit: TimeoutFuture) -> JsValue {
    let promise: Promise = promise.clone().unchecked_into();
    let (mut script, mut limit) = (pin!(JsFuture::from(promise)), pin!(limit));
    let answer = poll_fn(|context| match script.as_mut().poll(context) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => limit.as_mut().poll(context).map(|()| None),
    });
    let answer = answer.await.unwrap_or_else(|| panic!("the page's script took longer than {PATIENCE} ms"));
    answer.unwrap_or_else(|error| panic!("the page's script threw {}", said(&error)))
}

fn said(error: &JsValue) -> String {
    js_sys::Object::from(error.clone()).to_string().into()
}

/// A value as JSON; `undefined` where it has none.
pub fn text(value: &JsValue) -> String {
    JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_else(|| String::from("undefined"))
}

/// Waits until something has happened; a test waits for facts, never for time to pass. Fails after some seconds.
pub fn happened(condition: impl Fn() -> bool + 'static) -> impl Future<Output = ()> {
    let condition = Closure::<dyn Fn() -> bool>::new(condition);
    async move {
        resolved(&support().until(condition.as_ref()), TimeoutFuture::new(PATIENCE)).await;
    }
}
