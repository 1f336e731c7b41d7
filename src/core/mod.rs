//! Decisions. Pure Rust: state, input and the time in; new state, texts and acts out. Nothing here may name the browser, so all
//! of it runs, and is tested, natively.

pub mod base64;
pub mod gzip;
pub mod host;
pub mod json;
pub mod url;
pub mod useragent;
pub mod uuid;
