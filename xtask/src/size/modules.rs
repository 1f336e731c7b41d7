//! What a wasm file is made of: its functions summed by crate and module, and everything that is not code.

use anyhow::Result;
use std::collections::BTreeMap;
use wasmparser::{CustomSectionReader, KnownCustom, Name, Parser, Payload};

/// Bytes by crate and module, and each function, largest first.
pub struct Parts {
    pub modules: BTreeMap<String, usize>,
    pub functions: Vec<(String, usize)>,
}

impl Parts {
    pub fn sorted(&self) -> Vec<(&str, usize)> {
        let mut all: Vec<(&str, usize)> = self.modules.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all
    }

    pub fn total(&self) -> usize {
        self.modules.values().sum()
    }
}

pub fn table(wasm: &[u8]) -> Result<Parts> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    let mut names = BTreeMap::new();
    let mut modules = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        match &payload {
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                names.extend(named(section)?);
            }
            Payload::DataSection(section) => add(&mut modules, "(data: texts and tables)", section.range().len()),
            Payload::ImportSection(section) => {
                add(&mut modules, "(imports, exports, types)", section.range().len());
                for import in section.clone().into_imports() {
                    if let wasmparser::TypeRef::Func(_) | wasmparser::TypeRef::FuncExact(_) = import?.ty {
                        imported += 1;
                    }
                }
            }
            other => {
                if let Some((_, range)) = other.as_section()
                    && !matches!(other, Payload::CodeSectionStart { .. })
                {
                    add(&mut modules, "(imports, exports, types)", range.len());
                }
            }
        }
    }
    let mut functions = Vec::new();
    for (index, bytes) in bodies.into_iter().enumerate() {
        let name = names.remove(&(imported + index)).unwrap_or_else(|| "(no name)".to_owned());
        add(&mut modules, &module(&name), bytes);
        functions.push((name, bytes));
    }
    functions.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Parts { modules, functions })
}

/// The names of a module's functions, by number; imported ones come first.
pub fn names(wasm: &[u8]) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload? {
            names.extend(named(&section)?);
        }
    }
    Ok(names)
}

fn named(section: &CustomSectionReader<'_>) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    if let KnownCustom::Name(reader) = section.as_known() {
        for part in reader {
            let Name::Function(map) = part? else { continue };
            for naming in map {
                let naming = naming?;
                names.insert(naming.index as usize, demangled(naming.name));
            }
        }
    }
    Ok(names)
}

fn add(modules: &mut BTreeMap<String, usize>, name: &str, bytes: usize) {
    *modules.entry(name.to_owned()).or_default() += bytes;
}

fn demangled(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

/// Whose code a function is. Of `<a::b::Type as c::Trait>::method` that is a::b; generic code belongs to the crate that wrote it.
fn module(function: &str) -> String {
    let path = function.trim_start_matches(['<', '&', '(', '*', '[']).trim_start_matches("mut ").trim_start_matches("dyn ");
    let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(path.len());
    let segments: Vec<&str> = path[..end].split("::").filter(|segment| !segment.is_empty()).collect();
    let Some((&krate, inner)) = segments.split_first() else { return "(other)".to_owned() };
    if inner.is_empty() && function.starts_with('<') {
        // `<f64 as core::fmt::Display>::fmt`: what the language itself defines is told by the trait, or is core's.
        return function.split_once(" as ").map_or_else(|| "core".to_owned(), |(_, of)| module(&format!("<{of}")));
    }
    if inner.is_empty() {
        // Exports of wasm-bindgen and the memory functions of the compiler have no path.
        return if krate.starts_with("__") || krate.starts_with("mem") { "(runtime)".to_owned() } else { "(exports)".to_owned() };
    }
    let depth = match krate {
        "prickle" => usize::MAX,
        "core" | "alloc" | "std" => 1,
        _ => 0,
    };
    // Modules are in lower case; the last segment is the function, unless the path was cut at a type's parameters.
    let named = &inner[..inner.len() - usize::from(end == path.len() && !function.starts_with('<'))];
    let modules = named.iter().take_while(|segment| segment.starts_with(|c: char| c.is_lowercase() || c == '_')).take(depth);
    std::iter::once(krate).chain(modules.copied()).collect::<Vec<_>>().join("::")
}

#[cfg(test)]
mod tests {
    use super::module;

    #[test]
    fn a_function_belongs_to_the_module_it_was_written_in() {
        assert_eq!(module("prickle::core::session::touch"), "prickle::core::session");
        assert_eq!(module("prickle::core::session::Session::touch"), "prickle::core::session");
        assert_eq!(module("<prickle::core::json::Writer as core::fmt::Write>::write_str"), "prickle::core::json");
        assert_eq!(module("<alloc::vec::Vec<prickle::core::url::Part> as core::ops::drop::Drop>::drop"), "alloc::vec");
        assert_eq!(module("core::ptr::drop_in_place::<prickle::core::url::Part>"), "core::ptr");
        assert_eq!(module("<&mut prickle::core::json::Writer as core::fmt::Write>::write_str"), "prickle::core::json");
        assert_eq!(module("<f64 as core::fmt::Display>::fmt"), "core::fmt");
        assert_eq!(module("<str>::trim"), "core");
        assert_eq!(module("serde_wasm_bindgen::de::Deserializer::new"), "serde_wasm_bindgen");
    }

    #[test]
    fn functions_without_a_path_are_named_for_what_they_are() {
        assert_eq!(module("__wbindgen_malloc"), "(runtime)");
        assert_eq!(module("client_capture"), "(exports)");
    }
}
