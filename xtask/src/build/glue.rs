//! wasm-bindgen as a library, so that it is the version in Cargo.lock, and shorter names on the border between script and core: theirs carry
//! a hash each, which no compressor can shrink.

use super::{Mode, lean};
use anyhow::{Context, Result};
use regex::{Captures, Regex};
use std::collections::HashMap;
use std::path::Path;
use std::{fs, mem};
use wasm_bindgen_cli_support::Bindgen;

/// What the glue calls the module that it implements itself.
const GLUE_MODULE: &str = "./core_bg.js";
/// What it is called in the shipped module; `initSync` of lean.js says the same.
const SHORT_MODULE: &str = "_";

/// What lean.js exports besides.
const TRAP_TYPE: &str = "\n/** Says who is told when the module can not be entered any more. */\nexport function onTrap(tell: (error: unknown) => void): void\n";

/// Writes core.js, core.d.ts and the crates' own script snippets to `out`, and gives back the module.
pub fn make(linked: &[u8], mode: Mode, out: &Path) -> Result<Vec<u8>> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("core", linked.to_vec()).out_name("core").web(true)?.typescript(true);
    // The facade brings the bytes itself, so the glue needs no address of its own (and no import.meta, which a plain script lacks).
    bindgen.omit_default_module_path(true);
    // Names stay as the compiler wrote them: the size table reads them without hashes.
    bindgen.demangle(mode == Mode::Debug);
    bindgen.debug(mode == Mode::Debug).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    let (mut imports, mut exports) = (Vec::new(), HashMap::new());
    if mode == Mode::Release {
        let module = output.wasm_mut();
        // What it throws is a fault of its own, and then a trap does as well, without texts.
        let throw =
            module.imports.iter().find(|import| import.name.contains("wbindgen_throw")).context("the glue throws nothing")?.name.clone();
        let throw = module.imports.get_func(GLUE_MODULE, throw)?;
        module.replace_imported_func(throw, |(body, _)| {
            body.unreachable();
        })?;
        for data in module.data.iter().map(|data| data.id()).collect::<Vec<_>>() {
            unsaid(&mut module.data.get_mut(data).value);
        }
        let waiting: Vec<_> = module
            .funcs
            .iter()
            .filter(|f| is_shim(f.name.as_deref()) && module.exports.get_exported_func(f.id()).is_none())
            .map(|f| f.id())
            .collect();
        for function in waiting {
            let mut body = module.funcs.get_mut(function).kind.unwrap_local_mut().builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
        for import in module.imports.iter_mut() {
            let number = imports.len().to_string();
            let from = mem::replace(&mut import.module, SHORT_MODULE.to_owned());
            let name = mem::replace(&mut import.name, number);
            imports.push(lean::Import { name, snippet: (from != GLUE_MODULE).then_some(from) });
        }
        for export in module.exports.iter_mut().filter(|export| export.name != "memory") {
            let short = short(exports.len());
            exports.insert(mem::replace(&mut export.name, short.clone()), short);
        }
        // Instances are never freed, and the leaner glue could not.
        let frees = exports.iter().filter(|(long, _)| long.starts_with("__wbg_") && long.ends_with("_free"));
        for (_, short) in frees {
            module.exports.remove(short)?;
        }
    }
    output.emit(out).context("writing the glue")?;
    let wasm = output.wasm_mut().emit_wasm();
    fs::remove_file(out.join("core_bg.wasm")).context("the glue's own copy of the module")?;
    let (path, types) = (out.join("core.js"), out.join("core.d.ts"));
    super::write(&types, fs::read_to_string(&types)? + TRAP_TYPE)?;
    if mode == Mode::Debug {
        // What panics says so there, and goes on to the page.
        super::write(&path, fs::read_to_string(&path)? + "export const onTrap = () => {};\n")?;
    } else {
        let js = lean::glue(&fs::read_to_string(&path)?, &imports)?;
        let member = Regex::new(r"\bwasm\.(\w+)")?;
        let js = member.replace_all(&js, |found: &Captures| match exports.get(&found[1]) {
            Some(short) => format!("wasm.{short}"),
            None => found[0].to_owned(),
        });
        super::write(&path, js.as_ref())?;
    }
    // What stands in for the core while it is on its way has the page's side already.
    for (name, text) in
        [("core.js", "export { Page };\n"), ("core.d.ts", "export class Page { constructor(facade: any); [member: string]: any }\n")]
    {
        let path = out.join(name);
        super::write(&path, fs::read_to_string(&path)? + text)?;
    }
    Ok(wasm)
}

/// What the glue would throw, and now says no more: zeros weigh nothing.
const UNSAID: [&[u8]; 2] = [
    b"attempted to take ownership of Rust value while it was borrowed",
    b"recursive use of an object detected which would lead to unsafe aliasing in rust",
];

fn unsaid(data: &mut [u8]) {
    for text in UNSAID {
        if let Some(at) = data.windows(text.len()).position(|there| there == text) {
            data[at..at + text.len()].fill(0);
        }
    }
}

/// What calls a closure for the page: every function of js-sys that takes one brings one along, used or not, and the table of functions keeps them all;
/// those that the page does call are exported. And what wakes the futures that nothing here makes.
fn is_shim(name: Option<&str>) -> bool {
    name.is_some_and(|name| {
        name.contains("12wasm_bindgen7convert8closures") && name.contains("6invoke") || name.contains("6js_sys7futures4jspi10task_waker")
    })
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
