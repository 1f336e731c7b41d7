//! The boundary: what the facade calls (`exports`), one instance and its doings in the page (`instance`), and the options object (`options`).
//! Values are converted in, one line goes into the core, values are converted out.

pub mod exports;
pub mod instance;
pub mod options;
