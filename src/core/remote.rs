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

#[derive(Default)]
pub struct Remote {
    /// An answer or a failure has come on this page.
    pub answered: bool,
    /// `elementsChainAsString`: `$elements` need not be sent beside the chain.
    pub chain_only: bool,
    known: Map,
}

impl Client {
    /// What the server says of it, on this page or an earlier one.
    pub fn remotely(&self, key: &str) -> Option<&Json> {
        self.remote.known.get(key).or(self.store.get(key))
    }

    pub fn remotely_on(&self, key: &str) -> bool {
        self.remotely(key).is_some_and(Json::truthy)
    }

    pub(super) fn settle_remotely(&mut self, remote: &Map) {
        let mut settled = Map::new();
        let switch = |value: &Json| Json::bool(value.truthy());
        if let Some(off) = remote.get("autocapture_opt_out").filter(|off| off.is_true() || off.is_false()) {
            settled.set(AUTOCAPTURE_OFF, off.clone());
        }
        for (field, key) in [("heatmaps", HEATMAPS), ("captureDeadClicks", DEAD_CLICKS), ("autocaptureExceptions", EXCEPTIONS)] {
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
