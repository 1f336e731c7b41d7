//! A local collector that speaks PostHog's wire: the demo and the end-to-end tests send to it and look at what arrived.
//!
//! The way of a request: `http::record` reads, decodes and logs it → cross-origin headers → `http::fault` may spoil it on request →
//! a handler in `http` → `wire` turns the body into events → `store` keeps each once → listeners of `http::stream` hear of it.
//! `people`, `funnel` and `experiment` are pure: they derive persons, groups and conversion from the stored events. `flags` evaluates feature
//! flags by the definitions in a file.

mod app;
mod experiment;
mod flags;
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
