//! The wasm as a script: a string with one code unit per byte, which compresses far better than base64.

use std::fmt::Write;

pub const TYPES: &str =
    "/** One code unit per byte of the core. */\nexport const BYTES: string\n/** How many there should be. */\nexport const SIZE: number\n";

/// Bytes from 128 up take two bytes of UTF-8. Only what a script cannot hold as it is gets escaped; esbuild writes the final form.
pub fn module(wasm: &[u8]) -> String {
    let mut text = String::with_capacity(wasm.len() * 2);
    text.push_str("export const BYTES = \"");
    for &byte in wasm {
        match byte {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            0..0x20 | 0x7f..0xa0 | 0xad => {
                let _ = write!(text, "\\x{byte:02x}");
            }
            _ => text.push(char::from(byte)),
        }
    }
    let _ = write!(text, "\"\nexport const SIZE = {}\n", wasm.len());
    text
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn every_byte_has_its_own_code_unit() {
        let all: Vec<u8> = (0..=255).collect();
        let text = module(&all);
        assert!(text.ends_with("\"\nexport const SIZE = 256\n"));
        assert!(text.contains("\\x00\\x01"));
        assert!(text.contains("!\\\"#"));
        assert!(text.contains("[\\\\]"));
        assert!(text.contains("ýþÿ"));
        assert_eq!(text.lines().count(), 2, "no byte may end the line");
    }
}
