//! What is wanted of the integrations: by the page's options, and by the server.

use super::client::Client;
use super::json::Json;
use super::remote::{LOGS, SITE_APPS as APPS};
use super::router::{self, Region};
use super::text::Str;

// What may be wanted, in bits: as in signals.js.
const TRACING: u8 = 1;
/// What is said on the console is kept, because the server wished to hear it on an earlier page.
const CONSOLE_KEPT: u8 = 2;
/// And it is sent.
const CONSOLE: u8 = 4;
const SITE_APPS: u8 = 8;
/// The server's configuration has come, or will not.
const SETTLED: u8 = 16;
/// The toolbar shall not measure itself.
const TOOLBAR_QUIET: u8 = 32;
/// The SDK is at work on this page.
const ALIVE: u8 = 64;
/// How long the page's requests take is measured.
const REQUESTS: u8 = 128;

impl Client {
    /// In bits; then the host for people, and the site apps of the old kind.
    pub fn wishes(&self) -> (u8, Str, Json) {
        let config = &self.config;
        let answered = self.remote.answered;
        let sent = answered && self.remotely_on(LOGS) || self.options_of("logs").truthy("captureConsoleLogs");
        let unasked = config.raw.truthy("advanced_disable_flags") || config.raw.truthy("advanced_disable_decide");
        let kept = sent || !answered && !unasked && self.remotely_on(LOGS);
        let quiet = router::region(&config.api_host) == Region::Custom && config.raw.truthy("advanced_disable_toolbar_metrics");
        let mut wishes = ALIVE;
        for (wish, bit) in [
            (self.traces(), TRACING),
            (kept, CONSOLE_KEPT),
            (sent, CONSOLE),
            (config.raw.truthy("opt_in_site_apps"), SITE_APPS),
            (answered, SETTLED),
            (quiet, TOOLBAR_QUIET),
            (self.options_of("metrics").truthy("network"), REQUESTS),
        ] {
            if wish {
                wishes |= bit;
            }
        }
        (wishes, router::ui_host(config), self.remotely(APPS).cloned().unwrap_or_default())
    }
}
