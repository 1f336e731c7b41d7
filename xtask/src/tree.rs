//! Where things are: the source tree, what is generated inside it, and what is kept outside of it.

use anyhow::{Context, Result};
use serde_json::Value;
use std::env;
use std::path::PathBuf;
use std::process::Command;

pub struct Tree {
    pub root: PathBuf,
    pub target: PathBuf,
    pub version: String,
    /// Not what ships: a build for tests, under this name among the intermediate files.
    pub variant: Option<&'static str>,
}

impl Tree {
    /// Asks cargo, so that a target directory set by environment or configuration is honoured.
    pub fn find() -> Result<Tree> {
        let manifest = env::var("CARGO_MANIFEST_DIR").context("start this with `cargo xtask`")?;
        let out = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
            .current_dir(&manifest)
            .output()
            .context("cargo metadata")?;
        let data: Value = serde_json::from_slice(&out.stdout).context("reading cargo metadata")?;
        let text = |key: &str| data[key].as_str().map(str::to_owned).with_context(|| format!("cargo metadata has no {key}"));
        let packages = data["packages"].as_array().context("cargo metadata has no packages")?;
        let version = packages.iter().find(|p| p["name"] == "prickle").and_then(|p| p["version"].as_str()).context("no package prickle")?;
        Ok(Tree {
            root: text("workspace_root")?.into(),
            target: text("target_directory")?.into(),
            version: version.to_owned(),
            variant: None,
        })
    }

    /// The same tree, where everything that is built has a place of its own.
    pub fn variant(&self, name: &'static str) -> Tree {
        Tree { root: self.root.clone(), target: self.target.clone(), version: self.version.clone(), variant: Some(name) }
    }

    /// Sources of the npm package.
    pub fn template(&self) -> PathBuf {
        self.root.join("pkg-template")
    }

    /// The glue and the bytes that the facade imports as `#core` and `#bytes`. Beside the facade, so that editors find their types.
    pub fn generated(&self) -> PathBuf {
        if self.variant.is_some() { self.scratch().join("generated") } else { self.template().join(".generated") }
    }

    /// The finished npm package.
    pub fn dist(&self) -> PathBuf {
        if self.variant.is_some() { self.scratch().join("dist") } else { self.root.join("dist") }
    }

    /// What outlives a clone: tools, and what they keep.
    pub fn cache(&self) -> PathBuf {
        cache_home().join("prickle")
    }

    /// Intermediate files of this tool.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("prickle").join(self.variant.unwrap_or_default())
    }
}

pub fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// The user's cache folder by the rules of the system.
pub fn cache_home() -> PathBuf {
    let named = |name: &str| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let home = named("HOME").or_else(|| named("USERPROFILE")).unwrap_or_else(env::temp_dir);
    if cfg!(target_os = "macos") {
        home.join("Library/Caches")
    } else if cfg!(windows) {
        named("LOCALAPPDATA").unwrap_or(home)
    } else {
        named("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache"))
    }
}
