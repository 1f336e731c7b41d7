//! `cargo xtask size`: what ships, in bytes, beside posthog-js; what the wasm is made of; and the budgets.

mod files;
mod modules;

use crate::build::{GLUED, optimise};
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use files::Sizes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;

/// The most that a shipped file may weigh, in bytes of brotli 11: what was reached. Who makes it less takes the figure down with it.
const BUDGETS: [(&str, usize); 4] = [("array.js", 83_900), ("slim.js", 15_050), ("prickle.wasm", 78_050), ("signals.js", 48_300)];

/// What a run leaves for the next to compare with.
#[derive(Serialize, Deserialize, Default)]
struct Report {
    files: BTreeMap<String, Sizes>,
    wasm: BTreeMap<String, usize>,
}

pub fn run(tree: &Tree, functions: usize) -> Result<()> {
    let memory = tree.scratch().join("size.json");
    let before: Report = fs::read(&memory).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let ours = files::ours(tree)?;
    let theirs = files::theirs(tree)?;
    let parts = modules::table(&with_names(tree)?)?;

    heading("shipped files");
    for (name, sizes) in &ours {
        line(name, *sizes, before.files.get(name).copied());
    }
    heading("posthog-js 1.449.2");
    for (name, sizes) in &theirs {
        line(name, *sizes, None);
    }
    println!("\n{:>10} {:>9}  the wasm by crate and module (before the names are stripped)", "bytes", "change");
    for (name, bytes) in parts.sorted() {
        println!("{bytes:>10} {:>9}  {name}", change(bytes, before.wasm.get(name).copied()));
    }
    println!("{:>10} {:>9}  altogether", parts.total(), "");
    if functions > 0 {
        println!("\n{:>10}  largest functions", "bytes");
        for (name, bytes) in parts.functions.iter().take(functions) {
            println!("{bytes:>10}  {name}");
        }
    }
    let report = Report { files: ours.into_iter().collect(), wasm: parts.modules };
    fs::write(&memory, serde_json::to_string_pretty(&report)?).context("noting the sizes")?;
    budgets(&report)
}

/// The core as it is shipped, with its functions' names.
fn with_names(tree: &Tree) -> Result<Vec<u8>> {
    let glued = tree.scratch().join(GLUED);
    let glued = fs::read(&glued).with_context(|| format!("reading {}: run `cargo xtask build` first", glued.display()))?;
    optimise::named(tree, &glued)
}

/// What the core's functions are called, by number.
pub fn names(tree: &Tree) -> Result<BTreeMap<usize, String>> {
    modules::names(&with_names(tree)?)
}

fn budgets(report: &Report) -> Result<()> {
    println!();
    let mut over = Vec::new();
    for (name, most) in BUDGETS {
        let is = report.files.get(name).with_context(|| format!("no {name} in dist/"))?.brotli;
        println!("budget: {name} is {is} of at most {most} bytes brotli ({} %)", is * 100 / most);
        if is > most {
            over.push(format!("{name} is {} bytes over its budget", is - most));
        }
    }
    if over.is_empty() { Ok(()) } else { bail!("{}", over.join(", ")) }
}

fn heading(what: &str) {
    println!("\n{:>10} {:>9} {:>9} {:>9}  {what}", "raw", "gzip 9", "brotli 11", "change");
}

fn line(name: &str, now: Sizes, before: Option<Sizes>) {
    println!("{:>10} {:>9} {:>9} {:>9}  {name}", now.raw, now.gzip, now.brotli, change(now.brotli, before.map(|sizes| sizes.brotli)));
}

/// Empty when nothing changed or nothing is known.
fn change(now: usize, before: Option<usize>) -> String {
    match before {
        Some(before) if before < now => format!("+{}", now - before),
        Some(before) if before > now => format!("-{}", before - now),
        _ => String::new(),
    }
}
