//! The value of one flag for one visitor, and why it is that.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::bucket::{self, position};
use super::definition::{Condition, Flag};
use super::filter;

/// Who asks, with everything that is known of them.
#[derive(Debug, Default)]
pub struct Visitor {
    pub distinct_id: String,
    pub properties: Map<String, Value>,
    /// The key of their group, by type.
    pub groups: BTreeMap<String, String>,
    pub group_properties: BTreeMap<String, Map<String, Value>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    pub enabled: bool,
    pub variant: Option<String>,
    pub reason: Reason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    pub code: &'static str,
    pub condition_index: Option<usize>,
    pub description: String,
}

impl Evaluation {
    /// As an app sees it: the variant, or whether the flag is on.
    #[cfg(test)]
    pub fn value(&self) -> Value {
        self.variant.as_ref().map_or_else(|| self.enabled.into(), |variant| variant.as_str().into())
    }

    fn off(code: &'static str, condition_index: Option<usize>, description: &str) -> Self {
        Self { enabled: false, variant: None, reason: Reason { code, condition_index, description: description.to_owned() } }
    }
}

impl Flag {
    /// What goes along with a value, as JSON in a string: so payloads are on the wire.
    pub fn payload(&self, evaluation: &Evaluation) -> Option<String> {
        let payload = match &evaluation.variant {
            Some(key) => &self.variants.iter().find(|variant| variant.key == *key)?.payload,
            None => &self.payload,
        };
        payload.as_ref().filter(|_| evaluation.enabled).map(Value::to_string)
    }

    fn reaches(&self, condition: &Condition, id: &str) -> bool {
        condition.rollout_percentage >= 100.0 || position(&self.prefix(), id, "") <= condition.rollout_percentage / 100.0
    }

    /// None without variants.
    fn variant(&self, id: &str) -> Option<String> {
        let place = position(&self.prefix(), id, bucket::VARIANT);
        let mut reached = 0.0;
        let chosen = self.variants.iter().find(|variant| {
            reached += variant.rollout_percentage / 100.0;
            place < reached
        });
        chosen.map(|variant| variant.key.clone())
    }

    fn prefix(&self) -> String {
        format!("{}.", self.key)
    }
}

/// The first condition that fits and reaches the visitor decides. If none does, the reason is the nearest miss: one that fitted.
pub fn evaluate(flag: &Flag, visitor: &Visitor) -> Evaluation {
    let nothing = Map::new();
    let (id, properties) = match &flag.aggregation_group_type {
        None => (&visitor.distinct_id, &visitor.properties),
        Some(kind) => match visitor.groups.get(kind) {
            Some(key) => (key, visitor.group_properties.get(kind).unwrap_or(&nothing)),
            None => return Evaluation::off("no_group_type", None, "No group type"),
        },
    };
    let mut missed = Evaluation::off("no_condition_match", None, "No matching condition set");
    for (index, condition) in flag.conditions.iter().enumerate() {
        let fits = condition.properties.iter().all(|one| filter::fits(one, properties));
        if fits && flag.reaches(condition, id) {
            let variant = condition.variant.clone().or_else(|| flag.variant(id));
            let description = format!("Matched condition set {}", index + 1);
            return Evaluation {
                enabled: true,
                variant,
                reason: Reason { code: "condition_match", condition_index: Some(index), description },
            };
        }
        if fits {
            missed = Evaluation::off("out_of_rollout_bound", Some(index), "Out of rollout bound");
        } else if missed.reason.code == "no_condition_match" {
            missed.reason.condition_index = Some(index);
        }
    }
    missed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Definitions;
    use super::*;

    fn flag(rest: &str) -> Flag {
        Definitions::parse(&format!("[[flags]]\nid = 1\n{rest}")).unwrap().flags.remove(0)
    }

    fn visitor(distinct_id: &str) -> Visitor {
        Visitor { distinct_id: distinct_id.to_owned(), ..Visitor::default() }
    }

    fn with(distinct_id: &str, properties: &Value) -> Visitor {
        Visitor { properties: properties.as_object().unwrap().clone(), ..visitor(distinct_id) }
    }

    fn values(flag: &Flag, count: usize) -> Vec<Value> {
        (0..count).map(|n| evaluate(flag, &visitor(&format!("distinct_id_{n}"))).value()).collect()
    }

    /// Published by PostHog with its server SDKs: the first of a thousand ids at 45 %.
    #[test]
    fn a_rollout_reaches_whom_posthog_says() {
        let flag = flag("key = \"simple-flag\"\nconditions = [{ rollout_percentage = 45 }]");
        assert_eq!(values(&flag, 10), [false, true, true, false, true, false, false, true, false, true]);
    }

    /// Published by PostHog with its server SDKs: the first of a thousand ids at 55 %, five variants.
    #[test]
    fn variants_go_to_whom_posthog_says() {
        let flag = flag(
            "key = \"multivariate-flag\"\nconditions = [{ rollout_percentage = 55 }]\nvariants = [\
             { key = \"first\", rollout_percentage = 50 }, { key = \"second\", rollout_percentage = 20 },\
             { key = \"third\", rollout_percentage = 20 }, { key = \"fourth\", rollout_percentage = 5 }, { key = \"fifth\", rollout_percentage = 5 }]",
        );
        let published = "second second first - - second first - - - first third - first second first - - fourth first - third - - - \
                         first first first first first first";
        let published: Vec<Value> = published.split(' ').map(|one| if one == "-" { false.into() } else { one.into() }).collect();
        assert_eq!(values(&flag, published.len()), published);
    }

    #[test]
    fn of_ten_thousand_the_share_gets_it_that_should() {
        let share = |percent: f64| {
            let flag = flag(&format!("key = \"a-flag\"\nconditions = [{{ rollout_percentage = {percent} }}]"));
            values(&flag, 10_000).iter().filter(|value| **value == true).count()
        };
        for (percent, expected) in [(0.0, 0), (5.0, 500), (50.0, 5000), (85.0, 8500), (100.0, 10_000)] {
            assert!(share(percent).abs_diff(expected) <= 200, "{percent}: {}", share(percent));
        }
        assert_eq!((share(0.0), share(100.0)), (0, 10_000));

        let variants = "variants = [{ key = \"a\", rollout_percentage = 20 }, { key = \"b\", rollout_percentage = 80 }]";
        let flag = flag(&format!("key = \"a-flag\"\nconditions = [{{ rollout_percentage = 50 }}]\n{variants}"));
        let all = values(&flag, 10_000);
        let count = |wanted: &str| all.iter().filter(|value| **value == wanted).count();
        // Being in the rollout says nothing of the variant.
        assert!(count("a").abs_diff(1000) <= 200 && count("b").abs_diff(4000) <= 200, "{} {}", count("a"), count("b"));
    }

    #[test]
    fn the_first_condition_that_fits_decides() {
        let flag = flag(
            "key = \"f\"\nvariants = [{ key = \"a\", rollout_percentage = 100 }, { key = \"b\", rollout_percentage = 0, payload = { n = [1] } }]\n\
             payload = \"for no variant\"\nconditions = [\n\
             { properties = [{ key = \"email\", operator = \"icontains\", value = \"@example.com\" }], variant = \"b\" },\n\
             { properties = [{ key = \"age\", operator = \"gte\", value = 18 }, { key = \"plan\", value = \"free\" }] },\n\
             { properties = [{ key = \"age\", operator = \"is_set\" }], rollout_percentage = 0 },\n]",
        );
        let of = |properties: &Value| evaluate(&flag, &with("ada", properties));
        let insider = of(&json!({"email": "Ada@Example.com", "age": 20, "plan": "free"}));
        assert_eq!((insider.value(), insider.reason.description.as_str()), ("b".into(), "Matched condition set 1"));
        assert_eq!(flag.payload(&insider).as_deref(), Some("{\"n\":[1]}"));
        let grown_up = of(&json!({"age": "20", "plan": "free"}));
        assert_eq!((grown_up.value(), grown_up.reason.condition_index), ("a".into(), Some(1)));
        assert_eq!(flag.payload(&grown_up), None);
        // All of a condition's properties must fit. The third fits, but reaches nobody.
        let missed = of(&json!({"age": 20, "plan": "team"}));
        assert_eq!((missed.enabled, missed.reason.code, missed.reason.condition_index), (false, "out_of_rollout_bound", Some(2)));
        let stranger = of(&json!({}));
        assert_eq!(
            (stranger.value(), stranger.reason.code, stranger.reason.condition_index),
            (false.into(), "no_condition_match", Some(2))
        );
        assert_eq!(flag.payload(&stranger), None);
    }

    #[test]
    fn a_flag_without_conditions_is_for_nobody() {
        let off = evaluate(&flag("key = \"f\"\npayload = 1"), &visitor("ada"));
        assert_eq!((off.enabled, off.reason.code, off.reason.condition_index), (false, "no_condition_match", None));
    }

    #[test]
    fn a_group_gets_one_value() {
        let flag = flag(
            "key = \"f\"\naggregation_group_type = \"company\"\npayload = { model = \"small\", limit = 5 }\n\
             conditions = [{ properties = [{ key = \"plan\", value = [\"team\", \"business\"] }], rollout_percentage = 50 }]",
        );
        let member = |id: &str, company: &str, plan: &str| {
            let mut member = with(id, &json!({"plan": "team"}));
            member.groups.insert("company".to_owned(), company.to_owned());
            member.group_properties.insert("company".to_owned(), json!({ "plan": plan }).as_object().unwrap().clone());
            evaluate(&flag, &member)
        };
        // The company stands somewhere, its people do not.
        let values: Vec<bool> = (0..40).map(|n| member(&format!("person {n}"), "acme", "team").enabled).collect();
        assert!(values.iter().all(|value| *value == values[0]));
        let companies: Vec<bool> = (0..40).map(|n| member("ada", &format!("company {n}"), "business").enabled).collect();
        assert!(companies.contains(&true) && companies.contains(&false));
        // The group's plan counts, not the person's.
        assert!((0..40).all(|n| !member("ada", &format!("company {n}"), "free").enabled));
        let on = (0..40).map(|n| member("ada", &format!("company {n}"), "team")).find(|one| one.enabled).unwrap();
        assert_eq!(flag.payload(&on).as_deref(), Some("{\"model\":\"small\",\"limit\":5}"));

        assert_eq!(evaluate(&flag, &with("ada", &json!({"plan": "team"}))).reason.code, "no_group_type");
        let mut unknown = visitor("ada");
        unknown.groups.insert("company".to_owned(), "acme".to_owned());
        assert_eq!(evaluate(&flag, &unknown).reason.code, "no_condition_match");
    }
}
