//! The server: which path goes where, and the loop that takes connections.

mod api;
mod control;
pub mod fault;
mod files;
mod flags;
mod ingest;
mod ledger;
mod live;
mod record;
mod sdk;
mod stream;

use std::error::Error;
use std::io::Write;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::{get, post, put};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tower::ServiceExt;
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer, ExposeHeaders};

use crate::app::{App, Shared};
use crate::options::Options;
use crate::remote_config::Settings;
use crate::store::Store;

pub async fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let settings = Settings::read(options.flags.as_deref())?;
    let app = Arc::new(App::new(Store::open(&options.db)?, settings));
    tokio::spawn(flags::watch(Arc::clone(&app)));
    let router = router(app, &options);
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await?;
    let mut stdout = std::io::stdout();
    writeln!(stdout, "listening on http://{}", listener.local_addr()?)?;
    stdout.flush()?;
    loop {
        // A connection that dies while it is being accepted is no reason to stop.
        let Ok((socket, _)) = listener.accept().await else { continue };
        // Small answers must not wait for more to come.
        let _best_effort = socket.set_nodelay(true);
        let router = router.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), request));
            let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(socket), service);
            // The client going away, and a fault that drops the connection, both end here.
            let _ended = connection.await;
        });
    }
}

/// An error instead of an answer makes hyper close the connection without a word, which is how a fault drops it.
async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, fault::Dropped> {
    let Ok(response) = router.oneshot(request.map(axum::body::Body::new)).await;
    if response.extensions().get::<fault::Dropped>().is_some() { Err(fault::Dropped) } else { Ok(response) }
}

fn router(app: Shared, options: &Options) -> Router {
    let mut own = Router::new()
        .route("/_/health", get(api::health))
        .route("/_/tokens", get(api::tokens))
        .route("/_/events", get(api::events))
        .route("/_/requests", get(api::requests))
        .route("/_/requests/{id}", get(api::request))
        .route("/_/persons", get(api::persons))
        .route("/_/groups", get(api::groups))
        .route("/_/funnel", get(api::funnel))
        .route("/_/flags", get(flags::list).patch(flags::change))
        .route("/_/ledger", get(ledger::list).post(ledger::report))
        .route("/_/stream", get(stream::stream))
        .route("/_/clear", post(control::clear));
    if options.faults {
        own = own
            .route("/_/faults", get(control::list_faults).post(control::add_fault).delete(control::clear_faults))
            .route("/_/config", get(control::get_config).put(control::put_config).patch(control::patch_config))
            .route("/_/flags", put(control::fix_flags));
    }
    let own = own.route("/_/{*rest}", axum::routing::any(api::unknown)).with_state(app.clone());
    Router::new()
        .merge(own)
        .merge(live::router(options.live.as_deref()))
        .merge(wire(app, options))
        .merge(files::app_router(options.app.as_deref()))
}

/// Everything an SDK asks for, from any site.
fn wire(app: Shared, options: &Options) -> Router {
    let ingest = get(ingest::pixel).post(ingest::ingest);
    let mut wire = Router::new();
    for path in ["/e", "/i/v0/e", "/capture", "/batch", "/track", "/engage", "/s", "/i/v1/general/events", "/i/v1/analytics/events"] {
        wire = wire.route(path, ingest.clone()).route(&format!("{path}/"), ingest.clone());
    }
    for path in ["/i/v1/logs", "/i/v1/metrics", "/i/v1/traces"] {
        wire = wire.route(path, post(ingest::telemetry)).route(&format!("{path}/"), post(ingest::telemetry));
    }
    wire.route("/flags", post(flags::answer))
        .route("/flags/", post(flags::answer))
        .route("/array/{token}/config", get(sdk::config))
        .route("/array/{token}/config.js", get(sdk::config_script))
        .route("/api/surveys", get(sdk::surveys))
        .route("/api/surveys/", get(sdk::surveys))
        .route("/api/early_access_features", get(sdk::early_access))
        .route("/api/early_access_features/", get(sdk::early_access))
        .route("/api/web_experiments/", get(sdk::web_experiments))
        .route("/api/product_tours/", get(sdk::product_tours))
        .nest_service("/static", files::sdk_router(options.sdk.as_deref()))
        .layer(middleware::from_fn_with_state(app.clone(), fault::spoil))
        .layer(cors())
        .layer(middleware::from_fn_with_state(app.clone(), record::record))
        .with_state(app)
}

/// Any site, with credentials, as PostHog answers. Retry-After is readable because the SDK obeys it.
fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::mirror_request())
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::OPTIONS, Method::HEAD])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(ExposeHeaders::list([header::RETRY_AFTER]))
}
