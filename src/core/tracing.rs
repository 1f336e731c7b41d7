//! Headers that lead from a request of the page's to the session and person it was made by: `tracing_headers`, and W3C's `traceparent` by
//! `trace_propagation_targets`. Decided request by request, so that a changed option counts at once.

use super::client::Client;
use super::host::Host;
use super::json::Json;
use super::text;
use super::url;

/// The option and its older names; the first one given counts.
const HOSTS: [&str; 3] = ["tracing_headers", "addTracingHeaders", "__add_tracing_headers"];
const TARGETS: &str = "trace_propagation_targets";

impl Client {
    fn traced_hosts(&self) -> Option<&Json> {
        HOSTS.iter().find_map(|key| self.config.raw.get(key).filter(|hosts| !hosts.is_null()))
    }

    /// Is there any request that could get a header? posthog-js has to load this.
    pub fn traces(&self) -> bool {
        if self.config.raw.truthy("disable_external_dependency_loading") {
            return false;
        }
        let some = |value: &Json| value.truthy() && value.text() != "[]";
        self.traced_hosts().is_some_and(some) || self.config.raw.get(TARGETS).is_some_and(|targets| !targets.as_strings().is_empty())
    }

    /// What of it a request to this host gets: `1` for the ids of the session, window and person, `0` for none; then the `traceparent`, if any.
    /// `ids`, `parent`: what the page has not set itself.
    pub fn trace(&self, host: &str, origin: &str, ids: bool, parent: bool) -> String {
        let listed = |hosts: &Json| match hosts.as_list() {
            Some(list) => list.iter().any(|known| known.is(host)),
            None => hosts.truthy(),
        };
        let mut value = String::from(if ids && self.traced_hosts().is_some_and(listed) { "1" } else { "0" });
        let targets = self.config.raw.get(TARGETS).map(Json::as_strings).unwrap_or_default();
        if parent && targets.iter().any(|target| is_target(&target.to_ascii_lowercase(), host, origin)) {
            value.push_str("00-");
            let mut word = 0;
            for at in 0..48 {
                if at % 8 == 0 {
                    // A trace or parent of zeros only is none.
                    word = self.world.host().random().max(1);
                }
                if at == 32 {
                    value.push('-');
                }
                text::push_hex(&mut value, word >> 28);
                word <<= 4;
            }
            value.push_str("-01");
        }
        value
    }
}

/// A host's name, or an origin, which may name the usual port and end with a slash.
fn is_target(target: &str, host: &str, origin: &str) -> bool {
    let target = url::trim_url(target);
    let usual = if origin.starts_with("https:") { ":443" } else { ":80" };
    target == host || target.strip_suffix(usual).unwrap_or(target) == origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_hosts_or_origins() {
        let (host, origin) = ("api.shop.example", "https://api.shop.example");
        for target in ["api.shop.example", "https://api.shop.example", "https://api.shop.example:443/"] {
            assert!(is_target(target, host, origin), "{target}");
        }
        for target in ["shop.example", "http://api.shop.example", "https://api.shop.example:8443", "*", ""] {
            assert!(!is_target(target, host, origin), "{target}");
        }
        assert!(is_target("http://localhost:80", "localhost", "http://localhost"));
        assert!(is_target("http://localhost:3000", "localhost", "http://localhost:3000"));
    }
}
