//! Firefox and WebKit with their drivers, for the engines ring. A machine that lacks one is a smaller proof and no failure: the ring says what it
//! leaves out.

use super::{browser, debian, tools};
use crate::lint::LeftOut;
use crate::tree::Tree;
use anyhow::Result;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    Firefox,
    WebKit,
}

const FIREFOXES: [&str; 2] = ["firefox-esr", "firefox"];
const MAC: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

pub fn ready(tree: &Tree) {
    for (engine, packages) in [(Engine::Firefox, &["firefox-esr"][..]), (Engine::WebKit, &["webkit2gtk-driver", "xvfb"])] {
        if let Err(why) = installed(tree, engine, packages) {
            crate::say("note", &format!("{}: {why:#}", engine.name()));
        }
    }
}

fn installed(tree: &Tree, engine: Engine, packages: &[&str]) -> Result<()> {
    if engine.browser().is_none() && browser::debian_root() {
        super::installing(engine.name(), &format!("Debian's {}", packages.join(" and ")));
        debian::apt_install(packages)?;
    }
    if engine == Engine::Firefox && engine.browser().is_some() {
        tools::geckodriver(tree)?;
    }
    let driver = engine.driver(tree)?;
    super::found(engine.name(), &driver.display().to_string());
    Ok(())
}

impl Engine {
    pub fn name(self) -> &'static str {
        match self {
            Engine::Firefox => "Firefox",
            Engine::WebKit => "WebKit",
        }
    }

    /// Named by the environment, or installed. WebKit's driver finds its browser by itself, so it stands for both.
    pub fn browser(self) -> Option<PathBuf> {
        match self {
            Engine::Firefox => named("PRICKLE_FIREFOX")
                .or_else(|| FIREFOXES.into_iter().find_map(|name| which::which(name).ok()))
                .or_else(|| Some(PathBuf::from(MAC)).filter(|path| path.is_file())),
            Engine::WebKit if has_display() || which::which("xvfb-run").is_ok() => {
                named("PRICKLE_WEBKITDRIVER").or_else(|| which::which("WebKitWebDriver").ok())
            }
            Engine::WebKit => None,
        }
    }

    /// Its WebDriver program; the error says what is missing.
    pub fn driver(self, tree: &Tree) -> Result<PathBuf, LeftOut> {
        let missing = match self {
            Engine::Firefox => LeftOut("there is no Firefox, or no geckodriver; `cargo xtask setup` says more"),
            Engine::WebKit => LeftOut("there is no WebKitWebDriver of WebKitGTK, or no display and no xvfb-run for it"),
        };
        let browser = self.browser().ok_or(missing)?;
        match self {
            Engine::Firefox => tools::find_geckodriver(tree).ok_or(missing),
            Engine::WebKit => Ok(browser),
        }
    }

    /// A program that will start this engine. WebKitGTK's browser has no headless mode, so where there is no display one is made for it.
    pub fn command(self, program: impl AsRef<Path>) -> Command {
        let program = program.as_ref();
        if self == Engine::Firefox || has_display() {
            return Command::new(program);
        }
        let mut command = Command::new("xvfb-run");
        command.args(["--auto-servernum", "--server-args=-screen 0 1280x1024x24"]).arg(program);
        command
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

fn has_display() -> bool {
    cfg!(target_os = "linux") && ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
