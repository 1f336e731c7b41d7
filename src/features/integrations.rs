//! What goes on between the page and others by way of the SDK: headers on the page's requests, its console, site apps, PostHog's toolbar. All of it
//! deals in functions and objects of the page's, so the work is done by `integrate` in signals.js; what is wanted, `core::integrations` says.

use super::Feature;
use crate::api::instance::Instance;
use crate::api::page::watch_tools;
use crate::core::client::Client;
use crate::core::integrations::TOOLS;
use crate::core::text;

/// PostHog's scripts that may be wanted for it.
const SCRIPTS: [&str; 2] = ["toolbar", "logs"];

#[derive(Default)]
pub struct Integrations(Option<&'static Instance>);

impl Feature for Integrations {
    fn follow(&mut self, instance: &'static Instance) {
        self.0 = Some(instance);
        let Some((wishes, ui_host, apps)) = instance.read(Client::wishes) else { return };
        if wishes & TOOLS > 0 {
            watch_tools(instance.page());
        }
        let scripts = instance.page().integrate(&ui_host, apps.text(), wishes);
        for kind in &SCRIPTS {
            if text::has(&scripts, kind) {
                instance.load_script(kind);
            }
        }
    }

    fn loaded(&mut self, instance: &'static Instance, kind: &'static str, well: bool) {
        instance.page().script_ready(kind, well);
    }

    fn stop(&mut self) {
        if let Some(instance) = self.0 {
            instance.page().integrate("", "", 0);
        }
    }
}
