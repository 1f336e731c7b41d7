//! Limits on what is sent: a token bucket that stops a page that captures in a loop, and the server's word that a quota is used up.

use super::config::Config;
use super::json::{Json, Map, write_number};
use super::keys;
use super::persistence::Persistence;
use super::world::{Level, World};

/// What the bucket says about one event.
pub struct Verdict {
    /// The event is not to be captured.
    pub limited: bool,
    /// Events dropped since the last warning, when a warning is due.
    pub warn: Option<f64>,
    /// Tokens left; fractions count.
    pub remaining: f64,
}

/// The bucket's memory between events, and what the server stopped until when.
#[derive(Default)]
pub struct RateLimit {
    was_limited: bool,
    blocked: Vec<(String, f64)>,
}

impl RateLimit {
    /// Takes a token. The bucket is stored, so that a reload does not fill it.
    pub fn take(&mut self, config: &Config, now: f64, store: &mut Persistence) -> Verdict {
        let stored = store.get(keys::RATE_LIMIT).and_then(Json::as_map);
        let number = |map: &Map, key: &str| map.number(key);
        let mut bucket = stored.unwrap_or_default();
        let mut tokens = number(&bucket, "tokens").unwrap_or(config.events_burst);
        let last = number(&bucket, "last").unwrap_or(now);
        tokens = (tokens + (now - last).max(0.0) / 1000.0 * config.events_per_second).min(config.events_burst);
        let limited = tokens < 1.0;
        let mut warn = None;
        if limited {
            let dropped = number(&bucket, "dropped").unwrap_or(0.0) + 1.0;
            bucket.set("dropped", Json::num(dropped));
            warn = (!self.was_limited).then_some(dropped);
        } else {
            tokens = (tokens - 1.0).max(0.0);
        }
        self.was_limited = limited;
        bucket.set("tokens", Json::num(tokens));
        bucket.set("last", Json::num(last.max(now)));
        store.touch(keys::RATE_LIMIT, Json::from(&bucket), true);
        Verdict { limited, warn, remaining: tokens }
    }

    /// Would an event be dropped now? Nothing is taken.
    pub fn is_used_up(&self, config: &Config, now: f64, store: &Persistence) -> bool {
        let bucket = store.get(keys::RATE_LIMIT).and_then(Json::as_map).unwrap_or_default();
        let Some(tokens) = bucket.number("tokens") else { return false };
        let last = bucket.number("last").unwrap_or(now);
        tokens + (now - last).max(0.0) / 1000.0 * config.events_per_second < 1.0
    }

    /// The warning about dropped events was accepted: counting starts anew.
    pub fn warned(&mut self, store: &mut Persistence) {
        if let Some(mut bucket) = store.get(keys::RATE_LIMIT).and_then(Json::as_map) {
            bucket.set("dropped", Json::trusted("0"));
            store.touch(keys::RATE_LIMIT, Json::from(&bucket), true);
        }
    }

    /// Reads `quota_limited` out of an answer: requests of those kinds stop for a minute.
    pub fn heed(&mut self, body: &str, now: f64, world: &World) {
        if body.is_empty() {
            return;
        }
        let Some(json) = Json::parse(body) else {
            world.log(Level::Warn, "[RateLimiter] could not rate limit - continuing. The answer is not JSON.");
            return;
        };
        for kind in json.as_map().and_then(|map| map.get("quota_limited").map(Json::as_strings)).unwrap_or_default() {
            world.say(Level::Info, "[RateLimiter] % is quota limited.", &[if kind.is_empty() { "events" } else { &kind }]);
            self.blocked.retain(|(known, _)| *known != kind);
            self.blocked.push((kind, now + 60_000.0));
        }
    }

    /// Has the server said that requests of this kind (`""` is events) are not wanted now?
    pub fn blocks(&self, kind: &str, now: f64) -> bool {
        let kind = if kind.is_empty() { "events" } else { kind };
        self.blocked.iter().any(|(known, until)| known == kind && now < *until)
    }
}

/// The text of the warning event.
pub fn warning(dropped: f64, page: Option<&str>, session: Option<&str>, config: &Config) -> String {
    let mut text = String::from("posthog-js client rate limited: ");
    write_number(&mut text, dropped);
    text.push_str(" event(s) dropped since the last warning");
    if let Some(page) = page {
        text.push_str(", triggered on ");
        text.push_str(page);
    }
    if let Some(session) = session {
        text.push_str(", session ");
        text.push_str(session);
    }
    text.push_str(". Config is set to ");
    write_number(&mut text, config.events_per_second);
    text.push_str(" events per second and ");
    write_number(&mut text, config.events_burst);
    text.push_str(" events burst limit.");
    text
}
