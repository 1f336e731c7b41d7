//! Test and check tools from crates.io, built once and kept outside of the tree.

use crate::run;
use crate::tree::{self, Tree};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const WASM_PACK: &str = "0.15.1";
pub const CARGO_DENY: &str = "0.20.2";
pub const GECKODRIVER: &str = "0.37.1";

pub fn ready(tree: &Tree) -> Result<()> {
    wasm_pack(tree)?;
    wasm_bindgen(tree)?;
    cargo_deny(tree)?;
    let leftovers = build_folder(tree);
    if leftovers.exists() {
        fs::remove_dir_all(&leftovers).context("clearing up after cargo install")?;
    }
    Ok(())
}

/// One for all, because the tools share dependencies.
fn build_folder(tree: &Tree) -> PathBuf {
    tree.cache().join("tools-build")
}

/// Where cargo puts programs, because people start this one by name.
fn wasm_pack(tree: &Tree) -> Result<()> {
    if let Ok(path) = which::which("wasm-pack") {
        super::found("wasm-pack", &path.display().to_string());
        return Ok(());
    }
    super::installing("wasm-pack", "cargo install, about a minute");
    run::run(cargo_install(tree, "wasm-pack", WASM_PACK, "0").arg("--locked"))
}

/// wasm-pack wants the wasm-bindgen program of the very version in Cargo.lock. Where it cannot download one it compiles it, for minutes;
/// this puts one into the place where it looks, with less optimisation and so sooner.
fn wasm_bindgen(tree: &Tree) -> Result<()> {
    let version = locked_version(tree, "wasm-bindgen")?;
    let folder = wasm_bindgen_folder(&version);
    let runner = folder.join(exe("wasm-bindgen-test-runner"));
    if runner.is_file() {
        super::found("wasm-bindgen test runner", &folder.display().to_string());
        return Ok(());
    }
    super::installing("wasm-bindgen test runner", "cargo install wasm-bindgen-cli, about two minutes");
    let staging = tree.cache().join("wasm-bindgen-cli");
    run::run(cargo_install(tree, "wasm-bindgen-cli", &version, "1").arg("--root").arg(&staging))?;
    fs::create_dir_all(&folder)?;
    for program in ["wasm-bindgen", "wasm-bindgen-test-runner"] {
        let from = staging.join("bin").join(exe(program));
        fs::copy(&from, folder.join(exe(program))).with_context(|| format!("copying {}", from.display()))?;
    }
    fs::remove_dir_all(&staging).context("clearing up")
}

/// The folder in wasm-pack's cache for what it compiled itself.
pub fn wasm_bindgen_folder(version: &str) -> PathBuf {
    let cache = env::var_os("WASM_PACK_CACHE").map(PathBuf::from).unwrap_or_else(|| tree::cache_home().join(".wasm-pack"));
    cache.join(format!("wasm-bindgen-cargo-install-{version}"))
}

fn cargo_deny(tree: &Tree) -> Result<()> {
    if let Some(path) = find_cargo_deny(tree) {
        super::found("cargo-deny", &path.display().to_string());
        return Ok(());
    }
    super::installing("cargo-deny", "cargo install, some minutes");
    run::run(cargo_install(tree, "cargo-deny", CARGO_DENY, "0").arg("--locked").arg("--root").arg(tree.cache().join("tools")))
}

/// Firefox's WebDriver program, which Debian does not have.
pub fn geckodriver(tree: &Tree) -> Result<()> {
    if let Some(path) = find_geckodriver(tree) {
        super::found("geckodriver", &path.display().to_string());
        return Ok(());
    }
    super::installing("geckodriver", "cargo install, about three minutes");
    run::run(cargo_install(tree, "geckodriver", GECKODRIVER, "0").arg("--locked").arg("--root").arg(tree.cache().join("tools")))
}

pub fn find_geckodriver(tree: &Tree) -> Option<PathBuf> {
    own_or_found(tree, "geckodriver")
}

pub fn find_cargo_deny(tree: &Tree) -> Option<PathBuf> {
    own_or_found(tree, "cargo-deny")
}

fn own_or_found(tree: &Tree, name: &str) -> Option<PathBuf> {
    let own = tree.cache().join("tools/bin").join(exe(name));
    if own.is_file() { Some(own) } else { which::which(name).ok() }
}

/// A build made for being there soon: these programs run for seconds.
fn cargo_install(tree: &Tree, name: &str, version: &str, opt_level: &str) -> Command {
    let mut cargo = Command::new(tree::cargo());
    cargo.args(["install", name, "--version", version]).arg("--target-dir").arg(build_folder(tree));
    cargo.current_dir(tree.cache()).env_remove("CARGO_TARGET_DIR");
    cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level).env("CARGO_PROFILE_RELEASE_LTO", "off");
    cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_STRIP", "true");
    cargo
}

/// The version of a package in Cargo.lock.
pub fn locked_version(tree: &Tree, package: &str) -> Result<String> {
    let lock = fs::read_to_string(tree.root.join("Cargo.lock")).context("reading Cargo.lock")?;
    let mut lines = lock.lines();
    let name = format!("name = \"{package}\"");
    lines.by_ref().find(|line| *line == name).with_context(|| format!("{package} is not in Cargo.lock"))?;
    let version = lines.next().and_then(|line| line.strip_prefix("version = ")).context("unexpected form of Cargo.lock")?;
    Ok(version.trim_matches('"').to_owned())
}

fn exe(name: &str) -> String {
    Path::new(name).with_extension(env::consts::EXE_EXTENSION).display().to_string()
}
