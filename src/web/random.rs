//! Random bits from the browser's generator; from `Math.random` where there is no other.

use super::js;

pub fn next() -> u32 {
    js::random_word(false)
}

/// From `Math.random` always.
pub fn dice() -> u32 {
    js::random_word(true)
}
