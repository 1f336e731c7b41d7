//! Whether a person's or a group's properties fit one filter of a condition, by the rules of PostHog's flag service.

use serde_json::{Map, Value};

use super::definition::{Filter, Operator};

pub fn fits(filter: &Filter, properties: &Map<String, Value>) -> bool {
    let value = &filter.value;
    let Some(given) = properties.get(&filter.key) else {
        // What is not there is not anything in particular, and no number.
        return matches!(filter.operator, Operator::IsNot | Operator::NotIcontains | Operator::NotRegex | Operator::IsNotSet);
    };
    match filter.operator {
        Operator::IsSet => true,
        Operator::IsNotSet => false,
        Operator::Exact => same(value, given),
        Operator::IsNot => !same(value, given),
        Operator::Icontains => contains(given, value),
        Operator::NotIcontains => !contains(given, value),
        Operator::Regex => found(filter, given),
        Operator::NotRegex => !found(filter, given),
        Operator::Gt => compared(given, value, |given, value| given > value),
        Operator::Gte => compared(given, value, |given, value| given >= value),
        Operator::Lt => compared(given, value, |given, value| given < value),
        Operator::Lte => compared(given, value, |given, value| given <= value),
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| text(value).parse().ok()).filter(|number: &f64| !number.is_nan())
}

/// Upper and lower case are the same, and a list means any of it. Against true and false everything else counts as false.
fn same(value: &Value, given: &Value) -> bool {
    if let Some(wanted) = truth(value) {
        return truth(given).unwrap_or(false) == wanted;
    }
    let given = text(given).to_lowercase();
    match value {
        Value::Array(any) => any.iter().any(|one| text(one).to_lowercase() == given),
        one => text(one).to_lowercase() == given,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

fn contains(given: &Value, part: &Value) -> bool {
    text(given).to_ascii_lowercase().contains(&text(part).to_ascii_lowercase())
}

fn found(filter: &Filter, given: &Value) -> bool {
    filter.pattern.as_ref().is_some_and(|pattern| pattern.is_match(&text(given)))
}

fn compared(given: &Value, value: &Value, compare: impl Fn(f64, f64) -> bool) -> bool {
    number(given).zip(number(value)).is_some_and(|(given, value)| compare(given, value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Definitions;
    use super::*;

    /// Written as in the flags file.
    fn is(filter: &str, properties: &Value) -> bool {
        let file = format!("[[flags]]\nkey = \"f\"\nid = 1\nconditions = [{{ properties = [{{ key = \"p\", {filter} }}] }}]");
        let definitions = Definitions::parse(&file).unwrap();
        fits(&definitions.flags[0].conditions[0].properties[0], properties.as_object().unwrap())
    }

    #[test]
    fn exact_and_is_not() {
        for (filter, given, expected) in [
            ("value = \"Team\"", json!("team"), true),
            ("value = \"team\"", json!("teams"), false),
            ("value = [\"team\", \"Business\"]", json!("business"), true),
            ("value = [\"team\", \"business\"]", json!("free"), false),
            ("value = []", json!("free"), false),
            ("value = 5", json!("5"), true),
            ("value = 5", json!(5), true),
            ("value = \"5\"", json!(6), false),
            ("value = true", json!("True"), true),
            ("value = \"true\"", json!(true), true),
            ("value = false", json!(true), false),
            // As PostHog has it: whatever is not true is false.
            ("value = false", json!("anything"), true),
            ("value = \"null\"", json!(null), true),
        ] {
            let properties = json!({ "p": given });
            assert_eq!(is(filter, &properties), expected, "{filter} {properties}");
            assert_eq!(is(&format!("operator = \"is_not\", {filter}"), &properties), !expected, "not {filter} {properties}");
        }
    }

    #[test]
    fn parts_and_patterns() {
        for (filter, opposite, given, expected) in [
            ("icontains\", value = \"@EXAMPLE.com", "not_icontains", json!("ada@example.COM"), true),
            ("icontains\", value = \"@example.com", "not_icontains", json!("ada@example.org"), false),
            ("icontains\", value = \"34", "not_icontains", json!(12345), true),
            ("regex\", value = \"^a.a@", "not_regex", json!("ada@example.com"), true),
            ("regex\", value = \"^a.a$", "not_regex", json!("ada@example.com"), false),
            ("regex\", value = \"^4\\\\d$", "not_regex", json!(42), true),
        ] {
            let properties = json!({ "p": given });
            assert_eq!(is(&format!("operator = \"{filter}\""), &properties), expected, "{filter} {properties}");
            let (name, rest) = filter.split_once('"').unwrap();
            assert_eq!(is(&format!("operator = \"{opposite}\"{rest}\""), &properties), !expected, "not {name} {properties}");
        }
    }

    #[test]
    fn numbers() {
        for (operator, [below, equal, above]) in
            [("gt", [false, false, true]), ("gte", [false, true, true]), ("lt", [true, false, false]), ("lte", [true, true, false])]
        {
            let filter = format!("operator = \"{operator}\", value = 10");
            assert_eq!(is(&filter, &json!({"p": 9.5})), below, "{operator}");
            assert_eq!(is(&filter, &json!({"p": 10})), equal, "{operator}");
            // As numbers: as words, 9 comes after 10.
            assert_eq!(is(&filter, &json!({"p": "9"})), below, "{operator}");
            assert_eq!(is(&filter, &json!({"p": "11"})), above, "{operator}");
            for no_number in [json!("many"), json!(null), json!("NaN"), json!([11])] {
                assert!(!is(&filter, &json!({ "p": no_number })), "{operator} {no_number}");
            }
        }
    }

    #[test]
    fn what_is_there_and_what_is_not() {
        let (there, not_there) = (json!({"p": null}), json!({"q": 1}));
        assert!(is("operator = \"is_set\"", &there) && !is("operator = \"is_set\"", &not_there));
        assert!(!is("operator = \"is_not_set\"", &there) && is("operator = \"is_not_set\"", &not_there));
        for (operator, fits) in [
            ("exact", false),
            ("is_not", true),
            ("icontains", false),
            ("not_icontains", true),
            ("regex", false),
            ("not_regex", true),
            ("gt", false),
            ("gte", false),
            ("lt", false),
            ("lte", false),
        ] {
            assert_eq!(is(&format!("operator = \"{operator}\", value = \"1\""), &not_there), fits, "{operator}");
        }
    }
}
