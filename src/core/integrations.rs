//! What is wanted of the integrations: by the page's options, and by the server.

use super::client::Client;
use super::json::Json;
use super::remote::{LOGS, SITE_APPS as APPS};
use super::router::{self, Region};
use super::text::Str;

// What may be wanted, in bits: as in signals.js.
const TRACING: u16 = 1;
/// What is said on the console is kept, because the server wished to hear it on an earlier page.
const CONSOLE_KEPT: u16 = 2;
/// And it is sent.
const CONSOLE: u16 = 4;
const SITE_APPS: u16 = 8;
/// The server's configuration has come, or will not.
const SETTLED: u16 = 16;
/// The toolbar shall not measure itself.
const TOOLBAR_QUIET: u16 = 32;
/// The SDK is at work on this page.
const ALIVE: u16 = 64;
/// How long the page's requests take is measured.
const REQUESTS: u16 = 128;
/// Calls of the tools that the page offers to agents are told.
pub const TOOLS: u16 = 256;

impl Client {
    /// In bits; then the host for people, and the site apps of the old kind.
    pub fn wishes(&self) -> (u16, Str, Json) {
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
            (config.raw.truthy("capture_webmcp"), TOOLS),
        ] {
            if wish {
                wishes |= bit;
            }
        }
        (wishes, router::ui_host(config), self.remotely(APPS).cloned().unwrap_or_default())
    }
}
