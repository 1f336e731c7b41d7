//! What PostHog tells its SDK: the remote config and the feature flags of a token.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use serde_json::{Map, Value, json};

use crate::app::lock;

#[derive(Default)]
pub struct Settings {
    default_flags: Map<String, Value>,
    flags: Mutex<HashMap<String, Map<String, Value>>>,
    configs: Mutex<HashMap<String, Value>>,
}

impl Settings {
    pub fn read(flags_file: Option<&Path>) -> Result<Self, String> {
        let Some(path) = flags_file else { return Ok(Self::default()) };
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let default_flags = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { default_flags, ..Self::default() })
    }

    /// The `flags` object of a version 2 answer.
    pub fn flags(&self, token: &str) -> Map<String, Value> {
        let own = lock(&self.flags);
        let flags = own.get(token).unwrap_or(&self.default_flags);
        flags.iter().enumerate().map(|(index, (key, short))| (key.clone(), flag(key, index + 1, short))).collect()
    }

    pub fn config(&self, token: &str) -> Value {
        lock(&self.configs).get(token).cloned().unwrap_or_else(|| default_config(token, !self.flags(token).is_empty()))
    }

    pub fn set_config(&self, token: &str, config: Value) {
        lock(&self.configs).insert(token.to_owned(), config);
    }

    pub fn set_flags(&self, token: &str, flags: Map<String, Value>) {
        lock(&self.flags).insert(token.to_owned(), flags);
    }

    pub fn clear(&self, token: Option<&str>) {
        let (mut flags, mut configs) = (lock(&self.flags), lock(&self.configs));
        match token {
            Some(token) => {
                flags.remove(token);
                configs.remove(token);
            }
            None => {
                flags.clear();
                configs.clear();
            }
        }
    }
}

/// A project that lets the SDK watch the page: autocapture, heatmaps, dead clicks, exceptions and web vitals. A page's own options win over
/// this. Recordings, surveys and the like are off.
fn default_config(token: &str, has_flags: bool) -> Value {
    json!({
        "token": token,
        "supportedCompression": ["gzip", "gzip-js"],
        "hasFeatureFlags": has_flags,
        "captureDeadClicks": true,
        "capturePerformance": { "network_timing": true, "web_vitals": true, "web_vitals_allowed_metrics": null },
        "autocapture_opt_out": false,
        "autocaptureExceptions": true,
        "analytics": { "endpoint": "/i/v0/e/" },
        "elementsChainAsString": true,
        "errorTracking": { "autocaptureExceptions": true, "suppressionRules": [] },
        "logs": { "captureConsoleLogs": false },
        "sessionRecording": false,
        "heatmaps": true,
        "conversations": false,
        "surveys": false,
        "productTours": false,
        "defaultIdentifiedOnly": true,
        "siteApps": [],
    })
}

/// A flag written short (`true`, `"variant"`, `{enabled, variant, payload}`) as the answer spells it out.
fn flag(key: &str, id: usize, short: &Value) -> Value {
    let variant = short.as_str().or_else(|| short.get("variant")?.as_str());
    let enabled = short.get("enabled").and_then(Value::as_bool).unwrap_or_else(|| variant.is_some() || short.as_bool() == Some(true));
    // Payloads are JSON in a string on the wire.
    let payload = short.get("payload").map(|payload| payload.as_str().map_or_else(|| payload.to_string(), str::to_owned));
    let reason = if enabled { "condition_match" } else { "no_condition_match" };
    json!({
        "key": key,
        "enabled": enabled,
        "variant": variant,
        "reason": { "code": reason, "condition_index": 0, "description": "Set by the collector" },
        "metadata": { "id": id, "version": 1, "description": null, "payload": payload, "has_experiment": false },
    })
}
