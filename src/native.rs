//! What browsers have in their language, written out for where there is none: the core's own tests, and a recorded run that is replayed. A page's
//! URLs were written by a browser (`location.href`, `document.referrer`), so only what those can hold is looked for.

use std::cell::RefCell;
use std::collections::HashMap;

use regress::Regex;

use crate::core::json::write_integer;
use crate::core::language::Make;
use crate::core::url::{cut, strip_hash};

pub fn make(what: Make, text: &str, time: f64) -> Option<String> {
    Some(match what {
        Make::Encoded => encoded(text),
        Make::Decoded => return decoded(text),
        Make::IsoDate => iso(time),
        Make::UtcDate => utc(time),
        Make::Address => {
            let (host, pathname) = split(text).unwrap_or_default();
            [host.as_str(), "\0", pathname].concat()
        }
        Make::Number => number(time),
        Make::Form => ["data=", &encoded(&base64(text.as_bytes()))].concat(),
    })
}

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
fn iso(time: f64) -> String {
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
fn utc(time: f64) -> String {
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

thread_local! {
    static KNOWN: RefCell<HashMap<(String, &'static str), Option<Regex>>> = RefCell::default();
}

/// Does something with a regular expression, unless it is none.
fn with<R>(pattern: &str, flags: &'static str, act: impl FnOnce(&Regex) -> Option<R>) -> Option<R> {
    KNOWN.with_borrow_mut(|known| {
        let made = known.entry((pattern.to_owned(), flags)).or_insert_with(|| Regex::with_flags(pattern, flags).ok());
        act(made.as_ref()?)
    })
}

pub fn find(text: &str, pattern: &str) -> Option<String> {
    let (pattern, flags) = pattern.strip_prefix('~').map_or((pattern, ""), |pattern| (pattern, "i"));
    with(pattern, flags, |made| {
        let found = made.find(text)?;
        let groups = found.groups().skip(1).map(|group| group.and_then(|range| text.get(range)).unwrap_or(""));
        Some(groups.collect::<Vec<_>>().join("\n"))
    })
}

pub fn rewrite(text: &str, rules: &str) -> String {
    let mut text = text.to_owned();
    for rule in rules.split('\n').collect::<Vec<_>>().chunks_exact(2) {
        if let [pattern, instead] = rule {
            text = with(pattern, "im", |made| Some(made.replace_all(&text, instead))).unwrap_or(text);
        }
    }
    text
}

/// The shortest decimal that reads back as the same number; between 1e-7 and 1e21 without an exponent.
fn number(value: f64) -> String {
    let digits = format!("{value:e}");
    match digits.split_once('e') {
        _ if !value.is_finite() => String::from("null"),
        _ if value == 0.0 => String::from("0"),
        _ if (1e-6..1e21).contains(&value.abs()) => format!("{value}"),
        Some((mantissa, exponent)) if !exponent.starts_with('-') => [mantissa, "e+", exponent].concat(),
        _ => digits,
    }
}

fn encoded(text: &str) -> String {
    let mut to = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')') {
            to.push(char::from(byte));
        } else {
            to.push('%');
            for digit in [byte >> 4, byte & 15] {
                to.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    to
}

fn decoded(text: &str) -> Option<String> {
    let hex = |digit: u8| char::from(digit).to_digit(16);
    let mut left = text.as_bytes();
    let mut decoded = Vec::with_capacity(left.len());
    while let Some((&byte, rest)) = left.split_first() {
        left = rest;
        decoded.push(if byte == b'%' {
            let (&[high, low], rest) = rest.split_first_chunk()?;
            left = rest;
            (hex(high)? << 4 | hex(low)?) as u8
        } else {
            byte
        });
    }
    // Escapes cannot join with what is written plainly: a plain character is whole, so a lone piece of one beside it is malformed, as in
    // JavaScript.
    String::from_utf8(decoded).ok()
}

/// Host and path of an address.
fn split(url: &str) -> Option<(String, &str)> {
    let (scheme, rest) = cut(strip_hash(url.trim()), b':');
    let rest = cut(rest?, b'?').0;
    let mut letters = scheme.bytes();
    if !letters.next().is_some_and(|b| b.is_ascii_alphabetic())
        || !letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    {
        return None;
    }
    // The scheme's own port, empty for schemes whose URLs may go without a host.
    let port = if scheme.eq_ignore_ascii_case("https") {
        "443"
    } else if scheme.eq_ignore_ascii_case("http") {
        "80"
    } else {
        ""
    };
    let Some(rest) = rest.strip_prefix("//") else {
        // Without a host: `about:blank`
        return port.is_empty().then(|| (String::new(), rest));
    };
    let (authority, pathname) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len()))?;
    let mut host = host(authority, port)?;
    if port.is_empty() {
        return Some((host, pathname));
    }
    host.make_ascii_lowercase();
    if host.is_empty() {
        return None;
    }
    Some((host, if pathname.is_empty() { "/" } else { pathname }))
}

/// The host and port out of `user:password@host:port`; none if it holds what no host may.
fn host(authority: &str, default_port: &str) -> Option<String> {
    let mut host = authority;
    while let Some(rest) = cut(host, b'@').1 {
        host = rest;
    }
    if host.bytes().any(|b| b <= b' ' || matches!(b, b'<' | b'>' | b'^' | b'|' | b'\\' | 0x7f)) {
        return None;
    }
    // The colon before the port: one in brackets is part of an address.
    let from = host.find(']').unwrap_or(0);
    let Some(at) = host.get(from..).and_then(|tail| tail.find(':')) else { return Some(host.into()) };
    let (name, port) = (host.get(..from + at)?, host.get(from + at + 1..)?);
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(String::from(if port.is_empty() || port == default_port { name } else { host }))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 with padding.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let digit = ALPHABET.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            text.push(char::from(if at > group.len() { b'=' } else { digit }));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_every_length_and_digit() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe, 0x00, 0x10, 0x83]), "+//+ABCD");
        let every: Vec<u8> = (0..64_u8)
            .collect::<Vec<_>>()
            .chunks(4)
            .flat_map(|d| [d[0] << 2 | d[1] >> 4, d[1] << 4 | d[2] >> 2, d[2] << 6 | d[3]])
            .collect();
        assert_eq!(base64(&every).as_bytes(), ALPHABET);
    }
}
