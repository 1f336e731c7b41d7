//! Server-sent events: every event and request as it arrives, and, on reconnecting, the events missed.

use std::convert::Infallible;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, future, stream};
use serde::Deserialize;
use serde_json::json;
use tokio_stream::wrappers::BroadcastStream;

use crate::app::{Note, Shared};
use crate::store::Filter;
use crate::wire::reject::Reject;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    token: Option<String>,
    /// Begin after this event id; without it only what arrives from now on is told.
    since: Option<i64>,
}

pub async fn stream(
    State(app): State<Shared>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Reject> {
    // Listening starts before looking back, so nothing falls between the two; what is in both is told once.
    let notes = BroadcastStream::new(app.notes.subscribe());
    let last_seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let mut told = 0;
    let mut missed = Vec::new();
    if let Some(since) = last_seen.or(wanted.since) {
        for event in app.store.events(&Filter { token: wanted.token.as_deref(), since, ..Filter::default() })? {
            told = event.id;
            missed.push(Ok(message("event", Some(event.id), &app.shown(&event)?.to_string())));
        }
    }
    let live = notes.filter_map(move |note| {
        future::ready(match note {
            Ok(note) => heard(&note, wanted.token.as_deref(), told).map(Ok),
            Err(_) => Some(Ok(message("lagged", None, "{}"))),
        })
    });
    let hello = stream::once(future::ready(Ok(message("hello", None, &json!({ "instance": app.instance }).to_string()))));
    Ok(Sse::new(hello.chain(stream::iter(missed)).chain(live)).keep_alive(KeepAlive::default()))
}

fn heard(note: &Note, wanted: Option<&str>, told: i64) -> Option<Event> {
    let is_wanted = |token: Option<&str>| wanted.is_none() || wanted == token;
    match note {
        Note::Event { id, token, json } => (*id > told && is_wanted(Some(token))).then(|| message("event", Some(*id), json)),
        Note::Request { token, json } => is_wanted(token.as_deref()).then(|| message("request", None, json)),
        Note::Flags => Some(message("flags", None, "{}")),
        Note::Ledger { token } => is_wanted(Some(token)).then(|| message("ledger", None, "{}")),
        Note::Cleared { token } => (token.is_none() || is_wanted(token.as_deref())).then(|| message("cleared", None, "{}")),
    }
}

fn message(kind: &str, id: Option<i64>, json: &str) -> Event {
    let message = Event::default().event(kind).data(json);
    match id {
        Some(id) => message.id(id.to_string()),
        None => message,
    }
}
