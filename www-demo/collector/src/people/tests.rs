//! Persons derived from short stories.

use serde_json::{Value, json};

use super::People;
use crate::store::StoredEvent;

/// Each event is `(name, distinct_id, the rest of the event)`.
fn after(story: &[(&str, &str, Value)]) -> People {
    let mut people = People::default();
    for (index, (name, distinct_id, rest)) in story.iter().enumerate() {
        let id = i64::try_from(index).unwrap() + 1;
        people.apply(&StoredEvent {
            id,
            request_id: id,
            received_at: id * 1000,
            token: "phc_story".into(),
            uuid: format!("uuid-{id}"),
            event: (*name).into(),
            distinct_id: (*distinct_id).into(),
            timestamp: id * 1000,
            raw: rest.as_object().unwrap().clone(),
        });
    }
    people
}

#[test]
fn identify_joins_the_anonymous_visitor() {
    let people = after(&[
        ("$pageview", "anon", json!({"properties": {"$process_person_profile": false}})),
        ("$identify", "ada", json!({"properties": {"$anon_distinct_id": "anon"}, "$set": {"plan": "free"}, "$set_once": {"first": 1}})),
        ("clicked", "anon", json!({"properties": {}, "$set_once": {"first": 2}})),
    ]);
    let persons: Vec<_> = people.persons().collect();
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0].distinct_ids, ["ada", "anon"]);
    assert_eq!(Value::Object(persons[0].properties.clone()), json!({"first": 1, "plan": "free"}));
    assert!(persons[0].is_identified);
    assert_eq!(persons[0].events, 3);
    assert_eq!(persons[0].first_seen, "1970-01-01T00:00:01.000Z");
    assert_eq!(people.person_of("anon"), people.person_of("ada"));
}

#[test]
fn an_identified_person_is_not_swallowed() {
    let people = after(&[
        ("$identify", "ada", json!({"properties": {"$anon_distinct_id": "a1"}, "$set": {"name": "Ada"}})),
        ("$identify", "bob", json!({"properties": {"$anon_distinct_id": "a1"}, "$set": {"name": "Bob"}})),
    ]);
    assert_ne!(people.person_of("ada"), people.person_of("bob"));
    assert_eq!(people.person_of("a1"), people.person_of("ada"));
    let names: Vec<_> = people.persons().map(|person| person.properties["name"].clone()).collect();
    assert_eq!(names, ["Ada", "Bob"]);
}

#[test]
fn an_alias_joins_and_the_named_person_wins() {
    let people = after(&[
        ("$set", "ada", json!({"properties": {"$set": {"name": "Ada", "plan": "pro"}}})),
        ("$set", "old", json!({"properties": {"$set": {"name": "Old", "since": 2020}}})),
        ("$create_alias", "ada", json!({"properties": {"alias": "old"}})),
    ]);
    let persons: Vec<_> = people.persons().collect();
    assert_eq!(persons.len(), 1);
    assert_eq!(Value::Object(persons[0].properties.clone()), json!({"name": "Ada", "plan": "pro", "since": 2020}));
}

#[test]
fn updates_apply_in_order_and_only_with_a_profile() {
    let people = after(&[
        ("$set", "ada", json!({"properties": {"$set": {"a": 1, "b": 1}, "$set_once": {"c": 1}}})),
        ("x", "ada", json!({"properties": {"$set": {"a": 2}}, "$set": {"a": 3}, "$set_once": {"c": 2, "d": 2}})),
        ("$set", "ada", json!({"properties": {"$unset": ["b"]}})),
        ("x", "ada", json!({"properties": {"$process_person_profile": false, "$set": {"a": 99}}})),
    ]);
    let person = people.persons().next().unwrap();
    assert_eq!(Value::Object(person.properties.clone()), json!({"a": 3, "c": 1, "d": 2}));
}

#[test]
fn ids_that_are_mistakes_join_nobody() {
    let people = after(&[("$identify", "ada", json!({"properties": {"$anon_distinct_id": "undefined"}})), ("x", "undefined", json!({}))]);
    assert_ne!(people.person_of("ada"), people.person_of("undefined"));
    let people = after(&[("$identify", "null", json!({"properties": {"$anon_distinct_id": "a1"}})), ("x", "a1", json!({}))]);
    assert_ne!(people.person_of("null"), people.person_of("a1"));
}

#[test]
fn groups_are_described_counted_and_left() {
    let people = after(&[
        ("$groupidentify", "ada", json!({"properties": {"$group_type": "company", "$group_key": "acme", "$group_set": {"seats": 5}}})),
        ("x", "ada", json!({"properties": {"$groups": {"company": "acme", "team": 7}}})),
        ("$groupidentify", "ada", json!({"properties": {"$group_type": "company", "$group_key": "acme", "$group_set": {"plan": "pro"}}})),
        ("x", "ada", json!({"properties": {"$groups": {"company": "other"}}})),
    ]);
    let shown: Vec<_> = people.groups().map(|group| (group.kind.as_str(), group.key.as_str(), group.events, group.persons.len())).collect();
    assert_eq!(shown, [("company", "acme", 1, 0), ("company", "other", 1, 1), ("team", "7", 1, 0)]);
    let acme = people.groups().next().unwrap();
    assert_eq!(Value::Object(acme.properties.clone()), json!({"seats": 5, "plan": "pro"}));
}
