//! The one value type: JSON kept as its text. The SDK mostly passes values on (the page's properties, what is stored, what the server said), so
//! it never builds trees: an object is read one level deep when a rule needs to look inside, and a value that nobody looks into is copied
//! as the bytes it came in. A `Json` is always well-formed, because it is made here or was checked by `parse`.

use std::rc::Rc;

use super::language::{Make, make};
use super::text::Str;

/// One JSON value as text. One word wide, as `Map` is: values that fit a register cost far less code than those that pass through memory.
#[derive(Debug, PartialEq, Eq)]
pub struct Json(Rc<Box<str>>);

/// An object read one level deep, in the order of its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Box<Vec<Entry>>);

type Entry = (Rc<Box<str>>, Json);

// Written out, it is in a hundred places.
impl Clone for Json {
    #[inline(never)]
    fn clone(&self) -> Json {
        Json(self.0.clone())
    }
}

#[inline(never)]
fn shared(text: &str) -> Rc<Box<str>> {
    Rc::new(Box::from(text))
}

impl Json {
    /// Takes over a text made by `JSON.stringify` or by this module.
    pub fn trusted(text: &str) -> Json {
        Json(shared(text))
    }

    /// Checks a text of unknown origin: what `JSON.parse` would refuse is `None`.
    pub fn parse(text: &str) -> Option<Json> {
        let bytes = text.as_bytes();
        let start = blank(bytes, 0);
        let end = value_end(bytes, start)?;
        (blank(bytes, end) == bytes.len()).then(|| Json(shared(text.get(start..end).unwrap_or("null"))))
    }

    pub fn null() -> Json {
        Json::trusted("null")
    }

    pub fn bool(value: bool) -> Json {
        Json::trusted(if value { "true" } else { "false" })
    }

    /// As JavaScript prints it; what is not finite becomes `null`, as in `JSON.stringify`.
    pub fn num(value: f64) -> Json {
        let mut text = String::new();
        write_number(&mut text, value);
        Json::trusted(&text)
    }

    pub fn str(value: &str) -> Json {
        let mut text = String::with_capacity(value.len() + 2);
        write_string(&mut text, value);
        Json::trusted(&text)
    }

    /// A string, or `null` for `None`.
    pub fn opt(value: Option<&str>) -> Json {
        value.map_or_else(Json::null, Json::str)
    }

    /// An array of these.
    pub fn list<'a>(items: impl Iterator<Item = &'a Json>) -> Json {
        let mut text = String::from("[");
        for item in items {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&item.0);
        }
        text.push(']');
        Json::trusted(&text)
    }

    /// The value as it is written in JSON: a string with its quotes.
    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn is_null(&self) -> bool {
        &**self.0 == "null"
    }

    pub fn is_true(&self) -> bool {
        &**self.0 == "true"
    }

    pub fn is_false(&self) -> bool {
        &**self.0 == "false"
    }

    pub fn is_string(&self) -> bool {
        self.0.starts_with('"')
    }

    pub fn is_object(&self) -> bool {
        self.0.starts_with('{')
    }

    pub fn is_array(&self) -> bool {
        self.0.starts_with('[')
    }

    /// What JavaScript's `if (value)` would say.
    pub fn truthy(&self) -> bool {
        !matches!(&**self.0, "null" | "false" | "\"\"") && self.as_num() != Some(0.0)
    }

    /// Is it this string?
    pub fn is(&self, value: &str) -> bool {
        self.as_str().as_deref() == Some(value)
    }

    /// The content of a string; `None` for everything else.
    pub fn as_str(&self) -> Option<Str> {
        read_string(&self.0).map(Str::new)
    }

    /// A number; `None` for everything else, numbers in quotes too.
    pub fn as_num(&self) -> Option<f64> {
        read_number(&self.0)
    }

    /// An object, read one level deep; `None` for everything else. Of a key that comes twice the last value counts.
    pub fn as_map(&self) -> Option<Map> {
        let mut entries = Vec::new();
        let text = &**self.0;
        let bytes = text.as_bytes();
        if bytes.first() != Some(&b'{') {
            return None;
        }
        let mut at = blank(bytes, 1);
        while bytes.get(at) != Some(&b'}') {
            let key_end = string_end(bytes, at)?;
            let key = read_string(text.get(at..key_end)?)?;
            at = blank(bytes, key_end);
            at = blank(bytes, at + 1);
            let end = value_end(bytes, at)?;
            entries.push((shared(&key), Json::trusted(text.get(at..end)?)));
            at = blank(bytes, end);
            if bytes.get(at) == Some(&b',') {
                at = blank(bytes, at + 1);
            }
        }
        Some(Map::of(entries))
    }

    /// The items of an array; `None` for everything else.
    pub fn as_list(&self) -> Option<Vec<Json>> {
        let text = &**self.0;
        let bytes = text.as_bytes();
        if bytes.first() != Some(&b'[') {
            return None;
        }
        let mut items = Vec::new();
        let mut at = blank(bytes, 1);
        while bytes.get(at) != Some(&b']') {
            let end = value_end(bytes, at)?;
            items.push(Json::trusted(text.get(at..end)?));
            at = blank(bytes, end);
            if bytes.get(at) == Some(&b',') {
                at = blank(bytes, at + 1);
            }
        }
        Some(items)
    }

    /// The strings of a list; other items are left out.
    pub fn as_strings(&self) -> Vec<String> {
        self.as_list().unwrap_or_default().iter().filter_map(|item| item.as_str().map(Str::into_string)).collect()
    }

    /// The value with every string in it, at any depth but not the keys, cut to `max` UTF-16 units.
    pub fn cut(&self, max: usize) -> Json {
        if self.0.len() <= max {
            return self.clone();
        }
        let bytes = self.0.as_bytes();
        let mut out = String::with_capacity(self.0.len());
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'"' {
                let end = string_end(bytes, at).unwrap_or(bytes.len());
                let literal = self.0.get(at..end).unwrap_or("\"\"");
                at = end;
                if bytes.get(blank(bytes, at)) == Some(&b':') {
                    out.push_str(literal);
                } else {
                    cut_literal(&mut out, literal, max);
                }
            } else {
                out.push(byte as char);
                at += 1;
            }
        }
        Json::trusted(&out)
    }
}

impl Default for Json {
    fn default() -> Json {
        Json::null()
    }
}

impl From<&Map> for Json {
    fn from(map: &Map) -> Json {
        Json::trusted(&map.text())
    }
}

impl Map {
    #[inline(never)]
    pub fn new() -> Map {
        Map(Box::default())
    }

    /// A value that is there, `null` included.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.iter().find(|(k, _)| &***k == key).map(|(_, value)| value)
    }

    /// Is the key there? `null` counts.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The string under the key; anything else is `None`.
    pub fn string(&self, key: &str) -> Option<Str> {
        self.get(key)?.as_str()
    }

    /// The string under the key, or an empty one.
    #[inline(never)]
    pub fn word(&self, key: &str) -> Str {
        self.string(key).unwrap_or_default()
    }

    /// The object under the key, or an empty one.
    #[inline(never)]
    pub fn map(&self, key: &str) -> Map {
        self.get(key).and_then(Json::as_map).unwrap_or_default()
    }

    /// The items of the list under the key; none where there is no list.
    #[inline(never)]
    pub fn list(&self, key: &str) -> Vec<Json> {
        self.get(key).and_then(Json::as_list).unwrap_or_default()
    }

    /// The strings among them.
    #[inline(never)]
    pub fn strings(&self, key: &str) -> Vec<String> {
        self.get(key).map(Json::as_strings).unwrap_or_default()
    }

    /// A number under the key.
    #[inline(never)]
    pub fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.as_num()
    }

    /// Is it there, and true in a condition of JavaScript?
    pub fn truthy(&self, key: &str) -> bool {
        self.get(key).is_some_and(Json::truthy)
    }

    /// Sets a value; a key that is there keeps its place.
    pub fn set(&mut self, key: &str, value: Json) {
        match self.0.iter_mut().find(|(k, _)| &***k == key) {
            Some(entry) => entry.1 = value,
            None => self.0.push((shared(key), value)),
        }
    }

    /// Of a key that comes twice the last value counts, in the first place, as in `JSON.parse`. A text from elsewhere may have any number of keys, so
    /// where each is, is looked up by a hash.
    fn of(entries: Vec<Entry>) -> Map {
        let mut map = Map::new();
        let mask = (entries.len() * 2).next_power_of_two() - 1;
        let mut places = vec![usize::MAX; mask + 1];
        for (key, value) in entries {
            let mut hash = key.bytes().fold(0_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
            hash ^= hash >> 15;
            while let Some(place) = places.get_mut(hash & mask) {
                match map.0.get_mut(*place) {
                    Some(entry) if entry.0 == key => {
                        entry.1 = value;
                        break;
                    }
                    Some(_) => hash = hash.wrapping_add(1),
                    None => {
                        *place = map.0.len();
                        map.0.push((key, value));
                        break;
                    }
                }
            }
        }
        map
    }

    /// Adds an entry whose key is not there yet.
    pub fn push(&mut self, key: &str, value: Json) {
        self.0.push((shared(key), value));
    }

    /// Adds an entry before the first whose key is greater, as JavaScript compares texts; beside one of the same key. For maps that are made so
    /// from the beginning.
    pub fn insert(&mut self, key: &str, value: Json) {
        let greater = |other: &str| other.encode_utf16().gt(key.encode_utf16());
        let at = self.0.iter().position(|(known, _)| greater(known)).unwrap_or(self.0.len());
        self.0.insert(at, (shared(key), value));
    }

    pub fn set_str(&mut self, key: &str, value: &str) {
        self.set(key, Json::str(value));
    }

    /// Sets what is there.
    #[inline(never)]
    pub fn copy(&mut self, key: &str, value: Option<&Json>) {
        if let Some(value) = value {
            self.set(key, value.clone());
        }
    }

    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let at = self.0.iter().position(|(k, _)| &***k == key)?;
        Some(self.0.remove(at).1)
    }

    /// Lays the other map over this one.
    pub fn extend(&mut self, other: &Map) {
        let known = self.0.len();
        for (key, value) in other.0.iter() {
            match self.0.iter_mut().take(known).find(|(k, _)| k == key) {
                Some(entry) => entry.1 = value.clone(),
                None => self.0.push((key.clone(), value.clone())),
            }
        }
    }

    pub fn retain(&mut self, mut keep: impl FnMut(&str, &Json) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (&***key, value))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn text(&self) -> String {
        let mut out = String::from("{");
        self.write(&mut out);
        out.push('}');
        out
    }

    /// The entries without the braces, for splicing.
    pub fn write(&self, out: &mut String) {
        for (index, (key, value)) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            write_string(out, key);
            out.push(':');
            out.push_str(&value.0);
        }
    }
}

/// Writes a string literal with the escapes of `JSON.stringify`.
pub fn write_string(out: &mut String, value: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in value.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(value.get(from..at).unwrap_or(""));
        from = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            _ => write_unit(out, u32::from(byte)),
        }
    }
    out.push_str(value.get(from..).unwrap_or(""));
    out.push('"');
}

/// `\u` and four hexadecimal digits.
fn write_unit(out: &mut String, unit: u32) {
    out.push_str("\\u");
    for shift in &[12, 8, 4, 0] {
        super::text::push_hex(out, unit >> shift);
    }
}

/// Writes an integer of up to 53 bits in decimal.
pub fn write_integer(out: &mut String, value: u64) {
    if value >= 10 {
        write_integer(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// Writes a number as `JSON.stringify` does: what is not finite becomes `null`.
pub fn write_number(out: &mut String, value: f64) {
    // Nearly all are times and counts, which the language need not be asked for.
    if (0.0..9e15).contains(&value) && value.trunc() == value {
        write_integer(out, value as u64);
    } else {
        out.push_str(&make(Make::Number, "", value).unwrap_or_default());
    }
}

/// Reads a number literal. Integers up to 2^53 and short decimals are exact, others to within a step or two.
fn read_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if !unsigned.bytes().next()?.is_ascii_digit() {
        return None;
    }
    let (mut digits, mut power, mut part) = (0.0, 0i32, 0);
    let (mut exponent, mut down) = (0i32, false);
    for byte in unsigned.bytes() {
        match byte {
            b'.' => part = 1,
            b'e' | b'E' => part = 2,
            b'-' => down = true,
            b'+' => {}
            _ if part == 2 => exponent = (exponent * 10 + i32::from(byte) - 48).min(9999),
            _ => {
                digits = digits * 10.0 + f64::from(byte - b'0');
                power -= part;
            }
        }
    }
    power += if down { -exponent } else { exponent };
    let mut scale = 1.0;
    for _ in 0..power.unsigned_abs().min(700) {
        scale *= 10.0;
    }
    let value = if power < 0 { digits / scale } else { digits * scale };
    Some(if unsigned.len() < text.len() { -value } else { value })
}

/// Skips white space.
fn blank(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

/// Where the string that starts at `at` ends (behind its quote).
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let mut at = at + 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => match bytes.get(at + 1)? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => at += 2,
                b'u' => {
                    let hex = bytes.get(at + 2..at + 6)?;
                    if !hex.iter().all(u8::is_ascii_hexdigit) {
                        return None;
                    }
                    at += 6;
                }
                _ => return None,
            },
            0..=0x1f => return None,
            _ => at += 1,
        }
    }
}

fn number_end(bytes: &[u8], start: usize) -> Option<usize> {
    let digits = |mut at: usize| {
        let from = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at > from).then_some(at)
    };
    let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
    at = if bytes.get(at) == Some(&b'0') { at + 1 } else { digits(at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1;
        at = digits(at + usize::from(matches!(bytes.get(at), Some(b'+' | b'-'))))?;
    }
    Some(at)
}

/// Where the value that starts at `at` ends; `None` if it is not well-formed. Keeps its own stack, so depth costs no machine stack.
fn value_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut open: Vec<u8> = Vec::new();
    loop {
        // One value, or an opening bracket.
        let byte = *bytes.get(at)?;
        let opened = match byte {
            b'"' => {
                at = string_end(bytes, at)?;
                false
            }
            b'{' | b'[' => {
                open.push(byte);
                at = blank(bytes, at + 1);
                true
            }
            b'-' | b'0'..=b'9' => {
                at = number_end(bytes, at)?;
                false
            }
            _ => {
                let word = ["true", "false", "null"]
                    .iter()
                    .map(|word| word.as_bytes())
                    .find(|word| bytes.get(at..at + word.len()) == Some(word))?;
                at += word.len();
                false
            }
        };
        // Closing brackets and commas, until the next value begins.
        let mut fresh = opened;
        loop {
            let Some(&top) = open.last() else { return Some(at) };
            at = blank(bytes, at);
            let close = if top == b'{' { b'}' } else { b']' };
            match *bytes.get(at)? {
                byte if byte == close => {
                    open.pop();
                    at += 1;
                    fresh = false;
                    continue;
                }
                b',' if !fresh => at = blank(bytes, at + 1),
                _ if fresh => {}
                _ => return None,
            }
            if top == b'{' {
                at = blank(bytes, string_end(bytes, at)?);
                if bytes.get(at) != Some(&b':') {
                    return None;
                }
                at = blank(bytes, at + 1);
            }
            break;
        }
    }
}

fn hex4(text: &str) -> Option<u32> {
    u32::from_str_radix(text.get(..4)?, 16).ok()
}

/// Reads a whole string literal. Lone surrogates become U+FFFD, because Rust strings cannot hold them.
fn read_string(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        out.push_str(rest.get(..at)?);
        let kind = *rest.as_bytes().get(at + 1)?;
        rest = rest.get(at + 2..)?;
        out.push(match kind {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut unit = hex4(rest)?;
                rest = rest.get(4..)?;
                if (0xd800..0xdc00).contains(&unit)
                    && let Some(low) = rest.strip_prefix("\\u").and_then(hex4).filter(|low| (0xdc00..0xe000).contains(low))
                {
                    unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                    rest = rest.get(6..)?;
                }
                char::from_u32(unit).unwrap_or('\u{fffd}')
            }
            other => char::from(other),
        });
    }
    out.push_str(rest);
    Some(out)
}

/// Copies a string literal, cut to `max` UTF-16 units; a pair cut in the middle leaves its first half, as JavaScript's `slice` does.
fn cut_literal(out: &mut String, literal: &str, max: usize) {
    if literal.len() <= max + 2 {
        return out.push_str(literal);
    }
    let mut left = max;
    let mut at = 1;
    while left > 0 && at + 1 < literal.len() {
        let tail = literal.get(at..).unwrap_or("");
        if tail.starts_with("\\u") {
            at += 6;
            left -= 1;
        } else if tail.starts_with('\\') {
            at += 2;
            left -= 1;
        } else {
            let char = tail.chars().next().unwrap_or('"');
            if char.len_utf16() > left {
                out.push_str(literal.get(..at).unwrap_or("\""));
                write_unit(out, 0xd800 + ((char as u32 - 0x10000) >> 10));
                out.push('"');
                return;
            }
            at += char.len_utf8();
            left -= char.len_utf16();
        }
    }
    out.push_str(literal.get(..at).unwrap_or("\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_json_parse_accepts() {
        for text in ["1", " -0.5e+3 ", "\"a\\u00e9\\n\"", "[]", "[1, [2], {}]", "{\"a\": {\"b\": [true, false, null]}}", "0"] {
            assert!(Json::parse(text).is_some(), "{text}");
        }
        for text in ["", "01", "1.", "{", "[1,]", "{\"a\":1,}", "{a:1}", "\"\u{1}\"", "[1 2]", "nul", "1 2", "{\"a\" 1}", "[,1]", "\"\\x\""]
        {
            assert!(Json::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(Json::parse(&deep).is_some());
    }

    #[test]
    fn reads_one_level() {
        let map = Json::parse(r#"{ "a" : 1, "b":{"c":[1,2]} , "a":"x", "é\n":null}"#).and_then(|j| j.as_map()).unwrap();
        assert_eq!(map.text(), r#"{"a":"x","b":{"c":[1,2]},"é\n":null}"#);
        assert_eq!(Json::trusted("[1, \"b\",{}]").as_strings(), ["b"]);
    }

    #[test]
    fn strings_survive_the_way_there_and_back() {
        for text in ["", "a\"b\\c", "\u{1}\u{1f}\n\t\r\u{8}\u{c}", "é€😀", "/"] {
            assert_eq!(Json::str(text).as_str().as_deref(), Some(text));
            assert!(Json::parse(Json::str(text).text()).is_some());
        }
        assert_eq!(Json::trusted(r#""\ud83d\ude00 \ud83d x""#).as_str().unwrap(), "😀 \u{fffd} x");
    }

    #[test]
    fn numbers_print_as_javascript_prints_them() {
        for (value, text) in [
            (0.0, "0"),
            (-1.0, "-1"),
            (0.1, "0.1"),
            (97.04, "97.04"),
            (0.05, "0.05"),
            (1_795_432_842.976, "1795432842.976"),
            (999_999_999_999.999, "999999999999.999"),
            (-0.25, "-0.25"),
            (1_763_800_000_123.0, "1763800000123"),
            (1_763_800_000.123, "1763800000.123"),
            (1.0 / 3.0, "0.3333333333333333"),
            (0.125, "0.125"),
            (98.29, "98.29"),
            (10.005, "10.005"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (5e-6, "0.000005"),
            (f64::NAN, "null"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(Json::num(value).text(), text);
        }
        for value in [1.5e-6, 123456789.12345679, 4.35, 2.0 / 3.0, 0.1 + 0.2, 99.99000000000001] {
            let back = Json::num(value).as_num().unwrap();
            assert!((back - value).abs() <= value * 1e-13, "{value} {}", Json::num(value).text());
        }
    }

    #[test]
    fn cuts_by_utf16_units() {
        assert_eq!(Json::trusted(r#"{"long key":"abcdef","b":["xyz",1]}"#).cut(2).text(), r#"{"long key":"ab","b":["xy",1]}"#);
        assert_eq!(Json::str("a😀b").cut(2).text(), r#""a\ud83d""#);
        assert_eq!(Json::str("a\n\u{1}b").cut(3).text(), r#""a\n\u0001""#);
    }

    #[test]
    fn truth_is_javascripts() {
        for text in ["null", "false", "0", "-0", "\"\"", "0.0"] {
            assert!(!Json::trusted(text).truthy(), "{text}");
        }
        for text in ["true", "1", "\"0\"", "[]", "{}", "-1"] {
            assert!(Json::trusted(text).truthy(), "{text}");
        }
    }
}
