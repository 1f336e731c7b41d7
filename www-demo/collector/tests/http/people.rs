//! Persons, groups and the funnel, asked over HTTP.

use serde_json::json;

use crate::support::{Collector, batch, event};

#[test]
fn a_visitor_becomes_a_person_in_a_company() {
    let collector = Collector::start();
    collector.capture("$pageview", "anon", json!({"$process_person_profile": false}));
    assert_eq!(collector.list("/_/persons?token=phc_test")[0]["has_profile"], false);
    let mut identify = event("$identify", "ada", json!({"$anon_distinct_id": "anon"}));
    identify["$set"] = json!({"email": "ada@example.com"});
    collector.send("/e/", &batch(&[identify]));
    let group = json!({"$group_type": "company", "$group_key": "acme", "$group_set": {"seats": 5}, "$groups": {"company": "acme"}});
    collector.capture("$groupidentify", "ada", group);
    collector.capture("item_created", "ada", json!({"$groups": {"company": "acme"}}));

    let persons = collector.list("/_/persons?token=phc_test");
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0]["distinct_ids"], json!(["ada", "anon"]));
    assert_eq!(persons[0]["properties"], json!({"email": "ada@example.com"}));
    assert_eq!(persons[0]["groups"], json!({"company": "acme"}));
    assert_eq!((&persons[0]["events"], &persons[0]["is_identified"]), (&json!(4), &json!(true)));
    let groups = collector.list("/_/groups?token=phc_test");
    assert_eq!(groups, [json!({"type": "company", "key": "acme", "properties": {"seats": 5}, "events": 2, "persons": [persons[0]["id"]]})]);
    // The anonymous page view is theirs too, now.
    assert!(collector.events().iter().all(|event| event["person_id"] == persons[0]["id"]));
}

#[test]
fn the_funnel_counts_persons_not_ids() {
    let collector = Collector::start();
    let walk = |id: &str, steps: &[&str]| {
        for step in steps {
            collector.capture(step, id, json!({}));
        }
    };
    walk("ada-anonymous", &["item_created"]);
    collector.capture("$identify", "ada", json!({"$anon_distinct_id": "ada-anonymous"}));
    walk("ada", &["item_shared", "export_completed"]);
    walk("bob", &["item_created", "item_created", "export_completed"]);
    walk("eve", &["item_shared", "export_completed"]);
    let steps = collector.list("/_/funnel?token=phc_test&steps=item_created,item_shared,export_completed");
    let counted: Vec<_> = steps.iter().map(|step| (step["event"].as_str().unwrap(), step["persons"].as_i64().unwrap())).collect();
    assert_eq!(counted, [("item_created", 2), ("item_shared", 1), ("export_completed", 1)]);
    assert_eq!((&steps[1]["from_previous"], &steps[2]["from_previous"], &steps[2]["from_first"]), (&json!(0.5), &json!(1.0), &json!(0.5)));
}

#[test]
fn the_funnel_goes_by_when_things_happened() {
    let collector = Collector::start();
    let at = |name: &str, time: &str| {
        let mut event = event(name, "d", json!({}));
        event["timestamp"] = time.into();
        event
    };
    // The first step was retried and arrived last.
    collector.send("/e/", &batch(&[at("b", "2026-01-01T00:00:02Z")]));
    collector.send("/e/", &batch(&[at("a", "2026-01-01T00:00:01Z")]));
    let steps = collector.list("/_/funnel?token=phc_test&steps=a,b");
    assert_eq!(steps[1]["persons"], 1);
}

#[test]
fn a_question_about_people_names_its_token() {
    let collector = Collector::start();
    for path in ["/_/persons", "/_/groups", "/_/funnel"] {
        assert_eq!(collector.get(path).status, 400, "{path}");
    }
}
