//! Server-sent events.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::support::Collector;

/// Reads the stream message by message.
pub struct Listener(BufReader<TcpStream>);

impl Listener {
    /// Returns once the server listens for us: it says hello.
    pub fn new(collector: &Collector, path: &str, headers: &str) -> Self {
        let mut socket = TcpStream::connect(collector.base.trim_start_matches("http://")).unwrap();
        write!(socket, "GET {path} HTTP/1.1\r\nhost: x\r\n{headers}\r\n").unwrap();
        let mut listener = Self(BufReader::new(socket));
        assert_eq!(listener.next().0, "hello");
        listener
    }

    pub fn next(&mut self) -> (String, Value) {
        let mut kind = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(name) = line.strip_prefix("event: ") {
                name.trim().clone_into(&mut kind);
            } else if let Some(data) = line.strip_prefix("data: ") {
                let data = serde_json::from_str(data).unwrap();
                return (kind, data);
            }
        }
    }

    fn next_event(&mut self) -> Value {
        loop {
            let (kind, data) = self.next();
            if kind == "event" {
                return data;
            }
        }
    }
}

#[test]
fn events_and_requests_are_told_as_they_come() {
    let collector = Collector::start();
    let mut listener = Listener::new(&collector, "/_/stream?token=phc_test", "");
    collector.send("/e/", &json!({"api_key": "phc_other", "event": "not mine", "distinct_id": "d"}));
    collector.capture("mine", "d", json!({"n": 1}));
    let (kind, told) = listener.next();
    assert_eq!((kind.as_str(), &told["event"], &told["properties"]["n"]), ("event", &json!("mine"), &json!(1)));
    assert_eq!(told, collector.events()[0]);
    let (kind, told) = listener.next();
    assert_eq!((kind.as_str(), &told["status"], &told["events"]), ("request", &json!(200), &json!(1)));
    collector.change("POST", "/_/clear?token=phc_test", &json!({}));
    assert_eq!(listener.next().0, "cleared");
}

#[test]
fn a_listener_who_comes_back_misses_nothing_and_hears_nothing_twice() {
    let collector = Collector::start();
    for name in ["a", "b", "c"] {
        collector.capture(name, "d", json!({}));
    }
    let first = collector.events()[0]["id"].clone();
    let mut listener = Listener::new(&collector, "/_/stream?token=phc_test", &format!("last-event-id: {first}\r\n"));
    collector.capture("d", "d", json!({}));
    let names: Vec<_> = (0..3).map(|_| listener.next_event()["event"].clone()).collect();
    assert_eq!(names, ["b", "c", "d"]);
    let mut from_start = Listener::new(&collector, "/_/stream?token=phc_test&since=0", "");
    assert_eq!(from_start.next_event()["event"], "a");
}
