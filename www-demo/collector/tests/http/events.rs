//! What is kept of an event, and that it is kept once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::support::{Collector, batch, event, folder, names};

#[test]
fn a_repeated_uuid_is_kept_once_and_seen_in_the_log() {
    let collector = Collector::start();
    let mut first = event("paid", "d", json!({"amount": 5}));
    first["uuid"] = "0190a1b2-0000-7000-8000-000000000001".into();
    assert_eq!(collector.send("/e/", &batch(&[first.clone()])).status, 200);
    let again = collector.send("/e/?retry_count=1", &batch(&[first.clone(), event("other", "d", json!({}))]));
    assert_eq!((again.status, again.json()), (200, json!({"status": "Ok"})));

    let events = collector.events();
    assert_eq!(names(&events), ["paid", "other"]);
    assert_eq!(events[0]["uuid"], first["uuid"]);
    let requests = collector.requests();
    let counts: Vec<_> = requests.iter().map(|it| (it["events"].as_i64().unwrap(), it["duplicates"].as_i64().unwrap())).collect();
    assert_eq!(counts, [(1, 0), (2, 1)]);
    assert_eq!(requests[1]["query"], json!({"retry_count": "1"}));

    // Another project may use the same uuid.
    let mut other = first;
    other["properties"]["token"] = "phc_other".into();
    collector.send("/e/", &other);
    assert_eq!(collector.list("/_/events?token=phc_other").len(), 1);
}

#[test]
fn an_event_is_shown_as_it_was_sent() {
    let collector = Collector::start();
    let mut sent = event("shape", "d", json!({"z": 1.0, "a": 0.1, "big": 9_007_199_254_740_993_u64, "none": null}));
    sent["uuid"] = "0190a1b2-0000-7000-8000-0000000000ab".into();
    sent["$set"] = json!({"name": "Ada"});
    sent["$set_once"] = json!({"first": true});
    sent["timestamp"] = "2026-01-01T00:00:00.000Z".into();
    collector.send("/i/v0/e/", &json!({"api_key": "phc_test", "batch": [sent], "sent_at": "2026-01-01T00:01:00.000Z"}));
    let shown = collector.events().remove(0);
    assert_eq!(shown["raw"].to_string(), sent.to_string());
    assert_eq!(shown["properties"].to_string(), sent["properties"].to_string());
    assert_eq!(shown["$set"], sent["$set"]);
    assert_eq!(shown["$set_once"], sent["$set_once"]);
    assert_eq!(shown["person_id"], 1);
    // A minute before it was sent, by the sender's clock; the collector's own clock says when that was.
    let millis = |key: &str| chrono::DateTime::parse_from_rfc3339(shown[key].as_str().unwrap()).unwrap().timestamp_millis();
    assert_eq!(millis("received_at") - millis("timestamp"), 60_000);
}

#[test]
fn offsets_count_back_from_arrival() {
    let collector = Collector::start();
    let mut sent = event("batched", "d", json!({}));
    sent["offset"] = 2500.into();
    collector.send("/e/", &batch(&[sent]));
    let shown = collector.events().remove(0);
    let millis = |key: &str| chrono::DateTime::parse_from_rfc3339(shown[key].as_str().unwrap()).unwrap().timestamp_millis();
    assert_eq!(millis("received_at") - millis("timestamp"), 2500);
}

#[test]
fn lists_are_filtered() {
    let collector = Collector::start();
    for name in ["a", "b", "a", "c"] {
        collector.capture(name, "d", json!({}));
    }
    let all = collector.events();
    assert_eq!(names(&collector.list("/_/events?token=phc_test&event=a")), ["a", "a"]);
    assert_eq!(names(&collector.list(&format!("/_/events?token=phc_test&since={}", all[1]["id"]))), ["a", "c"]);
    assert_eq!(names(&collector.list("/_/events?token=phc_test&limit=2")), ["a", "c"]);
    assert!(collector.list("/_/events?token=phc_nobody").is_empty());
    let brief = collector.list("/_/requests?token=phc_test&brief=1");
    assert!(brief.iter().all(|request| request.get("body").is_none() && request["status"] == 200));
    let first = &collector.requests()[0];
    assert_eq!(&collector.get(&format!("/_/requests/{}", first["id"])).json(), first);
    assert_eq!(collector.get("/_/requests/999").status, 404);
    assert_eq!(collector.list("/_/tokens"), [json!({"token": "phc_test", "events": 4, "requests": 4})]);
}

#[test]
fn a_clear_forgets_one_token_only() {
    let collector = Collector::start();
    collector.capture("mine", "d", json!({}));
    collector.send("/e/", &json!({"api_key": "phc_other", "event": "theirs", "distinct_id": "d"}));
    let last = collector.list("/_/events").pop().unwrap()["id"].as_i64().unwrap();
    assert_eq!(collector.change("POST", "/_/clear?token=phc_test", &json!({})).status, 204);
    assert!(collector.events().is_empty() && collector.requests().is_empty());
    assert!(collector.list("/_/persons?token=phc_test").is_empty());
    assert_eq!(collector.list("/_/events?token=phc_other").len(), 1);
    collector.capture("anew", "d", json!({}));
    assert!(collector.events()[0]["id"].as_i64().unwrap() > last, "ids only grow");
    collector.change("POST", "/_/clear", &json!({}));
    assert!(collector.list("/_/requests").is_empty());
}

#[test]
fn a_file_keeps_events_and_persons() {
    let path = folder("kept").join("collector.sqlite");
    let path = path.to_str().unwrap();
    {
        let collector = Collector::with(&["--db", path]);
        collector.capture("before", "anon", json!({}));
        collector.capture("$identify", "ada", json!({"$anon_distinct_id": "anon"}));
    }
    let collector = Collector::with(&["--db", path]);
    assert_eq!(names(&collector.events()), ["before", "$identify"]);
    assert_eq!(collector.list("/_/persons?token=phc_test")[0]["distinct_ids"], json!(["ada", "anon"]));
}

#[test]
fn logs_and_metrics_are_read_but_are_no_events() {
    let collector = Collector::start();
    assert_eq!(collector.send("/i/v1/logs?token=phc_test", &json!({"resourceLogs": []})).status, 200);
    assert_eq!(collector.post("/i/v1/metrics?token=phc_test", "application/json", "{").status, 400);
    assert!(collector.events().is_empty());
    assert_eq!(collector.requests()[0]["body"], json!({"resourceLogs": []}));
}

#[test]
fn a_clear_whose_body_comes_late_keeps_the_connection() {
    let collector = Collector::start();
    let mut socket = TcpStream::connect(collector.base.trim_start_matches("http://")).unwrap();
    socket.write_all(b"POST /_/clear?token=phc_test HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n").unwrap();
    std::thread::sleep(Duration::from_millis(200));
    socket.write_all(b"{}GET /_/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answers = String::new();
    socket.read_to_string(&mut answers).unwrap();
    assert_eq!(answers.matches("HTTP/1.1 20").count(), 2, "{answers}");
}
