//! The allocator. The SDK holds little and for long, or little and for a moment, so blocks come in powers of two, freed ones wait in a list for the
//! next of their size, and nothing is ever joined or given back: memory is flat once the page is warm. That is a tenth of the bytes of the
//! standard library's allocator, which is made for programs.

#![allow(unsafe_code, reason = "an allocator hands out raw memory")]

use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;

/// The smallest block, and what every block is aligned to.
const SMALLEST: usize = 16;
const PAGE: usize = 65_536;

struct State {
    /// The first freed block of each size; each holds the address of the next.
    free: [usize; 32],
    /// Memory that was never handed out: from here to there.
    next: usize,
    end: usize,
}

pub struct Blocks(UnsafeCell<State>);

// SAFETY: the module runs on one thread; it is built without atomics.
unsafe impl Sync for Blocks {}

impl Blocks {
    pub const fn new() -> Blocks {
        Blocks(UnsafeCell::new(State { free: [0; 32], next: 0, end: 0 }))
    }
}

/// The size of the block for a layout, as a power of two.
fn class(layout: Layout) -> u32 {
    usize::BITS - (layout.size().max(layout.align()).max(SMALLEST) - 1).leading_zeros()
}

// SAFETY: a block is handed out to one owner at a time, is at least as large as asked for, and stays where it is. Blocks start at multiples of
// their size up to a page, which is more than any alignment in the SDK.
unsafe impl GlobalAlloc for Blocks {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = class(layout);
        // SAFETY: one thread, and no reference to the state outlives this call.
        let state = unsafe { &mut *self.0.get() };
        let Some(first) = state.free.get_mut(class as usize) else { return std::ptr::null_mut() };
        if *first != 0 {
            let block = *first as *mut usize;
            // SAFETY: the list holds freed blocks only, and each begins with the address of the next.
            *first = unsafe { *block };
            return block.cast();
        }
        let size = 1usize << class;
        let align = size.min(PAGE) - 1;
        let mut start = (state.next + align) & !align;
        if start + size > state.end || state.next == 0 {
            let pages = size.div_ceil(PAGE);
            let before = std::arch::wasm32::memory_grow(0, pages);
            if before == usize::MAX {
                return std::ptr::null_mut();
            }
            let at = before * PAGE;
            // What is left of the memory before is lost, unless it goes on here.
            if at != state.end || state.next == 0 {
                start = at;
            }
            state.end = at + pages * PAGE;
        }
        state.next = start + size;
        start as *mut u8
    }

    #[inline(never)]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `alloc`.
        let state = unsafe { &mut *self.0.get() };
        if let Some(first) = state.free.get_mut(class(layout) as usize) {
            // SAFETY: the block is free now, and large enough for an address.
            unsafe { *block.cast::<usize>() = *first };
            *first = block as usize;
        }
    }

    #[inline(never)]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the alignment was valid before.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        if class(wanted) == class(layout) {
            return block;
        }
        // SAFETY: both blocks hold at least the smaller of the two sizes.
        unsafe {
            let new = self.alloc(wanted);
            if !new.is_null() {
                std::ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

#[global_allocator]
static BLOCKS: Blocks = Blocks::new();
