//! Licences, sources and known holes of what we depend on.

use super::LeftOut;
use crate::run::{capture, run};
use crate::setup::{npm, tools};
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::process::Command;

/// These need only the lock file.
pub fn licences(tree: &Tree) -> Result<()> {
    run(deny(tree)?.args(["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

/// Advisories need their database, which not every machine can fetch.
pub fn rust(tree: &Tree) -> Result<()> {
    unless_unreachable(
        deny(tree)?.args(["check", "advisories"]),
        &["failed to fetch advisory database"],
        "the advisory database of Rust cannot be fetched from here",
    )
}

pub fn npm(tree: &Tree) -> Result<()> {
    unless_unreachable(
        npm::npm().args(["audit", "--audit-level=high"]).current_dir(&tree.root),
        &["audit endpoint returned an error", "ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN"],
        "the registry in use answers no npm audit",
    )
}

fn deny(tree: &Tree) -> Result<Command> {
    let program = tools::find_cargo_deny(tree).context("no cargo-deny: run `cargo xtask setup` first")?;
    let mut command = Command::new(program);
    command.current_dir(&tree.root);
    Ok(command)
}

/// A check that could not be made is no failure, and does not count as made either.
fn unless_unreachable(command: &mut Command, signs: &[&str], note: &'static str) -> Result<()> {
    match capture(command) {
        Ok(_) => Ok(()),
        Err(error) if signs.iter().any(|sign| format!("{error:#}").contains(sign)) => Err(LeftOut(note).into()),
        Err(error) => Err(error),
    }
}
