//! Where requests go: PostHog's cloud in two regions, or a host of the site's own.

use super::client::LIB_VERSION;
use super::config::Config;
use super::json::Json;
use super::text::{self, Str};

/// Whose server an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    Us,
    Eu,
    /// The site's own, a proxy or a self-hosted PostHog.
    Custom,
}

/// Which server is wanted: for events, for scripts and remote configuration, for people to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Api,
    /// Feature flags may have a server of their own.
    Flags,
    Assets,
    Ui,
}

/// Read off the host's name anywhere in the text, in any case, as posthog-js does.
pub fn region(host: &str) -> Region {
    let host = host.to_ascii_lowercase();
    let names = |list: &[&str]| {
        list.iter()
            .any(|name| [".posthog.com", ".i.posthog.com"].iter().any(|domain| text::has(&host, &text::join(&["https://", name, domain]))))
    };
    if names(&["app", "us", "us-assets"]) {
        Region::Us
    } else if names(&["eu", "eu-assets"]) {
        Region::Eu
    } else {
        Region::Custom
    }
}

/// The whole address of a path.
pub fn endpoint(config: &Config, target: Target, path: &str) -> Str {
    let slash = if path.starts_with('/') { "" } else { "/" };
    if let (Target::Assets, Some(host), true) = (target, &config.asset_host, path.starts_with("/static/")) {
        return text::join(&[host, slash, path]);
    }
    if target == Target::Flags {
        let own = config.raw.word("flags_api_host");
        let own = super::secrets::trim(&own).trim_end_matches('/');
        if !own.is_empty() {
            return text::join(&[own, slash, path]);
        }
    }
    if target == Target::Ui {
        return text::join(&[&ui_host(config), slash, path]);
    }
    let area = match region(&config.api_host) {
        Region::Custom => return text::join(&[&config.api_host, slash, path]),
        Region::Us => "https://us",
        Region::Eu => "https://eu",
    };
    let kind = if target == Target::Assets { "-assets.i.posthog.com" } else { ".i.posthog.com" };
    text::join(&[area, kind, slash, path])
}

/// The project's configuration as a script.
pub const CONFIG: &str = "remote-config";

/// Where one of PostHog's scripts is, and where else if it is not there: of this very version, or the newest that serves it.
pub fn script(config: &Config, kind: &str, now: f64) -> (Str, Option<Str>) {
    let at = |path: &[&str]| endpoint(config, Target::Assets, &text::join(path));
    if kind == CONFIG {
        return (at(&["/array/", &config.token, "/config.js"]), None);
    }
    let newest = || {
        // The toolbar's holds a token that is good for five minutes.
        let minutes = (now / 300_000.0).floor() * 300_000.0;
        let time = if kind == "toolbar" { text::join(&["&t=", Json::num(minutes).text()]) } else { Str::default() };
        at(&["/static/", kind, ".js?v=", LIB_VERSION, &time])
    };
    let versioning = config.raw.get("strict_script_versioning");
    if versioning.is_some_and(|value| !value.truthy()) {
        return (newest(), None);
    }
    let fallback = versioning.is_none_or(|value| value.is("fallback")).then(newest);
    (at(&["/static/", LIB_VERSION, "/", kind, ".js"]), fallback)
}

/// Where the project is looked at.
pub fn ui_host(config: &Config) -> Str {
    let host = config
        .ui_host
        .clone()
        .filter(|host| !host.is_empty())
        .unwrap_or_else(|| Str::new(text::replace(&config.api_host, ".i.posthog.com", ".posthog.com")));
    if host == "https://app.posthog.com" { Str::from("https://us.posthog.com") } else { host }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_regions() {
        for (host, expected) in [
            ("https://app.posthog.com", Region::Us),
            ("https://us.i.posthog.com", Region::Us),
            ("https://US-assets.i.posthog.com", Region::Us),
            ("https://eu.posthog.com", Region::Eu),
            ("https://eu.i.posthog.com.example", Region::Eu),
            ("https://ph.example.com", Region::Custom),
            ("http://us.i.posthog.com", Region::Custom),
            ("https://usx.i.posthog.com", Region::Custom),
        ] {
            assert_eq!(region(host), expected, "{host}");
        }
    }
}
