//! PostHog's wire, server side: bytes → JSON (`body`) → events with one token (`payload`) → one normal shape each (`event`, `time`).

pub mod body;
pub mod event;
pub mod payload;
pub mod reject;
pub mod surrogate;
pub mod time;
