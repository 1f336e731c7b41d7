//! What changes the page by web experiments: a script without a core, with DOMPurify in it, whose licence stays with it. Private names of others are
//! in it, so none are shortened.

use super::{Mode, bundle, write};
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, ensure};
use std::fs;

const FILE: &str = "web-experiments.js";

/// Beside LICENSE-APACHE, which is one of the two that it offers.
const LICENCE: &str = "/*! DOMPurify VERSION, (c) Cure53 and other contributors, Apache-2.0 or MPL-2.0: https://github.com/cure53/DOMPurify/blob/VERSION/LICENSE */\n";

pub fn script(tree: &Tree, mode: Mode) -> Result<()> {
    let path = tree.dist().join(FILE);
    let mut esbuild = run::node_tool(tree, "esbuild");
    esbuild.arg(tree.template().join("src/web-experiments.ts")).args(["--bundle", "--format=esm", "--target=es2020", "--platform=browser"]);
    esbuild.arg(format!("--outfile={}", path.display())).args(["--charset=ascii", "--legal-comments=none", "--log-level=warning"]);
    esbuild.arg(r#"--tsconfig-raw={"compilerOptions":{"verbatimModuleSyntax":true,"useDefineForClassFields":false}}"#);
    esbuild.arg(if mode == Mode::Release { "--minify" } else { "--sourcemap=inline" });
    run::run(&mut esbuild)?;
    if mode == Mode::Release {
        bundle::shorten(tree, &path, "esm")?;
    }
    let package = tree.root.join("node_modules/dompurify/package.json");
    let package: serde_json::Value = serde_json::from_str(&fs::read_to_string(package)?).context("reading DOMPurify's package.json")?;
    ensure!(package["license"] == "(MPL-2.0 OR Apache-2.0)", "DOMPurify has another licence: {}", package["license"]);
    let licence = LICENCE.replace("VERSION", package["version"].as_str().context("DOMPurify has no version")?);
    write(&path, licence + &fs::read_to_string(&path)?)
}
