//! The browser as the core's `Host`.

use js_sys::{Date, Reflect};

use super::{cookies, page, random, storage};
use crate::core::host::{Agent, Area, Denied, Host, Page};

pub struct Browser;

impl Host for Browser {
    fn now(&self) -> f64 {
        Date::now()
    }

    fn timezone_offset(&self, time: f64) -> f64 {
        Date::new(&time.into()).get_timezone_offset()
    }

    fn random(&self) -> u32 {
        random::next()
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

    fn cookies(&self) -> Result<String, Denied> {
        cookies::read()
    }

    fn set_cookie(&self, text: &str) {
        cookies::write(text);
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
        page::window().is_none_or(|window| window.navigator().on_line())
    }

    fn debug_forced(&self) -> bool {
        page::window().is_some_and(|window| Reflect::get(&window, &"POSTHOG_DEBUG".into()).is_ok_and(|flag| flag.is_truthy()))
    }

    fn has_body(&self) -> bool {
        page::document().is_some_and(|document| document.body().is_some())
    }
}
