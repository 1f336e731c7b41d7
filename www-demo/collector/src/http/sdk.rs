//! What an SDK asks besides sending: remote config, flags, and the lists of features the collector has none of.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use super::record::Received;
use crate::app::Shared;
use crate::wire::reject::Reject;

pub async fn flags(State(app): State<Shared>, Extension(received): Extension<Arc<Received>>) -> Result<Json<Value>, Reject> {
    received.decoded.as_ref().map_err(Clone::clone)?;
    let token = received.token.as_deref().ok_or_else(|| Reject::token("there is no token"))?;
    Ok(Json(json!({
        "errorsWhileComputingFlags": false,
        "flags": app.settings.flags(token),
        "requestId": Uuid::new_v4().to_string(),
        "evaluatedAt": Utc::now().timestamp_millis(),
    })))
}

pub async fn config(State(app): State<Shared>, Path(token): Path<String>) -> Json<Value> {
    Json(app.settings.config(&token))
}

pub async fn config_script(State(app): State<Shared>, Path(token): Path<String>) -> Response {
    // `<` is escaped so that the text stays a script wherever it is put.
    let text = |value: Value| value.to_string().replace('<', "\\u003c");
    let (key, config) = (text(token.as_str().into()), text(app.settings.config(&token)));
    let script = format!(
        "(function () {{\n  window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {{}};\n  \
         window._POSTHOG_REMOTE_CONFIG[{key}] = {{ config: {config}, siteApps: [] }};\n}})();\n"
    );
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], script).into_response()
}

pub async fn surveys() -> Json<Value> {
    Json(json!({ "surveys": [] }))
}

pub async fn early_access() -> Json<Value> {
    Json(json!({ "earlyAccessFeatures": [] }))
}

pub async fn web_experiments() -> Json<Value> {
    Json(json!({ "experiments": [] }))
}

pub async fn product_tours() -> Json<Value> {
    Json(json!({ "product_tours": [] }))
}
