//! Compiles a crate to the smallest WebAssembly module that the supported browsers take.

use super::Mode;
use super::features;
use crate::run;
use crate::setup::rust::{TARGET, wasm_cargo};
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;

/// A panic traps without a message, so nothing needs source places or `{:?}` texts (clippy keeps `{:?}` out of the crate).
const SMALLEST: [&str; 4] = ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "-Zfmt-debug=none"];

/// A package of the workspace that becomes a module.
pub struct Package {
    name: &'static str,
    /// What Rust calls its file.
    file: &'static str,
    /// Of the standard library, and for the linker.
    std: &'static str,
    flags: &'static [&'static str],
    features: &'static str,
}

pub const CORE: Package = Package { name: "prickle", file: "prickle.wasm", std: "std,panic_abort", flags: &[], features: "" };
/// What is loaded later: the same sources with other exports.
pub const SIGNALS: Package = Package { features: "signals", ..CORE };
/// Recursion a few levels deep is all it needs a stack for.
pub const UNPACKER: Package = Package {
    name: "prickle-unpack",
    file: "prickle_unpack.wasm",
    std: "core,panic_abort",
    flags: &["-Clink-arg=-zstack-size=4096"],
    features: "",
};

/// The same for texts of printable characters.
pub const PRINTABLE_UNPACKER: Package = Package { features: "printable", ..UNPACKER };

/// What traps on command, for tests: a feature of the core.
pub const TRAP: &str = "trap";

pub fn wasm(tree: &Tree, package: &Package, mode: Mode) -> Result<Vec<u8>> {
    let mut flags = features::rustc_flags();
    flags.extend(package.flags.iter().map(|flag| (*flag).to_owned()));
    let mut cargo = wasm_cargo()?;
    cargo.current_dir(&tree.root);
    cargo.args(["rustc", "--locked", "-p", package.name, "--lib", "--crate-type", "cdylib", "--target", TARGET]);
    let of_variant = tree.variant.filter(|_| package.name == CORE.name).unwrap_or_default();
    cargo.args(["--features", &[package.features, of_variant].join(" ")]);
    // The standard library is built along: the one that comes with Rust uses newer features of WebAssembly, and carries panic
    // messages and unwinding that the release does not want. Stable Rust has this behind a switch only.
    cargo.env("RUSTC_BOOTSTRAP", "1").arg(format!("-Zbuild-std={}", package.std));
    let folder = match mode {
        Mode::Release => {
            cargo.args(["--release", "-Zbuild-std-features=optimize_for_size"]);
            flags.extend(SMALLEST.map(str::to_owned));
            "release"
        }
        Mode::Debug => "debug",
    };
    // This variable takes the place of RUSTFLAGS and is not split at spaces.
    cargo.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    run::run(&mut cargo)?;
    let path = tree.target.join(TARGET).join(folder).join(package.file);
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}
