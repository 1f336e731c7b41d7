//! Nothing under src/core may name the browser or take the time by itself: that is what lets it run, and be tested, anywhere.

use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// Each with the reason that the message gives.
const FOREIGN: [(&str, &str); 9] = [
    (r"\bjs_sys\b", "values of the browser belong in src/web and src/api"),
    (r"\bweb_sys\b", "the browser is reached through src/web"),
    (r"\bwasm_bindgen\w*\b", "the border to JavaScript is src/api"),
    (r"\bgloo\w*\b", "timers belong in src/web"),
    (r"\bserde_wasm_bindgen\b", "values are converted in src/api"),
    (r"\bInstant\b", "the time is an input"),
    (r"\bSystemTime\b", "the time is an input"),
    (r"\bstd::(fs|net|process|thread|env)\b", "the core has no machine under it"),
    (r"\btarget_arch\b", "the core is the same everywhere"),
];

pub fn check(tree: &Tree) -> Result<()> {
    let mut files = Vec::new();
    collect(&tree.root.join("src/core"), &mut files)?;
    if files.is_empty() {
        bail!("src/core holds no Rust file");
    }
    let mut found = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let shown = path.strip_prefix(&tree.root).unwrap_or(&path).display().to_string();
        found.extend(impurities(&text)?.into_iter().map(|(line, what)| format!("{shown}:{line}: {what}")));
    }
    if found.is_empty() { Ok(()) } else { bail!("{}", found.join("\n")) }
}

fn impurities(text: &str) -> Result<Vec<(usize, String)>> {
    let patterns = FOREIGN.iter().map(|(pattern, why)| Ok((Regex::new(pattern)?, *why))).collect::<Result<Vec<_>>>()?;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or(line);
        // Tests may use libraries that exist for native builds only.
        if code.contains("cfg(all(test,") {
            continue;
        }
        for (pattern, why) in &patterns {
            if let Some(name) = pattern.find(code) {
                found.push((index + 1, format!("`{}`: {why}", name.as_str())));
            }
        }
    }
    Ok(found)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::impurities;

    #[test]
    fn the_browser_is_found_in_code_and_not_in_comments() {
        let text = "// web_sys is not used here\nuse core::fmt;\nlet w = web_sys::window();\nlet t = std::time::Instant::now();\n\
            #[cfg(all(test, not(target_arch = \"wasm32\")))]\n";
        let lines: Vec<usize> = impurities(text).unwrap().into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [3, 4]);
    }
}
