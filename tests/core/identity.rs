//! Who the visitor is: identify, aliases, groups, person properties, reset, and what the page brings along at the start.

use prickle::core::identity::Aliased;
use prickle::core::uuid::is_uuid;
use serde_json::{Value, json};

use super::page::*;
use super::world::{Browser, DAY, START};

fn open(given: Value) -> Page {
    tab().open("/a", given)
}

#[test]
fn an_anonymous_visitor_becomes_someone() {
    let mut page = open(none());
    let visitor = page.id();
    page.identify("user", json!({"mail": "a@b.c"}), json!({"first": "x"}));
    assert_eq!(page.names(), ["$identify"]);
    let event = page.last();
    assert_eq!((&event["properties"]["distinct_id"], &event["properties"]["$anon_distinct_id"]), (&json!("user"), &json!(visitor)));
    assert_eq!((&event["properties"]["$user_id"], &event["properties"]["$device_id"]), (&json!("user"), &json!(visitor)));
    assert_eq!((&event["properties"]["$is_identified"], &event["properties"]["$process_person_profile"]), (&json!(true), &json!(true)));
    assert_eq!(event["properties"].get("$set"), None, "what is set stands on the event itself");
    assert_eq!(event["$set"], json!({"mail": "a@b.c"}));
    assert_eq!(event["$set_once"]["first"], "x");
    assert_eq!(event["$set_once"].as_object().unwrap().len(), 63, "and with it where they came from");
    let stored = page.stored();
    let keys: Vec<&String> = stored.as_object().unwrap().keys().skip(5).collect();
    assert_eq!(stored["$user_state"], "identified");
    assert_eq!(keys[..3], ["$epp", "$user_id", "$stored_person_properties"]);
    assert_eq!(stored["$stored_person_properties"].to_string(), r#"{"first":"x","mail":"a@b.c"}"#);
}

#[test]
fn the_table_of_identify() {
    // id before, known or not; id given; with properties or not: the event.
    let known = |given: Value| {
        let mut page = open(given);
        page.identify("user", Value::Null, Value::Null);
        page.events.clear();
        page
    };
    let mut page = open(none());
    let visitor = page.id();
    page.identify(&visitor, json!({"a": 1}), Value::Null);
    assert_eq!(page.names(), ["$set"], "the same id only makes them known");
    assert_eq!((page.last()["properties"]["$set"].clone(), page.last()["properties"]["$set_once"].clone()), (json!({"a": 1}), json!({})));
    assert_eq!(page.prop("$user_state"), "identified");

    let mut page = known(none());
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.names(), [""; 0]);
    page.identify("user", json!({"a": 1}), Value::Null);
    assert_eq!(page.names(), ["$set"]);
    page.identify("user", json!({"a": 1}), Value::Null);
    assert_eq!(page.names(), ["$set"], "the same properties again");
    page.identify("user", json!({"a": 2}), Value::Null);
    assert_eq!(page.names(), ["$set", "$set"]);

    let mut page = known(none());
    page.identify("second", Value::Null, Value::Null);
    assert_eq!((page.names(), page.id()), (vec![], "second".into()), "from one person to another without a word");
    let mut page = known(none());
    page.identify("second", json!({"a": 1}), Value::Null);
    assert_eq!((page.names(), page.last()["properties"]["distinct_id"].clone()), (vec!["$set"], json!("second")));
}

#[test]
fn properties_sent_with_identify_are_not_sent_again() {
    let mut page = open(none());
    page.identify("user", json!({"a": 1}), Value::Null);
    page.set_person(json!({"a": 1}), Value::Null);
    assert_eq!(page.names(), ["$identify"]);
    assert!(page.logged("A duplicate setPersonProperties call was made with the same properties. It has been ignored."));
    page.set_person(json!({"a": 1}), json!({}));
    assert_eq!(page.names(), ["$identify", "$set"], "another call all the same");
}

#[test]
fn an_event_that_was_dropped_leaves_its_properties_to_be_sent() {
    let mut page = open(none());
    page.opt_out();
    page.set_person(json!({"a": 1}), Value::Null);
    page.client.clear_consent();
    page.set_person(json!({"a": 1}), Value::Null);
    assert_eq!(page.names(), ["$set"]);
}

#[test]
fn a_second_visit_finds_the_person() {
    let tab = tab();
    let mut page = tab.open("/", none());
    page.identify("user", Value::Null, Value::Null);
    page.leave();
    let mut page = tab.open("/", none());
    let event = page.capture("x", none()).unwrap();
    assert_eq!((&event["properties"]["distinct_id"], &event["properties"]["$is_identified"]), (&json!("user"), &json!(true)));
}

#[test]
fn another_person_is_told_of_their_flags_anew() {
    let mut page = open(none());
    let visitor = page.id();
    page.register(json!({"$flag_call_reported": {"flag": ["true"]}}));
    page.identify(&visitor, Value::Null, Value::Null);
    assert_eq!(page.prop("$flag_call_reported"), json!({"flag": ["true"]}));
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.prop("$flag_call_reported"), Value::Null);
}

#[test]
fn ids_that_are_a_mistake() {
    let mut page = open(none());
    let visitor = page.id();
    for (id, problem) in [
        ("", "Unique user id has not been set in posthog.identify"),
        ("  ", "Unique user id has not been set in posthog.identify"),
        ("$posthog_cookieless", "This ID is only used as a sentinel value."),
        ("distinct_id", "The string \"distinct_id\" was set in posthog.identify which indicates an error."),
        ("DistinctID", "The string \"DistinctID\" was set in posthog.identify which indicates an error."),
        ("undefined", "The string \"undefined\" was set in posthog.identify which indicates an error."),
        ("NULL", "This ID should be unique to the user and not a hardcoded string."),
    ] {
        page.logs.clear();
        page.identify(id, Value::Null, Value::Null);
        assert!(page.logged(problem), "{id}: {:?}", page.logs);
        assert_eq!((page.id(), page.events.len()), (visitor.clone(), 0), "{id}");
    }
    for id in ["0", "anonymous", "true", "NaN", "[object Object]"] {
        let mut page = open(none());
        page.identify(id, Value::Null, Value::Null);
        assert_eq!((page.id(), page.names()), (id.into(), vec!["$identify"]));
    }
}

#[test]
fn a_visitor_without_a_device_gets_one() {
    let tab = tab();
    tab.put_local(ENTRY, r#"{"distinct_id":"old"}"#);
    let mut page = tab.open("/", none());
    page.identify("user", Value::Null, Value::Null);
    assert_eq!((page.prop("$device_id"), page.prop("$had_persisted_distinct_id")), (json!("old"), json!(true)));
    assert_eq!(page.last()["properties"]["$had_persisted_distinct_id"], true);
}

#[test]
fn reusing_anonymous_ids_keeps_them_out_of_the_event() {
    let mut page = open(json!({"reuseAnonymousId": true}));
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.last()["properties"].get("$anon_distinct_id"), None);
}

#[test]
fn ids_that_change_on_every_load_are_warned_of() {
    for (given, warns) in [
        (json!({"persistence": "memory"}), true),
        (json!({"persistence": "sessionStorage"}), true),
        (json!({"disable_persistence": true}), true),
        (json!({"persistence": "memory", "reuseAnonymousId": true}), false),
        (json!({"persistence": "memory", "bootstrap": {"distinctID": "x"}}), false),
        (json!({"persistence": "memory", "identity_distinct_id": "x"}), false),
        (json!({}), false),
    ] {
        let mut page = open(given.clone());
        page.identify("user", Value::Null, Value::Null);
        assert_eq!(page.logged("but no bootstrap.distinctID was provided"), warns, "{given}");
    }
}

// ---- aliases

#[test]
fn aliases() {
    let mut page = open(none());
    let visitor = page.id();
    assert_eq!(page.alias(json!("other"), Value::Null), Aliased::Event);
    assert_eq!(page.names(), ["$create_alias"]);
    assert_eq!((&page.last()["properties"]["alias"], &page.last()["properties"]["distinct_id"]), (&json!("other"), &json!(visitor)));
    assert_eq!(page.prop("__alias"), "other");
    assert_eq!(page.last()["properties"]["$process_person_profile"], true);
    assert_eq!(page.alias(json!("third"), json!("someone")), Aliased::Event);
    assert_eq!(page.last()["properties"]["distinct_id"], "someone");
    assert_eq!(page.alias(json!(visitor), Value::Null), Aliased::Same);
    assert_eq!(page.names(), ["$create_alias", "$create_alias", "$set"], "the visitor's own id makes them known");
    assert!(page.logged("alias matches current distinct_id - skipping api call."));
    page.register(json!({"$people_distinct_id": "people"}));
    assert_eq!(page.alias(json!("people"), Value::Null), Aliased::Taken);
    assert!(page.logged("Attempting to create alias for existing People user - aborting."));
}

#[test]
fn an_alias_that_is_not_given_is_taken_for_the_people_id_that_is_not_there() {
    let mut page = open(none());
    assert_eq!(page.alias(Value::Null, Value::Null), Aliased::Taken);
    assert_eq!(page.names(), [""; 0]);
}

#[test]
fn identifying_by_the_alias_keeps_the_id() {
    let mut page = open(none());
    let visitor = page.id();
    page.alias(json!("other"), Value::Null);
    page.identify("other", Value::Null, Value::Null);
    assert_eq!((page.id(), page.prop("$user_id"), page.prop("__alias")), (visitor.clone(), json!("other"), json!("other")));
    assert_eq!(page.last()["event"], "$identify");
    assert_eq!(page.last()["properties"]["distinct_id"], "other");
    page.identify("third", Value::Null, Value::Null);
    assert_eq!((page.id(), page.prop("__alias")), ("third".into(), Value::Null));
}

// ---- person properties

#[test]
fn person_properties_and_what_flags_are_decided_by() {
    let mut page = open(none());
    page.set_person(json!({"a": 1}), json!({"b": 2}));
    page.set_person(json!({"a": 2}), Value::Null);
    page.set_person(Value::Null, json!({"b": 3, "z": 1}));
    assert_eq!(page.prop("$stored_person_properties"), json!({"b": 2, "a": 2, "z": 1}));
    assert_eq!(page.stored()["$stored_person_properties"].to_string(), r#"{"b":2,"a":2,"z":1}"#);
    assert_eq!(page.last()["properties"]["$set"], json!({}));
    assert_eq!(page.last()["properties"]["$set_once"], json!({"b": 3, "z": 1}));
    page.client.unset_person_properties(&["a".into(), String::new()]);
    page.settle();
    assert_eq!(page.last()["properties"]["$unset"], json!(["a"]));
    assert_eq!(page.prop("$stored_person_properties"), json!({"b": 2, "z": 1}));
    page.set_person(Value::Null, json!({"b": 3, "z": 1}));
    assert_eq!(page.names().len(), 5, "after an unset the same properties are sent again");
    page.client.set_person_properties(None, None);
    page.settle();
    assert_eq!(page.names().len(), 5);
    page.capture("bought", json!({"$set": {"sum": 5}}));
    page.capture_with("bought", none(), json!({"$set": {"last": 6}}));
    assert_eq!(page.prop("$stored_person_properties"), json!({"b": 2, "z": 1, "sum": 5, "last": 6}));
    page.client.reset_person_properties();
    page.settle();
    assert_eq!(page.prop("$stored_person_properties"), Value::Null);
}

#[test]
fn a_person_profile_is_created_once() {
    let mut page = open(none());
    page.client.create_person_profile();
    page.settle();
    page.client.create_person_profile();
    page.settle();
    assert_eq!(page.names(), ["$set"]);
    assert_eq!((page.last()["properties"]["$set"].clone(), page.last()["properties"]["$set_once"].clone()), (json!({}), json!({})));
    assert!(page.last()["$set_once"]["$initial_current_url"].is_string());
}

#[test]
fn whose_events_make_a_profile() {
    for (mode, plain, after) in [("always", true, true), ("never", false, false), ("identified_only", false, true)] {
        let mut page = open(json!({"person_profiles": mode}));
        assert_eq!(page.capture("x", none()).unwrap()["properties"]["$process_person_profile"], plain, "{mode}");
        page.identify("user", Value::Null, Value::Null);
        assert_eq!(page.capture("x", none()).unwrap()["properties"]["$process_person_profile"], after, "{mode}");
        assert_eq!(page.prop("$epp"), if after { json!(true) } else { Value::Null }, "{mode}");
        if mode == "never" {
            assert_eq!(page.names(), ["x", "x"]);
            assert!(page.logged("posthog.identify was called, but process_person is set to \"never\". This call will be ignored."));
            page.set_person(json!({"a": 1}), Value::Null);
            assert_eq!(page.alias(json!("a"), Value::Null), Aliased::Event);
            assert_eq!(page.names(), ["x", "x"]);
        }
    }
    // Each of these alone is reason enough.
    for act in ["group", "alias", "epp"] {
        let mut page = open(none());
        match act {
            "group" => page.register(json!({"$groups": {"company": "c"}})),
            "alias" => page.register(json!({"__alias": "a"})),
            _ => page.register(json!({"$epp": true})),
        }
        assert_eq!(page.capture("x", none()).unwrap()["properties"]["$process_person_profile"], true, "{act}");
    }
    // Once it was on it stays on, whatever the configuration says later.
    let mut page = open(json!({"person_profiles": "always"}));
    page.capture("x", none());
    page.set_config(json!({"person_profiles": "identified_only"}));
    assert_eq!(page.capture("y", none()).unwrap()["properties"]["$process_person_profile"], true);
}

#[test]
fn where_they_came_from_is_sent_once_per_page_load() {
    let tab = tab();
    tab.referrer("https://www.google.com/search?q=shoes");
    let mut page = tab.open("/a?utm_source=news", json!({"person_profiles": "always"}));
    page.group("company", json!("c"), json!({"size": 5}));
    let group = page.last().clone();
    assert_eq!(group["event"], "$groupidentify");
    assert_eq!(group["$set_once"]["$initial_utm_source"], "news");
    let first = page.capture_with("x", none(), json!({"$set_once": {"mine": 1, "utm_source": "own"}})).unwrap();
    let once = first["$set_once"].as_object().unwrap();
    assert_eq!(once["mine"], 1);
    assert_eq!((&once["$initial_utm_source"], &once["utm_source"]), (&json!("news"), &json!("own")));
    assert_eq!((&once["$initial_search_engine"], &once["$initial_ph_keyword"]), (&json!("google"), &json!("shoes")));
    assert_eq!((&once["$initial_referring_domain"], &once["$referring_domain"]), (&json!("www.google.com"), &json!("www.google.com")));
    assert_eq!((&once["$initial_gclid"], &once["gclid"]), (&Value::Null, &Value::Null));
    assert_eq!(
        (&once["$initial_pathname"], &once["$pathname"], &once["$current_url"]),
        (&json!("/a"), &json!("/a"), &json!("https://shop.example.com/a?utm_source=news"))
    );
    assert_eq!(page.capture("y", none()).unwrap().get("$set_once"), None);
    assert_eq!(page.capture_with("y", none(), json!({"$set_once": {"mine": 2}})).unwrap()["$set_once"], json!({"mine": 2}));
    page.identify("user", Value::Null, Value::Null);
    assert_eq!(page.last()["$set_once"]["$initial_utm_source"], "news", "always with $identify");
    page.reset(false, Value::Null);
    assert_eq!(page.capture("z", none()).unwrap().get("$set_once"), None, "a reset does not begin anew");
    let mut page = tab.open("/b", json!({"person_profiles": "always"}));
    assert!(page.capture("z", none()).unwrap().get("$set_once").is_some());
    let mut page = tab.open("/b", json!({"person_profiles": "never"}));
    assert_eq!(page.capture_with("z", none(), json!({"$set_once": {"mine": 2}})).unwrap()["$set_once"], json!({"mine": 2}));
}

// ---- groups

#[test]
fn groups() {
    let mut page = open(none());
    page.group("company", json!("c1"), json!({"size": 5}));
    assert_eq!(page.names(), ["$groupidentify"]);
    let props = &page.last()["properties"];
    assert_eq!((&props["$group_type"], &props["$group_key"], &props["$group_set"]), (&json!("company"), &json!("c1"), &json!({"size": 5})));
    assert_eq!(props["$groups"], json!({"company": "c1"}));
    assert_eq!(page.stored()["$stored_group_properties"].to_string(), r#"{"company":{"size":5}}"#);
    page.group("company", json!("c1"), Value::Null);
    assert_eq!(page.names().len(), 1, "the same group again");
    page.group("company", json!("c1"), json!({"more": 1}));
    assert_eq!(page.names().len(), 2);
    assert_eq!(page.prop("$stored_group_properties"), json!({"company": {"size": 5, "more": 1}}));
    page.group("team", json!(7), Value::Null);
    assert_eq!(page.last()["properties"]["$groups"], json!({"company": "c1", "team": 7}));
    assert_eq!(page.last()["properties"].get("$group_set"), None);
    page.group("company", json!("c2"), Value::Null);
    assert_eq!(page.prop("$stored_group_properties"), json!({"company": {}, "team": {}}));
    for (kind, key) in [("", json!("x")), ("company", json!("")), ("company", Value::Null), ("company", json!(0))] {
        page.logs.clear();
        page.group(kind, key, Value::Null);
        assert!(page.logged("posthog.group requires a group type and group key"));
    }
    assert_eq!(page.names().len(), 4);
    page.client.reset_groups();
    page.settle();
    assert_eq!((page.prop("$groups"), page.prop("$stored_group_properties")), (json!({}), Value::Null));
}

#[test]
fn without_profiles_a_group_is_only_remembered() {
    let mut page = open(json!({"person_profiles": "never"}));
    page.group("company", json!("c"), json!({"size": 5}));
    assert_eq!((page.names(), page.prop("$groups")), (vec![], json!({"company": "c"})));
    assert_eq!(page.capture("x", none()).unwrap()["properties"]["$groups"], json!({"company": "c"}));
}

#[test]
fn an_events_own_groups_join_the_others() {
    let mut page = open(none());
    page.group("company", json!("c"), Value::Null);
    assert_eq!(
        page.capture("x", json!({"$groups": {"team": "t"}})).unwrap()["properties"]["$groups"],
        json!({"company": "c", "team": "t"})
    );
    assert_eq!(page.capture("x", json!({"$groups": {}})).unwrap()["properties"]["$groups"], json!({}));
    assert_eq!(page.prop("$groups"), json!({"company": "c"}));
}

// ---- reset

#[test]
fn reset_forgets_the_person_and_keeps_the_device() {
    let tab = tab();
    let mut page = tab.open("/a", none());
    page.identify("user", Value::Null, Value::Null);
    page.group("company", json!("c"), Value::Null);
    page.register(json!({"plan": "pro", "$device_model": "Pixel", "$session_recording_remote_config": {"x": 1}}));
    page.register_for_session(json!({"step": 1}));
    let (device, session) = (page.prop("$device_id"), page.session_id());
    page.reset(false, Value::Null);
    let id = page.id();
    assert!(is_uuid(&id) && id != device);
    assert_eq!(
        plain(&page.local(ENTRY).unwrap()),
        concat!(
            r##"{"$session_recording_remote_config":{"x":1},"$user_state":"anonymous","$sesid":[null,null,null],"distinct_id":"#1","##,
            r##""$device_id":"#2","$device_model":"Pixel","$last_posthog_reset":"2026-11-22T18:20:54.017Z"}"##
        )
    );
    assert_eq!((page.prop("$device_id"), tab.session(ENTRY)), (device.clone(), None));
    let facts = page.host.browser.cookie_facts(ENTRY).unwrap();
    assert_eq!(facts.2.unwrap() - START + 17.0, DAY, "for a day the cookie ends early");
    let event = page.capture("x", none()).unwrap();
    assert_ne!(event["properties"]["$session_id"], session);
    assert_eq!((&event["properties"]["$is_identified"], &event["properties"]["$device_id"]), (&json!(false), &device));
    for key in ["plan", "step", "$groups", "$user_id", "$initialization_time"] {
        assert_eq!(event["properties"].get(key), None, "{key}");
    }
    page.identify("user", Value::Null, Value::Null);
    assert_eq!((page.last()["event"].clone(), page.last()["properties"]["$anon_distinct_id"].clone()), (json!("$identify"), json!(id)));
}

#[test]
fn reset_can_change_the_device_too() {
    let mut page = open(none());
    page.register(json!({"$device_model": "Pixel"}));
    let device = page.prop("$device_id");
    page.reset(true, Value::Null);
    assert_ne!(page.prop("$device_id"), device);
    assert_eq!((page.prop("$device_id"), page.prop("$device_model")), (json!(page.id()), Value::Null));
}

#[test]
fn queued_events_keep_the_person_they_were_captured_for() {
    let mut page = open(none());
    let visitor = page.id();
    page.capture("before", none());
    page.reset(false, Value::Null);
    page.advance(3000.0);
    assert_eq!(page.sent.last().unwrap().body()["batch"][0]["properties"]["distinct_id"], visitor);
}

#[test]
fn reset_with_a_bootstrap() {
    let mut page = open(json!({"bootstrap": {"distinctID": "first"}}));
    let device = page.prop("$device_id");
    page.reset(false, json!({"distinctID": "user", "isIdentifiedID": true}));
    assert_eq!((page.id(), page.prop("$user_state"), page.prop("$device_id")), ("user".into(), json!("identified"), device));
    page.reset(false, json!({"distinctID": "visitor"}));
    assert_eq!((page.id(), page.prop("$user_state")), ("visitor".into(), json!("anonymous")));
    page.reset(false, Value::Null);
    assert!(is_uuid(&page.id()), "the page's first bootstrap is not used again");
    assert_eq!(page.options.get("bootstrap").unwrap().text(), r#"{"distinctID":"first"}"#, "though the options show it");
    let mut page = open(json!({"identity_distinct_id": "b", "identity_hash": "h"}));
    page.reset(false, Value::Null);
    assert!(!page.options.has("identity_distinct_id") && !page.options.has("identity_hash"));
}

// ---- what the page brings along

fn visit(stored: &str, given: Value) -> Page {
    let tab = tab();
    if !stored.is_empty() {
        tab.put_local(ENTRY, stored);
    }
    tab.open("/", given)
}

#[test]
fn bootstraps() {
    let anonymous = |id: &str| json!({"bootstrap": {"distinctID": id}});
    let known = |id: &str| json!({"bootstrap": {"distinctID": id, "isIdentifiedID": true}});
    let page = visit("", anonymous("b"));
    assert_eq!((page.id(), page.prop("$device_id"), page.prop("$user_state")), ("b".into(), json!("b"), json!("anonymous")));
    let page = visit("", known("b"));
    assert_eq!((page.id(), page.prop("$user_state")), ("b".into(), json!("identified")));
    assert!(is_uuid(page.prop("$device_id").as_str().unwrap()));

    // Someone else, still anonymous: they become this person.
    let page = visit(r#"{"distinct_id":"v","$device_id":"d","$user_state":"anonymous"}"#, known("b"));
    assert_eq!((page.id(), page.names(), page.prop("$device_id")), ("b".into(), vec!["$identify"], json!("d")));
    assert_eq!(page.last()["properties"]["$anon_distinct_id"], "v");

    // Someone else, known: they stay.
    let page = visit(r#"{"distinct_id":"u","$device_id":"d","$user_state":"identified"}"#, known("b"));
    assert_eq!((page.id(), page.names().len()), ("u".into(), 0));
    assert!(page.logged("Bootstrap distinctID differs from an already-identified user."));

    // The same person: a new device each time.
    let page = visit(r#"{"distinct_id":"b","$device_id":"d","$user_state":"identified"}"#, known("b"));
    assert_eq!((page.id(), page.names().len()), ("b".into(), 0));
    assert_ne!(page.prop("$device_id"), "d");

    // An anonymous one takes over whatever was there.
    let page = visit(r#"{"distinct_id":"u","$device_id":"d","$user_state":"identified"}"#, anonymous("b"));
    assert_eq!((page.id(), page.prop("$device_id"), page.prop("$user_state")), ("b".into(), json!("b"), json!("anonymous")));

    let page = visit("", json!({"bootstrap": {"distinctID": "", "sessionID": null}}));
    assert!(is_uuid(&page.id()), "an empty id is none");
    let page = visit("", json!({"identity_distinct_id": "b"}));
    assert_eq!((page.id(), page.prop("$user_state")), ("b".into(), json!("identified")));
    let page = visit("", json!({"identity_distinct_id": "b", "bootstrap": {"distinctID": "c"}}));
    assert_eq!((page.id(), page.prop("$user_state")), ("c".into(), json!("anonymous")));
}

#[test]
fn an_empty_stored_id_is_replaced() {
    let page = visit(r#"{"distinct_id":"","$device_id":""}"#, none());
    assert!(is_uuid(&page.id()));
    assert_eq!(page.prop("$device_id"), page.id());
}

#[test]
fn two_instances_on_one_page_keep_apart() {
    let browser = Browser::new();
    let mut first = browser.tab("https://shop.example.com").open("/", none());
    let mut second = first.second(json!({"token": "phc_two"}));
    first.identify("user", Value::Null, Value::Null);
    second.capture("x", none());
    assert_ne!(second.id(), "user");
    assert_eq!(second.last()["properties"]["token"], "phc_two");
    assert!(first.local("ph_phc_two_posthog").is_some());
}

#[test]
fn internal_users_are_marked_where_the_defaults_say_so() {
    for (date, origin, marked) in [
        ("2026-01-30", "http://localhost", true),
        ("2026-01-30", "https://shop.example.com", false),
        ("2025-11-30", "http://localhost", false),
    ] {
        let page = Browser::new().tab(origin).open("/", json!({"defaults": date}));
        assert_eq!(page.names(), if marked { vec!["$set"] } else { vec![] });
        if marked {
            assert_eq!(page.last()["properties"]["$set"], json!({"$internal_or_test_user": true}));
        }
    }
}
