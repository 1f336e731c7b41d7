//! Why a request was not taken, in the shape of PostHog's own answers.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    pub status: StatusCode,
    pub code: &'static str,
    pub detail: String,
}

impl Reject {
    pub fn bad(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "invalid_payload", detail: detail.into() }
    }

    pub fn token(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, code: "invalid_api_key", detail: detail.into() }
    }

    pub fn too_large(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, code: "payload_too_large", detail: detail.into() }
    }

    pub fn encoding(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::UNSUPPORTED_MEDIA_TYPE, code: "unsupported_encoding", detail: detail.into() }
    }

    pub fn missing(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, code: "not_found", detail: detail.into() }
    }
}

/// Only a broken database file gets here; the sender should try again.
impl From<rusqlite::Error> for Reject {
    fn from(error: rusqlite::Error) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, code: "storage", detail: error.to_string() }
    }
}

impl IntoResponse for Reject {
    fn into_response(self) -> Response {
        let kind = if self.status.is_server_error() { "server_error" } else { "validation_error" };
        (self.status, Json(json!({ "type": kind, "code": self.code, "detail": self.detail, "attr": null }))).into_response()
    }
}
