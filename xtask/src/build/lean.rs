//! Fewer bytes for the glue. wasm-bindgen writes for every browser and every way of loading, and repeats in each function what a helper could do.
//! What is an export's or an import's own is taken from its text, by its form; the helpers are those of lean.js.
//!
//! Text in an unexpected form, or that uses a helper which lean.js does not have, fails the build. wasm-bindgen is pinned, so that meets who
//! updates it and not who uses the package.

use anyhow::{Context, Result, ensure};
use regex::Regex;
use std::collections::BTreeMap;

const RUNTIME: &str = include_str!("lean.js");

/// What the module imports.
pub struct Import {
    pub name: String,
    /// Where a function of ours is imported as it is, because nothing in it needs translation: the script it is in.
    pub snippet: Option<String>,
}

/// The generated script, leaner. `imports`: in the order of the numbers by which the module asks for them.
pub fn glue(js: &str, imports: &[Import]) -> Result<String> {
    let all = |pattern: &str| -> Result<Vec<&str>> { Ok(Regex::new(pattern)?.find_iter(js).map(|found| found.as_str()).collect()) };
    let snippets = all(r"(?m)^import \{.*\n")?;
    let classes = all(r"(?ms)^export class \w+ \{\n.*?^\}\n")?;
    let table = all(r"(?ms)^function __wbg_get_imports\(\) \{\n.*?^\}\n")?;
    let closures = all(r"(?ms)^function _R\w+\(.*?^\}\n")?;
    ensure!(table.len() == 1, "the glue has {} tables of imports", table.len());
    // The last one exports the ways to start.
    ensure!(all(r"(?m)^export ")?.len() == classes.len() + 1, "the glue exports something else than classes");
    let mut own = snippets.concat();
    for text in classes {
        own.push_str(&class(text)?);
    }
    own.push_str(&imported(table[0], imports)?);
    own.push_str(&strings(&closures.concat())?);
    let mut out = own.clone();
    out.push_str(&runtime(js)?);
    for leftover in ["Finalization", "setInt32(", "handleError", ", arguments)", "__wbg_inst", "finally"] {
        ensure!(!own.contains(leftover), "the glue says `{leftover}` in an unexpected form");
    }
    for helper in Regex::new(r"(?m)^(?:async function|function|let|const) (\w+)")?.captures_iter(js) {
        let used = Regex::new(&[r"\b", &helper[1], r"\b"].concat())?.is_match(&own);
        let there = Regex::new(&[r"(?m)^(?:export function|function|let|const) ", &helper[1], r"\b"].concat())?.is_match(&out);
        ensure!(there || !used, "the glue uses {}, which lean.js does not have", &helper[1]);
    }
    Ok(out)
}

/// lean.js with the exports it calls, which have no telling names.
fn runtime(js: &str) -> Result<String> {
    let mut text = RUNTIME.to_owned();
    for (name, pattern) in [
        ("wasm.MALLOC", r"passStringToWasm0\(\w+, (wasm\.\w+), wasm\.\w+\)"),
        ("wasm.REALLOC", r"passStringToWasm0\(\w+, wasm\.\w+, (wasm\.\w+)\)"),
        ("wasm.DROP", r"(wasm\.\w+)\(state\.a, state\.b\)"),
    ] {
        let found = Regex::new(pattern)?.captures(js).with_context(|| format!("the glue has nothing of the form {pattern}"))?;
        text = text.replace(name, &found[1]);
    }
    Ok(text)
}

/// Instances live as long as the page, so a class needs nothing that ends them. All that it does, it does by `enter` of lean.js. What threw is not entered
/// again, so there is nothing to tidy up then.
fn class(text: &str) -> Result<String> {
    let ends = Regex::new(r"(?ms)^    (?:__destroy_into_raw|free)\(\) \{\n.*?^    \}\n")?.replace_all(text, "");
    let registered = Regex::new(r"(?m)^.*Finalization\.\w+\(.*\n")?.replace_all(&ends, "");
    let handed = strings(&registered)?;
    let straight = Regex::new(r"(?ms)^        try \{\n(.*?)^ +return ([^\n]+);\n +\} finally \{\n(.*?)^        \}\n")?
        .replace_all(&handed, "${1}const answer = $2;\n${3}return answer;\n");
    let entered = Regex::new(r"(?ms)^    ((?:get )?\w+\([^)]*\)) \{\n(.*?)^    \}\n")?
        .replace_all(&straight, "    $1 {\nreturn enter(() => {\n$2});\n    }\n");
    Ok(entered.into_owned())
}

/// The functions that the module imports, as a list: the module asks for them by number.
fn imported(text: &str, imports: &[Import]) -> Result<String> {
    const NAME: &str = r#"^        (?:"([^"\n]+)"|'([^'\n]+)'|(\w+)): "#;
    let plain = Regex::new(&["(?ms)", NAME, r"function\(([^)]*)\) \{\n(.*?)^        \},\n"].concat())?;
    let mut functions = BTreeMap::new();
    for found in plain.captures_iter(text) {
        let name = (1..4).find_map(|group| found.get(group)).map_or("", |name| name.as_str()).to_owned();
        functions.insert(name, format!("    ({}) => {},\n", &found[4], said(&found[5])?));
    }
    let (mut direct, mut list) = (String::new(), String::new());
    for (number, Import { name, snippet }) in imports.iter().enumerate() {
        match snippet {
            Some(from) => {
                direct.push_str(&format!("import {{ {name} as direct{number} }} from '{from}';\n"));
                list.push_str(&format!("    direct{number},\n"));
            }
            None => list.push_str(functions.get(name).with_context(|| format!("the glue does not define {name} in the expected form"))?),
        }
    }
    Ok(format!("{direct}const imported = () => [\n{list}]\n"))
}

/// A function's body, in as few words as there are.
fn said(body: &str) -> Result<String> {
    const GIVE: &str = r"getDataViewMemory0\(\)\.setInt32\(\(?arg0(?: >>> 0\))? \+ 4 \* 1, len1, true\);\s+getDataViewMemory0\(\)\.setInt32\(\(?arg0(?: >>> 0\))? \+ 4 \* 0, ptr1, true\);";
    const PASS: &str = r"passStringToWasm0\(ret, wasm\.\w+, wasm\.\w+\);\s+";
    let mut body = body.trim().to_owned();
    for (pattern, with) in [
        (["const ptr1 = ", PASS, r"const len1 = WASM_VECTOR_LEN;\s+", GIVE], "giveString(arg0, ret);"),
        ([r"var ptr1 = isLikeNone\(ret\) \? 0 : ", PASS, r"var len1 = WASM_VECTOR_LEN;\s+", GIVE], "giveOption(arg0, ret);"),
        // What is used once needs no name.
        ([r"^const ret = ([^\n]+);\s+return addHeapObject\(ret\);$", "", "", ""], "addHeapObject($1);"),
        ([r"^const ret = ([^\n]+);\s+return ret;$", "", "", ""], "$1;"),
        ([r"^const ret = ([^\n]+);\s+(give\w+)\(arg0, ret\);$", "", "", ""], "$2(arg0, $1);"),
    ] {
        body = Regex::new(&pattern.concat())?.replace(&body, with).into_owned();
    }
    let single = !body.contains('\n') && !body.starts_with("throw ") && !body.starts_with("const ");
    let body = strings(&body)?;
    Ok(match body.strip_suffix(';') {
        Some(value) if single => value.to_owned(),
        _ => format!("{{\n{body}\n}}"),
    })
}

/// One way to hand texts over, where the glue could have several. Nothing is given back where there is no room for the second of two texts:
/// there is no room for anything then.
fn strings(text: &str) -> Result<String> {
    let guarded = r"(?m)^( +)let ((?:ptr\d, len\d(?:, )?)+);\n +try \{\n((?:.*\n)+?)\1\} catch \(e\) \{\n(?:.*\n)+?\1\}\n";
    let guarded = Regex::new(&guarded.replace(r"\1", "(?:    |        )"))?;
    let text = guarded.replace_all(text, "let $2;\n$3");
    Ok(Regex::new(r"passStringToWasm0\((\w+), wasm\.\w+, wasm\.\w+\)")?.replace_all(&text, "passStringToWasm0($1)").into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = r#"import { make } from './snippets/make.js';
export class Core {
    free() {
        wasm.__wbg_core_free(this.__wbg_ptr, 0);
    }
    call(text) {
        try {
            const ptr0 = passStringToWasm0(text, wasm.__wbindgen_export, wasm.__wbindgen_export2);
            const ret = wasm.core_call(this.__wbg_ptr, ptr0, WASM_VECTOR_LEN);
            return ret;
        } finally {
            wasm.core_tidy(16);
        }
    }
}
function __wbg_get_imports() {
    const import0 = {
        __wbg_make_0123: function(arg0) {
            const ret = make();
            const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_export, wasm.__wbindgen_export2);
            const len1 = WASM_VECTOR_LEN;
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
            getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
        },
        "__wbg_at once": function(arg0) {
            getObject(arg0).run();
        },
    };
}
function addToList(it) {
}
function makeClosure(arg0, arg1, f) {
        wasm.__wbindgen_export4(state.a, state.b);
}
export { initSync };
"#;

    fn lean(js: &str, imports: &[&str]) -> Result<String> {
        let import = |name: &&str| Import { name: (*name).to_owned(), snippet: name.starts_with("as_is").then(|| String::from("./s.js")) };
        glue(js, &imports.iter().map(import).collect::<Vec<_>>())
    }

    #[test]
    fn imports_are_a_list_in_the_modules_order() {
        let js = lean(GLUE, &["__wbg_at once", "as_is", "__wbg_make_0123"]).unwrap();
        assert!(js.contains("import { as_is as direct1 } from './s.js';") && js.contains("run(),\n    direct1,\n"), "{js}");
        let (first, last) = (js.find("(arg0) => getObject(arg0).run(),").unwrap(), js.find("giveString(arg0, make()),").unwrap());
        assert!(first < last);
        assert!(js.contains("passStringToWasm0(text)") && !js.contains("free()"), "{js}");
        assert!(js.contains("wasm.__wbindgen_export4(pointer, table)") && js.contains("wasm.__wbindgen_export(length, 1)"));
    }

    #[test]
    fn the_module_is_entered_by_one_way_only() {
        let js = lean(GLUE, &["__wbg_at once", "as_is", "__wbg_make_0123"]).unwrap();
        let call = &js[js.find("call(text)").unwrap()..js.find("const imported").unwrap()];
        let order = ["return enter(() => {", "wasm.core_call(", "const answer = ret", "wasm.core_tidy(16)", "return answer"];
        let at: Vec<_> = order.iter().map(|part| call.find(part).unwrap()).collect();
        assert!(at.is_sorted() && !call.contains("finally"), "{call}");
        let own = js.split("const imported").next().unwrap();
        assert_eq!(own.matches("wasm.").count(), call.matches("wasm.").count());
    }

    #[test]
    fn what_is_unexpected_fails_the_build() {
        let imports = ["__wbg_at once", "__wbg_make_0123"];
        assert!(lean(GLUE, &["__wbg_other"]).is_err());
        assert!(lean(&GLUE.replace("make();", "addToList(arg0);"), &imports).is_err());
        assert!(lean(&GLUE.replace("(arg0 >>> 0) + 4 * 1", "arg0 + 8"), &imports).is_err());
        assert!(lean(&GLUE.replace("export { initSync };", "export { initSync };\nexport function more() {\n}"), &imports).is_err());
    }
}
