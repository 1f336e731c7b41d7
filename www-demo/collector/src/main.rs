//! A local collector that speaks PostHog's wire: the demo and the end-to-end tests send to it and look at what arrived.
//!
//! The way of a request: `http::record` reads, decodes and logs it → cross-origin headers → `http::fault` may spoil it on request →
//! a handler in `http` → `wire` turns the body into events → `store` keeps each once → listeners of `http::stream` hear of it.
//! `people` and `funnel` are pure: they derive persons, groups and conversion from the stored events.

mod app;
mod funnel;
mod http;
mod options;
mod people;
mod remote_config;
mod store;
mod wire;

use std::process::ExitCode;

use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    match http::serve(options::Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prickle-collector: {error}");
            ExitCode::FAILURE
        }
    }
}
