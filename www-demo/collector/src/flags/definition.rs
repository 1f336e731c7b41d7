//! What the flags file can say. Names are PostHog's own, so that a flag can be copied from there by eye.

use std::collections::HashSet;

use regex::Regex;
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Definitions {
    /// Lets SDKs send short `$feature_flag_called` events for flags that are in no experiment.
    #[serde(default)]
    pub minimal_flag_called_events: bool,
    #[serde(default)]
    pub flags: Vec<Flag>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    pub key: String,
    pub id: u32,
    /// Goes up with every change made on the live page.
    #[serde(default = "one")]
    pub version: u32,
    pub description: Option<String>,
    /// A flag that is off is not told to anybody.
    #[serde(default = "yes")]
    pub enabled: bool,
    #[serde(default)]
    pub has_experiment: bool,
    /// The event that counts as success in the experiment's table.
    pub conversion: Option<String>,
    /// Set for a flag of companies or other groups: conditions look at the group, and all its members get the same value.
    pub aggregation_group_type: Option<String>,
    /// In order; the first whose properties fit and whose rollout reaches the visitor gives the value.
    #[serde(default)]
    pub conditions: Vec<Condition>,
    /// What goes along when a flag without variants is on: any value, sent as JSON.
    pub payload: Option<Value>,
    #[serde(default)]
    pub variants: Vec<Variant>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// All must fit; none fits everybody.
    #[serde(default)]
    pub properties: Vec<Filter>,
    #[serde(default = "hundred")]
    pub rollout_percentage: f64,
    /// Gives whoever fits this variant, wherever they stand.
    pub variant: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub key: String,
    pub rollout_percentage: f64,
    pub payload: Option<Value>,
}

#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    pub key: String,
    #[serde(default)]
    pub operator: Operator,
    #[serde(default)]
    pub value: Value,
    #[serde(skip)]
    pub pattern: Option<Regex>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    #[default]
    Exact,
    IsNot,
    Icontains,
    NotIcontains,
    Regex,
    NotRegex,
    IsSet,
    IsNotSet,
    Gt,
    Gte,
    Lt,
    Lte,
}

const fn one() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

const fn hundred() -> f64 {
    100.0
}

impl Definitions {
    /// Reads and checks a file. The error says where and what.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut definitions: Self = toml_edit::de::from_str(text).map_err(|error| error.to_string())?;
        let (mut keys, mut ids) = (HashSet::new(), HashSet::new());
        for flag in &mut definitions.flags {
            flag.check().map_err(|fault| format!("flag {:?}: {fault}", flag.key))?;
            if !keys.insert(flag.key.clone()) || !ids.insert(flag.id) {
                return Err(format!("flag {:?}: another flag has the same key or id", flag.key));
            }
        }
        Ok(definitions)
    }

    #[cfg(test)]
    pub fn flag(&self, key: &str) -> Option<&Flag> {
        self.flags.iter().find(|flag| flag.key == key)
    }
}

impl Flag {
    fn check(&mut self) -> Result<(), String> {
        if self.key.is_empty() {
            return Err("the key is empty".to_owned());
        }
        for condition in &mut self.conditions {
            percentage(condition.rollout_percentage)?;
            if let Some(named) = &condition.variant
                && !self.variants.iter().any(|variant| variant.key == *named)
            {
                return Err(format!("a condition names the variant {named:?}, which is not among the variants"));
            }
            condition.properties.iter_mut().try_for_each(Filter::check)?;
        }
        self.variants.iter().try_for_each(|variant| percentage(variant.rollout_percentage))?;
        let sum: f64 = self.variants.iter().map(|variant| variant.rollout_percentage).sum();
        if !self.variants.is_empty() && (sum - 100.0).abs() > 0.01 {
            return Err(format!("the variants' percentages add up to {sum}, not to 100"));
        }
        Ok(())
    }
}

impl Filter {
    fn check(&mut self) -> Result<(), String> {
        let Self { key, operator, value, pattern } = self;
        match operator {
            Operator::IsSet | Operator::IsNotSet => return Ok(()),
            _ if value.is_null() => return Err(format!("the condition on {key:?} has no value")),
            Operator::Exact | Operator::IsNot => {}
            _ if value.is_array() || value.is_object() => {
                return Err(format!("the condition on {key:?} has a list of values; only exact and is_not take one"));
            }
            Operator::Regex | Operator::NotRegex => {
                let text = super::filter::text(value);
                *pattern = Some(Regex::new(&text).map_err(|error| format!("the condition on {key:?}: {error}"))?);
            }
            Operator::Gt | Operator::Gte | Operator::Lt | Operator::Lte => {
                super::filter::number(value)
                    .ok_or_else(|| format!("the condition on {key:?} compares with {value}, which is no number"))?;
            }
            Operator::Icontains | Operator::NotIcontains => {}
        }
        Ok(())
    }
}

fn percentage(given: f64) -> Result<(), String> {
    if (0.0..=100.0).contains(&given) { Ok(()) } else { Err(format!("{given} is no percentage")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Definitions::parse(text).expect_err(text)
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let definitions = Definitions::parse("[[flags]]\nkey = \"a\"\nid = 1\nconditions = [{}]").unwrap();
        let flag = definitions.flag("a").unwrap();
        assert!(flag.enabled && !flag.has_experiment && flag.version == 1);
        assert!((flag.conditions[0].rollout_percentage - 100.0).abs() < f64::EPSILON);
        assert!(!definitions.minimal_flag_called_events);
        assert!(Definitions::parse("").unwrap().flags.is_empty());
    }

    #[test]
    fn every_mistake_is_told() {
        let flag = |rest: &str| format!("[[flags]]\nkey = \"a\"\nid = 1\n{rest}");
        assert!(fault("[[flags]\n").contains("line 1"));
        assert!(fault("[[flags]]\nkey = \"a\"").contains("missing field `id`"));
        assert!(fault(&flag("rollout = 5")).contains("unknown field `rollout`"));
        assert!(fault(&flag("conditions = [{ rollout_percentage = 101 }]")).contains("101 is no percentage"));
        assert!(fault(&flag("conditions = [{ rollout_percentage = nan }]")).contains("no percentage"));
        assert!(fault(&flag("conditions = [{ variant = \"b\" }]")).contains("not among the variants"));
        assert!(fault(&flag("variants = [{ key = \"b\", rollout_percentage = 50 }]")).contains("add up to 50"));
        let filter = |filter: &str| fault(&flag(&format!("conditions = [{{ properties = [{{ key = \"p\", {filter} }}] }}]")));
        assert!(filter("operator = \"like\", value = 1").contains("unknown variant `like`"));
        assert!(filter("operator = \"icontains\"").contains("has no value"));
        assert!(filter("operator = \"regex\", value = \"(\"").contains("unclosed group"));
        assert!(filter("operator = \"gt\", value = \"many\"").contains("is no number"));
        assert!(filter("operator = \"icontains\", value = [\"a\"]").contains("only exact and is_not"));
        assert!(fault(&format!("{}\n{}", flag(""), flag("").replace("id = 1", "id = 2"))).contains("the same key or id"));
        assert!(fault(&format!("{}\n{}", flag(""), flag("").replace("\"a\"", "\"b\""))).contains("the same key or id"));
    }
}
