//! What the language of a page does with texts and times. A browser has the code for it already, so there it is asked to; elsewhere
//! `src/native.rs` does the same.

/// What is made; in the order of the numbers in page.js.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Make {
    /// `encodeURIComponent(text)`
    Encoded,
    /// `decodeURIComponent(text)`; none where that throws
    Decoded,
    /// `new Date(time).toISOString()`
    IsoDate,
    /// `new Date(time).toUTCString()`
    UtcDate,
    /// The `host` and `pathname` of a link with this address, U+0000 between them
    Address,
    /// `JSON.stringify(time)`: any number
    Number,
    /// A form of the one field `data`: the text's bytes in base64
    Form,
}

pub fn make(what: Make, text: &str, time: f64) -> Option<String> {
    crate::make(what, text, time)
}

/// What a regular expression captures where it first matches: the groups with line feeds between, empty ones too. The pattern is one of ours, in a
/// form that all engines read alike; after a `~` at its beginning the case of letters does not matter.
pub fn find(text: &str, pattern: &str) -> Option<String> {
    crate::find(text, pattern)
}

/// Rewrites a text by rules, one after the other: lines by turns a pattern and what takes the place of all that it matches (`$1` is what the first
/// group captured). `^` and `$` stand for the ends of lines, and the case of letters does not matter.
pub fn rewrite(text: &str, rules: &str) -> String {
    crate::rewrite(text, rules)
}

pub fn matches(text: &str, pattern: &str) -> bool {
    find(text, pattern).is_some()
}
