//! `prickle/react`: the React bindings that posthog-js ships as `posthog-js/react`, with prickle in the place of posthog-js. Nothing else of them is
//! changed, so hooks and components are the very ones that an app had before.

use super::write;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Where posthog-js has an entry point, and what it is called here. Each is one script and one declaration.
const ENTRIES: [(&str, &str); 3] = [("index", "index"), ("slim/index", "slim"), ("surveys/index", "surveys")];

/// How the script is written, the ending of its file and of its declarations, and what it imports instead of posthog-js.
const FORMS: [(&str, &str, &str, &str, &str); 2] =
    [("esm", "js", "d.ts", "../module.js", "../types/module.js"), ("cjs", "cjs", "d.cts", "../module.cjs", "../types-cjs/module.js")];

const NAME: &str = "\"posthog-js\"";

const LICENCE: &str =
    "/*! The React bindings of posthog-js, Copyright PostHog, see LICENSE beside this file. What they import as posthog-js is prickle. */";

pub fn bindings(tree: &Tree) -> Result<()> {
    let package = tree.root.join("node_modules/posthog-js");
    let out = tree.dist().join("react");
    fs::create_dir_all(&out)?;
    fs::copy(package.join("LICENSE"), out.join("LICENSE")).context("copying the licence of the React bindings")?;
    let from = package.join("react/dist");
    for (entry, name) in ENTRIES {
        let types = read(&from.join("types").join(entry).with_extension("d.ts"))?;
        for (format, script, declared, module, module_types) in FORMS {
            let path = out.join(name).with_extension(script);
            bundle(tree, &from.join("esm").join(entry).with_extension("js"), &path, format)?;
            replace(&path, module)?;
            write(&ending(&out, name, declared), types.replace(NAME, &quoted(module_types)))?;
        }
    }
    Ok(())
}

fn bundle(tree: &Tree, from: &Path, to: &Path, format: &str) -> Result<()> {
    let mut esbuild = run::node_tool(tree, "esbuild");
    esbuild.arg(from).args(["--bundle", "--external:react", "--external:posthog-js", "--legal-comments=none", "--log-level=warning"]);
    esbuild.arg(format!("--format={format}")).arg(format!("--banner:js={LICENCE}"));
    run::run(esbuild.arg(format!("--outfile={}", to.display())))
}

/// One import leads elsewhere; the slim entry point has none.
fn replace(path: &Path, module: &str) -> Result<()> {
    let text = read(path)?;
    let slim = path.file_stem().is_some_and(|stem| stem == "slim");
    ensure!(text.matches(NAME).count() == usize::from(!slim), "{} names posthog-js in an unexpected way", path.display());
    write(path, text.replace(NAME, &quoted(module)))
}

fn quoted(name: &str) -> String {
    ["\"", name, "\""].concat()
}

fn ending(folder: &Path, name: &str, ending: &str) -> PathBuf {
    folder.join([name, ".", ending].concat())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}
