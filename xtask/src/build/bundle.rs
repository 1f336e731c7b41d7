//! esbuild and terser: facade and core become the files that ship.

use super::inline::{self, Alphabet};
use super::{Mode, pack, unpacker};
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::Path;

struct Script {
    entry: &'static str,
    file: &'static str,
    format: &'static str,
    /// The script tag's file is used as it is; the others go through bundlers.
    alphabet: Alphabet,
    /// Where the module that it carries is among the generated files.
    part: &'static str,
}

const SCRIPTS: [Script; 5] = [
    Script { entry: "array.ts", file: "array.js", format: "iife", alphabet: Alphabet::Ascii, part: "" },
    Script { entry: "module.ts", file: "module.js", format: "esm", alphabet: Alphabet::Printable, part: "" },
    Script { entry: "module.ts", file: "module.cjs", format: "cjs", alphabet: Alphabet::Printable, part: "" },
    Script { entry: "slim.ts", file: "slim.js", format: "esm", alphabet: Alphabet::Printable, part: "" },
    Script { entry: "signals.ts", file: "signals.js", format: "esm", alphabet: Alphabet::Printable, part: "signals" },
];

/// pkg-template/mangle.json: which members of the facade's objects are private and get short names.
#[derive(Deserialize)]
struct Mangle {
    private: String,
    keep: Vec<String>,
}

pub fn scripts(tree: &Tree, mode: Mode) -> Result<()> {
    some(tree, mode, &SCRIPTS.map(|script| script.file))
}

pub fn some(tree: &Tree, mode: Mode, files: &[&str]) -> Result<()> {
    let path = tree.template().join("mangle.json");
    let mangle: Mangle = serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| format!("reading {}", path.display()))?;
    for script in SCRIPTS.iter().filter(|script| files.contains(&script.file)) {
        let generated = tree.generated().join(script.part);
        let core = pack::pack(&fs::read(generated.join(super::INLINED)).context("reading the core")?)?;
        let mut esbuild = run::node_tool(tree, "esbuild");
        esbuild.arg(tree.template().join("src").join(script.entry)).arg("--bundle");
        esbuild.arg(format!("--outfile={}", tree.dist().join(script.file).display()));
        // Around a script tag's file esbuild leaves helpers that nothing uses; terser puts the function around it.
        let format = if mode == Mode::Release && script.format == "iife" { "esm" } else { script.format };
        esbuild.arg(format!("--format={format}"));
        // tsconfig.json leads the generated modules to their declarations; esbuild needs the scripts.
        esbuild.arg(r#"--tsconfig-raw={"compilerOptions":{"verbatimModuleSyntax":true,"useDefineForClassFields":false}}"#);
        // What is loaded later stays a file of its own.
        esbuild.args(["signals", "web-experiments", "nowasm", "nowasm-signals"].map(|name| format!("--external:./{name}.js")));
        for (name, file) in [("core", "core.js"), ("signals", "core.js"), ("bytes", "bytes.js")] {
            esbuild.arg(format!("--alias:#{name}={}", generated.join(file).display()));
        }
        esbuild.args(["--target=es2020", "--platform=browser", "--legal-comments=none", "--log-level=warning"]);
        if mode == Mode::Release {
            esbuild.arg("--minify");
            esbuild.arg(format!("--mangle-props={}", mangle.private));
            esbuild.arg(format!("--reserve-props=^({})$", mangle.keep.join("|")));
        } else {
            esbuild.arg("--sourcemap=inline");
        }
        run::run(&mut esbuild)?;
        let path = tree.dist().join(script.file);
        if mode == Mode::Release {
            shorten(tree, &path, script.format)?;
        }
        let unpacker = fs::read(generated.join(unpacker::file(script.alphabet))).context("reading the unpacker")?;
        super::write(&path, inline::fill(&fs::read_to_string(&path)?, &core, script.alphabet, &unpacker)?)?;
    }
    Ok(())
}

/// What esbuild leaves: 4 % of the script without the core. It is no bundler, so it comes after.
pub fn shorten(tree: &Tree, path: &Path, format: &str) -> Result<()> {
    let mut terser = run::node_tool(tree, "terser");
    terser.arg(path).args(["--ecma", "2020", "--compress", "passes=3,unsafe_arrows", "--mangle", "--toplevel"]);
    match format {
        "esm" => drop(terser.arg("--module")),
        "iife" => drop(terser.arg("--enclose")),
        _ => {}
    }
    run::run(terser.arg("--output").arg(path))
}
