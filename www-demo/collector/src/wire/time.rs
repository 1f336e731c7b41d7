//! When an event happened, by the collector's clock: the sender's clock may be wrong, but the distance between its own two readings is not.

use chrono::{DateTime, Duration, NaiveDateTime, TimeZone, Utc};
use serde_json::Value;

/// PostHog takes no event from further in the future than this; it counts as having happened on arrival.
const FUTURE: Duration = Duration::hours(23);

/// Reads an ISO 8601 time (without a zone: UTC) or a number of milliseconds, also as text.
pub fn parse(value: &Value) -> Option<DateTime<Utc>> {
    match value {
        Value::Number(millis) => Utc.timestamp_millis_opt(whole(millis.as_f64()?)?).single(),
        Value::String(text) => parse_text(text.trim()),
        _ => None,
    }
}

pub fn parse_text(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.to_utc());
    }
    if let Ok(time) = NaiveDateTime::parse_from_str(&text.replace(' ', "T"), "%Y-%m-%dT%H:%M:%S%.f") {
        return Some(time.and_utc());
    }
    Utc.timestamp_millis_opt(whole(text.parse().ok()?)?).single()
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be far inside the range")]
fn whole(millis: f64) -> Option<i64> {
    (millis.abs() < 1e15).then_some(millis as i64)
}

/// `timestamp` and `sent_at` are by the sender's clock, `offset` is how many milliseconds before sending the event happened.
pub fn happened(
    now: DateTime<Utc>,
    timestamp: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    offset: Option<i64>,
) -> DateTime<Utc> {
    let time = match (timestamp, sent_at, offset) {
        (Some(timestamp), Some(sent_at), _) => now - (sent_at - timestamp),
        (Some(timestamp), None, _) => timestamp,
        (None, _, Some(offset)) => Duration::try_milliseconds(offset).and_then(|before| now.checked_sub_signed(before)).unwrap_or(now),
        (None, _, None) => now,
    };
    if time > now + FUTURE { now } else { time }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(text: &str) -> DateTime<Utc> {
        parse_text(text).expect(text)
    }

    #[test]
    fn reads_the_forms_that_are_sent() {
        let wanted = at("2026-01-02T03:04:05.678Z");
        for form in
            [json!("2026-01-02T04:04:05.678+01:00"), json!("2026-01-02 03:04:05.678"), json!(1_767_323_045_678_i64), json!("1767323045678")]
        {
            assert_eq!(parse(&form), Some(wanted), "{form}");
        }
        for form in [json!("yesterday"), json!(null), json!({}), json!(1e300)] {
            assert_eq!(parse(&form), None, "{form}");
        }
    }

    #[test]
    fn corrects_the_senders_clock() {
        let now = at("2026-01-01T12:00:00Z");
        // The sender's clock is two hours slow; the event happened ten seconds before it was sent.
        let happened_at = happened(now, Some(at("2026-01-01T09:59:50Z")), Some(at("2026-01-01T10:00:00Z")), None);
        assert_eq!(happened_at, at("2026-01-01T11:59:50Z"));
        assert_eq!(happened(now, None, Some(at("2026-01-01T10:00:00Z")), Some(1500)), at("2026-01-01T11:59:58.5Z"));
        assert_eq!(happened(now, Some(at("2025-12-31T00:00:00Z")), None, None), at("2025-12-31T00:00:00Z"));
        assert_eq!(happened(now, Some(at("2026-01-02T11:00:01Z")), None, None), now);
        assert_eq!(happened(now, None, None, Some(i64::MAX)), now);
    }
}
