//! The command line.

use std::path::PathBuf;

use clap::Parser;

/// A local collector that speaks PostHog's wire and shows what arrives.
#[derive(Debug, Clone, Parser)]
#[command(name = "prickle-collector", version)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one, which the first line on standard output names.
    #[arg(long, default_value_t = 8010)]
    pub port: u16,
    /// SQLite file that keeps what arrives, or :memory:.
    #[arg(long, default_value = ":memory:")]
    pub db: String,
    /// Folder of the web app served at `/`; paths without a file get its index.html.
    #[arg(long)]
    pub app: Option<PathBuf>,
    /// Folder of the SDK's built files, served at `/static/`.
    #[arg(long)]
    pub sdk: Option<PathBuf>,
    /// Folder of the live page, served at `/live/`; without it the built-in one is served.
    #[arg(long)]
    pub live: Option<PathBuf>,
    /// TOML file of feature flags, read again when it changes and written when the live page changes a flag; www-demo/flags.toml is one.
    #[arg(long)]
    pub flags: Option<PathBuf>,
    /// Let tests order failures (`/_/faults`) and replace a token's remote config and flags (`/_/config`, `/_/flags?token=`).
    #[arg(long)]
    pub faults: bool,
}
