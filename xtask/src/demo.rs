//! `cargo xtask demo`: the demo app on the freshly built package, the collector it sends to, and the live page beside it.

use crate::build::{self, Mode};
use crate::run;
use crate::setup::{self, Extent, browser, npm};
use crate::test::rings;
use crate::tree::Tree;
use anyhow::{Context, Result, ensure};
use regex::Regex;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub fn run(tree: &Tree, port: u16, check: bool) -> Result<()> {
    // The check clicks through the app, so it needs a browser of its own; a person has one.
    setup::run(tree, if check { Extent::Everything } else { Extent::Build })?;
    build::run(tree, Mode::Release)?;
    let app = app(tree)?;
    crate::say("compile", "the collector");
    rings::collector(tree)?;
    let mut server = Server::start(tree, &app, port, check)?;
    if check {
        return server.walk(tree, &app);
    }
    println!("\n  demo app     {}/", server.url);
    println!("  script tag   {}/script-tag.html", server.url);
    println!("  live page    {}/live/\n\nCtrl-C ends it.", server.url);
    let status = server.child.wait()?;
    ensure!(status.success(), "the collector ended with {status}");
    Ok(())
}

/// Builds the demo app as its own package.json says; gives back its folder.
fn app(tree: &Tree) -> Result<PathBuf> {
    let folder = tree.root.join("www-demo/app");
    npm::packages(tree, &folder)?;
    crate::say("bundle", "the demo app");
    run::run(npm::npm().args(["run", "--silent", "build"]).current_dir(&folder))?;
    Ok(folder)
}

/// The collector, stopped when this goes.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(tree: &Tree, app: &Path, port: u16, check: bool) -> Result<Server> {
        fs::create_dir_all(tree.scratch())?;
        let mut collector = Command::new(rings::collector_program(tree));
        if check {
            collector.args(["--port", "0", "--db", ":memory:"]);
        } else {
            collector.args(["--port", &port.to_string(), "--db"]).arg(tree.scratch().join("demo.sqlite"));
        }
        collector.arg("--app").arg(app.join("dist")).arg("--sdk").arg(tree.dist());
        collector.arg("--flags").arg(tree.root.join("www-demo/flags.toml"));
        let mut child = collector.stdout(Stdio::piped()).spawn().context("starting the collector")?;
        let mut first = String::new();
        BufReader::new(child.stdout.take().context("the collector has no output")?).read_line(&mut first)?;
        let mut server = Server { child, url: String::new() };
        let found = Regex::new(r"http://\S+")?.find(&first).map(|url| url.as_str().to_owned());
        server.url = found.with_context(|| format!("the collector did not start; is port {port} taken?"))?;
        Ok(server)
    }

    /// Clicks through the app in a browser, then asks the collector whether it heard of it.
    fn walk(&mut self, tree: &Tree, app: &Path) -> Result<()> {
        for path in ["/", "/script-tag.html", "/live/", "/static/array.js"] {
            get(&format!("{}{path}", self.url))?;
            crate::say("answers", path);
        }
        let browser = browser::chromium(tree).context("no Chrome or Chromium: run `cargo xtask setup` first")?;
        run::run(Command::new("node").arg("walk.mjs").arg(&self.url).arg(browser).current_dir(app))?;
        for event in ["$pageview", "$identify", "$autocapture", "$rageclick", "item_created", "item_shared", "export_completed"] {
            let stored: Vec<serde_json::Value> = serde_json::from_str(&get(&format!("{}/_/events?event={event}", self.url))?)?;
            ensure!(!stored.is_empty(), "the collector never heard of {event}");
            crate::say("stored", &format!("{event}, {} times", stored.len()));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; either way nothing is left running.
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn get(url: &str) -> Result<String> {
    ureq::get(url).call().with_context(|| format!("asking {url}"))?.body_mut().read_to_string().with_context(|| format!("reading {url}"))
}
