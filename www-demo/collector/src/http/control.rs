//! What a test may change: forget a token, order faults, replace remote config and flags.

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::fault::Fault;
use crate::app::Shared;
use crate::wire::reject::Reject;

#[derive(Debug, Deserialize)]
pub struct OfToken {
    pub token: Option<String>,
}

impl OfToken {
    pub fn required(&self) -> Result<&str, Reject> {
        self.token.as_deref().ok_or_else(|| Reject::bad("say which ?token="))
    }
}

pub type Body<T> = Result<Json<T>, JsonRejection>;

pub fn body<T>(body: Body<T>) -> Result<T, Reject> {
    body.map(|Json(value)| value).map_err(|rejection| Reject::bad(rejection.body_text()))
}

/// The body says nothing, but is read: a connection whose request was answered before it had come whole is closed.
pub async fn clear(State(app): State<Shared>, Query(of): Query<OfToken>, _: Bytes) -> Result<StatusCode, Reject> {
    app.clear(of.token.as_deref())?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn list_faults(State(app): State<Shared>, Query(of): Query<OfToken>) -> Result<Json<Vec<Fault>>, Reject> {
    Ok(Json(app.faults.list(of.required()?)))
}

pub async fn add_fault(State(app): State<Shared>, Query(of): Query<OfToken>, fault: Body<Fault>) -> Result<Json<Vec<Fault>>, Reject> {
    let token = of.required()?;
    app.faults.order(token, body(fault)?);
    Ok(Json(app.faults.list(token)))
}

pub async fn clear_faults(State(app): State<Shared>, Query(of): Query<OfToken>) -> Result<StatusCode, Reject> {
    app.faults.clear(Some(of.required()?));
    Ok(StatusCode::NO_CONTENT)
}

pub async fn get_config(State(app): State<Shared>, Query(of): Query<OfToken>) -> Result<Json<Value>, Reject> {
    Ok(Json(app.settings.config(of.required()?)))
}

pub async fn put_config(State(app): State<Shared>, Query(of): Query<OfToken>, config: Body<Value>) -> Result<Json<Value>, Reject> {
    let token = of.required()?;
    app.settings.set_config(token, body(config)?);
    Ok(Json(app.settings.config(token)))
}

/// Changes only the named fields of the config.
pub async fn patch_config(
    State(app): State<Shared>,
    Query(of): Query<OfToken>,
    change: Body<Map<String, Value>>,
) -> Result<Json<Value>, Reject> {
    let token = of.required()?;
    let mut config = app.settings.config(token);
    match &mut config {
        Value::Object(fields) => fields.extend(body(change)?),
        other => *other = Value::Object(body(change)?),
    }
    app.settings.set_config(token, config.clone());
    Ok(Json(config))
}

/// Fixes a token's flags: the same for everybody, whatever the flags file says.
pub async fn fix_flags(
    State(app): State<Shared>,
    Query(of): Query<OfToken>,
    flags: Body<Map<String, Value>>,
) -> Result<Json<Map<String, Value>>, Reject> {
    let token = of.required()?;
    app.settings.fix_flags(token, body(flags)?);
    Ok(Json(app.settings.fixed_flags(token).unwrap_or_default()))
}
