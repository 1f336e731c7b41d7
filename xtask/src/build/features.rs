//! The features of WebAssembly that the shipped module may use, each by name, and the check that nothing newer slipped in.
//!
//! rustc turns on reference types and multi-value by default; Safari 16.0 to 16.3 refuse modules with them, and so does the translation to
//! plain JavaScript. What is named here is in every browser that the README promises.

use anyhow::{Context, Result, bail};
use wasmparser::{KnownCustom, Parser, Payload, Validator, WasmFeatures};

struct Feature {
    /// As rustc, and the `target_features` section, call it.
    rustc: &'static str,
    /// As wasm-opt calls it.
    binaryen: &'static str,
    parser: WasmFeatures,
}

const ALLOWED: [Feature; 4] = [
    Feature { rustc: "bulk-memory", binaryen: "bulk-memory", parser: WasmFeatures::BULK_MEMORY },
    Feature { rustc: "sign-ext", binaryen: "sign-ext", parser: WasmFeatures::SIGN_EXTENSION },
    Feature { rustc: "nontrapping-fptoint", binaryen: "nontrapping-float-to-int", parser: WasmFeatures::SATURATING_FLOAT_TO_INT },
    Feature { rustc: "mutable-globals", binaryen: "mutable-globals", parser: WasmFeatures::MUTABLE_GLOBAL },
];

/// LLVM's name for the part of bulk-memory that is memory.copy and memory.fill; it comes along and brings nothing more.
const IMPLIED: &str = "bulk-memory-opt";

/// Start from the first WebAssembly, then add what is named, so that a newer compiler's defaults change nothing.
pub fn rustc_flags() -> Vec<String> {
    let named: Vec<String> = ALLOWED.iter().map(|feature| format!("+{}", feature.rustc)).collect();
    vec!["-Ctarget-cpu=mvp".into(), format!("-Ctarget-feature={}", named.join(","))]
}

pub fn wasm_opt_flags() -> Vec<String> {
    let named = ALLOWED.iter().map(|feature| format!("--enable-{}", feature.binaryen));
    std::iter::once("--mvp-features".to_owned()).chain(named).collect()
}

/// Fails when the module needs, or says that it uses, anything else.
pub fn check(wasm: &[u8]) -> Result<()> {
    let features = ALLOWED.iter().fold(WasmFeatures::FLOATS, |all, feature| all | feature.parser);
    Validator::new_with_features(features).validate_all(wasm).context("the module uses a feature of WebAssembly that is not allowed")?;
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else { continue };
        if section.name() != "target_features" {
            continue;
        }
        let KnownCustom::Unknown = section.as_known() else { bail!("unexpected form of target_features") };
        for name in declared(section.data()).context("cannot read target_features")? {
            if name != IMPLIED && ALLOWED.iter().all(|feature| feature.rustc != name) {
                bail!("the module declares the feature {name}, which is not allowed");
            }
        }
    }
    Ok(())
}

/// The section is a count, then for each feature a prefix byte, a length and the name. All numbers here are below 128: one byte each.
fn declared(mut data: &[u8]) -> Option<Vec<String>> {
    let (count, rest) = data.split_first()?;
    data = rest;
    let mut names = Vec::new();
    for _ in 0..*count {
        let [_prefix, length, rest @ ..] = data else { return None };
        let (name, after) = rest.split_at_checked(usize::from(*length))?;
        names.push(String::from_utf8(name.to_vec()).ok()?);
        data = after;
    }
    Some(names)
}
