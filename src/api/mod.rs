//! The boundary. What the facade asks comes as a number and JSON text (`exports`, `ops`), is done by one line of the core, and is answered in JSON
//! text; `instance` does in the page what the core wants done.

pub mod exports;
pub mod instance;
pub mod ops;
pub mod scripts;

pub use crate::web::js::Page;
