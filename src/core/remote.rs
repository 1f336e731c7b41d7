//! What the project's settings on the server switch on and off. They are untrusted input: of each only what has the expected type is taken. They are
//! stored, so that they count on the next page before it has asked; and kept here too, for when nothing may be stored or all of it is cleared.

use super::client::Client;
use super::json::{Json, Map};

pub const AUTOCAPTURE_OFF: &str = "$autocapture_disabled_server_side";
pub const HEATMAPS: &str = "$heatmaps_enabled_server_side";
pub const DEAD_CLICKS: &str = "$dead_clicks_enabled_server_side";
pub const EXCEPTIONS: &str = "$exception_capture_enabled_server_side";
pub const SUPPRESSION_RULES: &str = "$error_tracking_suppression_rules";
pub const EXTENSION_EXCEPTIONS: &str = "$error_tracking_capture_extension_exceptions";
pub const WEB_VITALS: &str = "$web_vitals_enabled_server_side";
pub const WEB_VITALS_METRICS: &str = "$web_vitals_allowed_metrics";
pub const LOGS: &str = "$logs_capture_enabled_server_side";

/// Not the server's: the option of the time when the page began or the server answered, because web vitals are decided about only then.
pub const PERFORMANCE: &str = "capture_performance";

/// Not stored: site apps of the old kind, a list.
pub const SITE_APPS: &str = "$site_apps";

const KEYS: [&str; 10] = [
    PERFORMANCE,
    HEATMAPS,
    DEAD_CLICKS,
    EXCEPTIONS,
    SUPPRESSION_RULES,
    EXTENSION_EXCEPTIONS,
    WEB_VITALS,
    WEB_VITALS_METRICS,
    LOGS,
    SITE_APPS,
];

/// Options that switch on something of the second file, and what the server says where they are not given.
const OPTIONS: [(&str, &str); 13] = [
    ("capture_heatmaps", HEATMAPS),
    ("enable_heatmaps", HEATMAPS),
    ("capture_dead_clicks", DEAD_CLICKS),
    ("capture_performance", WEB_VITALS),
    ("tracing_headers", ""),
    ("addTracingHeaders", ""),
    ("__add_tracing_headers", ""),
    ("trace_propagation_targets", ""),
    ("opt_in_site_apps", ""),
    ("logs", LOGS),
    ("metrics", ""),
    ("capture_webmcp", ""),
    ("capture_exceptions", EXCEPTIONS),
];

#[derive(Default)]
pub struct Remote {
    /// An answer or a failure has come on this page.
    pub answered: bool,
    /// And that was well.
    pub came: bool,
    /// `elementsChainAsString`: `$elements` need not be sent beside the chain.
    pub chain_only: bool,
    known: Map,
}

impl Remote {
    /// Takes over what `remotely_known` told.
    pub fn learn(&mut self, known: Map) {
        self.answered = known.truthy("answered");
        self.known = known;
    }

    /// Whether the console is heard, only this page's answer says once it is there.
    pub(super) fn forget_logs(&mut self) {
        self.known.set(LOGS, Json::bool(false));
    }
}

impl Client {
    /// What the server says of it, on this page or an earlier one.
    pub fn remotely(&self, key: &str) -> Option<&Json> {
        self.remote.known.get(key).or(self.store.get(key))
    }

    pub fn remotely_on(&self, key: &str) -> bool {
        self.remotely(key).is_some_and(Json::truthy)
    }

    /// Is anything asked for that is in the second file? It decides about each by itself.
    pub fn wants_signals(&self) -> bool {
        let raw = &self.config.raw;
        OPTIONS.iter().any(|(option, key)| match raw.get(option).filter(|value| !value.is_null()) {
            Some(value) => value.truthy(),
            None => self.remotely_on(key),
        })
    }

    /// What the second file must know of all this.
    pub fn remotely_known(&self) -> Map {
        let mut known = Map::new();
        known.set("answered", Json::bool(self.remote.answered));
        for key in &KEYS {
            known.copy(key, self.remotely(key));
        }
        known
    }

    pub(super) fn keep_performance(&mut self) {
        if let Some(asked) = self.config.raw.get(PERFORMANCE) {
            self.remote.known.set(PERFORMANCE, asked.clone());
        }
    }

    pub(super) fn settle_remotely(&mut self, remote: &Map) {
        let mut settled = Map::new();
        let switch = |value: &Json| Json::bool(value.truthy());
        if let Some(off) = remote.get("autocapture_opt_out").filter(|off| off.is_true() || off.is_false()) {
            settled.set(AUTOCAPTURE_OFF, off.clone());
        }
        for (field, key) in &[("heatmaps", HEATMAPS), ("captureDeadClicks", DEAD_CLICKS), ("autocaptureExceptions", EXCEPTIONS)] {
            if let Some(value) = remote.get(field) {
                settled.set(key, switch(value));
            }
        }
        if let Some(errors) = remote.get("errorTracking") {
            let errors = errors.as_map().unwrap_or_default();
            let rules = errors.get("suppressionRules").filter(|rules| rules.is_array()).cloned();
            settled.set(SUPPRESSION_RULES, rules.unwrap_or_else(|| Json::trusted("[]")));
            if let Some(value) = errors.get("captureExtensionExceptions") {
                settled.set(EXTENSION_EXCEPTIONS, switch(value));
            }
        }
        if let Some(performance) = remote.get("capturePerformance") {
            let performance = performance.as_map().unwrap_or_default();
            settled.set(WEB_VITALS, Json::bool(performance.truthy("web_vitals")));
            if let Some(metrics) = performance.get("web_vitals_allowed_metrics").filter(|metrics| metrics.is_array()) {
                settled.set(WEB_VITALS_METRICS, metrics.clone());
            }
        }
        if let Some(apps) = remote.get("siteApps") {
            self.remote.known.set(SITE_APPS, apps.clone());
        }
        let logs = remote.map("logs");
        if let Some(value) = logs.get("captureConsoleLogs").filter(|value| !value.is_null()) {
            settled.set(LOGS, switch(value));
        }
        self.remote.chain_only |= remote.truthy("elementsChainAsString");
        if !settled.is_empty() {
            self.store.register(&settled, None);
            self.remote.known.extend(&settled);
        }
    }
}
