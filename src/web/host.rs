//! The browser as the core's `Host`.

use super::js::{self, Fact};
use super::{cookies, page, random, storage};
use crate::core::host::{Agent, Area, Denied, Host, Page};

pub struct Browser;

impl Host for Browser {
    fn now(&self) -> f64 {
        js::now()
    }

    fn timezone_offset(&self, time: f64) -> f64 {
        js::timezone_offset(time)
    }

    fn random(&self) -> u32 {
        random::next()
    }

    fn dice(&self) -> u32 {
        random::dice()
    }

    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Denied> {
        storage::read(area, key)
    }

    fn write(&self, area: Area, key: &str, value: &str) -> Result<(), Denied> {
        storage::write(area, key, value)
    }

    fn remove(&self, area: Area, key: &str) {
        storage::remove(area, key);
    }

    fn keys(&self, start: &str) -> String {
        storage::keys(start)
    }

    fn cookies(&self) -> Result<String, Denied> {
        cookies::read()
    }

    fn set_cookie(&self, text: &str) -> bool {
        cookies::write(text)
    }

    fn page(&self) -> Page {
        page::page()
    }

    fn scroll(&self, root: &str) -> [f64; 3] {
        page::scroll(root)
    }

    fn agent(&self) -> Agent {
        page::agent()
    }

    fn online(&self) -> bool {
        js::is(Fact::Online)
    }

    fn debug_forced(&self) -> bool {
        js::is(Fact::DebugForced)
    }

    fn has_body(&self) -> bool {
        js::is(Fact::HasBody)
    }
}
