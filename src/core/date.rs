//! Dates as text, from milliseconds since 1970: what `Date`'s `toISOString` and `toUTCString` print.

use super::json::write_integer;

struct Parts {
    year: u64,
    month: usize,
    day: u64,
    weekday: usize,
    hour: u64,
    minute: u64,
    second: u64,
    milli: u64,
}

/// Days are counted in the proleptic Gregorian calendar from 0000-03-01, so that the leap day is the last day of a year.
fn parts(time: f64) -> Parts {
    // Dates outside the years 0 to 9999 are brought to the edge: no page lives there.
    let time = if time.is_nan() { 0.0 } else { time.clamp(-62_167_219_200_000.0, 253_402_300_799_999.0) };
    let millis = (time + 62_162_035_200_000.0 + 146_097.0 * 86_400_000.0) as u64;
    let (days, rest) = (millis / 86_400_000, millis % 86_400_000);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    Parts {
        year: (era * 400 + year_of_era + u64::from(month <= 2)).saturating_sub(400),
        month: month as usize,
        day: day_of_year - (153 * shifted + 2) / 5 + 1,
        weekday: ((days + 3) % 7) as usize,
        hour: rest / 3_600_000,
        minute: rest / 60_000 % 60,
        second: rest / 1000 % 60,
        milli: rest % 1000,
    }
}

fn padded(out: &mut String, value: u64, width: usize) {
    let mut limit = 10;
    for _ in 1..width {
        if value < limit {
            out.push('0');
        }
        limit *= 10;
    }
    // The zeros come out in front because every missing digit wrote one.
    write_integer(out, value);
}

fn clock(out: &mut String, p: &Parts) {
    padded(out, p.hour, 2);
    out.push(':');
    padded(out, p.minute, 2);
    out.push(':');
    padded(out, p.second, 2);
}

/// `2026-11-22T18:20:54.017Z`
pub fn iso(time: f64) -> String {
    let p = parts(time);
    let mut out = String::with_capacity(24);
    padded(&mut out, p.year, 4);
    out.push('-');
    padded(&mut out, p.month as u64, 2);
    out.push('-');
    padded(&mut out, p.day, 2);
    out.push('T');
    clock(&mut out, &p);
    out.push('.');
    padded(&mut out, p.milli, 3);
    out.push('Z');
    out
}

/// `Mon, 22 Nov 2027 18:20:54 GMT`
pub fn utc(time: f64) -> String {
    let p = parts(time);
    let mut out = String::with_capacity(29);
    let three = |names: &'static str, index: usize| names.get(index * 3..index * 3 + 3).unwrap_or("");
    out.push_str(three("SunMonTueWedThuFriSat", p.weekday));
    out.push_str(", ");
    padded(&mut out, p.day, 2);
    out.push(' ');
    out.push_str(three("JanFebMarAprMayJunJulAugSepOctNovDec", p.month - 1));
    out.push(' ');
    padded(&mut out, p.year, 4);
    out.push(' ');
    clock(&mut out, &p);
    out.push_str(" GMT");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_javascript_prints() {
        for (time, text, header) in [
            (0.0, "1970-01-01T00:00:00.000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
            (1_795_371_654_017.0, "2026-11-22T18:20:54.017Z", "Sun, 22 Nov 2026 18:20:54 GMT"),
            (951_782_400_000.0, "2000-02-29T00:00:00.000Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_800_000.0, "2000-03-01T00:00:00.000Z", "Wed, 01 Mar 2000 00:00:00 GMT"),
            (-1.0, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
            (253_402_300_799_999.0, "9999-12-31T23:59:59.999Z", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(iso(time), text);
            assert_eq!(utc(time), header);
        }
    }
}
