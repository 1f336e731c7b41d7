//! Decisions. Pure Rust: state, input and the time in; new state, texts and acts out. Nothing here may name the browser, so all
//! of it runs, and is tested, natively.

pub mod base64;
pub mod bots;
pub mod campaign;
pub mod capture;
pub mod client;
pub mod config;
pub mod consent;
pub mod date;
pub mod elements;
pub mod environment;
pub mod event;
pub mod gzip;
pub mod history;
pub mod host;
pub mod identity;
pub mod json;
pub mod keys;
pub mod language;
pub mod meta;
pub mod pageview;
pub mod persistence;
pub mod ratelimit;
pub mod remote;
pub mod router;
pub mod scroll;
pub mod secrets;
pub mod send;
pub mod session;
pub mod storage;
pub mod text;
pub mod url;
pub mod useragent;
pub mod uuid;
pub mod world;
