//! Puts the core together from the text in the script: the way back from `xtask/src/build/pack.rs`, which says what the text is. A module of its
//! own, because it is the first thing a visit runs: WebAssembly is compiled at once, where a script would be interpreted.

#![cfg(target_arch = "wasm32")]
#![no_std]

use core::ptr;

// The parts that are always there.
const UNITS: i32 = 0;
const HEAD: i32 = 1;
const TAIL: i32 = 2;
const OPCODES: i32 = 3;
const DECLARED: i32 = 4;
const FIXED: u8 = 5;

const BETWEEN: u8 = 126;

// What follows an opcode, as the text tells for each unit.
const NUMBERS: u8 = 1;
const BLOCK: u8 = 2;
const END: u8 = 3;
const LOCAL: u8 = 4;
const OFFSET: u8 = 5;
const FOURTH: u8 = 6;
const CONSTANT: u8 = 7;
const ADDRESS: u8 = 8;
const BYTES: u8 = 9;
const TARGETS: u8 = 10;

/// What the text tells of a unit that is more than the opcode of its number.
#[repr(C)]
struct Unit {
    /// One of the above.
    follows: u8,
    opcode: u8,
    /// The second opcode, and one; 0 for none.
    second: u8,
    /// How many numbers or bytes follow, or the alignment.
    count: u8,
    /// The kind of what follows: each has a part of its own.
    kind: u8,
    /// Is that divided further, by the next unit?
    by_next: u8,
}

// What it works with. The memory of the module starts zeroed.
static mut OUT: *mut u8 = ptr::null_mut();
static mut TABLE: [Unit; 128] = unsafe { core::mem::zeroed() };
/// What each code stands for.
#[cfg(feature = "printable")]
static mut MEANINGS: [u8; 256] = [0; 256];
/// What each unit is in a number.
static mut DIGITS: [u8; 128] = [0; 128];
/// The units of the smallest numbers; the others begin at the space.
static FREQUENT: [u8; 6] = *b"v, ez\"";
/// Where each part goes on.
static mut PLACES: [*const u8; 256] = [ptr::null(); 256];
/// The part of each kind of operand; 0 while there is none.
static mut PARTS: [u8; 1 << 14] = [0; 1 << 14];
/// The locals of a function: those that occurred, the latest first, then the others in order.
static mut LOCALS: [i32; 1 << 14] = [0; 1 << 14];
/// The addresses that occurred, the latest first.
static mut ADDRESSES: [i32; 1 << 14] = [0; 1 << 14];

unsafe fn item<T, const N: usize>(of: *mut [T; N], index: i32) -> *mut T {
    unsafe { of.cast::<T>().add(index as usize) }
}

/// `text` are `length` units; the module is written behind them.
///
/// # Safety
/// Called once, with a text that `pack.rs` wrote.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unpack(text: *mut u8, length: usize) {
    unsafe {
        let end = text.add(length);
        let mut from = text.cast_const();
        let mut to = text;
        let mut part = 0;
        *item(&raw mut PLACES, 0) = to;
        #[cfg(feature = "printable")]
        for unit in 0..128 {
            *item(&raw mut MEANINGS, code(&mut from)) = unit;
        }
        while from < end.cast_const() {
            let unit = meaning(&mut from);
            *to = unit;
            to = to.add(1);
            if unit == BETWEEN {
                part += 1;
                *item(&raw mut PLACES, part) = to;
            }
        }
        let mut value = 0;
        while value < 128 {
            *item(&raw mut DIGITS, value ^ 32) = value as u8;
            value += 1;
        }
        value = 0;
        while value < 6 {
            swap(value ^ 32, i32::from(*FREQUENT.as_ptr().add(value as usize)));
            value += 1;
        }
        swap(BETWEEN.into(), 94);
        OUT = end;
        module();
    }
}

/// The next character, or where that is a space, the one after it and 128.
#[cfg(feature = "printable")]
unsafe fn code(from: &mut *const u8) -> i32 {
    unsafe {
        let mut code = i32::from(**from);
        *from = from.add(1);
        if code == 32 {
            code = i32::from(**from) + 128;
            *from = from.add(1);
        }
        code
    }
}

/// The next unit. A text of printable characters says at its beginning what they mean.
#[cfg(feature = "printable")]
unsafe fn meaning(from: &mut *const u8) -> u8 {
    unsafe { *item(&raw mut MEANINGS, code(from)) }
}

/// The next unit. Characters that a script would need a backslash for have changed places with rare ones.
#[cfg(not(feature = "printable"))]
unsafe fn meaning(from: &mut *const u8) -> u8 {
    unsafe {
        let mut unit = **from;
        *from = from.add(1);
        if unit == 0 || unit == BETWEEN {
            unit ^= BETWEEN;
        }
        if unit == 13 || unit == 125 {
            unit ^= 112;
        }
        unit
    }
}

unsafe fn peek(part: i32) -> u8 {
    unsafe { **item(&raw mut PLACES, part) }
}

#[inline(never)]
unsafe fn unit(part: i32) -> i32 {
    unsafe {
        let place = item(&raw mut PLACES, part);
        let at = *place;
        *place = at.add(1);
        i32::from(*at)
    }
}

#[inline(never)]
unsafe fn swap(a: i32, b: i32) {
    unsafe { ptr::swap(item(&raw mut DIGITS, a), item(&raw mut DIGITS, b)) }
}

#[inline(never)]
unsafe fn digit(part: i32) -> i32 {
    unsafe { i32::from(*item(&raw mut DIGITS, unit(part))) }
}

#[inline(never)]
unsafe fn number(part: i32) -> i32 {
    unsafe {
        let mut high = digit(part);
        if high < 112 {
            return high;
        }
        if high > 124 {
            high = number(part) + 125;
        }
        (high - 112) * 126 + digit(part) + 112
    }
}

#[inline(never)]
unsafe fn put(byte: i32) {
    unsafe {
        *OUT = byte as u8;
        OUT = OUT.add(1);
    }
}

/// As WebAssembly writes numbers; `sign`: how many of the last byte's values are negative.
#[inline(never)]
unsafe fn write(mut value: i32, sign: i32) {
    unsafe {
        while (value + sign) as u32 > 127 {
            put(value | 128);
            value >>= 7;
        }
        put(value & 127);
    }
}

#[inline(never)]
unsafe fn copy(part: i32) {
    unsafe { write(number(part), 0) }
}

/// A byte that is no number.
#[inline(never)]
unsafe fn raw(part: i32) {
    unsafe {
        let mut byte = unit(part);
        if byte == 127 {
            byte = unit(part) + 125;
        } else if byte == 125 {
            byte = -unit(part);
        }
        put(byte);
    }
}

#[inline(never)]
unsafe fn rest(part: i32) {
    unsafe {
        while peek(part) != BETWEEN {
            raw(part);
        }
    }
}

#[inline(never)]
unsafe fn signed(part: i32) -> i32 {
    unsafe {
        let zigzag = number(part);
        (zigzag as u32 >> 1) as i32 ^ -(zigzag & 1)
    }
}

/// Takes a value to the front of a table, from where it is.
#[inline(never)]
unsafe fn front(table: *mut i32, index: i32, value: i32) {
    unsafe {
        ptr::copy(table, table.add(1), index as usize);
        *table = value;
    }
}

unsafe fn module() {
    unsafe {
        while peek(UNITS) != BETWEEN {
            let table = item(&raw mut TABLE, unit(UNITS)).cast::<u8>();
            for field in 0..6 {
                *table.add(field) = number(UNITS) as u8;
            }
        }
        rest(HEAD);
        let mut used = FIXED;
        let (mut known, mut expected) = (0, 0);
        while peek(OPCODES) != BETWEEN {
            let start = OUT;
            // Three bytes are room for the length.
            OUT = start.add(3);
            let mut groups = number(DECLARED);
            write(groups, 0);
            // No function has more parameters.
            let mut locals = 64;
            while groups > 0 {
                let count = number(DECLARED);
                write(count, 0);
                raw(DECLARED);
                locals += count;
                groups -= 1;
            }
            let mut index = 0;
            while index < locals {
                *item(&raw mut LOCALS, index) = index;
                index += 1;
            }
            let (mut seen, mut depth) = (0, 1);
            // Did a text at a new address begin? Then a constant after it is taken for its length.
            let mut fresh = 0;
            while depth > 0 {
                let mut opcode = unit(OPCODES);
                let next = peek(OPCODES);
                let what = &*item(&raw mut TABLE, opcode);
                let was_fresh = fresh;
                fresh = 0;
                if what.opcode > 0 {
                    opcode = what.opcode.into();
                }
                put(opcode);
                if what.second > 0 {
                    put(i32::from(what.second) - 1);
                }
                let follows = what.follows;
                if follows == 0 {
                    continue;
                }
                if follows == END {
                    depth -= 1;
                    continue;
                }
                let mut kind = i32::from(what.kind) << 7;
                if what.by_next > 0 {
                    kind += i32::from(next);
                }
                let place = item(&raw mut PARTS, kind);
                if *place == 0 {
                    *place = used;
                    used += 1;
                }
                let part = (*place).into();
                let mut count = i32::from(what.count);
                if follows == BYTES {
                    while count > 0 {
                        raw(part);
                        count -= 1;
                    }
                    continue;
                }
                if follows == CONSTANT {
                    let value = signed(part);
                    if was_fresh > 0 {
                        expected += value;
                    }
                    write(value, 64);
                    continue;
                }
                if follows == OFFSET || follows == FOURTH {
                    put(count);
                }
                let mut value = number(part);
                if follows == BLOCK {
                    depth += 1;
                    put(value ^ 64);
                    continue;
                }
                if follows == LOCAL {
                    if value == 0 {
                        value = seen;
                    } else if value <= seen {
                        value -= 1;
                    }
                    seen += (value >= seen) as i32;
                    index = value;
                    value = *item(&raw mut LOCALS, index);
                    front((&raw mut LOCALS).cast(), index, value);
                }
                if follows == ADDRESS {
                    index = value - 2;
                    if index < 0 {
                        if index == -1 {
                            expected += signed(part);
                        }
                        value = expected;
                        fresh = 1;
                        index = known;
                        known += 1;
                    } else {
                        value = *item(&raw mut ADDRESSES, index);
                    }
                    front((&raw mut ADDRESSES).cast(), index, value);
                    write(value, 64);
                    continue;
                }
                if follows == FOURTH {
                    value = if value < 1 << 18 { value * 4 } else { value - (1 << 18) };
                }
                if follows == TARGETS {
                    count = value + 2;
                }
                write(value, 0);
                if follows == NUMBERS || follows == TARGETS {
                    while count > 1 {
                        copy(part);
                        count -= 1;
                    }
                }
            }
            let body = start.add(3);
            let length = OUT.offset_from(body) as usize;
            OUT = start;
            write(length as i32, 0);
            ptr::copy(body, OUT, length);
            OUT = OUT.add(length);
        }
        rest(TAIL);
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
