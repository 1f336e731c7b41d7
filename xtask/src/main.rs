//! `cargo xtask`: the one tool that sets up, builds, measures, checks and shows prickle. Each command is one module.

mod build;
mod demo;
mod lint;
mod run;
mod setup;
mod size;
mod test;
mod tree;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use tree::Tree;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "Sets up, builds, measures, checks and shows prickle", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what building and testing need and this machine lacks
    Setup,
    /// Build the WebAssembly core and the npm package in dist/
    Build {
        /// Unoptimised, with names, checks and panic messages; too big to ship
        #[arg(long)]
        debug: bool,
        /// Only the scripts that trap on command, for the e2e tests
        #[arg(long, conflicts_with = "debug")]
        trap: bool,
    },
    /// Show the sizes of what ships beside posthog-js, and what the core is made of; fails over budget
    Size {
        /// Also list this many of the largest functions
        #[arg(long, default_value_t = 0, value_name = "N")]
        functions: usize,
    },
    /// Check format, clippy, the core's purity, dependencies and types
    Lint,
    /// Run everything that CI runs, or the tests whose name contains FILTER
    Test {
        filter: Option<String>,
        /// Only these parts
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<test::Part>,
        /// Play every parity scenario in each way in which the core can start, and not only a sample in the rarer ones
        #[arg(long)]
        every_way: bool,
    },
    /// Play the scenarios beside posthog-js and report every difference, or those whose name contains FILTER
    Parity {
        filter: Option<String>,
        /// Play posthog-js too, and record what it does
        #[arg(long)]
        fresh: bool,
        /// How the core starts
        #[arg(long, value_enum, default_value_t = test::Way::Sync)]
        start: test::Way,
    },
    /// Measure what prickle costs a page beside posthog-js (time, memory, writes, bytes) and write docs/bench.html and the README's table
    Bench {
        /// Show where prickle's start spends its time instead, by stage and function
        #[arg(long)]
        profile: bool,
        /// How often each is measured
        #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..=99))]
        rounds: u32,
    },
    /// Let accidents happen to events (outages, closed tabs, crashes, a killed browser) beside posthog-js, and write docs/loss.json and the README's table; fails when prickle loses one
    Loss {
        /// Only those whose SDK and name contain this, as `prickle: 45 s`
        #[arg(long, value_name = "WORDS")]
        only: Option<String>,
        /// How often each happens
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=99))]
        rounds: u32,
        /// Repeats the random mix of an earlier run
        #[arg(long)]
        seed: Option<u32>,
    },
    /// Build all and serve the demo app with the collector and its live page
    Demo {
        #[arg(long, default_value_t = 8010)]
        port: u16,
        /// Stop after checking that every page and the collector answer
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match dispatch(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    let tree = Tree::find()?;
    match command {
        Command::Setup => setup::run(&tree, setup::Extent::Everything),
        Command::Build { trap: true, .. } => build::trapping(&tree),
        Command::Build { debug, .. } => build::run(&tree, if debug { build::Mode::Debug } else { build::Mode::Release }),
        Command::Size { functions } => size::run(&tree, functions),
        Command::Lint => lint::run_all(&tree),
        Command::Test { filter, only, every_way } => test::run(&tree, filter.as_deref(), &only, every_way),
        Command::Parity { filter, fresh, start } => test::parity(&tree, filter.as_deref(), fresh, start),
        Command::Bench { profile, rounds } => test::bench(&tree, rounds, profile),
        Command::Loss { only, rounds, seed } => test::loss(&tree, only.as_deref(), rounds, seed),
        Command::Demo { port, check } => demo::run(&tree, port, check),
    }
}

/// One line of progress: what kind of step, and what it is about.
fn say(step: &str, what: &str) {
    eprintln!("{step:>10}  {what}");
}
