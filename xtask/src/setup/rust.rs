//! The Rust side of building WebAssembly: the target for tests, and the standard library's source for the release.

use super::debian;
use crate::run;
use crate::tree::{self, Tree};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const TARGET: &str = "wasm32-unknown-unknown";

pub fn ready(tree: &Tree) -> Result<()> {
    let sysroot = sysroot(&wasm_toolchain()?)?;
    if has_target(&sysroot) && has_source(&sysroot) {
        super::found("Rust for WebAssembly", &sysroot.display().to_string());
        return Ok(());
    }
    super::installing("Rust for WebAssembly", "rustup target add and component add rust-src");
    let by_rustup = rustup(&["target", "add", TARGET]).and_then(|()| rustup(&["component", "add", "rust-src"]));
    match by_rustup {
        Ok(()) => Ok(()),
        Err(error) if debian::possible() => {
            crate::say("note", &format!("rustup could not: {error:#}"));
            debian::install(tree)
        }
        Err(error) => Err(error.context(format!("install the Rust target {TARGET} and the component rust-src, then start again"))),
    }
}

fn rustup(args: &[&str]) -> Result<()> {
    // Some machines tell rustup never to install by itself; here it is asked to.
    run::run(Command::new("rustup").args(args))
}

/// cargo, of the toolchain that builds WebAssembly.
pub fn wasm_cargo() -> Result<Command> {
    let toolchain = wasm_toolchain()?;
    Ok(toolchain.command())
}

/// cargo with rustfmt and clippy, which Debian's toolchain lacks.
pub fn tools_cargo() -> Command {
    let mut command = Command::new(if clippy_knows_wasm() { tree::cargo() } else { "cargo".to_owned() });
    if !clippy_knows_wasm() {
        command.env("RUSTUP_TOOLCHAIN", "stable").env_remove("CARGO").env_remove("RUSTC");
    }
    command
}

/// False while Debian's toolchain is the one in use.
pub fn clippy_knows_wasm() -> bool {
    env::var("RUSTUP_TOOLCHAIN").map_or(true, |name| name != debian::NAME)
}

/// The toolchain in use, or Debian's where that one was set up in its place.
fn wasm_toolchain() -> Result<Toolchain> {
    let active = sysroot(&Toolchain::Active)?;
    let complete = has_target(&active) && has_source(&active);
    Ok(if !complete && debian::linked() { Toolchain::Debian } else { Toolchain::Active })
}

/// Makes another program use that toolchain.
pub fn choose(command: &mut Command) -> Result<()> {
    if let Toolchain::Debian = wasm_toolchain()? {
        command.env("RUSTUP_TOOLCHAIN", debian::NAME).env_remove("RUSTC").env_remove("CARGO");
    }
    Ok(())
}

enum Toolchain {
    Active,
    Debian,
}

impl Toolchain {
    fn command(&self) -> Command {
        match self {
            Toolchain::Active => Command::new(tree::cargo()),
            Toolchain::Debian => {
                let mut command = Command::new("cargo");
                command.env("RUSTUP_TOOLCHAIN", debian::NAME).env_remove("RUSTC").env_remove("CARGO");
                command
            }
        }
    }
}

fn sysroot(toolchain: &Toolchain) -> Result<PathBuf> {
    let mut rustc = Command::new("rustc");
    if let Toolchain::Debian = toolchain {
        rustc.env("RUSTUP_TOOLCHAIN", debian::NAME);
    }
    let path = run::capture(rustc.args(["--print", "sysroot"])).context("asking rustc where it lives")?;
    match path.trim() {
        "" => bail!("rustc does not say where it lives"),
        path => Ok(PathBuf::from(path)),
    }
}

fn has_target(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir()
}

fn has_source(sysroot: &Path) -> bool {
    sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}
