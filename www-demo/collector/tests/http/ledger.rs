//! What browsers say of their events, beside what came of them.

use serde_json::{Value, json};

use crate::stream::Listener;
use crate::support::{Collector, TOKEN};

const PATH: &str = "/_/ledger?token=phc_test";

fn report(collector: &Collector, delivered: u64, pending: u64) {
    let ledger = json!({"device_id": "laptop", "captured": delivered + pending + 1, "delivered": delivered, "pending": pending, "dropped": {"bot": 1}});
    assert_eq!(collector.change("POST", PATH, &ledger).status, 204);
}

fn capture(collector: &Collector, event: &str, device: &str) {
    collector.capture(event, "d", json!({"$device_id": device}));
}

fn told(collector: &Collector, key: &str) -> Value {
    collector.list(PATH)[0][key].clone()
}

#[test]
fn a_browsers_count_stands_beside_the_events_of_that_browser() {
    let collector = Collector::start();
    let mut listener = Listener::new(&collector, &format!("/_/stream?token={TOKEN}"), "");
    report(&collector, 0, 1);
    assert_eq!(listener.next().0, "ledger");
    capture(&collector, "a", "laptop");
    capture(&collector, "b", "laptop");
    capture(&collector, "c", "phone");
    report(&collector, 2, 0);
    let all = collector.list(PATH);
    let at = all[0]["at"].clone();
    let expected = json!({"device_id": "laptop", "at": at, "captured": 3, "delivered": 2, "pending": 0, "dropped": {"bot": 1}, "earlier": 0, "received": 2});
    assert_eq!(all, [expected]);
    assert_eq!(collector.list("/_/ledger?token=phc_other"), [] as [Value; 0]);
}

#[test]
fn what_was_delivered_before_the_store_began_is_told_apart() {
    let collector = Collector::start();
    report(&collector, 7, 0);
    capture(&collector, "a", "laptop");
    report(&collector, 8, 0);
    assert_eq!((told(&collector, "earlier"), told(&collector, "received")), (json!(7), json!(1)));
    // Cleared, it begins again; and while something waits that is here, it cannot be told.
    collector.change("POST", "/_/clear?token=phc_test", &json!({}));
    assert_eq!(collector.list(PATH), [] as [Value; 0]);
    capture(&collector, "b", "laptop");
    report(&collector, 8, 1);
    assert_eq!(told(&collector, "earlier"), Value::Null);
    report(&collector, 9, 0);
    assert_eq!(told(&collector, "earlier"), json!(8));
    // A loss shows, and is not taken for something earlier.
    report(&collector, 11, 0);
    assert_eq!((told(&collector, "earlier"), told(&collector, "received")), (json!(8), json!(1)));
}

#[test]
fn a_count_that_cannot_be_read_is_refused() {
    let collector = Collector::start();
    for wrong in [json!({}), json!({"device_id": "laptop", "captured": -1, "delivered": 0, "pending": 0, "dropped": {}})] {
        assert_eq!(collector.change("POST", PATH, &wrong).status, 400, "{wrong}");
    }
    assert_eq!(collector.list(PATH), [] as [Value; 0]);
}
