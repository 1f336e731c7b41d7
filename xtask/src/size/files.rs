//! Sizes of files as a browser downloads them.

use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Write;
use std::path::Path;
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

fn sizes(path: &Path) -> Result<Sizes> {
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes)?;
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &params)?;
    Ok(Sizes { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}
