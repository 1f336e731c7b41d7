//! Folders served as they are: the demo app, the SDK's files.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::wire::reject::Reject;

/// `/static/…`: a path may name a version first (`/static/1.449.2/recorder.js`), the folder holds one version only.
pub fn sdk_router(folder: Option<&Path>) -> Router {
    let Some(folder) = folder else { return Router::new().fallback(no_file) };
    let files = ServeDir::new(folder).append_index_html_on_directories(false).fallback(any(no_file));
    Router::new().fallback_service(files).layer(middleware::from_fn(label)).layer(tower::util::MapRequestLayer::new(without_version))
}

fn without_version<B>(mut request: axum::http::Request<B>) -> axum::http::Request<B> {
    let path = request.uri().path().trim_start_matches('/');
    if let Some((first, rest)) = path.split_once('/')
        && first.starts_with(|first: char| first.is_ascii_digit())
        && let Ok(uri) = format!("/{rest}").parse::<Uri>()
    {
        *request.uri_mut() = uri;
    }
    request
}

/// The web app: its files, and its index.html for every page it routes by itself.
pub fn app_router(folder: Option<&Path>) -> Router {
    let Some(folder) = folder else { return Router::new().fallback(no_file) };
    let index = ServeFile::new(folder.join("index.html"));
    let page = any(move |request: Request| {
        let index = index.clone();
        async move { if wants_page(&request) { index.oneshot(request).await.into_response() } else { no_file().await.into_response() } }
    });
    Router::new().fallback_service(ServeDir::new(folder).fallback(page)).layer(middleware::from_fn(label))
}

fn wants_page(request: &Request) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    matches!(*request.method(), Method::GET | Method::HEAD) && accepts.contains("text/html")
}

async fn no_file() -> Reject {
    Reject::missing("there is no such file")
}

/// Text is UTF-8 and says so; nothing is used from a cache unasked, a rebuilt SDK must be seen at once.
pub async fn label(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_text = kind.starts_with("text/") || kind.ends_with("javascript");
    if is_text
        && !kind.contains("charset")
        && let Ok(value) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        answer.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}
