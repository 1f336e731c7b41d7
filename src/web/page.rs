//! The window, the document, and the facts read from them in one crossing each.

use super::js::{self, Fact};
use crate::core::host::{Agent, Page};
use crate::core::json::Json;
use crate::core::text;

/// What can be listened to, as `begin` of page.js numbers it.
pub struct Target(pub(super) u8);

pub const fn window() -> Option<Target> {
    Some(Target(0))
}

pub const fn document() -> Option<Target> {
    Some(Target(1))
}

fn parsed(text: Option<&str>) -> Option<f64> {
    Json::parse(text?)?.as_num()
}

fn number(text: Option<&str>) -> f64 {
    parsed(text).unwrap_or(f64::NAN)
}

pub fn page() -> Page {
    let facts = js::ask(Fact::Page, "", "", 0).unwrap_or_default();
    let mut fields = text::split(&facts, 0);
    let mut next = || String::from(fields.next().unwrap_or(""));
    let (href, host, pathname, referrer, title, language) = (next(), next(), next(), next(), next(), next());
    Page {
        href,
        host,
        pathname,
        referrer,
        title,
        language,
        viewport_width: number(fields.next()),
        viewport_height: number(fields.next()),
        screen_width: number(fields.next()),
        screen_height: number(fields.next()),
        visible: fields.next() == Some("1"),
    }
}

pub fn scroll(root: &str) -> [f64; 3] {
    let facts = js::ask(Fact::Scroll, root, "", 0).unwrap_or_default();
    let mut fields = text::split(&facts, 0);
    [(); 3].map(|()| parsed(fields.next()).unwrap_or(0.0))
}

pub fn agent() -> Agent {
    let facts = js::ask(Fact::Agent, "", "", 0).unwrap_or_default();
    let mut fields = text::split(&facts, 0);
    let mut next = || fields.next().unwrap_or("");
    Agent {
        user_agent: String::from(next()),
        vendor: String::from(next()),
        brave: !next().is_empty(),
        webdriver: !next().is_empty(),
        brands: String::from(next()),
        platform: String::from(next()),
        max_touch_points: number(Some(next())),
        pixel_ratio: number(Some(next())),
        timezone: String::from(next()),
        hostname: String::from(next()),
        secure: !next().is_empty(),
        do_not_track: !next().is_empty(),
        global_privacy_control: !next().is_empty(),
        fetch: !next().is_empty(),
        xhr: !next().is_empty(),
        beacon: !next().is_empty(),
        pagehide: !next().is_empty(),
        gzip: !next().is_empty(),
    }
}
