//! Which changes of the address are page views. A view that a router's `pushState` begins is captured when the router's own work at hand is
//! done, because routers set the title after the address; one that follows a back or forward step at once.

use super::config::Pageviews;
use super::url;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    path: String,
    search: String,
    hash: String,
}

impl Place {
    fn of(href: &str, path: &str) -> Place {
        let (before, hash) = url::cut(href, b'#');
        let search = url::cut(before, b'?').1.unwrap_or("");
        Place { path: String::from(path), search: String::from(search), hash: String::from(hash.unwrap_or("")) }
    }
}

/// What is to be done about a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Nothing,
    /// Capture a page view with this `navigation_type`.
    Capture(&'static str),
    /// Call `take_pending` when the work at hand is done.
    Later,
}

/// The address of the last page view, and the view that waits to be captured.
#[derive(Default)]
pub struct Addresses {
    last: Place,
    pending: Option<&'static str>,
}

impl Addresses {
    /// Starts from here.
    pub fn settle(&mut self, href: &str, path: &str) {
        self.last = Place::of(href, path);
    }

    /// The address changed, by this kind of navigation. `later`: the page is still at work.
    pub fn moved(&mut self, kind: &'static str, href: &str, path: &str, asked: Pageviews, later: bool) -> Step {
        let place = Place::of(href, path);
        let last = std::mem::replace(&mut self.last, place.clone());
        let changed = (asked.path && place.path != last.path)
            || (asked.search && place.search != last.search)
            || (asked.hash && place.hash != last.hash);
        match (changed, later) {
            (false, _) => Step::Nothing,
            (true, false) => Step::Capture(kind),
            (true, true) => {
                self.pending = Some(kind);
                Step::Later
            }
        }
    }

    /// The page view that waits, if it still does.
    pub fn take_pending(&mut self) -> Option<&'static str> {
        self.pending.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: Pageviews = Pageviews { initial: true, path: true, search: false, hash: false };

    #[test]
    fn only_what_is_asked_for_counts() {
        let mut addresses = Addresses::default();
        addresses.settle("https://h/a", "/a");
        assert_eq!(addresses.moved("pushState", "https://h/a?x#y", "/a", PATH, true), Step::Nothing);
        assert_eq!(addresses.moved("popstate", "https://h/b", "/b", PATH, false), Step::Capture("popstate"));
        let all = Pageviews { search: true, hash: true, ..PATH };
        assert_eq!(addresses.moved("hashchange", "https://h/b#1", "/b", all, false), Step::Capture("hashchange"));
        assert_eq!(addresses.moved("pushState", "https://h/b?1#1", "/b", all, true), Step::Later);
        assert_eq!((addresses.take_pending(), addresses.take_pending()), (Some("pushState"), None));
    }
}
