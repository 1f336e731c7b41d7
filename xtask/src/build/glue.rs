//! wasm-bindgen as a library, so that it is the version in Cargo.lock, and shorter names on the border between script and core.

use super::Mode;
use anyhow::{Context, Result, ensure};
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// What the glue calls the module that it implements itself.
const GLUE_MODULE: &str = "./core_bg.js";
const SHORT_MODULE: &str = "_";

/// Writes core.js, core.d.ts and the crates' own script snippets to `out`, and gives back the module.
pub fn make(linked: &[u8], mode: Mode, out: &Path) -> Result<Vec<u8>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("core", linked.to_vec()).out_name("core").web(true)?.typescript(true);
    // The facade brings the bytes itself, so the glue needs no address of its own (and no import.meta, which a plain script lacks).
    bindgen.omit_default_module_path(true);
    // After a trap the facade starts a fresh instance of the same module.
    bindgen.reset_state_function(true);
    // Names stay as the compiler wrote them: the size table reads them without hashes.
    bindgen.demangle(mode == Mode::Debug);
    bindgen.debug(mode == Mode::Debug).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    let starts = output.wasm().exports.iter().any(|export| export.name == "__wbindgen_start");
    let mut names = Names::default();
    if mode == Mode::Release {
        for import in output.wasm_mut().imports.iter_mut().filter(|import| import.module == GLUE_MODULE) {
            import.name = names.import(&import.name);
            import.module = SHORT_MODULE.to_owned();
        }
        for export in output.wasm_mut().exports.iter_mut().filter(|export| export.name != "memory") {
            export.name = names.export(&export.name);
        }
    }
    output.emit(out).context("writing the glue")?;
    let wasm = output.wasm_mut().emit_wasm();
    fs::remove_file(out.join("core_bg.wasm")).context("the glue's own copy of the module")?;
    let path = out.join("core.js");
    let mut js = fs::read_to_string(&path)?;
    if !starts {
        // The generated reset calls a start function whether there is one or not.
        js = js.replace("wasm.__wbindgen_start();", "");
    }
    if mode == Mode::Release {
        js = names.apply(&js)?;
    }
    super::write(&path, js)?;
    Ok(wasm)
}

/// Import names carry a hash each, which no compressor can shrink; one or two letters do the same.
#[derive(Default)]
struct Names {
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    fn import(&mut self, long: &str) -> String {
        let next = short(self.imports.len());
        self.imports.entry(long.to_owned()).or_insert(next).clone()
    }

    fn export(&mut self, long: &str) -> String {
        let next = short(self.exports.len());
        self.exports.entry(long.to_owned()).or_insert(next).clone()
    }

    /// In the glue an import is a key of one object literal, and an export is a member of `wasm`.
    fn apply(&self, js: &str) -> Result<String> {
        let mut seen = 0;
        let key = Regex::new(r"(?m)^(\s+)([\w$]+|'[^'\n]+'|\x22[^\x22\n]+\x22): ")?;
        let js = key.replace_all(js, |found: &Captures| {
            let bare = found[2].trim_matches(['"', '\'']);
            match self.imports.get(bare) {
                Some(short) => {
                    seen += 1;
                    format!("{}{short}: ", &found[1])
                }
                None => found[0].to_owned(),
            }
        });
        ensure!(seen == self.imports.len(), "the glue defines {seen} of {} imports in the expected form", self.imports.len());
        let member = Regex::new(r"\bwasm\.([\w$]+)")?;
        let js = member.replace_all(&js, |found: &Captures| match self.exports.get(&found[1]) {
            Some(short) => format!("wasm.{short}"),
            None => found[0].to_owned(),
        });
        let module = format!("\"{GLUE_MODULE}\"");
        ensure!(js.contains(&module), "the glue does not name its own module in the expected form");
        Ok(js.replace(&module, SHORT_MODULE))
    }
}

/// a, b, … z, aa, ab, …
fn short(index: usize) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(b'a' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    letters.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_all_different() {
        let all: std::collections::HashSet<String> = (0..2000).map(short).collect();
        assert_eq!(all.len(), 2000);
        assert_eq!((short(0), short(25), short(26), short(702)), ("a".into(), "z".into(), "aa".into(), "aaa".into()));
    }
}
