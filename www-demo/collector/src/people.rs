//! Persons and groups, derived from the events in the order they arrived; replaying the same events gives the same persons.
//!
//! An id names a person from its first event on. `$identify` and `$create_alias` join two persons, as PostHog does: the properties of the
//! named one win, and a person who was identified before is not swallowed by another.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::store::{StoredEvent, iso};

#[derive(Debug, Clone, Serialize)]
pub struct Person {
    pub id: u64,
    pub distinct_ids: Vec<String>,
    pub properties: Map<String, Value>,
    /// Joined by `$identify` or `$create_alias`.
    pub is_identified: bool,
    /// Whether any event asked for a profile; without one only ids are known.
    pub has_profile: bool,
    /// The groups of the latest event that named any, by type.
    pub groups: Map<String, Value>,
    pub events: u64,
    pub first_seen: String,
    pub last_seen: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Group {
    #[serde(rename = "type")]
    pub kind: String,
    pub key: String,
    pub properties: Map<String, Value>,
    pub events: u64,
    pub persons: Vec<u64>,
}

#[derive(Debug, Default)]
pub struct People {
    persons: BTreeMap<u64, Person>,
    ids: HashMap<String, u64>,
    groups: BTreeMap<(String, String), Group>,
    last_person: u64,
    last_event: i64,
}

/// Ids that are somebody's mistake; PostHog joins nobody under them.
const NOBODY: [&str; 16] = [
    "anonymous",
    "guest",
    "distinctid",
    "distinct_id",
    "id",
    "not_authenticated",
    "email",
    "undefined",
    "true",
    "false",
    "null",
    "none",
    "0",
    "nan",
    "[object object]",
    "$posthog_cookieless",
];

impl People {
    pub fn last_event(&self) -> i64 {
        self.last_event
    }

    pub fn persons(&self) -> impl Iterator<Item = &Person> {
        self.persons.values()
    }

    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values()
    }

    pub fn person_of(&self, distinct_id: &str) -> Option<u64> {
        self.ids.get(distinct_id).copied()
    }

    pub fn person(&self, distinct_id: &str) -> Option<&Person> {
        self.persons.get(self.ids.get(distinct_id)?)
    }

    pub fn group_properties(&self, kind: &str, key: &str) -> Option<&Map<String, Value>> {
        self.groups.get(&(kind.to_owned(), key.to_owned())).map(|group| &group.properties)
    }

    pub fn apply(&mut self, event: &StoredEvent) {
        self.last_event = self.last_event.max(event.id);
        let mut id = self.ensure(&event.distinct_id, event.timestamp);
        let profile = event.property("$process_person_profile") != Some(&Value::Bool(false));
        if profile && let Some(other) = joined_id(event) {
            id = self.join(id, other, event.timestamp);
        }
        let Some(person) = self.persons.get_mut(&id) else { return };
        person.events += 1;
        person.first_seen = iso(event.timestamp).min(std::mem::take(&mut person.first_seen));
        person.last_seen = iso(event.timestamp).max(std::mem::take(&mut person.last_seen));
        if profile {
            person.has_profile = true;
            update(&mut person.properties, event);
        }
        let groups = groups_of(event);
        if !groups.is_empty() {
            person.groups = groups.iter().map(|(kind, key)| (kind.clone(), key.as_str().into())).collect();
        }
        for (kind, key) in groups {
            self.group(&kind, &key).events += 1;
        }
        if event.event == "$groupidentify" {
            self.describe_group(event);
        }
        self.settle_members(id);
    }

    fn ensure(&mut self, distinct_id: &str, seen: i64) -> u64 {
        if let Some(id) = self.ids.get(distinct_id) {
            return *id;
        }
        self.last_person += 1;
        let id = self.last_person;
        let person = Person {
            id,
            distinct_ids: vec![distinct_id.to_owned()],
            properties: Map::new(),
            is_identified: false,
            has_profile: false,
            groups: Map::new(),
            events: 0,
            first_seen: iso(seen),
            last_seen: iso(seen),
        };
        self.ids.insert(distinct_id.to_owned(), id);
        self.persons.insert(id, person);
        id
    }

    /// Moves everything of the person behind `other_id` into `into` and returns the person that the event belongs to.
    fn join(&mut self, into: u64, other_id: &str, seen: i64) -> u64 {
        let main_is_nobody = self.persons.get(&into).is_some_and(|person| person.distinct_ids.iter().any(|id| nobody(id)));
        if nobody(other_id) || main_is_nobody {
            return into;
        }
        let other = self.ensure(other_id, seen);
        if other != into && self.persons.get(&other).is_some_and(|person| !person.is_identified) {
            let Some(old) = self.persons.remove(&other) else { return into };
            for id in &old.distinct_ids {
                self.ids.insert(id.clone(), into);
            }
            for group in self.groups.values_mut() {
                group.persons.retain(|person| *person != other);
            }
            if let Some(person) = self.persons.get_mut(&into) {
                person.absorb(old);
            }
        }
        if let Some(person) = self.persons.get_mut(&into) {
            person.is_identified = true;
        }
        into
    }

    fn group(&mut self, kind: &str, key: &str) -> &mut Group {
        self.groups.entry((kind.to_owned(), key.to_owned())).or_insert_with(|| Group {
            kind: kind.to_owned(),
            key: key.to_owned(),
            properties: Map::new(),
            events: 0,
            persons: Vec::new(),
        })
    }

    fn describe_group(&mut self, event: &StoredEvent) {
        let text = |key: &str| event.property(key).and_then(as_key);
        if let (Some(kind), Some(key)) = (text("$group_type"), text("$group_key")) {
            let group = self.group(&kind, &key);
            if let Some(Value::Object(set)) = event.property("$group_set") {
                group.properties.extend(set.clone());
            }
        }
    }

    /// A person is a member of the groups their latest event named.
    fn settle_members(&mut self, id: u64) {
        let Some(person) = self.persons.get(&id) else { return };
        for group in self.groups.values_mut() {
            let member = person.groups.get(&group.kind).and_then(Value::as_str) == Some(group.key.as_str());
            let listed = group.persons.contains(&id);
            if member && !listed {
                group.persons.push(id);
            } else if !member && listed {
                group.persons.retain(|person| *person != id);
            }
        }
    }
}

impl Person {
    fn absorb(&mut self, other: Self) {
        self.distinct_ids.extend(other.distinct_ids);
        for (key, value) in other.properties {
            self.properties.entry(key).or_insert(value);
        }
        for (kind, key) in other.groups {
            self.groups.entry(kind).or_insert(key);
        }
        self.events += other.events;
        self.has_profile |= other.has_profile;
        self.first_seen = other.first_seen.min(std::mem::take(&mut self.first_seen));
        self.last_seen = other.last_seen.max(std::mem::take(&mut self.last_seen));
    }
}

fn joined_id(event: &StoredEvent) -> Option<&str> {
    let key = match event.event.as_str() {
        "$identify" => "$anon_distinct_id",
        "$create_alias" | "$merge_dangerously" => "alias",
        _ => return None,
    };
    event.property(key)?.as_str().filter(|id| !id.is_empty())
}

fn nobody(id: &str) -> bool {
    let id = id.trim().to_lowercase();
    id.is_empty() || NOBODY.contains(&id.as_str())
}

/// `$set_once` fills gaps, `$set` overwrites, `$unset` removes; each may stand beside the properties or among them, beside wins.
fn update(properties: &mut Map<String, Value>, event: &StoredEvent) {
    let both = |key: &'static str| [event.property(key), event.raw.get(key)].into_iter().flatten();
    let merged = |key: &'static str| -> Map<String, Value> {
        both(key).filter_map(Value::as_object).flat_map(|set| set.iter().map(|(key, value)| (key.clone(), value.clone()))).collect()
    };
    for (key, value) in merged("$set_once") {
        properties.entry(key).or_insert(value);
    }
    properties.extend(merged("$set"));
    for name in both("$unset").flat_map(|unset| match unset {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        Value::Object(names) => names.keys().map(String::as_str).collect::<Vec<_>>(),
        _ => Vec::new(),
    }) {
        properties.shift_remove(name);
    }
}

fn groups_of(event: &StoredEvent) -> Vec<(String, String)> {
    let named = event.property("$groups").and_then(Value::as_object);
    named.into_iter().flatten().filter_map(|(kind, key)| Some((kind.clone(), as_key(key)?))).collect()
}

fn as_key(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
