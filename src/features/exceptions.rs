//! Errors that nobody caught, rejected promises that nobody waited for, and what is said by `console.error`. The rules are in `core::exceptions`.

use super::Feature;
use crate::api::instance::Instance;
use crate::core::client::Client;

#[derive(Default)]
pub struct Exceptions {
    instance: Option<&'static Instance>,
    watched: u8,
}

impl Feature for Exceptions {
    fn follow(&mut self, instance: &'static Instance) {
        self.instance = Some(instance);
        let wanted = instance.read(Client::watched_exceptions).unwrap_or_default();
        if std::mem::replace(&mut self.watched, wanted) != wanted {
            instance.page().watch_errors(wanted);
        }
    }

    fn stop(&mut self) {
        if let Some(instance) = self.instance {
            instance.page().watch_errors(0);
        }
    }
}
