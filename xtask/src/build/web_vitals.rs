//! The scripts of web vitals, by PostHog's names: Google's library, for sites that host the files themselves. No part of the other files, because
//! they are loaded where they are wanted.

use crate::run;
use crate::tree::Tree;
use anyhow::Result;

/// The file and what it is made of.
const SCRIPTS: [(&str, &str); 4] = [
    ("web-vitals", "plain.js"),
    ("web-vitals-soft-navs", "plain.js"),
    ("web-vitals-with-attribution", "attribution.js"),
    ("web-vitals-with-attribution-soft-navs", "attribution.js"),
];

const LICENCE: &str = "/*! web-vitals, Copyright Google LLC, Apache-2.0: https://github.com/GoogleChrome/web-vitals */";

pub fn scripts(tree: &Tree) -> Result<()> {
    for (name, entry) in SCRIPTS {
        let mut esbuild = run::node_tool(tree, "esbuild");
        esbuild.arg(tree.template().join("web-vitals").join(entry)).args(["--bundle", "--minify", "--format=iife", "--target=es2020"]);
        esbuild.args(["--legal-comments=none", "--log-level=warning"]);
        esbuild.arg(format!("--define:FLAVOR=\"{name}\"")).arg(format!("--banner:js={LICENCE}"));
        esbuild.arg(format!("--outfile={}", tree.dist().join(name).with_extension("js").display()));
        run::run(&mut esbuild)?;
    }
    Ok(())
}
