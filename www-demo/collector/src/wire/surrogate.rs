//! Half characters. JavaScript cuts strings by UTF-16 units and `JSON.stringify` writes a left-over half as `\ud83d`, which no Rust
//! string can hold. Such a half becomes U+FFFD, so that one cut emoji does not cost a whole batch.

/// The same JSON text with every lone surrogate escape replaced, or None if there was none.
pub fn mend(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(bytes, at) {
            Some(0xd800..=0xdbff) if matches!(unit(bytes, at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(&text[copied..at]);
                mended.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            // Any other escape: step over the escaped character too, it may be a backslash.
            _ => at += 2,
        }
    }
    (copied > 0).then(|| mended + &text[copied..])
}

/// The value of the `\uXXXX` that begins at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?;
    let hex = escape.strip_prefix(b"\\u")?;
    hex.iter().try_fold(0, |sum, digit| Some(sum * 16 + u16::try_from(char::from(*digit).to_digit(16)?).ok()?))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn only_lone_halves_change() {
        assert_eq!(mend(r#"{"a":"\ud83d"}"#).as_deref(), Some(r#"{"a":"\ufffd"}"#));
        assert_eq!(mend(r#""\udc00\ud83d\ude00x\ud83d""#).as_deref(), Some(r#""\ufffd\ud83d\ude00x\ufffd""#));
        assert_eq!(mend(r#""\ud83d\ude00 \\ud83d \n""#), None);
        assert_eq!(mend(r#""\ud8"#), None);
    }
}
