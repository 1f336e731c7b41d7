//! `cargo xtask lint`: everything that is checked without running the SDK. Each check is one step, by name.

mod dependencies;
mod purity;

use crate::run::{node_tool, run};
use crate::setup::rust::{self, TARGET};
use crate::tree::Tree;
use anyhow::{Result, bail};
use std::fmt;
use std::process::Command;

pub type Check = fn(&Tree) -> Result<()>;

/// Why a check could not be made on this machine. It travels as an error, so that nobody takes it for a check that held.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut(pub &'static str);

impl fmt::Display for LeftOut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "left out: {}", self.0)
    }
}

impl std::error::Error for LeftOut {}

/// The checks in the order of how soon they answer. The last one reads what `cargo xtask build` wrote.
pub const CHECKS: [(&str, Check); 8] = [
    ("format", format),
    ("purity of the core", purity::check),
    ("licences and sources", dependencies::licences),
    ("Rust advisories", dependencies::rust),
    ("npm advisories", dependencies::npm),
    ("clippy, native", clippy_native),
    ("clippy, wasm32", clippy_wasm),
    ("types of the facade", facade),
];

pub fn run_all(tree: &Tree) -> Result<()> {
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        crate::say("check", name);
        if let Err(error) = check(tree) {
            eprintln!("{error:#}");
            if !error.is::<LeftOut>() {
                failed.push(name);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

fn format(tree: &Tree) -> Result<()> {
    run(cargo(tree).args(["fmt", "--all", "--check"]))
}

fn clippy_native(tree: &Tree) -> Result<()> {
    run(cargo(tree).args(["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

/// The parts that exist only in a browser, with their tests there.
fn clippy_wasm(tree: &Tree) -> Result<()> {
    if !rust::clippy_knows_wasm() {
        return Err(LeftOut("Debian's Rust for WebAssembly has no clippy").into());
    }
    let mut clippy = cargo(tree);
    clippy.args(["clippy", "--quiet", "--package", "prickle", "--all-targets", "--locked", "--target", TARGET, "--", "-D", "warnings"]);
    run(&mut clippy)?;
    // The second module is of the same sources.
    let mut clippy = cargo(tree);
    clippy.args(["clippy", "--quiet", "--package", "prickle", "--lib", "--features", "signals", "--locked", "--target", TARGET]);
    run(clippy.args(["--", "-D", "warnings"]))?;
    let mut clippy = cargo(tree);
    run(clippy.args(["clippy", "--quiet", "--package", "prickle-unpack", "--locked", "--target", TARGET, "--", "-D", "warnings"]))
}

fn facade(tree: &Tree) -> Result<()> {
    if !tree.generated().join("core.d.ts").is_file() {
        bail!("the facade's types need the generated glue: run `cargo xtask build` first");
    }
    run(node_tool(tree, "tsc").arg("--noEmit").arg("-p").arg(tree.template()))?;
    for ring in ["e2e", "parity", "consumers", "engines", "bench", "loss"] {
        run(node_tool(tree, "tsc").arg("-p").arg(tree.root.join("tests").join(ring)))?;
    }
    // An app for posthog-js compiles for both, and prickle's instance is one of posthog-js's interface.
    for sdk in ["posthog.json", "prickle.json"] {
        run(node_tool(tree, "tsc").arg("-p").arg(tree.root.join("tests/types").join(sdk)))?;
    }
    Ok(())
}

fn cargo(tree: &Tree) -> Command {
    let mut cargo = rust::tools_cargo();
    cargo.current_dir(&tree.root);
    cargo
}
