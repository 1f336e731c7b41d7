//! Ids. Every event, device, session and window gets a version 7 UUID from one generator, so that sorting ids sorts events by time, and a
//! clock that stands still or steps back does not break that order.

use super::language::matches;
use super::text::{hex, push_ascii, push_hex};

/// How far the clock may go back before the ids follow it, in milliseconds.
const ROLLBACK_ALLOWANCE: u64 = 10_000;
/// The largest value of the 48-bit time field.
const MAX_TIME: u64 = (1 << 48) - 1;
/// The largest value of the 42-bit counter, which fills the bits after the version (12) and after the variant (30).
const MAX_COUNTER: u64 = (1 << 42) - 1;

/// Makes version 7 UUIDs, each greater than the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generator {
    time: u64,
    counter: u64,
}

impl Generator {
    pub const fn new() -> Self {
        Generator { time: 0, counter: 0 }
    }

    /// The next id. `now_ms` is the wall clock, `random` gives 32 random bits at each call.
    pub fn next(&mut self, now_ms: f64, random: &mut dyn FnMut() -> u32) -> String {
        let now = if now_ms.is_finite() { (now_ms as u64).min(MAX_TIME) } else { 0 };
        if now + ROLLBACK_ALLOWANCE <= self.time {
            // The clock was set back: start again from what it says now.
            self.time = 0;
        }
        if now > self.time {
            self.time = now;
            self.restart(random);
        } else {
            self.counter += 1;
            if self.counter > MAX_COUNTER {
                self.time = (self.time + 1).min(MAX_TIME);
                self.restart(random);
            }
        }
        let high = (self.time << 16) | 0x7000 | (self.counter >> 30);
        let low = (0x8000_0000 | (self.counter & 0x3fff_ffff)) << 32 | u64::from(random());
        let mut text = String::with_capacity(36);
        for at in 0..32_u32 {
            if matches!(at, 8 | 12 | 16 | 20) {
                push_ascii(&mut text, b'-');
            }
            let half = if at < 16 { high } else { low };
            push_hex(&mut text, (half >> (60 - at % 16 * 4)) as u32);
        }
        text
    }

    /// A fresh random start for the counter of a new millisecond.
    fn restart(&mut self, random: &mut dyn FnMut() -> u32) {
        let high = u64::from(random());
        self.counter = (high << 10) | u64::from(random() & 0x3ff);
    }
}

/// Whether `text` is written like a UUID: any version, either case.
pub fn is_uuid(text: &str) -> bool {
    matches(text, "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")
}

/// The time in a version 7 UUID, in milliseconds since 1970; none if `text`, its dashes taken out, is no such id. Only the parts that
/// carry meaning here are looked at: the length, the time, the version.
pub fn v7_time(text: &str) -> Option<f64> {
    let mut time = 0_u64;
    let mut length = 0;
    for digit in text.bytes().filter(|&byte| byte != b'-') {
        if length < 12 {
            time = time << 4 | u64::from(hex(digit)?);
        } else if length == 12 && digit != b'7' {
            return None;
        }
        length += 1;
    }
    (length == 32).then_some(time as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constant(value: u32) -> impl FnMut() -> u32 {
        move || value
    }

    #[test]
    fn writes_the_fields_where_the_format_wants_them() {
        let mut draws = [0x1234_5678, 0xffff_ffff, 0x9abc_def0].into_iter();
        let id = Generator::new().next(1_700_000_000_000.9, &mut || draws.next().unwrap());
        // 0x12345678 << 10 | 0x3ff = 0x48d159e3ff: its upper 12 bits are 0x123, its lower 30 bits 0x1159e3ff.
        assert_eq!(id, "018bcfe5-6800-7123-9159-e3ff9abcdef0");
        assert!(is_uuid(&id));
        assert_eq!(v7_time(&id), Some(1_700_000_000_000.0));
    }

    #[test]
    fn grows_while_the_clock_stands_or_steps_back_a_little() {
        let mut ids = Generator::new();
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed
        };
        let mut last = ids.next(50_000.0, &mut random);
        for now in [50_000.0, 50_000.0, 40_001.0, 49_000.0, 50_001.0, 50_000.0] {
            let id = ids.next(now, &mut random);
            assert!(id > last, "{id} after {last}");
            last = id;
        }
        assert_eq!(v7_time(&last), Some(50_001.0));
    }

    #[test]
    fn follows_a_clock_that_was_set_back() {
        let mut ids = Generator::new();
        ids.next(50_000.0, &mut constant(5));
        assert_eq!(v7_time(&ids.next(40_000.0, &mut constant(5))), Some(40_000.0));
    }

    #[test]
    fn a_full_counter_moves_the_time_on() {
        let mut ids = Generator::new();
        ids.next(1000.0, &mut constant(u32::MAX));
        let id = ids.next(1000.0, &mut constant(7));
        assert_eq!(v7_time(&id), Some(1001.0));
        assert!(id > Generator { time: 1000, counter: MAX_COUNTER - 1 }.next(1000.0, &mut constant(7)));
    }

    #[test]
    fn takes_any_clock() {
        let of = |now: f64| v7_time(&Generator::new().next(now, &mut constant(1)));
        assert_eq!(of(f64::NAN), Some(0.0));
        assert_eq!(of(f64::INFINITY), Some(0.0));
        assert_eq!(of(-1.0), Some(0.0));
        assert_eq!(of(1e300), Some(MAX_TIME as f64));
        let mut ids = Generator { time: MAX_TIME, counter: MAX_COUNTER };
        assert_eq!(v7_time(&ids.next(1e300, &mut constant(1))), Some(MAX_TIME as f64));
    }

    #[test]
    fn knows_ids() {
        assert!(is_uuid("018BCFE5-6800-7123-9159-e3ff9abcdef0"));
        for text in
            ["", "018bcfe56800-7123-9159-e3ff9abcdef0-", "018bcfe5-6800-7123-9159-e3ff9abcdefg", "018bcfe5-6800-7123-9159-e3ff9abcdef01"]
        {
            assert!(!is_uuid(text), "{text}");
        }
    }

    #[test]
    fn reads_the_time_of_version_7_only() {
        assert_eq!(v7_time("018bcfe5680071239159e3ff9abcdef0"), Some(1_700_000_000_000.0));
        assert_eq!(v7_time("018bcfe5-6800-4123-9159-e3ff9abcdef0"), None);
        assert_eq!(v7_time("018bcfe5-6800-7123-9159-e3ff9abcdef"), None);
        assert_eq!(v7_time("018bcfe5-68zz-7123-9159-e3ff9abcdef0"), None);
        assert_eq!(v7_time("not an id"), None);
    }
}
