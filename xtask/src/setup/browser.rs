//! A Chromium and its driver for the tests in a browser.

use super::debian;
use crate::run;
use crate::tree::Tree;
use anyhow::{Result, bail};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const NAMES: [&str; 5] = ["chromium", "google-chrome-stable", "google-chrome", "chromium-browser", "chrome"];
const MAC: [&str; 2] =
    ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

pub fn ready(tree: &Tree) -> Result<()> {
    if let Some(path) = chromium(tree) {
        super::found("browser", &path.display().to_string());
    } else if debian_root() {
        super::installing("browser", "Debian's chromium and chromium-driver");
        debian::apt_install(&["chromium", "chromium-driver"])?;
    } else {
        super::installing("browser", "Playwright's Chromium");
        if run::run(run::node_tool(tree, "playwright").args(["install", "chromium"])).is_err() {
            bail!("install Chrome or Chromium, or name one in PRICKLE_CHROMIUM, then start again");
        }
    }
    match which::which("chromedriver") {
        Ok(path) => super::found("browser driver", &path.display().to_string()),
        Err(_) if debian_root() => {
            super::installing("browser driver", "Debian's chromium-driver");
            debian::apt_install(&["chromium-driver"])?;
        }
        Err(_) => super::found("browser driver", "none on the PATH; wasm-pack fetches the one of the current Chrome"),
    }
    Ok(())
}

/// The browser that the tests drive: named by the environment, installed, or Playwright's own.
pub fn chromium(tree: &Tree) -> Option<PathBuf> {
    let named = ["PRICKLE_CHROMIUM", "CHROME"].into_iter().filter_map(env::var_os).map(PathBuf::from).find(|path| path.is_file());
    named
        .or_else(|| NAMES.into_iter().find_map(|name| which::which(name).ok()))
        .or_else(|| MAC.into_iter().map(PathBuf::from).find(|path| path.is_file()))
        .or_else(|| playwrights(tree))
}

fn playwrights(tree: &Tree) -> Option<PathBuf> {
    let script = "console.log(require('playwright-core').chromium.executablePath())";
    let path = run::capture(Command::new("node").args(["-e", script]).current_dir(&tree.root)).ok()?;
    Some(PathBuf::from(path.trim())).filter(|path| path.is_file())
}

/// Debian itself: where Ubuntu has a package chromium it is a pointer to another store.
pub fn debian_root() -> bool {
    let debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let root = || run::capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    debian && which::which("apt-get").is_ok() && root()
}
