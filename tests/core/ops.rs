//! The facade asks the core by number. The numbers stand in two files, one for each language; they must be the same, and each given once.

use std::collections::BTreeSet;

const CORE: &str = include_str!("../../src/api/ops.rs");
const FACADE: &str = include_str!("../../pkg-template/src/ops.ts");

/// Names and numbers: `pub const NAME: u8 = 1;` here, `NAME = 1,` there.
fn list(source: &str) -> Vec<(String, u8)> {
    let entries = source.lines().filter_map(|line| {
        let (left, right) = line.trim().trim_start_matches("pub const ").split_once(" = ")?;
        let name = left.trim_end_matches(": u8");
        Some((name.to_string(), right.trim_end_matches([';', ',']).parse().ok()?))
    });
    entries.collect()
}

#[test]
fn the_facade_and_the_core_mean_the_same_by_a_number() {
    let core = list(CORE);
    assert!(core.len() > 40, "{core:?}");
    assert_eq!(core, list(FACADE));
}

#[test]
fn no_number_is_given_twice() {
    let core = list(CORE);
    let (names, numbers): (BTreeSet<_>, BTreeSet<_>) = core.iter().cloned().unzip();
    assert_eq!((names.len(), numbers.len()), (core.len(), core.len()));
}
