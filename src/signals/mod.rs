//! The boundary of the second module. It watches the page for an instance of the first, whose options and settings it is told and by whose `capture`
//! its events leave; it stores and sends nothing itself.

pub mod exports;
pub mod instance;
pub mod page;

pub use page::Page;
