//! Feature flags as PostHog evaluates them: definitions in a file that people and the live page edit, and the value of each flag for a visitor.
//!
//! `file` keeps the definitions → `definition` is what can stand in them → `evaluate` decides by `filter` (does the visitor fit?) and `bucket`
//! (is the visitor among the share that gets it, and which variant?). Everything but `file` is pure.

mod bucket;
mod definition;
mod evaluate;
mod file;
mod filter;

pub use definition::{Definitions, Flag};
pub use evaluate::{Evaluation, Visitor, evaluate};
pub use file::{Change, ChangeError, FlagFile};
