//! Dates as text, from milliseconds since 1970.

use super::language::{Make, make};

/// `2026-11-22T18:20:54.017Z`
pub fn iso(time: f64) -> String {
    date(Make::IsoDate, time)
}

/// `Mon, 22 Nov 2027 18:20:54 GMT`
pub fn utc(time: f64) -> String {
    date(Make::UtcDate, time)
}

/// Dates outside the years 0 to 9999 are brought to the edge: no page lives there.
fn date(how: Make, time: f64) -> String {
    let time = if time.is_nan() { 0.0 } else { time.clamp(-62_167_219_200_000.0, 253_402_300_799_999.0) };
    make(how, "", time).unwrap_or_default()
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
