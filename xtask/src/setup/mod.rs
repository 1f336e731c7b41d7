//! `cargo xtask setup`: what building and testing need, installed where it is missing. Each part first looks, and says one line.

pub mod browser;
mod debian;
pub mod engines;
pub mod npm;
pub mod rust;
pub mod tools;

use crate::tree::Tree;
use anyhow::Result;
use std::time::Instant;

/// How much to set up: the demo needs no test tools.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Build,
    Everything,
}

pub fn run(tree: &Tree, extent: Extent) -> Result<()> {
    let start = Instant::now();
    npm::packages(tree, &tree.root)?;
    rust::ready(tree)?;
    if extent == Extent::Everything {
        // The demo app is clicked through as a test, too.
        npm::packages(tree, &tree.root.join("www-demo/app"))?;
        browser::ready(tree)?;
        engines::ready(tree);
        tools::ready(tree)?;
    }
    crate::say("set up", &format!("complete in {:.1} s", start.elapsed().as_secs_f32()));
    Ok(())
}

/// The line for something that is there already.
fn found(what: &str, detail: &str) {
    crate::say("found", &format!("{what} ({detail})"));
}

/// The line before something is installed.
fn installing(what: &str, how: &str) {
    crate::say("install", &format!("{what}: {how}"));
}
