//! Every build takes the core back out of its text, with the facade's own code, and compares: a core that is not the very same never ships.

use super::inline::{self, Alphabet};
use super::pack;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

pub fn check(tree: &Tree, wasm: &[u8], alphabet: Alphabet, unpacker: &[u8]) -> Result<()> {
    // Tests check several at once.
    static CHECKS: AtomicUsize = AtomicUsize::new(0);
    let folder = tree.scratch().join(format!("proof-{}-{}", std::process::id(), CHECKS.fetch_add(1, Ordering::Relaxed)));
    fs::create_dir_all(&folder)?;
    let read = read_back(tree, wasm, alphabet, unpacker, &folder);
    fs::remove_dir_all(&folder)?;
    let read = read?;
    let same = read.iter().zip(wasm).take_while(|(a, b)| a == b).count();
    ensure!(read == wasm, "the facade would read another core than was written, from byte {same} on");
    Ok(())
}

fn read_back(tree: &Tree, wasm: &[u8], alphabet: Alphabet, unpacker: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let (module, script) = (folder.join("bytes.js"), folder.join("proof.js"));
    let text = pack::pack(wasm).context("packing the core")?;
    super::write(&module, inline::module(wasm.len()))?;
    let mut esbuild = run::node_tool(tree, "esbuild");
    esbuild.arg(tree.template().join("src/inlined.ts")).args(["--bundle", "--global-name=core", "--log-level=warning"]);
    esbuild.arg("--tsconfig-raw={}").arg(format!("--alias:#bytes={}", module.display())).arg(format!("--outfile={}", script.display()));
    run::run(&mut esbuild)?;
    let text = inline::fill(&fs::read_to_string(&script)?, &text, alphabet, unpacker)? + "\nprocess.stdout.write(core.bytes())\n";
    super::write(&script, text)?;
    let output = Command::new("node").arg(&script).output().context("starting node")?;
    ensure!(output.status.success(), "reading the core back: {}", String::from_utf8_lossy(&output.stderr));
    Ok(output.stdout)
}
