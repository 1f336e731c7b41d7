//! The live page: built in, so that the collector is one file; or from a folder, to work on it without rebuilding.

use std::path::Path;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::header;
use axum::middleware;
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use tower_http::services::ServeDir;

use super::files::label;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Path, type and text of each file of the page.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("/live/", HTML, include_str!("../../../live/index.html")),
    ("/live/live.css", CSS, include_str!("../../../live/live.css")),
    ("/live/main.js", SCRIPT, include_str!("../../../live/main.js")),
    ("/live/api.js", SCRIPT, include_str!("../../../live/api.js")),
    ("/live/chain.js", SCRIPT, include_str!("../../../live/chain.js")),
    ("/live/delivery.js", SCRIPT, include_str!("../../../live/delivery.js")),
    ("/live/dom.js", SCRIPT, include_str!("../../../live/dom.js")),
    ("/live/elements.js", SCRIPT, include_str!("../../../live/elements.js")),
    ("/live/events.js", SCRIPT, include_str!("../../../live/events.js")),
    ("/live/exceptions.js", SCRIPT, include_str!("../../../live/exceptions.js")),
    ("/live/flags.js", SCRIPT, include_str!("../../../live/flags.js")),
    ("/live/format.js", SCRIPT, include_str!("../../../live/format.js")),
    ("/live/funnel.js", SCRIPT, include_str!("../../../live/funnel.js")),
    ("/live/people.js", SCRIPT, include_str!("../../../live/people.js")),
    ("/live/properties.js", SCRIPT, include_str!("../../../live/properties.js")),
    ("/live/rate.js", SCRIPT, include_str!("../../../live/rate.js")),
    ("/live/requests.js", SCRIPT, include_str!("../../../live/requests.js")),
];

pub fn router(folder: Option<&Path>) -> Router {
    // Relative links of the page need the closing slash.
    let mut router = Router::new().route(
        "/live",
        get(|RawQuery(query): RawQuery| async move {
            Redirect::permanent(&query.map_or_else(|| "/live/".to_owned(), |query| format!("/live/?{query}")))
        }),
    );
    if let Some(folder) = folder {
        let files = Router::new().fallback_service(ServeDir::new(folder)).layer(middleware::from_fn(label));
        return router.nest_service("/live/", files);
    }
    for (path, kind, text) in BUILT_IN {
        let answer = ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "no-cache")], *text);
        router = router.route(path, get(|| async move { answer.into_response() }));
    }
    router
}
