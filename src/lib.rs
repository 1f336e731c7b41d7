//! prickle (crate map: being written)
pub mod core;
