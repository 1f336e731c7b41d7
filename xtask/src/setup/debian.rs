//! Rust for WebAssembly from Debian's packages, for machines that reach those and not rustup's downloads.
//!
//! Debian's compiler comes with the source of its own standard library but without a build of it for WebAssembly, so that is built once
//! here. The compiler is then linked as a rustup toolchain, and chosen for this folder, so that wasm-pack finds it too.

use super::rust::TARGET;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const NAME: &str = "prickle-debian";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const RUSTLIB: &str = "/usr/lib/rustlib";

/// On Debian, as root, with rustup to choose between toolchains.
pub fn possible() -> bool {
    super::browser::debian_root() && run::capture(Command::new("rustup").arg("--version")).is_ok()
}

pub fn linked() -> bool {
    run::capture(Command::new("rustup").args(["toolchain", "list"])).is_ok_and(|list| list.lines().any(|line| line.starts_with(NAME)))
}

pub fn install(tree: &Tree) -> Result<()> {
    super::installing("Rust for WebAssembly", "Debian's rustc-web, with its standard library built once (about a minute)");
    apt_install(&PACKAGES)?;
    run::run(Command::new("rustup").args(["toolchain", "link", NAME, "/usr"]))?;
    linker()?;
    standard_library(tree)?;
    run::run(Command::new("rustup").args(["override", "set", NAME]).current_dir(&tree.root))
}

pub fn apt_install(packages: &[&str]) -> Result<()> {
    run::capture(Command::new("apt-get").args(["update", "-qq"])).context("reading Debian's package lists")?;
    let mut apt = Command::new("apt-get");
    apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    run::capture(&mut apt).map(drop)
}

/// Debian's compiler has no rust-lld; rustup's toolchain does. A link and no copy, because it loads libraries that lie beside it.
fn linker() -> Result<()> {
    let host = Path::new("x86_64-unknown-linux-gnu/bin/rust-lld");
    let to = Path::new(RUSTLIB).join(host);
    if to.exists() {
        return Ok(());
    }
    let sysroot = run::capture(Command::new("rustc").args(["--print", "sysroot"]))?;
    let from = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(host);
    ensure!(from.exists(), "no rust-lld in {}", from.display());
    fs::create_dir_all(to.parent().unwrap_or(Path::new(RUSTLIB)))?;
    run::run(Command::new("ln").arg("-s").arg(&from).arg(&to)).context("linking rust-lld")
}

/// Builds an empty crate together with std and keeps std's part. Bitcode goes in, so that release builds can optimise across crates.
fn standard_library(tree: &Tree) -> Result<()> {
    let to = Path::new(RUSTLIB).join(TARGET).join("lib");
    let work = tree.cache().join("debian-std");
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("Cargo.toml"), "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n")?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = Command::new("/usr/bin/cargo");
    cargo.current_dir(&work).args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,test"]);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc").env("CARGO_TARGET_DIR", work.join("target"));
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes").env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    run::run(&mut cargo)?;
    fs::create_dir_all(&to)?;
    for entry in fs::read_dir(work.join("target").join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, to.join(name))?;
        }
    }
    fs::remove_dir_all(&work).context("clearing up")
}
