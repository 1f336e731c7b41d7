//! prickle: a browser analytics SDK, a drop-in for posthog-js, whose logic is Rust compiled to WebAssembly.
//!
//! The map of the code:
//!
//! | folder | what is in it | may touch the browser |
//! |---|---|---|
//! | [`core`] | every decision: pure Rust, state and input in, new state and acts out | no |
//! | `web` | facts and acts of the browser, one file each | it is all they do |
//! | `features` | what observes the page, one file each, one list of them | through `web` |
//! | `api` | the exports that the JavaScript facade calls, and one instance in the page | values only |
//! | `signals` | in place of `api` in the second module: what a page does not switch on by itself, loaded when it is | values only |
//! | `native` | what a browser has in its language, where there is none | no |
//!
//! The way of an event is written down in [`core::capture`], what is stored in [`core::persistence`] and [`core::keys`], what is sent and
//! resent in [`core::send`], who the visitor is in [`core::identity`], and how an instance lives in [`core::client`].

pub mod core;

// What is under the core. In a page there is one host, whom calls reach directly.
#[cfg(not(target_arch = "wasm32"))]
type AnyHost = std::rc::Rc<dyn core::host::Host>;
#[cfg(target_arch = "wasm32")]
type AnyHost = web::host::Browser;
// Who makes what `core::language` asks for.
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(not(target_arch = "wasm32"))]
use native::{find, make, rewrite};
#[cfg(target_arch = "wasm32")]
use web::js::{find, make, rewrite};

#[cfg(target_arch = "wasm32")]
mod alloc;
#[cfg(all(target_arch = "wasm32", not(feature = "signals")))]
pub mod api;
// In its place where the second module is built.
#[cfg(all(target_arch = "wasm32", feature = "signals"))]
#[path = "signals/mod.rs"]
pub mod api;
#[cfg(target_arch = "wasm32")]
pub mod features;
#[cfg(target_arch = "wasm32")]
mod trap;
#[cfg(target_arch = "wasm32")]
pub mod web;
