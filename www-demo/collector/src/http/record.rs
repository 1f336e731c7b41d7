//! The log: reads and decodes a request before anything else sees it, and notes what became of it.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::fault::Dropped;
use crate::app::{Note, Shared};
use crate::store::{Arrival, Outcome};
use crate::wire::body::{self, Decoded, Fields, Labels, MAX_RAW};
use crate::wire::payload;
use crate::wire::reject::Reject;

/// A request as read and logged, for the handlers.
#[derive(Debug)]
pub struct Received {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub token: Option<String>,
    pub query: Fields,
    pub decoded: Result<Decoded, Reject>,
    /// Tells the very same bytes apart from a new attempt.
    pub bytes: Bytes,
}

pub async fn record(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let at = Utc::now();
    let (parts, body) = request.into_parts();
    let query = body::fields(parts.uri.query().unwrap_or_default().as_bytes());
    let (bytes, decoded) = match read(body).await {
        Ok(bytes) => {
            let decoded = decode(&parts, &query, &bytes);
            (bytes, decoded)
        }
        Err(reject) => (Bytes::new(), Err(reject)),
    };
    let token = token_in_path(parts.uri.path())
        .or_else(|| payload::find_token(decoded.as_ref().ok().map(|it| &it.json), decoded.as_ref().ok().map(|it| &it.form), &query));

    let logged = app.store.log(&Arrival {
        token: token.as_deref(),
        received_at: at.timestamp_millis(),
        method: parts.method.as_str(),
        path: parts.uri.path(),
        query: &query.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect::<Map<String, Value>>().into(),
        headers: &headers_json(&parts.headers),
        transport: transport(&parts.headers),
        encoding: &encoding(decoded.as_ref(), &bytes),
        size: bytes.len(),
        decoded_size: decoded.as_ref().ok().map(|it| it.size).filter(|_| !bytes.is_empty()),
        body: decoded.as_ref().ok().map(|it| &it.json).filter(|json| !json.is_null()),
        error: decoded.as_ref().err().map(|reject| reject.detail.as_str()),
    });
    let id = match logged {
        Ok(id) => id,
        Err(error) => return Reject::from(error).into_response(),
    };

    let mut request = Request::from_parts(parts, Body::from(bytes.clone()));
    request.extensions_mut().insert(Arc::new(Received { id, at, token: token.clone(), query, decoded, bytes }));
    let response = next.run(request).await;

    let outcome = response.extensions().get::<Outcome>().cloned().unwrap_or_default();
    let status = response.extensions().get::<Dropped>().is_none().then(|| response.status().as_u16());
    let told = app.store.finish(id, status, &outcome).and_then(|()| app.store.request(id, true));
    // A clear may have come in between; then there is nothing to tell.
    if let Ok(Some(shown)) = told {
        app.tell(Note::Request { token, json: shown.to_string().into() });
    }
    response
}

async fn read(body: Body) -> Result<Bytes, Reject> {
    to_bytes(body, MAX_RAW).await.map_err(|error| {
        let detail = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        if detail.contains("length limit") {
            Reject::too_large(format!("the body is larger than {MAX_RAW} bytes"))
        } else {
            Reject::bad(format!("the body ended early: {detail}"))
        }
    })
}

/// Requests without a body are decoded to null; the old pixel carries its event in the query.
fn decode(parts: &Parts, query: &Fields, bytes: &[u8]) -> Result<Decoded, Reject> {
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if parts.method == Method::POST {
        let labels =
            Labels { content_type: text(header::CONTENT_TYPE), content_encoding: text(header::CONTENT_ENCODING), query: Some(query) };
        return body::decode(bytes, &labels);
    }
    if query.contains_key("data") {
        let form = parts.uri.query().unwrap_or_default().as_bytes();
        return body::decode(form, &Labels { content_type: "application/x-www-form-urlencoded", ..Labels::default() });
    }
    Ok(Decoded { json: Value::Null, layers: Vec::new(), size: 0, form: Fields::new() })
}

fn encoding(decoded: Result<&Decoded, &Reject>, bytes: &[u8]) -> String {
    match decoded {
        Ok(decoded) if decoded.json.is_null() && bytes.is_empty() => "none".to_owned(),
        Ok(decoded) if decoded.layers.is_empty() => "json".to_owned(),
        Ok(decoded) => decoded.layers.join("+"),
        Err(_) => "unreadable".to_owned(),
    }
}

fn token_in_path(path: &str) -> Option<String> {
    let token = path.strip_prefix("/array/")?.split('/').next()?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// Which browser interface sent it, as far as the browser's own headers tell: only beacons post without cross-origin rules.
fn transport(headers: &HeaderMap) -> &'static str {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-mode"), text("sec-fetch-dest")) {
        (_, Some("script")) => "script",
        (Some("no-cors"), Some("image")) => "image",
        (Some("no-cors"), _) => "beacon",
        (Some("cors" | "same-origin"), _) => "fetch",
        (Some("navigate"), _) => "navigation",
        _ => "other",
    }
}

fn headers_json(headers: &HeaderMap) -> Value {
    let text = |name: &header::HeaderName| {
        headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect::<Vec<_>>().join(", ")
    };
    headers.keys().map(|name| (name.as_str().to_owned(), text(name).into())).collect::<Map<String, Value>>().into()
}
