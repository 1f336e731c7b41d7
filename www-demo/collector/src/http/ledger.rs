//! What the demo's browsers say became of their events. The app tells it, not the SDK: it is no part of PostHog's wire.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use chrono::Utc;
use serde::Deserialize;

use super::control::{Body, OfToken, body};
use crate::app::{Note, Shared};
use crate::store::{Ledger, Reported};
use crate::wire::reject::Reject;

#[derive(Debug, Deserialize)]
pub struct Report {
    /// Stands on every event of the browser, as `$device_id`.
    device_id: String,
    #[serde(flatten)]
    ledger: Ledger,
}

pub async fn list(State(app): State<Shared>, Query(of): Query<OfToken>) -> Result<Json<Vec<Reported>>, Reject> {
    Ok(Json(app.store.ledgers(of.required()?)?))
}

pub async fn report(State(app): State<Shared>, Query(of): Query<OfToken>, report: Body<Report>) -> Result<StatusCode, Reject> {
    let token = of.required()?;
    let Report { device_id, ledger } = body(report)?;
    app.store.report(token, &device_id, Utc::now().timestamp_millis(), &ledger)?;
    app.tell(Note::Ledger { token: token.to_owned() });
    Ok(StatusCode::NO_CONTENT)
}
