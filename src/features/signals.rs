//! What a page does not switch on by itself is in a second file, which is loaded as soon as an option or the server asks for something of it.

use super::Feature;
use crate::api::instance::Instance;
use crate::core::client::Client;

pub struct Signals;

impl Feature for Signals {
    fn follow(&mut self, instance: &'static Instance) {
        let wanted = instance.read(Client::wants_signals) == Some(true);
        instance.page().follow_signals(if wanted { 1 } else { 0 });
    }

    fn stop(&mut self) {}
}
