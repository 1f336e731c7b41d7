//! npm packages, exactly those of a folder's package-lock.json.

use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Installs when the lock file is not the one of the last installation.
pub fn packages(tree: &Tree, folder: &Path) -> Result<()> {
    let name = folder.strip_prefix(&tree.root).unwrap_or(folder).join("package.json").display().to_string();
    let wanted = fs::read(folder.join("package-lock.json")).with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        super::found("npm packages", &name);
        return Ok(());
    }
    super::installing("npm packages", &format!("npm ci for {name}"));
    run::run(npm().args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))?;
    fs::write(&stamp, wanted).context("noting the installed lock file")
}

pub fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}
