//! The rings of tests, each with the runner it is made for.

use super::Way;
use super::counts::{self, Counts};
use crate::run::{self, tee};
use crate::setup::engines::{self, Engine};
use crate::setup::{browser, rust, tools};
use crate::size;
use crate::tree::{self, Tree};
use anyhow::{Context, Result, ensure};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The pure core and the tools, on this machine.
pub fn native(tree: &Tree, filter: Option<&str>) -> Result<Counts> {
    let nextest = which::which("cargo-nextest").is_ok();
    let mut cargo = Command::new(tree::cargo());
    cargo.current_dir(&tree.root).args(if nextest { &["nextest", "run"][..] } else { &["test"] });
    cargo.args(["--workspace", "--locked", "--no-fail-fast"]).args(filter);
    if nextest {
        cargo.arg("--no-tests=pass");
    }
    let (success, output) = tee(&mut cargo)?;
    let counts = if nextest { counts::of_nextest(&output)? } else { counts::of_cargo_test(&output)? };
    judged(success, counts, filter)
}

/// What touches the browser, in a real one.
pub fn web(tree: &Tree, filter: Option<&str>) -> Result<Counts> {
    wasm_tests(tree, filter, Command::new("wasm-pack").args(["test", "--headless", "--chrome"]))
}

/// The same in another engine.
pub fn web_in(tree: &Tree, filter: Option<&str>, engine: Engine) -> Result<Counts> {
    let driver = engine.driver(tree)?;
    let browser = match engine {
        Engine::Chromium => ["--chrome", "--chromedriver"],
        Engine::Firefox => ["--firefox", "--geckodriver"],
        // The runner knows Safari's driver; WebKitGTK's is asked the same and answers the same.
        Engine::WebKit => ["--safari", "--safaridriver"],
    };
    wasm_tests(tree, filter, engine.command("wasm-pack").args(["test", "--headless"]).args(browser).arg(driver))
}

fn wasm_tests(tree: &Tree, filter: Option<&str>, wasm_pack: &mut Command) -> Result<Counts> {
    wasm_pack.current_dir(&tree.root);
    if let Some(filter) = filter {
        wasm_pack.args(["--", "--", filter]);
    }
    rust::choose(wasm_pack)?;
    // Found first, so that wasm-pack does not try to download another.
    let bindgen = tools::wasm_bindgen_folder(&tools::locked_version(tree, "wasm-bindgen")?);
    let path = env::var_os("PATH").unwrap_or_default();
    wasm_pack.env("PATH", env::join_paths(std::iter::once(bindgen).chain(env::split_paths(&path)))?);
    let (success, output) = tee(wasm_pack)?;
    judged(success, counts::of_cargo_test(&output)?, filter)
}

/// The server that the e2e tests assert on.
pub fn collector(tree: &Tree) -> Result<()> {
    run::run(Command::new(tree::cargo()).current_dir(&tree.root).args(["build", "--locked", "-p", "prickle-collector"]))
}

pub fn collector_program(tree: &Tree) -> PathBuf {
    tree.target.join("debug/prickle-collector").with_extension(env::consts::EXE_EXTENSION)
}

/// The built package in real pages, sending to a real collector.
pub fn e2e(tree: &Tree, filter: Option<&str>) -> Result<Counts> {
    playwright(tree, "e2e", "list,json", filter, |command| {
        command.env("PRICKLE_TRAP_DIST", tree.variant("trap").dist());
    })
}

/// Scenarios beside posthog-js: its recorded runs, or fresh ones that are then recorded. All of them, or a sample: the first of each folder.
pub fn parity(tree: &Tree, filter: Option<&str>, fresh: bool, start: Way, all: bool) -> Result<Counts> {
    playwright(tree, "parity", "list,json,tests/parity/support/reporter.ts", filter, |command| {
        command.env("PRICKLE_START", start.name());
        if !all {
            command.env("PRICKLE_SAMPLE", "1");
        }
        if fresh {
            command.env("PRICKLE_FRESH", "1");
        }
    })
}

/// The packed package in small projects, installed and built by their own tools.
pub fn consumers(tree: &Tree, filter: Option<&str>) -> Result<Counts> {
    playwright(tree, "consumers", "list,json", filter, |_| {})
}

/// A small set of pages in one engine, by its own driver.
pub fn pages_in(tree: &Tree, filter: Option<&str>, engine: Engine) -> Result<Counts> {
    let driver = engine.driver(tree)?;
    let program = engine.command(run::node_tool(tree, "playwright").get_program());
    playwright_by(program, tree, "engines", "list,json", filter, |command| {
        command.args(["--project", &engine.name().to_lowercase()]).env(engine.variable(), &driver);
        command.envs(engines::firefox().map(|path| ("PRICKLE_FIREFOX", path)));
    })
}

/// What becomes of events in a few accidents.
pub fn loss(tree: &Tree, filter: Option<&str>) -> Result<Counts> {
    playwright(tree, "loss", "list,json", filter, |command| {
        command.env("PRICKLE_LOSS_RING", "1");
    })
}

/// All accidents to both SDKs; the figures are kept when nothing is left out.
pub fn losses(tree: &Tree, only: Option<&str>, rounds: u32, seed: Option<u32>) -> Result<()> {
    let browser = browser::chromium(tree).context("no Chrome or Chromium: run `cargo xtask setup` first")?;
    let mut playwright = run::node_tool(tree, "playwright");
    playwright.args(["test", "--config", "tests/loss/playwright.config.ts"]);
    match only {
        Some(words) => playwright.args(["--grep", &regex::escape(words)]),
        None => playwright.env("PRICKLE_LOSS_KEEP", "1"),
    };
    playwright.env("PRICKLE_CHROMIUM", browser).env("PRICKLE_DIST", tree.dist()).env("PRICKLE_ROUNDS", rounds.to_string());
    playwright.envs(seed.map(|seed| ("PRICKLE_SEED", seed.to_string())));
    run::run(&mut playwright)
}

/// Both SDKs by turns in fresh pages of one browser; or, as `profile`, where the start of ours spends its time.
pub fn bench(tree: &Tree, rounds: u32, profile: bool) -> Result<()> {
    let browser = browser::chromium(tree).context("no Chrome or Chromium: run `cargo xtask setup` first")?;
    let mut playwright = run::node_tool(tree, "playwright");
    playwright.args(["test", "--config", "tests/bench/playwright.config.ts", if profile { "profile.spec" } else { "bench.spec" }]);
    playwright.env("PRICKLE_CHROMIUM", browser).env("PRICKLE_DIST", tree.dist()).env("PRICKLE_ROUNDS", rounds.to_string());
    if profile {
        let names = tree.scratch().join("names.json");
        fs::write(&names, serde_json::to_string(&size::names(tree)?)?)?;
        playwright.env("PRICKLE_NAMES", names);
    }
    run::run(&mut playwright)
}

fn playwright(tree: &Tree, ring: &str, reporters: &str, filter: Option<&str>, more: impl Fn(&mut Command)) -> Result<Counts> {
    playwright_by(run::node_tool(tree, "playwright"), tree, ring, reporters, filter, more)
}

/// The same by a command that starts Playwright.
fn playwright_by(
    mut playwright: Command,
    tree: &Tree,
    ring: &str,
    reporters: &str,
    filter: Option<&str>,
    more: impl Fn(&mut Command),
) -> Result<Counts> {
    let report = tree.scratch().join("playwright.json");
    fs::create_dir_all(tree.scratch())?;
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let browser = browser::chromium(tree).context("no Chrome or Chromium: run `cargo xtask setup` first")?;
    playwright.current_dir(&tree.root).args([
        "test",
        "--config",
        &format!("tests/{ring}/playwright.config.ts"),
        &format!("--reporter={reporters}"),
    ]);
    if let Some(filter) = filter {
        playwright.args(["--grep", filter, "--pass-with-no-tests"]);
    }
    more(&mut playwright);
    playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report);
    playwright.env("PRICKLE_CHROMIUM", browser).env("PRICKLE_COLLECTOR", collector_program(tree)).env("PRICKLE_DIST", tree.dist());
    let (success, _) = tee(&mut playwright)?;
    let report = fs::read_to_string(&report).context("Playwright wrote no report")?;
    judged(success, counts::of_playwright(&report)?, filter)
}

/// A runner that fails without a failed test, or succeeds without any test, has not done its work.
fn judged(success: bool, counts: Counts, filter: Option<&str>) -> Result<Counts> {
    ensure!(success || counts.failed > 0, "the runner failed");
    ensure!(filter.is_some() || counts.passed + counts.failed > 0, "no test ran");
    Ok(counts)
}
