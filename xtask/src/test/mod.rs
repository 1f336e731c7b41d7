//! `cargo xtask test`: everything that CI runs, step after step, and one count at the end.

mod counts;
#[cfg(test)]
mod quoted;
pub mod rings;

use crate::build::{self, Mode};
use crate::lint::{self, LeftOut};
use crate::setup::engines::Engine;
use crate::setup::{self, Extent};
use crate::size;
use crate::tree::Tree;
use anyhow::{Result, bail, ensure};
use counts::Counts;
use std::time::{Duration, Instant};

/// What a step is about, for `--only`.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// Format, clippy, purity, dependencies
    Lint,
    /// The core's tests on this machine, and those of the tools
    Native,
    /// wasm-pack test in a headless browser
    Web,
    /// Size budgets
    Size,
    /// Playwright on the built package, against the collector
    E2e,
    /// Scenarios beside posthog-js
    Parity,
    /// The packed package in projects of its users
    Consumers,
    /// The browser's tests, and a small set of pages, in Firefox and WebKit
    Engines,
    /// Events and accidents: some of what `cargo xtask loss` plays
    Loss,
}

/// In which the core can start: see tests/parity/support/ways.ts.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Way {
    /// On the same tick
    Sync,
    /// Compiled later, where the browser does it no other way
    Async,
    /// As plain JavaScript, where there is no WebAssembly
    Nowasm,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Way::Sync => "sync",
            Way::Async => "async",
            Way::Nowasm => "nowasm",
        }
    }
}

type Action<'a> = Box<dyn Fn() -> Result<Counts> + 'a>;

struct Step<'a> {
    name: String,
    action: Action<'a>,
}

struct Done {
    name: String,
    counts: Counts,
    time: Duration,
    outcome: Outcome,
}

#[derive(PartialEq, Eq)]
enum Outcome {
    Held,
    LeftOut,
    Failed,
}

/// `cargo xtask parity`: the scenarios beside posthog-js alone; `fresh` records its runs anew.
pub fn parity(tree: &Tree, filter: Option<&str>, fresh: bool, start: Way) -> Result<()> {
    setup::run(tree, Extent::Everything)?;
    build::run(tree, Mode::Release)?;
    let counts = rings::parity(tree, filter, fresh, start, true)?;
    ensure!(counts.failed == 0, "{} of {} failed", counts.failed, counts.passed + counts.failed);
    Ok(())
}

/// `cargo xtask bench`: medians beside posthog-js, as a table, as docs/bench.html and in the README. It shows and does not judge: machines are noisy.
pub fn bench(tree: &Tree, rounds: u32, profile: bool) -> Result<()> {
    setup::run(tree, Extent::Everything)?;
    build::run(tree, Mode::Release)?;
    rings::bench(tree, rounds, profile)
}

/// `cargo xtask loss`: what becomes of events when something goes wrong, beside posthog-js.
pub fn loss(tree: &Tree, only: Option<&str>, rounds: u32, seed: Option<u32>) -> Result<()> {
    setup::run(tree, Extent::Everything)?;
    build::run(tree, Mode::Release)?;
    rings::losses(tree, only, rounds, seed)
}

/// A filter picks tests by name, so the checks that are no tests are left out with it.
pub fn run(tree: &Tree, filter: Option<&str>, only: &[Part], every_way: bool) -> Result<()> {
    setup::run(tree, Extent::Everything)?;
    let wanted =
        |part: Part| if only.is_empty() { filter.is_none() || !matches!(part, Part::Lint | Part::Size) } else { only.contains(&part) };
    let steps = plan(tree, filter, wanted, every_way);
    let mut done = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        eprintln!("\n[{}/{}] {}", index + 1, steps.len(), step.name);
        done.push(perform(step));
    }
    summary(&done)
}

fn plan<'a>(tree: &'a Tree, filter: Option<&'a str>, wanted: impl Fn(Part) -> bool, every_way: bool) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    let mut add = |name: &str, action: Action<'a>| steps.push(Step { name: name.to_owned(), action });
    let check = |act: fn(&Tree) -> Result<()>| -> Action<'a> { Box::new(move || act(tree).map(|()| Counts::default())) };
    if wanted(Part::Native) {
        add("native tests", Box::new(move || rings::native(tree, filter)));
    }
    if [Part::Lint, Part::Size, Part::E2e, Part::Parity, Part::Consumers, Part::Engines, Part::Loss].into_iter().any(&wanted) {
        add("build", check(|tree| build::run(tree, Mode::Release)));
    }
    if wanted(Part::Size) {
        add("size budgets", check(|tree| size::run(tree, 0)));
    }
    if wanted(Part::Lint) {
        for (name, act) in lint::CHECKS {
            add(&format!("lint: {name}"), check(act));
        }
    }
    if wanted(Part::Web) {
        add("tests in a headless browser", Box::new(move || rings::web(tree, filter)));
    }
    if [Part::E2e, Part::Consumers, Part::Engines].into_iter().any(&wanted) {
        add("collector", check(rings::collector));
    }
    if wanted(Part::E2e) {
        add("build: traps on command", check(build::trapping));
        add("e2e: the package in real pages", Box::new(move || rings::e2e(tree, filter)));
    }
    if wanted(Part::Parity) {
        add("parity: scenarios beside posthog-js", Box::new(move || rings::parity(tree, filter, false, Way::Sync, true)));
        for (way, name) in [(Way::Async, "parity: compiled later"), (Way::Nowasm, "parity: without WebAssembly")] {
            add(name, Box::new(move || rings::parity(tree, filter, false, way, every_way)));
        }
    }
    if wanted(Part::Consumers) {
        add("consumers: projects that use the package", Box::new(move || rings::consumers(tree, filter)));
    }
    if wanted(Part::Engines) {
        for engine in [Engine::Firefox, Engine::WebKit] {
            add(&format!("engines: the web ring in {}", engine.name()), Box::new(move || rings::web_in(tree, filter, engine)));
        }
        // The other rings know Chromium, so it proves the set.
        for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
            add(&format!("engines: pages in {}", engine.name()), Box::new(move || rings::pages_in(tree, filter, engine)));
        }
    }
    if wanted(Part::Loss) {
        add("loss: events and accidents", Box::new(move || rings::loss(tree, filter)));
    }
    steps
}

fn perform(step: &Step) -> Done {
    let start = Instant::now();
    let result = (step.action)();
    let time = start.elapsed();
    let (counts, outcome) = match result {
        Ok(counts) if counts.failed > 0 => {
            eprintln!("FAILED after {}: tests failed", shown(time));
            (counts, Outcome::Failed)
        }
        Ok(counts) => {
            eprintln!("ok, {}", shown(time));
            (counts, Outcome::Held)
        }
        Err(error) if error.is::<LeftOut>() => {
            eprintln!("{error}");
            (Counts::default(), Outcome::LeftOut)
        }
        Err(error) => {
            eprintln!("FAILED after {}: {error:#}", shown(time));
            // A step that broke down before it could count is one failure.
            (Counts { failed: 1, ..Counts::default() }, Outcome::Failed)
        }
    };
    Done { name: step.name.clone(), counts, time, outcome }
}

fn summary(done: &[Done]) -> Result<()> {
    println!("\nsummary");
    for step in done {
        let mark = match step.outcome {
            Outcome::Held => "ok",
            Outcome::LeftOut => "left out",
            Outcome::Failed => "FAILED",
        };
        println!("{mark:>8} {:>8}  {}{}", shown(step.time), step.name, step.counts.shown());
    }
    let failed: Vec<&str> = done.iter().filter(|step| step.outcome == Outcome::Failed).map(|step| step.name.as_str()).collect();
    let total = done.iter().fold(Counts::default(), |sum, step| sum.plus(step.counts));
    println!("{:>8} {:>8}  altogether\n", "", shown(done.iter().map(|step| step.time).sum()));
    println!("{} passed, {} failed", total.passed, total.failed);
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

fn shown(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..100 => format!("{}.{} s", seconds, time.subsec_millis() / 100),
        seconds => format!("{} m {:02} s", seconds / 60, seconds % 60),
    }
}
