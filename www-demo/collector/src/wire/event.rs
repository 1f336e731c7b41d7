//! One event in its normal shape: name, person, uuid and time read out, the rest kept as it came.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::reject::Reject;
use super::time;

#[derive(Debug)]
pub struct Incoming {
    pub uuid: String,
    pub event: String,
    pub distinct_id: String,
    pub timestamp: DateTime<Utc>,
    pub raw: Map<String, Value>,
}

/// PostHog cuts longer ids.
const MAX_DISTINCT_ID: usize = 200;

pub fn read(raw: Map<String, Value>, sent_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<Incoming, Reject> {
    let name = match raw.get("event") {
        Some(Value::String(name)) if !name.is_empty() => name.clone(),
        Some(Value::String(_)) | None => return Err(Reject::bad("an event has no name")),
        Some(_) => return Err(Reject::bad("an event's name is not text")),
    };
    if !matches!(raw.get("properties"), None | Some(Value::Null | Value::Object(_))) {
        return Err(Reject::bad(format!("the properties of {name:?} are not an object")));
    }
    let property = |key: &str| raw.get("properties").and_then(|properties| properties.get(key));
    let distinct_id = [raw.get("distinct_id"), raw.get("$distinct_id"), property("distinct_id"), property("$distinct_id")]
        .into_iter()
        .flatten()
        .find_map(id_text)
        .ok_or_else(|| Reject::bad(format!("{name:?} has no distinct_id")))?;
    let uuid = match raw.get("uuid") {
        None | Some(Value::Null) => Uuid::new_v4(),
        Some(Value::String(text)) if text.is_empty() => Uuid::new_v4(),
        Some(Value::String(text)) => {
            Uuid::parse_str(text).map_err(|_| Reject::bad(format!("the uuid of {name:?} is not one: {text:?}")))?
        }
        Some(_) => return Err(Reject::bad(format!("the uuid of {name:?} is not text"))),
    };
    let sent_at = sent_at.filter(|_| property("$ignore_sent_at") != Some(&Value::Bool(true)));
    let offset = raw.get("offset").and_then(Value::as_i64);
    let timestamp = time::happened(now, raw.get("timestamp").and_then(time::parse), sent_at, offset);
    Ok(Incoming { uuid: uuid.to_string(), event: name, distinct_id, timestamp, raw })
}

fn id_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null => return None,
        other => other.to_string(),
    };
    let cut: String = text.chars().take(MAX_DISTINCT_ID).collect();
    (!cut.trim().is_empty()).then_some(cut)
}
