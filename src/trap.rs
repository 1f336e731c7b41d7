//! Traps on command, to prove that a page does not suffer when the core fails. Only in what `cargo xtask build --trap` builds for tests (cargo feature
//! `trap`); elsewhere there is nothing of it.

/// Traps if the page wants it here: it names the place, and how, in `window.prickleTrap`. Once for each time it is set.
#[inline]
pub fn here(_place: &str) {
    #[cfg(feature = "trap")]
    commanded::here(_place);
}

#[cfg(feature = "trap")]
mod commanded {
    use std::hint::black_box;
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(inline_js = "
export function trapWanted(place) {
    const [wanted, how] = String(window.prickleTrap).split(':')
    if (wanted !== place) return 0
    window.prickleTrap = undefined
    window.prickleTrapped = (window.prickleTrapped || 0) + 1
    return how === 'deep' ? 2 : how === 'memory' ? 3 : 1
}
")]
    extern "C" {
        #[wasm_bindgen(js_name = trapWanted)]
        fn trap_wanted(place: &str) -> u8;
    }

    /// Until the stack ends.
    #[inline(never)]
    fn deep(level: u32) -> u32 {
        if black_box(level) == u32::MAX { 0 } else { black_box(deep(level + 1)) + 1 }
    }

    pub fn here(place: &str) {
        match trap_wanted(place) {
            0 => {}
            2 => drop(black_box(deep(0))),
            // More than there is.
            3 => drop([(); 2].map(|()| black_box(Vec::<u8>::with_capacity(black_box(2_000_000_000))))),
            _ => std::arch::wasm32::unreachable(),
        }
    }
}
