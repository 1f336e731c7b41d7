//! Which page view the page is in, and what the view before it looked like when it ended.

use super::json::{Json, Map};
use super::scroll::Scroll;

#[derive(Clone, Debug, PartialEq)]
struct View {
    id: String,
    pathname: String,
    time: f64,
}

/// The page view the page is in.
#[derive(Default)]
pub struct Pageviews {
    current: Option<View>,
    /// After a visitor accepted being known, views end with their session. (Not before: posthog-js builds its page views before there are
    /// sessions to follow.)
    pub follow_sessions: bool,
    pub scroll: Scroll,
    /// The new view is to be looked at when its page is there.
    look_due: bool,
}

impl Pageviews {
    /// A new page view begins: the properties of it and of the one before, how far that was scrolled among them if `scrolled`.
    pub fn view(&mut self, id: &str, pathname: &str, time: f64, scrolled: bool) -> Map {
        let props = self.previous(Some(id).filter(|id| !id.is_empty()), time, scrolled);
        self.begin(Some(View { id: String::from(id), pathname: String::from(pathname), time }));
        props
    }

    /// The page is being left.
    pub fn leave(&self, time: f64, scrolled: bool) -> Map {
        self.previous(self.id(), time, scrolled)
    }

    /// Any other event belongs to the current view.
    pub fn event(&self) -> Map {
        let mut props = Map::new();
        if let Some(id) = self.id() {
            props.set_str("$pageview_id", id);
        }
        props
    }

    /// `$pageview_id`: the uuid of the view's event.
    pub fn id(&self) -> Option<&str> {
        // Properties may be asked for without an event that would give the view its id.
        self.current.as_ref().map(|view| view.id.as_str()).filter(|id| !id.is_empty())
    }

    /// The session is another one: so is the view, where views follow sessions.
    pub fn session_changed(&mut self) {
        if self.follow_sessions {
            self.begin(None);
        }
    }

    fn begin(&mut self, view: Option<View>) {
        self.current = view;
        self.scroll.clear();
        self.look_due = true;
    }

    /// Milliseconds until the page is to be looked at.
    pub fn take_timer(&mut self) -> Option<f64> {
        std::mem::take(&mut self.look_due).then_some(0.0)
    }

    fn previous(&self, id: Option<&str>, time: f64, scrolled: bool) -> Map {
        let mut props = Map::new();
        if let Some(id) = id {
            props.set_str("$pageview_id", id);
        }
        if let Some(view) = &self.current {
            props.set_str("$prev_pageview_id", &view.id);
            if scrolled {
                self.scroll.write(&mut props);
            }
            if !view.pathname.is_empty() {
                props.set_str("$prev_pageview_pathname", &view.pathname);
            }
            props.set("$prev_pageview_duration", Json::num((time - view.time) / 1000.0));
        }
        props
    }
}
