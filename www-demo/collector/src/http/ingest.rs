//! The endpoints that take events.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde_json::json;

use super::record::Received;
use crate::app::{App, Note, Shared};
use crate::store::{Kept, Outcome};
use crate::wire::reject::Reject;
use crate::wire::{event, payload, time};

type Read = Extension<Arc<Received>>;

pub async fn ingest(State(app): State<Shared>, uri: Uri, Extension(received): Read) -> Response {
    let path = uri.path().trim_end_matches('/');
    match take(&app, &received, path == "/engage") {
        Ok(kept) => {
            let outcome =
                Outcome { events: Some(kept.fresh.len() + kept.duplicates), duplicates: Some(kept.duplicates), ..Outcome::default() };
            // PostHog's older endpoints answer a number, the newer ones a word, and a request that says it is a beacon nothing.
            let answer = match path {
                _ if received.query.get("beacon").is_some_and(|beacon| beacon == "1") => StatusCode::NO_CONTENT.into_response(),
                "/track" | "/engage" => Json(json!({ "status": 1 })).into_response(),
                _ => Json(json!({ "status": "Ok" })).into_response(),
            };
            (Extension(outcome), answer).into_response()
        }
        Err(reject) => {
            let outcome = Outcome { error: Some(reject.detail.clone()), ..Outcome::default() };
            (Extension(outcome), reject).into_response()
        }
    }
}

/// The old pixel: an event in the query of a GET.
pub async fn pixel(state: State<Shared>, uri: Uri, received: Read) -> Response {
    if received.query.contains_key("data") {
        ingest(state, uri, received).await
    } else {
        Reject::bad("a GET carries its event in the parameter data").into_response()
    }
}

/// Logs, metrics and traces are read and logged, not kept as events.
pub async fn telemetry(Extension(received): Read) -> Response {
    match &received.decoded {
        Ok(_) => Json(json!({})).into_response(),
        Err(reject) => reject.clone().into_response(),
    }
}

fn take(app: &App, received: &Received, engage: bool) -> Result<Kept, Reject> {
    let decoded = received.decoded.as_ref().map_err(Clone::clone)?;
    let payload = payload::read(decoded, &received.query, engage)?;
    let sent_at = payload.sent_at.as_ref().and_then(time::parse);
    let events = payload.events.into_iter().map(|raw| event::read(raw, sent_at, received.at)).collect::<Result<Vec<_>, _>>()?;
    let kept = app.store.keep(&payload.token, received.id, received.at, events)?;
    for event in &kept.fresh {
        let json = app.shown(event)?.to_string().into();
        app.tell(Note::Event { id: event.id, token: event.token.clone(), json });
    }
    Ok(kept)
}
