//! wasm-opt from npm's binaryen, with the allowed features named one by one.

use super::features;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Flattening first and optimising twice is worth 0.6 % of the download, the next two 0.5 %: memory starts zeroed, because every instance
/// makes its own, and its first 1,024 bytes are unused, because the stack's far end lies there. The last gives the functions that are called
/// most the smallest numbers: 0.7 %. Of functions that are called once only small ones go into their callers: fewer locals for each, 0.3 %.
const PASSES: [&str; 9] = [
    "--one-caller-inline-max-function-size=100",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--zero-filled-memory",
    "--low-memory-unused",
    "--converge",
    "--reorder-functions",
];

/// The module to ship: smallest, without names and notes.
pub fn smallest(tree: &Tree, wasm: &[u8]) -> Result<Vec<u8>> {
    wasm_opt(tree, wasm, &["--strip-debug", "--strip-producers", "--strip-target-features"])
}

/// The same code with the functions' names kept, for the size table.
pub fn named(tree: &Tree, wasm: &[u8]) -> Result<Vec<u8>> {
    wasm_opt(tree, wasm, &["--debuginfo"])
}

/// The same module with these exports alone: linkers add some of their own.
pub fn reaching(tree: &Tree, wasm: &[u8], exports: &[&str]) -> Result<Vec<u8>> {
    let folder = apart(tree)?;
    let (before, after, graph) = (folder.join("before.wasm"), folder.join("after.wasm"), folder.join("exports.json"));
    super::write(&before, wasm)?;
    let mut nodes = vec![json!({ "name": "page", "root": true, "reaches": exports })];
    nodes.extend(exports.iter().map(|name| json!({ "name": name, "export": name })));
    super::write(&graph, json!(nodes).to_string())?;
    let mut command = run::node_tool(tree, "wasm-metadce");
    command.arg(&before).arg("--graph-file").arg(&graph).arg("-o").arg(&after).args(features::wasm_opt_flags());
    run::capture(&mut command)?;
    let few = fs::read(&after).context("reading what wasm-metadce wrote")?;
    fs::remove_dir_all(&folder)?;
    Ok(few)
}

fn wasm_opt(tree: &Tree, wasm: &[u8], extra: &[&str]) -> Result<Vec<u8>> {
    let folder = apart(tree)?;
    let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
    super::write(&before, wasm)?;
    let mut command = run::node_tool(tree, "wasm-opt");
    command.arg(&before).arg("-o").arg(&after).args(PASSES);
    command.args(features::wasm_opt_flags()).args(extra);
    run::run(&mut command)?;
    let smaller = fs::read(&after).context("reading what wasm-opt wrote")?;
    fs::remove_dir_all(&folder)?;
    Ok(smaller)
}

/// A folder that no other build or test works in at the same time.
fn apart(tree: &Tree) -> Result<PathBuf> {
    static FOLDERS: AtomicUsize = AtomicUsize::new(0);
    let folder = tree.scratch().join(format!("opt-{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
