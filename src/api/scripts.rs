//! Scripts of PostHog's that are loaded when they are wanted: the project's configuration, and what a page has switched on that is no part of this
//! file. Which addresses they come from is decided in `core::router`.

use super::instance::Instance;
use crate::core::client::Client;
use crate::core::router::{self, CONFIG};
use crate::core::text::{self, Str};
use crate::core::world::Level;

/// A script that is being loaded.
pub struct Load {
    kind: &'static str,
    url: Str,
    /// Where it is looked for if it is not there.
    fallback: Option<Str>,
}

impl Instance {
    /// Loads it; the features hear of it by `loaded`.
    pub fn load_script(&'static self, kind: &'static str) {
        let now = self.world().now();
        let found = self.read(|client| (router::script(&client.config, kind, now), client.config.scripts_in_head));
        let Some(((url, fallback), in_head)) = found else { return };
        self.loads.borrow_mut().push(Load { kind, url: url.clone(), fallback });
        self.page().load_script(&url, in_head);
    }

    /// The script is there, or (`error`) not.
    pub fn script_done(&'static self, url: &str, error: &str) {
        let load = {
            let mut loads = self.loads.borrow_mut();
            let at = loads.iter().position(|load| *load.url == *url);
            at.map(|at| loads.remove(at))
        };
        let Some(mut load) = load else { return };
        if error == "!"
            && let Some(fallback) = load.fallback.take()
        {
            let in_head = self.read(|client| client.config.scripts_in_head).unwrap_or_default();
            load.url = fallback.clone();
            self.loads.borrow_mut().push(load);
            return self.page().load_script(&fallback, in_head);
        }
        if load.kind == CONFIG {
            if !self.take_preloaded() {
                self.tell(Client::load_config_json);
            }
            return;
        }
        if !error.is_empty() {
            let what = if error == "!" { url } else { error };
            self.world().log(Level::Error, &text::join(&["Could not load ", load.kind, ": ", what]));
        }
        self.feature_loaded(load.kind, error.is_empty());
        self.settle();
    }
}
