//! The first ring of tests: the core against a browser in memory. Each file states what posthog-js 1.449.2 does about one subject; what is
//! written or sent is compared byte for byte, what an event carries without regard to order.

// `wasm-pack test` builds every target; this one is native.
#![cfg(not(target_arch = "wasm32"))]
#![recursion_limit = "256"]
// A test may fail where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::string_slice)]

mod autocapture;
mod page;
mod world;

mod config;
mod consent;
mod deadclicks;
mod delivery;
mod events;
mod exceptions;
mod flags;
mod heatmaps;
mod identity;
mod integrations;
mod logs;
mod meta;
mod metrics;
mod ops;
mod outbox;
mod persistence;
mod properties;
mod remote;
mod scroll;
mod sessions;
mod webvitals;
