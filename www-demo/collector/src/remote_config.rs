//! What PostHog tells its SDK: the remote config of a token, and where its feature flags come from.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Mutex;

use serde_json::{Map, Value, json};

use crate::app::lock;
use crate::flags::FlagFile;

#[derive(Default)]
pub struct Settings {
    /// Evaluated for each visitor of each token.
    pub flags: Option<FlagFile>,
    /// What a test put in their place for a token, the same for everybody.
    fixed_flags: Mutex<HashMap<String, Map<String, Value>>>,
    configs: Mutex<HashMap<String, Value>>,
}

impl Settings {
    pub fn read(flags_file: Option<&Path>) -> Result<Self, String> {
        Ok(Self { flags: flags_file.map(FlagFile::open).transpose()?, ..Self::default() })
    }

    /// The `flags` object of a version 2 answer, if a test fixed it.
    pub fn fixed_flags(&self, token: &str) -> Option<Map<String, Value>> {
        let all = lock(&self.fixed_flags);
        let flags = all.get(token)?.iter().enumerate();
        Some(flags.map(|(index, (key, short))| (key.clone(), flag(key, index + 1, short))).collect())
    }

    pub fn config(&self, token: &str) -> Value {
        let has_flags = || match self.fixed_flags(token) {
            Some(fixed) => !fixed.is_empty(),
            None => self.flags.as_ref().is_some_and(|file| !file.definitions().flags.is_empty()),
        };
        lock(&self.configs).get(token).cloned().unwrap_or_else(|| default_config(token, has_flags()))
    }

    pub fn set_config(&self, token: &str, config: Value) {
        lock(&self.configs).insert(token.to_owned(), config);
    }

    pub fn fix_flags(&self, token: &str, flags: Map<String, Value>) {
        lock(&self.fixed_flags).insert(token.to_owned(), flags);
    }

    pub fn clear(&self, token: Option<&str>) {
        let (mut flags, mut configs) = (lock(&self.fixed_flags), lock(&self.configs));
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
    let mut metadata = json!({ "id": id, "version": 1, "description": null, "has_experiment": false });
    // Left out without a payload, as PostHog does: null would be one.
    if let (Value::Object(metadata), Some(payload)) = (&mut metadata, payload) {
        metadata.insert("payload".to_owned(), payload.into());
    }
    json!({
        "key": key,
        "enabled": enabled,
        "variant": variant,
        "reason": { "code": reason, "condition_index": 0, "description": "Set by the collector" },
        "metadata": metadata,
        "failed": false,
    })
}
