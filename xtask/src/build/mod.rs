//! `cargo xtask build`: Rust to WebAssembly to the npm package in dist/. The order of the steps is the function `run`.

mod bundle;
mod compile;
pub mod features;
mod first_come;
mod glue;
mod inline;
mod instructions;
mod lean;
mod nowasm;
pub mod optimise;
mod pack;
mod package;
mod printable;
mod proof;
mod react;
mod unpacker;
mod web_experiments;
mod web_vitals;

use self::inline::Alphabet;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::time::Instant;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Release,
    Debug,
}

pub fn run(tree: &Tree, mode: Mode) -> Result<()> {
    let start = Instant::now();
    core(tree, mode)?;
    say("bundle", "facade and core with esbuild");
    package::start(tree)?;
    bundle::scripts(tree, mode)?;
    web_experiments::script(tree, mode)?;
    say("translate", "the cores to plain JavaScript with wasm2js");
    nowasm::scripts(tree, mode)?;
    web_vitals::scripts(tree)?;
    react::bindings(tree)?;
    say("types", "declarations with tsc");
    package::types(tree)?;
    package::finish(tree)?;
    say("done", &format!("dist/ in {:.1} s", start.elapsed().as_secs_f32()));
    Ok(())
}

/// `array.js` and `signals.js` of a core that traps on command, for the e2e ring. Nothing else of a package, and apart from it.
pub fn trapping(tree: &Tree) -> Result<()> {
    let tree = tree.variant(compile::TRAP);
    core(&tree, Mode::Release)?;
    say("bundle", "the one that traps on command");
    fs::create_dir_all(tree.dist())?;
    bundle::some(&tree, Mode::Release, &["array.js", "signals.js"])?;
    say("done", &tree.dist().display().to_string());
    Ok(())
}

/// The module between wasm-bindgen and wasm-opt.
pub const GLUED: &str = "glued.wasm";

/// The core with its locals numbered for packing.
pub const INLINED: &str = "inlined.wasm";

/// A module of the package, and where it is kept for the bundles.
struct Part {
    package: compile::Package,
    /// Among the generated files.
    folder: &'static str,
    what: &'static str,
}

const CORE: Part = Part { package: compile::CORE, folder: "", what: "the core" };
const SIGNALS: Part = Part { package: compile::SIGNALS, folder: "signals", what: "what is loaded later" };

/// What the facade imports: each module, its glue, and its bytes as a script.
pub fn core(tree: &Tree, mode: Mode) -> Result<()> {
    let out = tree.generated();
    if out.exists() {
        fs::remove_dir_all(&out).context("clearing the generated files")?;
    }
    part(tree, mode, &SIGNALS)?;
    part(tree, mode, &CORE)
}

fn part(tree: &Tree, mode: Mode, part: &Part) -> Result<()> {
    say("compile", &format!("{} to wasm32", part.what));
    let linked = compile::wasm(tree, &part.package, mode)?;
    let out = tree.generated().join(part.folder);
    fs::create_dir_all(&out)?;
    say("glue", "with wasm-bindgen");
    let mut wasm = glue::make(&linked, mode, &out)?;
    if mode == Mode::Release {
        // With its names, for `cargo xtask size`.
        fs::create_dir_all(tree.scratch())?;
        write(&tree.scratch().join(part.folder.to_owned() + GLUED), &wasm)?;
        say("shrink", "with wasm-opt -Oz");
        wasm = optimise::smallest(tree, &wasm)?;
    }
    features::check(&wasm)?;
    // Without alignments: each would be a form of its own, and the text has units for 126.
    let mut inlined = instructions::unaligned(&wasm)?;
    if mode == Mode::Release {
        inlined = first_come::first_come(&inlined)?;
    }
    features::check(&inlined)?;
    for alphabet in [Alphabet::Ascii, Alphabet::Printable] {
        let unpacker = unpacker::wasm(tree, alphabet)?;
        proof::check(tree, &inlined, alphabet, &unpacker)?;
        write(&out.join(unpacker::file(alphabet)), unpacker)?;
    }
    write(&out.join("bytes.js"), inline::module(inlined.len()))?;
    write(&out.join(INLINED), inlined)?;
    write(&out.join("bytes.d.ts"), inline::TYPES)?;
    write(&out.join("prickle.wasm"), wasm)
}

pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, contents).with_context(|| format!("writing {}", path.display()))
}
