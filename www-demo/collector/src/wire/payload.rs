//! The outer shapes of an event request: one event, a list, or `{api_key, batch, sent_at}`; and the one token they share.

use serde_json::{Map, Value};

use super::body::{Decoded, Fields};
use super::reject::Reject;

#[derive(Debug)]
pub struct Payload {
    pub token: String,
    pub events: Vec<Map<String, Value>>,
    /// The sender's clock at sending, not yet read.
    pub sent_at: Option<Value>,
}

/// The token a request carries anywhere, if any: for the log and for faults, before anything is checked.
pub fn find_token(json: Option<&Value>, form: Option<&Fields>, query: &Fields) -> Option<String> {
    let from_fields = |fields: &Fields| fields.get("token").or_else(|| fields.get("api_key")).cloned();
    json.and_then(token_in).or_else(|| form.and_then(from_fields)).or_else(|| from_fields(query)).filter(|token| !token.is_empty())
}

fn token_in(json: &Value) -> Option<String> {
    match json {
        Value::Array(events) => events.first().and_then(token_in),
        Value::Object(object) => {
            let own = ["api_key", "token", "$token"].into_iter().find_map(|key| object.get(key)?.as_str());
            let inner = || ["token", "$token"].into_iter().find_map(|key| object.get("properties")?.get(key)?.as_str());
            own.or_else(inner).map(str::to_owned).or_else(|| object.get("batch").filter(|batch| batch.is_array()).and_then(token_in))
        }
        _ => None,
    }
}

pub fn read(decoded: &Decoded, query: &Fields, engage: bool) -> Result<Payload, Reject> {
    let (entries, mut sent_at) = match &decoded.json {
        Value::Array(entries) => (entries.as_slice(), None),
        Value::Object(object) => match object.get("batch") {
            Some(Value::Array(entries)) => (entries.as_slice(), object.get("sent_at").cloned()),
            Some(_) => return Err(Reject::bad("batch is not a list")),
            None => (std::slice::from_ref(&decoded.json), object.get("sent_at").cloned()),
        },
        _ => return Err(Reject::bad("the body is neither an event, a list of events nor a batch")),
    };
    if entries.is_empty() {
        return Err(Reject::bad("there is no event in the body"));
    }
    for fields in [&decoded.form, query] {
        sent_at = sent_at.or_else(|| fields.get("sent_at").map(|text| Value::from(text.as_str())));
    }

    let token = find_token(Some(&decoded.json), Some(&decoded.form), query).ok_or_else(|| Reject::token("there is no api_key"))?;
    check_token(&token)?;
    let mut events = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let Value::Object(event) = entry else { return Err(Reject::bad(format!("event {index} is not an object"))) };
        if token_in(entry).is_some_and(|own| own != token) {
            return Err(Reject::bad(format!("event {index} has another token than the rest of the request")));
        }
        let mut event = event.clone();
        if engage && !event.contains_key("event") {
            event.insert("event".into(), "$identify".into());
        }
        events.push(event);
    }
    Ok(Payload { token, events, sent_at })
}

/// PostHog's own rules for a token's form.
fn check_token(token: &str) -> Result<(), Reject> {
    if token.len() > 64 || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Reject::token("the api_key has a form that no project's key has"));
    }
    if token.starts_with("phx_") {
        return Err(Reject::token("the api_key is a personal key; send the project's key"));
    }
    Ok(())
}
