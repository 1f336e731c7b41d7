//! The packed core as a text in the script: one ASCII character per unit, which compresses far better than base64 and is read the same in any
//! encoding. Scripts that nobody prints anew have all of ASCII: a few characters need a backslash there; two of those few are frequent, so they
//! change places with rare ones. Scripts for bundlers have printable characters only (`printable.rs`). The text goes into the bundle as it is,
//! past esbuild, which would escape more than needed. The unpacker is short, and hexadecimal digits do.

use super::printable::printable;
use anyhow::{Result, ensure};

pub const TYPES: &str = "\
/** The packed core: one character per unit. */
export const TEXT: string
/** How many bytes the core has. */
export const SIZE: number
/** The module that unpacks it, in hexadecimal. */
export const UNPACKER: string
";

/// Stand for the text and the unpacker until the bundle is made. Free names, because esbuild would fold a string's length or write it twice.
const TEXT: &str = "__PRICKLE_TEXT__";
const UNPACKER: &str = "__PRICKLE_UNPACKER__";

/// Which characters the text is made of, and so which unpacker reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    Ascii,
    Printable,
}

/// In place of zero and carriage return, which would be `\0` and `\r`: the unit between parts, and the rarest; `unpack` says the same.
const SWAPS: [(u8, u8); 2] = [(0, 126), (13, 125)];

/// The module `#bytes` as the bundler sees it.
pub fn module(size: usize) -> String {
    format!("export const TEXT = {TEXT}\nexport const SIZE = {size}\nexport const UNPACKER = {UNPACKER}\n")
}

/// Puts text and unpacker where a bundle has the placeholders; a bundle that takes the core from elsewhere has none.
pub fn fill(bundle: &str, units: &[u8], alphabet: Alphabet, unpacker: &[u8]) -> Result<String> {
    for placeholder in [TEXT, UNPACKER] {
        let places = bundle.matches(placeholder).count();
        ensure!(places <= 1, "the bundle would hold {placeholder} {places} times");
    }
    let text = match alphabet {
        Alphabet::Ascii => literal(units),
        // `</script` and `<!--` as in `literal`; a backslash before any other character does nothing.
        Alphabet::Printable => format!("'{}'", printable(units).replace("</", "<\\/").replace("<!", "<\\!")),
    };
    let digits: String = unpacker.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(bundle.replace(UNPACKER, &format!("'{digits}'")).replace(TEXT, &text))
}

fn swapped(unit: u8) -> u8 {
    SWAPS.into_iter().find_map(|(a, b)| if unit == a { Some(b) } else { (unit == b).then_some(a) }).unwrap_or(unit)
}

/// A template literal. A raw line feed stays what it is even if the file's line ends are changed: scripts read every line end as one.
fn literal(units: &[u8]) -> String {
    let mut text = String::from("`");
    for (index, &unit) in units.iter().enumerate() {
        let next = units.get(index + 1).copied().map(swapped);
        match swapped(unit) {
            0 if next.is_some_and(|next| next.is_ascii_digit()) => text.push_str("\\x00"),
            0 => text.push_str("\\0"),
            b'\r' => text.push_str("\\r"),
            b'`' | b'\\' => {
                text.push('\\');
                text.push(char::from(swapped(unit)));
            }
            b'$' if next == Some(b'{') => text.push_str("\\$"),
            // Were the script written into a page, `</script` would end it and `<!--` begin a comment.
            b'<' if matches!(next, Some(b'/' | b'!')) => text.push_str("\\<"),
            other => text.push(char::from(other)),
        }
    }
    text.push('`');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Every pair of neighbours, so that no escape runs into what follows it.
    fn pairs() -> Vec<u8> {
        (0..128).flat_map(|a| (0..128).flat_map(move |b| [a, b])).collect()
    }

    #[test]
    fn a_script_engine_reads_the_same_units() {
        let script = fill(&module(9).replace("export ", ""), &pairs(), Alphabet::Ascii, &[0, 10, 255]).unwrap();
        assert!(script.is_ascii());
        let script = script
            + "\nconst unit = (at) => { const code = TEXT.charCodeAt(at); return code === 0 || code === 126 ? code ^ 126 : \
            code === 13 || code === 125 ? code ^ 112 : code }\nlet wrong = 0\nfor (let i = 0; i < TEXT.length; i += 2) { const k = i >> 1; \
            if (unit(i) !== k >> 7 || unit(i + 1) !== (k & 127)) wrong++ }\nconsole.log(TEXT.length, SIZE, UNPACKER, wrong)\n";
        let file = std::env::temp_dir().join(format!("prickle-inline-{}.js", std::process::id()));
        std::fs::write(&file, script).unwrap();
        let said = Command::new("node").arg(&file).output().unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout), "32768 9 000aff 0\n", "{}", String::from_utf8_lossy(&said.stderr));
    }

    #[test]
    fn no_text_can_end_a_script_element() {
        assert_eq!(literal(b"</script><!--${x"), "`\\</script>\\<!--\\${x`");
    }

    #[test]
    fn the_core_is_in_a_bundle_once() {
        assert!(fill("a(__PRICKLE_TEXT__,__PRICKLE_TEXT__)", b"x", Alphabet::Ascii, b"").is_err());
        assert_eq!(fill("no core", b"x", Alphabet::Printable, b"").unwrap(), "no core");
    }
}
