//! The wasm as a script: a text with one code unit per byte, which compresses far better than base64. Between the parts that `split` makes
//! stands a character that is no byte.
//!
//! Code units from 128 up are two bytes of UTF-8, and a few below need a backslash. Two of those few are frequent in wasm, so they change
//! places with rare ones, and the text goes into the bundle as it is, in backquotes, past esbuild, which would escape more than needed.
//! Together that is 4 % of the download.

use anyhow::{Result, ensure};

pub const TYPES: &str = "\
/** The core in parts, between which a code unit is above 255; the others are one per byte, and `byte` tells which. */
export const TEXT: string
/** How many code units there should be. */
export const LENGTH: number
/** How many bytes the core has. */
export const SIZE: number
/** The byte that a code unit of the text stands for. */
export function byte(unit: number): number
";

/// Stands for the text until the bundle is made. A free name, because esbuild would fold a string's length or write it twice.
const PLACEHOLDER: &str = "__PRICKLE_BYTES__";

/// In place of zero and carriage return, which would be `\0` and `\r`: two opcodes that are not in use, or seldom.
const SWAPS: [(u8, u8); 2] = [(0, 127), (13, 126)];

const BETWEEN: char = '\u{100}';

/// The module `#bytes` as the bundler sees it.
pub fn module(parts: &[Vec<u8>], size: usize) -> String {
    let length = parts.iter().map(|part| part.len() + 1).sum::<usize>() - 1;
    let swaps = SWAPS.map(|(a, b)| format!("unit === {a} || unit === {b} ? unit ^ {} : ", a ^ b)).concat();
    format!(
        "export const TEXT = {PLACEHOLDER}\nexport const LENGTH = {length}\n\
        export const SIZE = {size}\nexport const byte = (unit) => {swaps}unit\n"
    )
}

/// Puts the text where a bundle has the placeholder; a bundle that takes the wasm from elsewhere has none.
pub fn fill(bundle: &str, parts: &[Vec<u8>]) -> Result<String> {
    let places = bundle.matches(PLACEHOLDER).count();
    ensure!(places <= 1, "the bundle would hold the core {places} times");
    Ok(bundle.replace(PLACEHOLDER, &literal(parts)))
}

fn swapped(byte: u8) -> u8 {
    SWAPS.into_iter().find_map(|(a, b)| if byte == a { Some(b) } else { (byte == b).then_some(a) }).unwrap_or(byte)
}

/// A template literal. A raw line feed stays what it is even if the file's line ends are changed: scripts read every line end as one.
fn literal(parts: &[Vec<u8>]) -> String {
    let texts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
    format!("`{}`", texts.join(&BETWEEN.to_string()))
}

fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    for (index, &byte) in bytes.iter().enumerate() {
        let next = bytes.get(index + 1).copied().map(swapped);
        match swapped(byte) {
            0 if next.is_some_and(|next| next.is_ascii_digit()) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            b'\r' => text.push_str("\\r"),
            b'`' | b'\\' => {
                text.push('\\');
                text.push(char::from(byte));
            }
            b'$' if next == Some(b'{') => text.push_str("\\$"),
            // Were the script written into a page, `</script` would end it and `<!--` begin a comment.
            b'<' if matches!(next, Some(b'/' | b'!')) => text.push_str("\\<"),
            other => text.push(char::from(other)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Every pair of neighbours, so that no escape runs into what follows it.
    fn pairs() -> Vec<u8> {
        (0..=255).flat_map(|a| (0..=255).flat_map(move |b| [a, b])).collect()
    }

    #[test]
    fn a_script_engine_reads_the_same_bytes() {
        let parts = [Vec::new(), pairs(), vec![7], Vec::new()];
        let script = fill(&module(&parts, 9).replace("export ", ""), &parts).unwrap();
        let script = script
            + "\nconst [none, all, seven, last] = TEXT.split('\u{100}')\nlet wrong = TEXT.length !== LENGTH || none + last || byte(seven.charCodeAt(0)) !== 7 ? 1 : 0\n\
            for (let i = 0; i < all.length; i += 2) { const k = i >> 1; \
            if (byte(all.charCodeAt(i)) !== k >> 8 || byte(all.charCodeAt(i + 1)) !== (k & 255)) wrong++ }\nconsole.log(all.length, SIZE, wrong)\n";
        let file = std::env::temp_dir().join(format!("prickle-inline-{}.js", std::process::id()));
        std::fs::write(&file, script).unwrap();
        let said = Command::new("node").arg(&file).output().unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout), "131072 9 0\n", "{}", String::from_utf8_lossy(&said.stderr));
    }

    #[test]
    fn no_text_can_end_a_script_element() {
        let text = literal(&[b"</script><!--${x}".to_vec()]);
        assert_eq!(text, "`\\</script>\\<!--\\${x}`");
    }

    #[test]
    fn the_core_is_in_a_bundle_once() {
        let parts = [vec![b'x']];
        assert!(fill("a(__PRICKLE_BYTES__,__PRICKLE_BYTES__)", &parts).is_err());
        assert_eq!(fill("no core", &parts).unwrap(), "no core");
    }
}
