//! The second ring of tests: what touches the browser, in a real one (`wasm-pack test --headless --chrome`). The first ring runs the core
//! natively, the third the built package in whole pages.
//!
//! | module | of |
//! |---|---|
//! | `storage`, `cookies`, `facts`, `random`, `listeners`, `timers`, `transport`, `values`, `options` | `src/web`, a file each |
//! | `history`, `lifecycle` | `src/features`, a file each |
//! | `start`, `hooks`, `reentry`, `returned`, `stop` | `src/api`: an instance from `init` to `shutdown`, and the page's functions on the way |
//!
//! `support` makes the page each test begins with and the facade object that an app would hold.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

mod cookies;
mod facts;
mod history;
mod hooks;
mod language;
mod lifecycle;
mod listeners;
mod options;
mod random;
mod reentry;
mod returned;
mod start;
mod stop;
mod storage;
mod timers;
mod transport;
mod values;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
