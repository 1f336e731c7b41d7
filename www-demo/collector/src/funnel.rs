//! A funnel: how many persons did the first step, how many of them the second after it, and so on.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

#[derive(Debug, Serialize, PartialEq)]
pub struct Step {
    pub event: String,
    pub persons: usize,
    /// Share of the step before; 1 for the first step with anybody in it.
    pub from_previous: f64,
    pub from_first: f64,
}

/// `events` are `(person, event name)` in the order they happened. A step counts only after the one before it.
pub fn count<'a, P: Eq + Hash>(steps: &[String], events: impl Iterator<Item = (P, &'a str)>) -> Vec<Step> {
    let mut reached: HashMap<P, usize> = HashMap::new();
    for (person, event) in events {
        let done = reached.entry(person).or_default();
        if steps.get(*done).is_some_and(|wanted| wanted == event) {
            *done += 1;
        }
    }
    let mut counted: Vec<Step> = Vec::new();
    for (index, event) in steps.iter().enumerate() {
        let persons = reached.values().filter(|done| **done > index).count();
        let previous = counted.last().map_or(persons, |step| step.persons);
        let first = counted.first().map_or(persons, |step| step.persons);
        counted.push(Step { event: event.clone(), persons, from_previous: share(persons, previous), from_first: share(persons, first) });
    }
    counted
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 visitors")]
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_repeats() {
        let steps: Vec<String> = ["a", "b", "b"].map(str::to_owned).into();
        let events = [(1, "a"), (1, "b"), (1, "x"), (1, "b"), (2, "b"), (2, "a"), (2, "b"), (3, "b"), (4, "a")];
        let counted = count(&steps, events.into_iter());
        let persons: Vec<_> = counted.iter().map(|step| step.persons).collect();
        assert_eq!(persons, [3, 2, 1]);
        assert!((counted[1].from_previous - 2.0 / 3.0).abs() < 1e-9);
        assert!((counted[2].from_previous - 0.5).abs() < 1e-9);
        assert!((counted[2].from_first - 1.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn nobody() {
        let counted = count::<u8>(&["a".to_owned()], std::iter::empty());
        assert_eq!(counted, [Step { event: "a".into(), persons: 0, from_previous: 0.0, from_first: 0.0 }]);
    }
}
