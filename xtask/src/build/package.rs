//! The npm package around the scripts: its description, types, texts and the separate wasm.

use super::write;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const TEXTS: [&str; 4] = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];
const ENTRIES: [&str; 3] = ["array.d.ts", "module.d.ts", "slim.d.ts"];

/// What can be had by `require`.
const REQUIRED: [&str; 1] = ["module.d.ts"];

/// An empty dist/ with what does not depend on the scripts.
pub fn start(tree: &Tree) -> Result<()> {
    let dist = tree.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).context("clearing dist/")?;
    }
    fs::create_dir_all(&dist)?;
    let template = tree.template().join("package.json");
    let mut package: Value = serde_json::from_str(&fs::read_to_string(&template)?).context("reading pkg-template/package.json")?;
    package["version"] = Value::String(tree.version.clone());
    write(&dist.join("package.json"), serde_json::to_string_pretty(&package)? + "\n")?;
    for name in TEXTS {
        let from = tree.root.join(name);
        if from.exists() {
            fs::copy(&from, dist.join(name)).with_context(|| format!("copying {name}"))?;
        }
    }
    fs::copy(tree.generated().join("prickle.wasm"), dist.join("prickle.wasm")).context("copying the wasm")?;
    Ok(())
}

/// Declarations of the facade, those that an entry point leads to. A copy is marked as CommonJS for those who `require` the package.
pub fn types(tree: &Tree) -> Result<()> {
    let types = tree.dist().join("types");
    let mut tsc = run::node_tool(tree, "tsc");
    tsc.arg("-p").arg(tree.template()).args(["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--stripInternal"]);
    tsc.arg("--rootDir").arg(tree.template().join("src")).arg("--outDir").arg(&types);
    run::run(&mut tsc)?;
    prune(&types, &reachable(&types, &ENTRIES)?)?;
    let common = tree.dist().join("types-cjs");
    for path in &reachable(&types, &REQUIRED)? {
        let to = common.join(path.strip_prefix(&types)?);
        fs::create_dir_all(to.parent().unwrap_or(&common))?;
        fs::copy(path, to)?;
    }
    write(&common.join("package.json"), "{ \"type\": \"commonjs\" }\n")
}

fn reachable(types: &Path, entries: &[&str]) -> Result<BTreeSet<PathBuf>> {
    let import = Regex::new(r#"(?:from|import)\s*\(?\s*['"]([^'"]+)['"]"#)?;
    let mut reached = BTreeSet::new();
    let mut open: Vec<PathBuf> = entries.iter().map(|entry| types.join(entry)).collect();
    while let Some(path) = open.pop() {
        if reached.contains(&path) {
            continue;
        }
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        for found in import.captures_iter(&text) {
            let wanted = &found[1];
            if wanted.starts_with('#') {
                bail!("{} gives away a type of {wanted}, which users of the package do not have", path.display());
            }
            if let Some(relative) = wanted.strip_prefix("./") {
                let folder = path.parent().unwrap_or(types);
                open.push(folder.join(relative.trim_end_matches(".js").to_owned() + ".d.ts"));
            }
        }
        reached.insert(path);
    }
    Ok(reached)
}

fn prune(folder: &Path, keep: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            prune(&path, keep)?;
        } else if !keep.contains(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Every file that the exports map names must be there.
pub fn finish(tree: &Tree) -> Result<()> {
    let package: Value = serde_json::from_str(&fs::read_to_string(tree.dist().join("package.json"))?)?;
    for target in targets(&package["exports"]) {
        if !target.contains('*') && !tree.dist().join(&target).exists() {
            bail!("package.json exports {target}, which the build did not write");
        }
    }
    Ok(())
}

fn targets(exports: &Value) -> Vec<String> {
    match exports {
        Value::String(path) => vec![path.clone()],
        Value::Object(map) => map.values().flat_map(targets).collect(),
        _ => Vec::new(),
    }
}
