//! The browsers of the engines ring with their drivers. A machine that lacks Firefox or WebKit is a smaller proof and no failure: the ring says what
//! it leaves out.

use super::{browser, debian, tools};
use crate::lint::LeftOut;
use crate::tree::Tree;
use anyhow::Result;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];
const MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// Installs what is missing where Debian's packages are there to install. Chromium is set up for the other rings.
pub fn ready(tree: &Tree) {
    for (engine, packages) in [(Engine::Firefox, &["firefox-esr"][..]), (Engine::WebKit, &["webkit2gtk-driver", "xvfb"])] {
        match installed(tree, engine, packages) {
            Ok(driver) => super::found(engine.name(), &driver.display().to_string()),
            Err(why) => crate::say("note", &format!("{}: {why:#}", engine.name())),
        }
    }
}

fn installed(tree: &Tree, engine: Engine, packages: &[&str]) -> Result<PathBuf> {
    if !engine.is_there() && browser::debian_root() {
        super::installing(engine.name(), &format!("Debian's {}", packages.join(" and ")));
        debian::apt_install(packages)?;
    }
    if engine == Engine::Firefox && engine.is_there() {
        tools::geckodriver(tree)?;
    }
    Ok(engine.driver(tree)?)
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "Chromium",
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKit",
        }
    }

    /// By which the tests are told of its driver.
    pub fn variable(self) -> &'static str {
        match self {
            Engine::Chromium => "PRICKLE_CHROMEDRIVER",
            Engine::Firefox => "PRICKLE_GECKODRIVER",
            Engine::WebKit => "PRICKLE_WEBKITDRIVER",
        }
    }

    /// Its WebDriver program, named by the environment or installed; the error says what is missing.
    pub fn driver(self, tree: &Tree) -> Result<PathBuf, LeftOut> {
        let missing = LeftOut(match self {
            Engine::Chromium => "there is no chromedriver on the PATH",
            Engine::Firefox => "there is no Firefox, or no geckodriver for it",
            Engine::WebKit => "there is no WebKitWebDriver of WebKitGTK, or no display and no xvfb-run for it",
        });
        if !self.is_there() {
            return Err(missing);
        }
        let found = || match self {
            Engine::Chromium => which::which("chromedriver").ok(),
            Engine::Firefox => tools::find_geckodriver(tree),
            Engine::WebKit => which::which("WebKitWebDriver").ok(),
        };
        named(self.variable()).or_else(found).ok_or(missing)
    }

    /// Whether there is a browser to drive. WebKit's driver brings its own.
    fn is_there(self) -> bool {
        match self {
            Engine::Chromium => true,
            Engine::Firefox => firefox().is_some(),
            Engine::WebKit => {
                (has_display() || which::which("xvfb-run").is_ok())
                    && (named(self.variable()).is_some() || which::which("WebKitWebDriver").is_ok())
            }
        }
    }

    /// A program that will start this engine. WebKitGTK's browser has no headless mode, so where there is no display one is made for it.
    pub fn command(self, program: impl AsRef<Path>) -> Command {
        let program = program.as_ref();
        if self != Engine::WebKit || has_display() {
            return Command::new(program);
        }
        let mut command = Command::new("xvfb-run");
        command.args(["--auto-servernum", "--server-args=-screen 0 1280x1024x24"]).arg(program);
        command
    }
}

/// Named by the environment, or installed.
pub fn firefox() -> Option<PathBuf> {
    named("PRICKLE_FIREFOX")
        .or_else(|| FIREFOXES.into_iter().find_map(|name| which::which(name).ok()))
        .or_else(|| Some(PathBuf::from(MAC)).filter(|path| path.is_file()))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
