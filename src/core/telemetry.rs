//! What the second module sends of its own, logs and metrics: each post has a ticket, by which it hears what came of it. The requests are the first
//! module's, see `Job::telemetry`.

use super::client::Client;
use super::language::{Make, make};
use super::router::{self, Target};
use super::text::{self, Str};

/// The longest that something waits after failures, unless its options say so, in milliseconds.
const LONGEST_DELAY: f64 = 30_000.0;

/// What the first module is to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub url: Str,
    pub kind: &'static str,
    pub body: Str,
    /// `sendBeacon` where the page goes.
    pub transport: Option<Str>,
    pub ticket: u32,
}

#[derive(Debug, Default)]
pub struct Telemetry {
    tickets: u32,
    posts: Vec<Post>,
}

impl Client {
    /// Sends it to `/i/v1/` and its kind. What is sent when the page goes (`going`) goes by a beacon.
    pub(super) fn post(&mut self, kind: &'static str, body: Str, going: bool) -> u32 {
        let token = make(Make::Encoded, &self.config.raw.word("token"), 0.0).unwrap_or_default();
        let url = router::endpoint(&self.config, Target::Api, &text::join(&["/i/v1/", kind, "?token=", &token]));
        let telemetry = &mut self.telemetry;
        telemetry.tickets += 1;
        let ticket = telemetry.tickets;
        telemetry.posts.push(Post { url, kind, body, transport: going.then(|| Str::from("sendBeacon")), ticket });
        ticket
    }

    /// What is to be sent.
    pub fn take_posts(&mut self) -> Vec<Post> {
        std::mem::take(&mut self.telemetry.posts)
    }

    /// What came of a post: its ticket times a thousand, and the status.
    pub fn on_told(&mut self, what: u32) {
        let (ticket, status) = (what / 1000, what % 1000);
        self.logs_told(ticket, status);
        self.metrics_told(ticket, status);
    }

    /// The visitor is another one.
    pub fn forget_telemetry(&mut self) {
        self.logs = None;
        if let Some(metrics) = &mut self.metrics {
            metrics.forget();
        }
    }
}

/// What a request is written with, around what takes the place of `"%"`.
pub(super) fn fill(envelope: &str, inner: &str) -> Str {
    const MARK: &str = "\"%\"";
    let at = text::find(envelope, MARK).unwrap_or_default();
    text::join(&[envelope.get(..at).unwrap_or(""), inner, envelope.get(at + MARK.len()..).unwrap_or("")])
}

/// How long something waits that waits for `interval` at other times. `jitter`: from 0.75 to 1.25.
pub(super) fn delay(interval: f64, failures: u32, jitter: f64) -> f64 {
    if failures == 0 {
        return interval;
    }
    let doubled = interval * f64::from(1_u32 << (failures - 1).min(6));
    (doubled.min(interval.max(LONGEST_DELAY)) * jitter).round()
}

/// For `delay`, from a die's 32 bits.
pub(super) fn jitter(dice: u32) -> f64 {
    0.75 + f64::from(dice) / 8_589_934_592.0
}

/// May the same request go well another time?
pub(super) fn may_succeed_later(status: u32) -> bool {
    matches!(status, 0 | 408 | 429) || status >= 500
}
