//! Failures on order.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::json;

use crate::support::{Collector, batch, event, names};

fn order(collector: &Collector, fault: serde_json::Value) {
    let answer = collector.change("POST", "/_/faults?token=phc_test", &fault);
    assert_eq!(answer.status, 200, "{}", answer.text);
}

#[test]
fn an_error_is_answered_so_many_times_and_stores_nothing() {
    let collector = Collector::start();
    order(&collector, json!({"path": "/i/v0/e/", "status": 503, "times": 2, "retry_after": "2", "body": {"why": "busy"}}));
    for _ in 0..2 {
        let answer = collector.capture("x", "d", json!({}));
        assert_eq!((answer.status, answer.header("retry-after")), (503, "2"));
        assert_eq!(answer.json(), json!({"why": "busy"}));
    }
    assert_eq!(collector.capture("y", "d", json!({})).status, 200);
    assert_eq!(names(&collector.events()), ["y"]);
    let log: Vec<_> = collector.requests().iter().map(|it| (it["status"].clone(), it["fault"].clone())).collect();
    let failed = (json!(503), json!("answered 503 without storing"));
    assert_eq!(log, [failed.clone(), failed, (json!(200), json!(null))]);
}

#[test]
fn a_failed_answer_can_still_be_read_by_another_site() {
    let collector = Collector::start();
    order(&collector, json!({"status": 500}));
    let body = batch(&[event("x", "d", json!({}))]).to_string();
    let answer = collector.try_post("/e/", &[("origin", "http://shop.test")], body.as_bytes()).unwrap();
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (500, "http://shop.test"));
}

#[test]
fn faults_meet_only_their_token_and_path() {
    let collector = Collector::start();
    order(&collector, json!({"path": "/flags", "status": 500}));
    assert_eq!(collector.capture("x", "d", json!({})).status, 200);
    assert_eq!(collector.send("/flags/?v=2", &json!({"token": "phc_other", "distinct_id": "d"})).status, 200);
    assert_eq!(collector.send("/flags/?v=2", &json!({"token": "phc_test", "distinct_id": "d"})).status, 500);
    order(&collector, json!({"status": 500}));
    assert_eq!(collector.get("/array/phc_other/config").status, 200);
    assert_eq!(collector.get("/array/phc_test/config").status, 500);
}

#[test]
fn a_connection_is_dropped_before_or_after_storing() {
    let collector = Collector::start();
    let send = |name: &str| collector.try_post("/e/", &[], batch(&[event(name, "d", json!({}))]).to_string().as_bytes());
    order(&collector, json!({"drop": "before"}));
    assert!(send("lost").is_err());
    order(&collector, json!({"drop": "after"}));
    assert!(send("kept").is_err());
    assert!(send("answered").is_ok());
    assert_eq!(names(&collector.events()), ["kept", "answered"]);
    let requests = collector.requests();
    assert!(requests[0]["status"].is_null() && requests[0]["fault"] == "dropped before storing");
    let after = requests.iter().find(|request| request["fault"] == "dropped after storing").unwrap();
    assert!(after["status"].is_null() && after["events"] == 1);
}

#[test]
fn a_browsers_own_repeat_of_a_dropped_request_is_dropped_too() {
    let collector = Collector::start();
    order(&collector, json!({"drop": "before", "times": 1}));
    let body = batch(&[event("x", "d", json!({}))]).to_string();
    let raw = format!("POST /e/ HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    for _ in 0..2 {
        let mut socket = TcpStream::connect(collector.base.trim_start_matches("http://")).unwrap();
        socket.write_all(raw.as_bytes()).unwrap();
        let mut answer = Vec::new();
        assert!(matches!(socket.read_to_end(&mut answer), Ok(0) | Err(_)), "{}", String::from_utf8_lossy(&answer));
    }
    // The next attempt of a page differs, at least in its time of sending.
    let retry = json!({"api_key": "phc_test", "batch": [event("x", "d", json!({}))], "sent_at": "2026-01-01T00:00:00Z"});
    assert_eq!(collector.send("/e/", &retry).status, 200);
    assert_eq!(collector.requests().len(), 3);
}

#[test]
fn an_answer_can_be_late_or_never_come() {
    let collector = Collector::start();
    order(&collector, json!({"delay_ms": 30}));
    assert_eq!(collector.capture("late", "d", json!({})).status, 200);
    assert_eq!(collector.requests()[0]["fault"], "answered 30 ms late");

    order(&collector, json!({"hang": true}));
    let body = batch(&[event("x", "d", json!({}))]).to_string();
    let mut socket = TcpStream::connect(collector.base.trim_start_matches("http://")).unwrap();
    write!(socket, "POST /e/ HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{body}", body.len()).unwrap();
    // The log says so while the other side still waits.
    while collector.requests().get(1).is_none_or(|request| request["fault"].is_null()) {}
    assert_eq!(collector.requests()[1]["fault"], "left hanging");
    assert_eq!(names(&collector.events()), ["late"]);
}

#[test]
fn an_error_may_come_after_storing() {
    let collector = Collector::start();
    order(&collector, json!({"status": 502, "store": true}));
    assert_eq!(collector.capture("x", "d", json!({})).status, 502);
    assert_eq!(names(&collector.events()), ["x"]);
}

#[test]
fn orders_are_listed_taken_back_and_checked() {
    let collector = Collector::start();
    order(&collector, json!({"path": "/e/", "status": 500, "times": 3}));
    assert_eq!(collector.list("/_/faults?token=phc_test"), [json!({"path": "/e/", "times": 3, "status": 500})]);
    assert_eq!(collector.change("DELETE", "/_/faults?token=phc_test", &json!({})).status, 204);
    assert_eq!(collector.capture("x", "d", json!({})).status, 200);
    let wrong = collector.change("POST", "/_/faults?token=phc_test", &json!({"statsu": 500}));
    assert_eq!(wrong.status, 400);
    assert!(wrong.json()["detail"].as_str().unwrap().contains("statsu"));
    assert_eq!(collector.change("POST", "/_/faults", &json!({"status": 500})).status, 400);
}

#[test]
fn nobody_orders_anything_unless_it_was_allowed() {
    let collector = Collector::with(&[]);
    assert_eq!(collector.change("POST", "/_/faults?token=phc_test", &json!({"status": 500})).status, 404);
    assert_eq!(collector.change("PUT", "/_/config?token=phc_test", &json!({})).status, 404);
    assert_eq!(collector.capture("x", "d", json!({})).status, 200);
}
