//! Looking for things in texts, by plain loops over bytes: the standard library's searchers are fast on long texts and large in a small module.

/// A text that is one word wide: read off a value, looked at, and dropped. In a register it costs a third of the code of a `String`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Str(Box<String>);

impl Str {
    #[inline(never)]
    pub fn new(text: String) -> Str {
        Str(Box::new(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    #[inline(never)]
    pub fn into_string(self) -> String {
        *self.0
    }
}

impl std::ops::Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl From<&str> for Str {
    #[inline(never)]
    fn from(text: &str) -> Str {
        Str::new(String::from(text))
    }
}

impl From<Str> for String {
    fn from(text: Str) -> String {
        text.into_string()
    }
}

/// The parts one behind the other.
#[inline(never)]
pub fn join(parts: &[&str]) -> Str {
    let mut out = String::new();
    for part in parts {
        out.push_str(part);
    }
    Str::new(out)
}

/// Appends an ASCII character. `String::push` is written out at each of its calls; this is not.
#[inline(never)]
pub fn push_ascii(text: &mut String, byte: u8) {
    text.push(char::from(byte));
}

/// Appends a hexadecimal digit: the last four bits.
pub fn push_hex(text: &mut String, value: u32) {
    let digit = value as u8 & 15;
    push_ascii(text, if digit < 10 { b'0' + digit } else { b'a' - 10 + digit });
}

/// What a hexadecimal digit is worth.
pub fn hex(digit: u8) -> Option<u32> {
    char::from(digit).to_digit(16)
}

/// Where `part` first stands in `text`.
pub fn find(text: &str, part: &str) -> Option<usize> {
    (0..(text.len() + 1).saturating_sub(part.len()))
        .find(|at| text.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(part.as_bytes())))
}

/// Does `part` stand in `text`?
pub fn has(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// `text` with every `part` replaced.
pub fn replace(text: &str, part: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find(rest, part) {
        out.push_str(rest.get(..at).unwrap_or(""));
        out.push_str(with);
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// The parts of a text between separators.
pub struct Parts<'a> {
    rest: Option<&'a str>,
    separator: u8,
}

/// Splits a text at every `separator`, which must be ASCII.
pub fn split(text: &str, separator: u8) -> Parts<'_> {
    Parts { rest: Some(text), separator }
}

impl<'a> Parts<'a> {
    /// What was not split yet.
    pub fn rest(self) -> &'a str {
        self.rest.unwrap_or_default()
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let (part, rest) = super::url::cut(self.rest?, self.separator);
        self.rest = rest;
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_replaces_and_splits() {
        assert_eq!((find("abcabc", "ca"), find("abc", "x"), find("abc", ""), find("", "a")), (Some(2), None, Some(0), None));
        assert_eq!(replace("a=b=+", "=", "EQ"), "aEQbEQ+");
        assert_eq!(split("a,,b,", b',').collect::<Vec<_>>(), ["a", "", "b", ""]);
        let mut parts = split("a,b,c", b',');
        assert_eq!((parts.next(), parts.rest()), (Some("a"), "b,c"));
        assert_eq!(split("é", b',').collect::<Vec<_>>(), ["é"]);
    }
}
