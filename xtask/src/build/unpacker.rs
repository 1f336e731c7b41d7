//! The small module that unpacks the core in the browser (`pkg-template/unpack`): compiled like the core, and trimmed to its memory and its one
//! function.

use super::inline::Alphabet;
use super::{Mode, compile, optimise};
use crate::tree::Tree;
use anyhow::{Result, ensure};

/// What older browsers compile on the tick it is asked for.
const MOST: usize = 4096;

pub fn wasm(tree: &Tree, alphabet: Alphabet) -> Result<Vec<u8>> {
    let package = match alphabet {
        Alphabet::Ascii => &compile::UNPACKER,
        Alphabet::Printable => &compile::PRINTABLE_UNPACKER,
    };
    let linked = compile::wasm(tree, package, Mode::Release)?;
    let wasm = optimise::reaching(tree, &optimise::smallest(tree, &linked)?, &["memory", "unpack"])?;
    ensure!(wasm.len() <= MOST, "the unpacker is larger than {MOST} bytes");
    Ok(wasm)
}

/// Where it is kept until the bundles are made.
pub fn file(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Ascii => "unpack-ascii.wasm",
        Alphabet::Printable => "unpack-printable.wasm",
    }
}
