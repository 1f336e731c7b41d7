//! Facts and acts of the browser, one file each. Nothing here decides, panics or throws: what the browser refuses comes back as such.

pub mod console;
pub mod cookies;
pub mod host;
pub mod js;
pub mod listeners;
pub mod page;
pub mod random;
pub mod storage;
pub mod timers;
#[cfg(not(feature = "signals"))]
pub mod transport;
