//! The small module that unpacks the core in the browser (`pkg-template/unpack`): compiled like the core, and trimmed to its memory and its one
//! function.

use super::{Mode, compile, optimise};
use crate::tree::Tree;
use anyhow::{Result, ensure};

/// What older browsers compile on the tick it is asked for.
const MOST: usize = 4096;

pub fn wasm(tree: &Tree) -> Result<Vec<u8>> {
    let linked = compile::wasm(tree, compile::UNPACKER, Mode::Release)?;
    let wasm = optimise::smallest(tree, &linked)?;
    ensure!(wasm.len() <= MOST, "the unpacker is larger than {MOST} bytes");
    Ok(wasm)
}
