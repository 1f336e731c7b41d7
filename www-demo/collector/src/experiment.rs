//! An experiment's table: how many were shown each variant, and how many of them then did what the experiment is about.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::Serialize;

#[derive(Debug, Default, Serialize, PartialEq)]
pub struct Table {
    pub variants: Vec<Row>,
    /// Persons who were shown more than one variant; as in PostHog they count for none.
    pub shown_several: usize,
}

#[derive(Debug, Serialize, PartialEq)]
pub struct Row {
    pub variant: String,
    /// `$feature_flag_called` events.
    pub calls: usize,
    /// Persons.
    pub exposed: usize,
    /// Persons who converted after they had been shown the variant.
    pub converted: usize,
    /// `converted` of `exposed`; 0 if there are none.
    pub rate: f64,
}

/// `exposures` are `(person, variant, time)`, `conversions` `(person, time)`, in any order. Exposures to anything that is not among the
/// variants, such as the flag being off, are none.
pub fn count<'a, P: Copy + Eq + Hash>(
    variants: &[&'a str],
    exposures: impl Iterator<Item = (P, &'a str, i64)>,
    conversions: impl Iterator<Item = (P, i64)>,
) -> Table {
    let mut calls: HashMap<&str, usize> = HashMap::new();
    let mut shown: HashMap<P, (&str, i64)> = HashMap::new();
    let mut several = HashSet::new();
    for (person, variant, time) in exposures.filter(|(_, variant, _)| variants.contains(variant)) {
        *calls.entry(variant).or_default() += 1;
        let (first, since) = shown.entry(person).or_insert((variant, time));
        *since = time.min(*since);
        if *first != variant {
            several.insert(person);
        }
    }
    shown.retain(|person, _| !several.contains(person));
    let converted: HashSet<P> =
        conversions.filter(|(person, time)| shown.get(person).is_some_and(|(_, since)| since <= time)).map(|(person, _)| person).collect();
    let rows = variants.iter().map(|variant| {
        let exposed = shown.values().filter(|(of, _)| of == variant).count();
        let converted = converted.iter().filter(|person| shown.get(person).is_some_and(|(of, _)| of == variant)).count();
        let calls = calls.get(variant).copied().unwrap_or_default();
        Row { variant: (*variant).to_owned(), calls, exposed, converted, rate: crate::funnel::share(converted, exposed) }
    });
    Table { variants: rows.collect(), shown_several: several.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_counted_once_and_in_order() {
        let exposures = [
            (1, "control", 10),
            (1, "control", 11),
            (2, "control", 10),
            (3, "test", 10),
            (4, "test", 10),
            // Shown both: for neither.
            (5, "control", 10),
            (5, "test", 20),
            // Not an exposure.
            (6, "false", 10),
            (2, "true", 12),
        ];
        // 3 converted before the exposure, and 7 was never exposed.
        let conversions = [(1, 10), (1, 30), (3, 9), (4, 12), (5, 15), (6, 30), (7, 30)];
        let table = count(&["control", "test", "third"], exposures.into_iter(), conversions.into_iter());
        let rows: Vec<_> = table.variants.iter().map(|row| (row.variant.as_str(), row.calls, row.exposed, row.converted)).collect();
        assert_eq!(rows, [("control", 4, 2, 1), ("test", 3, 2, 1), ("third", 0, 0, 0)]);
        assert_eq!(table.shown_several, 1);
        assert!((table.variants[0].rate - 0.5).abs() < 1e-9 && table.variants[2].rate.abs() < 1e-9);
    }

    #[test]
    fn the_earliest_exposure_counts_whatever_arrives_first() {
        let table = count(&["a"], [(1, "a", 20), (1, "a", 5)].into_iter(), [(1, 10)].into_iter());
        assert_eq!(table.variants[0].converted, 1);
    }
}
