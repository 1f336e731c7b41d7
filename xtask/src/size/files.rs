//! Sizes of files as a browser downloads them.

use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::Command;
use std::thread;

const OURS: [&str; 9] = [
    "array.js",
    "module.js",
    "module.cjs",
    "slim.js",
    "prickle.wasm",
    "signals.js",
    "web-experiments.js",
    "nowasm.js",
    "nowasm-signals.js",
];
/// PostHog's own builds: the standard script tag, the same without lazy loading, the packages, and the smallest one.
const THEIRS: [&str; 5] = ["array.js", "array.no-external.js", "module.js", "module.no-external.js", "module.slim.js"];

#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Sizes {
    pub raw: usize,
    pub gzip: usize,
    pub brotli: usize,
}

pub fn ours(tree: &Tree) -> Result<Vec<(String, Sizes)>> {
    measure(&tree.dist(), &OURS).context("run `cargo xtask build` first")
}

pub fn theirs(tree: &Tree) -> Result<Vec<(String, Sizes)>> {
    measure(&tree.root.join("node_modules/posthog-js/dist"), &THEIRS).context("run `cargo xtask setup` first")
}

fn measure(folder: &Path, names: &[&str]) -> Result<Vec<(String, Sizes)>> {
    // Brotli 11 takes its time; each file is one thread's work.
    thread::scope(|scope| {
        let started: Vec<_> = names.iter().map(|name| (*name, scope.spawn(move || sizes(&folder.join(name))))).collect();
        let finished = started.into_iter().map(|(name, work)| match work.join() {
            Ok(sizes) => Ok((name.to_owned(), sizes?)),
            Err(_) => bail!("measuring {name} panicked"),
        });
        finished.collect()
    })
}

/// Prints the three figures of the file it is given. Node.js compresses with the libraries that servers use; ports of them differ by 0.2 %.
const MEASURE: &str = "const z = require('node:zlib'), p = z.constants
const bytes = require('node:fs').readFileSync(process.argv[1])
const brotli = z.brotliCompressSync(bytes, { params: { [p.BROTLI_PARAM_QUALITY]: 11, [p.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
console.log(bytes.length, z.gzipSync(bytes, { level: 9 }).length, brotli.length)";

fn sizes(path: &Path) -> Result<Sizes> {
    let said =
        run::capture(Command::new("node").args(["-e", MEASURE]).arg(path)).with_context(|| format!("measuring {}", path.display()))?;
    match said.split_whitespace().map(str::parse).collect::<Result<Vec<usize>, _>>()?[..] {
        [raw, gzip, brotli] => Ok(Sizes { raw, gzip, brotli }),
        _ => bail!("measuring {}: {said}", path.display()),
    }
}
