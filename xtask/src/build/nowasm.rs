//! The cores as plain JavaScript, for browsers without WebAssembly and pages whose policy forbids it: binaryen's wasm2js translates the very modules
//! that ship, so there is one core and not two. What comes out is a file with one function: what the module imports in, what it exports out.
//!
//! wasm2js does most of it. Lowered before are sign extensions and the conversions of numbers that never trap, which it does not know; taken off
//! afterwards is its way of importing, exporting and spelling data.

use super::{Mode, features};
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result, bail, ensure};
use regex::{Captures, Regex};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

/// A file of dist/, and where the module that it holds is among the generated ones. Two, because few pages need the second.
const SCRIPTS: [(&str, &str); 2] = [("nowasm.js", ""), ("nowasm-signals.js", "signals")];

pub fn scripts(tree: &Tree, mode: Mode) -> Result<()> {
    // Texts and names of a debug build are too much for it.
    if mode == Mode::Debug {
        return Ok(());
    }
    thread::scope(|scope| {
        let started = SCRIPTS.map(|(name, part)| {
            scope.spawn(move || -> Result<()> {
                let wasm = fs::read(tree.generated().join(part).join("prickle.wasm"))?;
                let path = tree.dist().join(name);
                super::write(&path, translated(tree, &wasm, name)?)?;
                minify(tree, &path)
            })
        });
        for (work, (name, _)) in started.into_iter().zip(SCRIPTS) {
            let Ok(result) = work.join() else { bail!("translating {name} panicked") };
            result.with_context(|| format!("translating {name}"))?;
        }
        Ok(())
    })
}

/// terser would make it 0.6 % smaller in sixty times the time.
fn minify(tree: &Tree, path: &Path) -> Result<()> {
    let mut esbuild = run::node_tool(tree, "esbuild");
    esbuild.arg(path).args([
        "--minify",
        "--format=esm",
        "--target=es2020",
        "--charset=ascii",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    run::run(esbuild.arg("--allow-overwrite").arg(format!("--outfile={}", path.display())))
}

/// The module as a script. `name`: of its intermediate files.
fn translated(tree: &Tree, wasm: &[u8], name: &str) -> Result<String> {
    let folder = tree.scratch();
    fs::create_dir_all(&folder)?;
    let file = |ending: &str| -> PathBuf { folder.join([name, ".", ending].concat()) };
    super::write(&file("wasm"), wasm)?;
    let mut lower = run::node_tool(tree, "wasm-opt");
    lower.arg(file("wasm")).arg("-S").arg("-o").arg(file("wat")).arg("--signext-lowering");
    run::run(lower.args(features::wasm_opt_flags()))?;
    super::write(&file("wat"), lowered(&fs::read_to_string(file("wat"))?)?)?;
    let mut wasm2js = run::node_tool(tree, "wasm2js");
    wasm2js.arg(file("wat")).arg("-O").arg("-o").arg(file("js")).args(features::wasm_opt_flags());
    run::run(&mut wasm2js)?;
    trimmed(&fs::read_to_string(file("js"))?)
}

/// A conversion that never trapped: within what the integer holds it is the one that can trap, outside it is the nearest, and 0 for what is no
/// number. (binaryen's own lowering answers as C does, where all of that is undefined.)
struct Conversion {
    to: &'static str,
    kind: &'static str,
    above: &'static str,
    below: &'static str,
    least: &'static str,
    most: &'static str,
}

const CONVERSIONS: [Conversion; 4] = [
    Conversion { to: "i32", kind: "s", above: "-2147483649", below: "2147483648", least: "-2147483648", most: "2147483647" },
    Conversion { to: "i32", kind: "u", above: "-1", below: "4294967296", least: "0", most: "-1" },
    Conversion {
        to: "i64",
        kind: "s",
        above: "-9223372036854777856",
        below: "9223372036854775808",
        least: "-9223372036854775808",
        most: "9223372036854775807",
    },
    Conversion { to: "i64", kind: "u", above: "-1", below: "18446744073709551616", least: "0", most: "-1" },
];

/// What wasm2js does not take, in what it does. Imports have numbers for names, which it would take for names.
fn lowered(wat: &str) -> Result<String> {
    let mut wat = Regex::new(r#"\(import "_" "(\d+)""#)?.replace_all(wat, r#"(import "_" "i$1""#).into_owned();
    let mut functions = String::new();
    for Conversion { to, kind, above, below, least, most } in &CONVERSIONS {
        let name = format!("{to}.trunc_sat_f64_{kind}");
        let call = format!("$sat_{to}_{kind}");
        if !wat.contains(&name) {
            continue;
        }
        wat = wat.replace(&name, &format!("call {call}"));
        functions.push_str(&format!(
            "(func {call} (param $x f64) (result {to}) (if (result {to}) (f64.lt (local.get $x) (f64.const {below})) (then \
            (if (result {to}) (f64.gt (local.get $x) (f64.const {above})) (then ({to}.trunc_f64_{kind} (local.get $x))) (else ({to}.const {least})))) \
            (else (select ({to}.const {most}) ({to}.const 0) (f64.eq (local.get $x) (local.get $x))))))\n"
        ));
    }
    ensure!(!wat.contains("trunc_sat"), "the module converts numbers in a way that is not lowered");
    let end = wat.rfind(')').context("no module")?;
    wat.insert_str(end, &functions);
    Ok(wat)
}

/// Data as texts instead of base64, imports by number out of the list that the glue has, one export.
fn trimmed(js: &str) -> Result<String> {
    const START: &str = "function asmFunc(imports) {";
    const END: &str = "var retasmFunc";
    let (start, end) = (js.find(START).context("no function")?, js.find(END).context("no end")?);
    let (head, body) = js.split_at(start);
    let body = body.get(..end - start).context("the end comes first")?;
    let helpers = head.find("var scratchBuffer").and_then(|at| head.get(at..)).unwrap_or_default();
    let segment = Regex::new(r#"base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\);"#)?;
    let mut data = String::new();
    for found in segment.captures_iter(head) {
        data.push_str(&format!("  put({}, {});\n", &found[1], literal(&base64(&found[2])?)));
    }
    ensure!(head.matches("bufferView, ").count() == segment.find_iter(head).count(), "data in an unexpected form");
    let body = Regex::new(r"\b_\.i(\d+)\b")?.replace_all(body, |found: &Captures| format!("_[{}]", &found[1]));
    ensure!(!body.contains("_.i"), "imports in an unexpected form");
    Ok(format!(
        "var bufferView;\nfunction put(at, text) {{\n  for (var i = 0; i < text.length; i++) bufferView[at + i] = text.charCodeAt(i);\n}}\n\
        function initActiveSegments(imports) {{\n{data}}}\n{helpers}{body}export default asmFunc;\n"
    ))
}

/// One character for each byte.
fn literal(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(byte)]),
            b' '..=b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text + "\""
}

fn base64(text: &str) -> Result<Vec<u8>> {
    let digit = |digit: u8| -> Result<u32> {
        Ok(u32::from(match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => bail!("no base64"),
        }))
    };
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0, 0);
    for character in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | digit(character)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn base64_gives_every_byte_back() {
        assert_eq!(base64("AAH+/w==").unwrap(), [0, 1, 254, 255]);
        assert_eq!(base64("YWJj").unwrap(), b"abc");
        assert_eq!(literal(b"a\"\\\0\xff"), r#""a\"\\\x00\xff""#);
    }

    /// Everything that is lowered, and 64-bit arithmetic, which JavaScript has not: the translation answers as the module itself does.
    #[test]
    fn the_translation_counts_as_the_module_does() {
        const OPERATIONS: [(&str, &str, &str); 18] = [
            ("f64", "i32", "(i32.trunc_sat_f64_u (local.get 0))"),
            ("f64", "i32", "(i32.trunc_sat_f64_s (local.get 0))"),
            ("f64", "f64", "(f64.convert_i64_u (i64.trunc_sat_f64_u (local.get 0)))"),
            ("f64", "f64", "(f64.convert_i64_s (i64.trunc_sat_f64_s (local.get 0)))"),
            ("f64", "f64", "(f64.convert_i64_u (i64.mul (i64.trunc_sat_f64_u (local.get 0)) (i64.const 6364136223846793005)))"),
            ("f64", "f64", "(f64.convert_i64_u (i64.div_u (i64.trunc_sat_f64_u (local.get 0)) (i64.const 1000)))"),
            ("f64", "f64", "(f64.convert_i64_s (i64.div_s (i64.trunc_sat_f64_s (local.get 0)) (i64.const 86400000)))"),
            ("f64", "f64", "(f64.convert_i64_u (i64.rem_u (i64.trunc_sat_f64_u (local.get 0)) (i64.const 4294967291)))"),
            ("f64", "f64", "(f64.convert_i64_u (i64.shr_u (i64.reinterpret_f64 (local.get 0)) (i64.const 11)))"),
            ("f64", "f64", "(f64.convert_i64_s (i64.shl (i64.reinterpret_f64 (local.get 0)) (i64.const 45)))"),
            ("f64", "f64", "(f64.reinterpret_i64 (i64.rotl (i64.const 4607182418800017408) (i64.trunc_sat_f64_u (local.get 0))))"),
            ("f64", "i32", "(i32.wrap_i64 (i64.clz (i64.reinterpret_f64 (local.get 0))))"),
            ("f64", "i32", "(i32.wrap_i64 (i64.ctz (i64.reinterpret_f64 (local.get 0))))"),
            ("f64", "i32", "(i64.lt_u (i64.reinterpret_f64 (local.get 0)) (i64.const -4616189618054758400))"),
            ("f64", "f64", "(f64.nearest (local.get 0))"),
            ("f64", "f64", "(f64.copysign (f64.trunc (local.get 0)) (f64.sub (f64.const 1) (local.get 0)))"),
            ("f64", "i32", "(i32.extend8_s (i32.trunc_sat_f64_u (local.get 0)))"),
            ("f64", "f64", "(f64.convert_i64_s (i64.extend32_s (i64.trunc_sat_f64_u (local.get 0))))"),
        ];
        let mut wat = String::from("(module (import \"_\" \"0\" (func $given (param f64) (result f64))) (memory (export \"memory\") 1)\n");
        wat.push_str("(data (i32.const 8) \"\\00\\ff\\22\\5c</script>\")\n");
        for (index, (from, to, body)) in OPERATIONS.iter().enumerate() {
            let body = body.replace("(local.get 0)", "(call $given (local.get 0))");
            wat.push_str(&format!("(func (export \"f{index}\") (param {from}) (result {to}) {body})\n"));
        }
        wat.push_str("(func (export \"moved\") (param f64) (result i32) (memory.copy (i32.const 70) (i32.const 8) (i32.const 9)) (memory.fill (i32.const 73) (i32.const 7) (i32.const 5)) (drop (memory.grow (i32.const 1))) (i32.add (memory.size) (i32.load (i32.const 72)))))\n");
        let tree = Tree::find().unwrap();
        let folder = tree.scratch().join(format!("nowasm-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (text, binary, script) = (folder.join("all.wat"), folder.join("all.wasm"), folder.join("all.mjs"));
        fs::write(&text, wat).unwrap();
        run::run(run::node_tool(&tree, "wasm-as").arg(&text).arg("-o").arg(&binary).args(features::wasm_opt_flags())).unwrap();
        let name = format!("nowasm-{}/ours", std::process::id());
        fs::write(&script, translated(&tree, &fs::read(&binary).unwrap(), &name).unwrap()).unwrap();
        let compare = "
import { readFileSync } from 'node:fs'
import make from './all.mjs'
const given = { _: [(x) => x] }
const own = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(new URL('./all.wasm', import.meta.url))), given).exports
const ours = make(given)
const whole = [0, 1, 2, 7, 127, 128, 255, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 1795430400000, 2 ** 53, 2 ** 63, 2 ** 63 - 1024, 2 ** 64, 2 ** 64 - 2048, 1e300, Infinity]
const all = [NaN, ...whole.flatMap((x) => [x, -x, x + 0.5, x - 0.5, -x - 0.5, -x + 0.5])]
let [wrong, asked] = ['', 0]
for (const name of Object.keys(own)) {
    if (name === 'memory') continue
    for (const x of all) {
        asked++
        if (!Object.is(own[name](x), ours[name](x))) wrong += `${name}(${x}): ${own[name](x)} and not ${ours[name](x)}\\n`
    }
}
const bytes = (core) => Buffer.from(core.memory.buffer).toString('hex')
if (bytes(own) !== bytes(ours)) wrong += 'memory\\n'
console.log(wrong || `${asked > 2000} the same`)
";
        let runner = folder.join("compare.mjs");
        fs::write(&runner, compare).unwrap();
        let said = Command::new("node").arg(&runner).output().unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(String::from_utf8_lossy(&said.stdout), "true the same\n", "{}", String::from_utf8_lossy(&said.stderr));
    }
}
