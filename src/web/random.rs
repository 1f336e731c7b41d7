//! Random bits from the browser's generator, fetched many at a time because a crossing costs more than the bits; from `Math.random` where
//! there is no other.

use std::cell::RefCell;

use js_sys::{Math, Uint32Array};

thread_local! {
    static READY: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

pub fn next() -> u32 {
    READY.with_borrow_mut(|ready| {
        if ready.is_empty() {
            *ready = fetch().unwrap_or_default();
        }
        ready.pop().unwrap_or_else(|| (Math::random() * 4_294_967_296.0) as u32)
    })
}

fn fetch() -> Option<Vec<u32>> {
    let array = Uint32Array::new_with_length(64);
    super::page::window()?.crypto().ok()?.get_random_values_with_array_buffer_view(&array).ok()?;
    Some(array.to_vec())
}
