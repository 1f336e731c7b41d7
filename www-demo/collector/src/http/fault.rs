//! Failures to order: the next matching requests of a token are answered with an error, delayed, left hanging or cut off.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::record::Received;
use crate::app::{Shared, lock};
use crate::store::Outcome;
use crate::wire::reject::Reject;

/// What is ordered: `POST /_/faults?token=…`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Which path it is for, with or without a closing slash; none is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// How many requests it meets.
    #[serde(default = "once")]
    times: u32,
    /// Answer this without storing anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The body of that answer: a text, or any JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    /// Its Retry-After header, as seconds or as a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_after: Option<String>,
    /// Store the events all the same.
    #[serde(default, skip_serializing_if = "is_false")]
    store: bool,
    /// Wait this long first.
    #[serde(default, skip_serializing_if = "is_zero")]
    delay_ms: u64,
    /// Close the connection without an answer, before or after storing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drop: Option<When>,
    /// Store nothing and never answer.
    #[serde(default, skip_serializing_if = "is_false")]
    hang: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum When {
    Before,
    After,
}

fn once() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// Marks an answer that is never sent: the connection is closed instead.
#[derive(Debug, Clone, Copy)]
pub struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connection dropped on request")
    }
}

impl std::error::Error for Dropped {}

#[derive(Default)]
pub struct Faults {
    ordered: Mutex<HashMap<String, Vec<Fault>>>,
    /// Requests that were cut off lately. A browser sends a request once more by itself, byte for byte, when a connection that it had
    /// used before closes under it; that repeat is the same attempt and is cut off too, or no page would ever notice the fault.
    cut_off: Mutex<VecDeque<u64>>,
}

const CUT_OFF_KEPT: usize = 64;

impl Faults {
    pub fn order(&self, token: &str, fault: Fault) {
        lock(&self.ordered).entry(token.to_owned()).or_default().push(fault);
    }

    pub fn list(&self, token: &str) -> Vec<Fault> {
        lock(&self.ordered).get(token).cloned().unwrap_or_default()
    }

    pub fn clear(&self, token: Option<&str>) {
        match token {
            Some(token) => drop(lock(&self.ordered).remove(token)),
            None => lock(&self.ordered).clear(),
        }
    }

    /// The first fault that fits, which has then met one request more.
    fn next(&self, token: &str, path: &str) -> Option<Fault> {
        let mut ordered = lock(&self.ordered);
        let faults = ordered.get_mut(token)?;
        let plain = path.trim_end_matches('/');
        let at = faults.iter().position(|fault| fault.path.as_deref().is_none_or(|wanted| wanted.trim_end_matches('/') == plain))?;
        let fault = faults.get_mut(at)?;
        fault.times = fault.times.saturating_sub(1);
        let met = fault.clone();
        if met.times == 0 {
            faults.remove(at);
        }
        Some(met)
    }

    fn was_cut_off(&self, mark: u64) -> bool {
        lock(&self.cut_off).contains(&mark)
    }

    fn note_cut_off(&self, mark: u64) {
        let mut cut_off = lock(&self.cut_off);
        cut_off.push_back(mark);
        if cut_off.len() > CUT_OFF_KEPT {
            cut_off.pop_front();
        }
    }
}

pub async fn spoil(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let Some(received) = request.extensions().get::<Arc<Received>>().cloned() else { return next.run(request).await };
    let Some(token) = &received.token else { return next.run(request).await };
    let mark = mark(token, &request, &received);
    if received.bytes.len() > 1 && app.faults.was_cut_off(mark) {
        return dropped("the browser's own repeat of a request that was cut off", Outcome::default());
    }
    let Some(fault) = app.faults.next(token, request.uri().path()) else { return next.run(request).await };

    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    if fault.hang {
        // The client gives up first, and then nobody is left here to write this down.
        let outcome = Outcome { fault: Some("left hanging".to_owned()), ..Outcome::default() };
        if let Err(error) = app.store.finish(received.id, None, &outcome) {
            return Reject::from(error).into_response();
        }
        std::future::pending::<()>().await;
    }
    match fault.drop {
        Some(When::Before) => {
            app.faults.note_cut_off(mark);
            dropped("dropped before storing", Outcome::default())
        }
        Some(When::After) => {
            app.faults.note_cut_off(mark);
            let stored = next.run(request).await;
            dropped("dropped after storing", outcome_of(&stored))
        }
        None if fault.status.is_some() || fault.body.is_some() => {
            let outcome = if fault.store { outcome_of(&next.run(request).await) } else { Outcome::default() };
            fault.answer(outcome)
        }
        None => {
            let mut answered = next.run(request).await;
            let outcome = Outcome { fault: Some(format!("answered {} ms late", fault.delay_ms)), ..outcome_of(&answered) };
            answered.extensions_mut().insert(outcome);
            answered
        }
    }
}

impl Fault {
    fn answer(&self, outcome: Outcome) -> Response {
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
        let (kind, body) = match &self.body {
            Some(Value::String(text)) => ("text/plain; charset=utf-8", text.clone()),
            Some(json) => ("application/json", json.to_string()),
            None => ("application/json", "{}".to_owned()),
        };
        let mut answer = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if let Some(value) = self.retry_after.as_deref().and_then(|text| HeaderValue::from_str(text).ok()) {
            answer.headers_mut().insert(header::RETRY_AFTER, value);
        }
        let stored = if self.store { "after" } else { "without" };
        answer.extensions_mut().insert(Outcome { fault: Some(format!("answered {} {stored} storing", status.as_u16())), ..outcome });
        answer
    }
}

fn dropped(why: &str, outcome: Outcome) -> Response {
    let mut answer = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    answer.extensions_mut().insert(Outcome { fault: Some(why.to_owned()), ..outcome });
    answer.extensions_mut().insert(Dropped);
    answer
}

fn outcome_of(answer: &Response) -> Outcome {
    answer.extensions().get::<Outcome>().cloned().unwrap_or_default()
}

fn mark(token: &str, request: &Request, received: &Received) -> u64 {
    let mut hasher = DefaultHasher::new();
    (token, request.method(), request.uri(), &received.bytes).hash(&mut hasher);
    hasher.finish()
}
