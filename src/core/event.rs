//! An event on its way: what the page asked for, and what became of it.

use super::date;
use super::json::{Json, Map};
use super::text::Str;

/// The options of one `capture`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// An options object was given at all: such events do not wait in the queue.
    pub given: bool,
    /// `$set`, `$set_once`, `$unset`: what the event changes of the person.
    pub set: Option<Json>,
    pub set_once: Option<Json>,
    pub unset: Option<Json>,
    /// The page may be going: send now, compress on the spot.
    pub send_instantly: bool,
    pub skip_rate_limit: bool,
    /// `'XHR'`, `'fetch'` or `'sendBeacon'`
    pub transport: Option<Str>,
    /// Milliseconds since 1970; `timestamp_given` even where it is no date.
    pub timestamp: Option<f64>,
    pub timestamp_given: bool,
    /// The event's id; another takes its place if it is no UUID.
    pub uuid: Option<Str>,
    /// `_url`: where to, in place of the usual endpoint.
    pub url: Option<Str>,
    /// `_batchKey`: the kind of events it is queued with.
    pub batch_key: Option<Str>,
    /// `_noTruncate`: texts keep their length.
    pub no_truncate: bool,
    pub from_capture_exception: bool,
}

impl Options {
    /// Reads the options object; `None` is one that was not given. A timestamp stands in it as milliseconds.
    pub fn read(map: Option<Map>) -> Options {
        let Some(map) = map else { return Options::default() };
        let truthy = |key: &str| map.get(key).filter(|value| value.truthy()).cloned();
        Options {
            given: true,
            set: truthy("$set"),
            set_once: truthy("$set_once"),
            unset: truthy("$unset"),
            send_instantly: map.truthy("send_instantly"),
            skip_rate_limit: map.truthy("skip_client_rate_limiting"),
            transport: map.string("transport").filter(|name| !name.is_empty()),
            timestamp: map.number("timestamp"),
            timestamp_given: map.has("timestamp"),
            uuid: map.string("uuid"),
            url: map.string("_url"),
            batch_key: map.string("_batchKey").filter(|key| !key.is_empty()),
            no_truncate: map.truthy("_noTruncate"),
            from_capture_exception: map.truthy("_originatedFromCaptureException"),
        }
    }
}

/// A wish to capture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capture {
    pub event: Str,
    pub properties: Map,
    pub options: Options,
    /// The fingerprint of person properties that need not be sent again once this event was accepted.
    pub remember: Option<Str>,
    /// It is the warning about dropped events.
    pub warning: bool,
    /// Meta's ids that no server took yet.
    pub meta_ids: Map,
}

impl Capture {
    #[inline(never)]
    pub fn new(event: &str, properties: Map) -> Box<Capture> {
        Box::new(Capture { event: Str::from(event), properties, ..Capture::default() })
    }

    /// The same, not to wait in the queue.
    pub fn instantly(mut self: Box<Self>) -> Box<Capture> {
        self.options.given = true;
        self.options.send_instantly = true;
        self
    }
}

/// An event being put together.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub capture: Box<Capture>,
    pub uuid: Str,
    pub properties: Map,
    pub set_once: Option<Map>,
    /// Of the event, and of the clock.
    pub time: f64,
    pub system_time: f64,
    /// Tokens left in the client's bucket.
    pub remaining: Option<f64>,
    pub is_bot: bool,
    /// A small report of a flag's read, see `Client::is_minimal`.
    pub minimal: bool,
    /// Meta's click id in the address, where the address is new.
    pub click: Option<String>,
}

/// An event as it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub uuid: Str,
    pub event: Str,
    pub properties: Map,
    pub set: Option<Json>,
    pub unset: Option<Json>,
    pub set_once: Option<Json>,
    pub time: f64,
}

impl Event {
    /// The whole event as JSON, without its timestamp when a hook is to see that as a `Date`.
    pub fn text(&self, with_timestamp: bool) -> String {
        let mut out = String::from("{\"uuid\":");
        out.push_str(Json::str(&self.uuid).text());
        out.push_str(",\"event\":");
        out.push_str(Json::str(&self.event).text());
        out.push_str(",\"properties\":{");
        self.properties.write(&mut out);
        out.push('}');
        for (key, value) in &[(",\"$set\":", &self.set), (",\"$unset\":", &self.unset), (",\"$set_once\":", &self.set_once)] {
            if let Some(value) = value {
                out.push_str(key);
                out.push_str(value.text());
            }
        }
        if with_timestamp {
            out.push_str(",\"timestamp\":\"");
            out.push_str(&date::iso(self.time));
            out.push('"');
        }
        out.push('}');
        out
    }
}
