//! `cargo xtask`: the one tool that sets up, builds, measures, checks and shows prickle. Each command is one module.

mod build;
mod run;
mod tree;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;
use tree::Tree;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Sets up, builds, measures, checks and shows prickle",
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the WebAssembly core and the npm package in dist/
    Build {
        /// Fast build with names, checks and panic messages; too big to ship
        #[arg(long)]
        debug: bool,
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
        Command::Build { debug } => build::run(&tree, if debug { build::Mode::Debug } else { build::Mode::Release }),
    }
}
