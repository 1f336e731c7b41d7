//! What an SDK asks besides sending: remote config, and the lists of features the collector has none of.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::app::Shared;

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
