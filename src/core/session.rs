//! Sessions and windows: which session an event belongs to, when one ends (30 minutes without activity, or 24 hours), and how tabs agree on it.
//! The state is shared by all tabs in the stored `$sesid`: `[last activity, session id, start]`.

use super::config::{Config, clamp};
use super::host::{Area, Host};
use super::json::{Json, Map};
use super::keys;
use super::persistence::Persistence;
use super::text::{self, Str};
use super::uuid;
use super::world::{Level, World};

const MAX_LENGTH: f64 = 24.0 * 3_600_000.0;
const CLOCK_SKEW: f64 = 60_000.0;
/// Activity is stored only when it moved by this much, in milliseconds.
const GRANULARITY: f64 = 5000.0;
/// And by this much at once: so no tab ever takes for idle, after a minute at least, what another one was just used in.
const AWAY: f64 = 30_000.0;
const COOKIE_SYNC: f64 = 1000.0;

/// Why the session is another one than before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// There was none.
    pub no_session_id: bool,
    /// Nothing happened for longer than the idle time-out.
    pub activity_timeout: bool,
    /// It is older than 24 hours.
    pub past_maximum_length: bool,
    /// Another tab began one.
    pub cross_tab_adoption: bool,
}

/// The answer to "which session is this?".
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub session_id: Str,
    pub window_id: Str,
    /// Milliseconds since 1970, as is `last_activity`.
    pub start: f64,
    pub last_activity: f64,
    /// Set when the session or window is another one than before.
    pub changed: Option<Reason>,
}

/// The session as this tab sees it, and the tab's window id.
pub struct Sessions {
    world: &'static World,
    timeout: f64,
    hardened: bool,
    in_memory: bool,
    window_key: Str,
    primary_key: Str,
    window_id: Option<Str>,
    id: Option<Str>,
    /// `id` was set or read at least once.
    known: bool,
    start: f64,
    activity: f64,
    stored_activity: Option<f64>,
    bootstrap: Option<(Str, f64)>,
    cookie_synced: Option<f64>,
    timer: Option<f64>,
}

fn positive(value: Option<f64>) -> f64 {
    value.filter(|v| v.is_finite() && *v > 0.0).unwrap_or(0.0)
}

fn stamp(value: f64) -> Json {
    if value > 0.0 { Json::num(value) } else { Json::null() }
}

/// The mark of a living window is this window's own: another instance in it is gone without a word.
pub fn same_window(world: &World, config: &Config) {
    world.host().remove(Area::Session, &entry(config, "_primary_window_exists"));
}

fn entry(config: &Config, what: &str) -> Str {
    let name = if config.persistence_name.is_empty() { &config.token } else { &config.persistence_name };
    text::join(&["ph_", name, what])
}

impl Sessions {
    pub fn new(world: &'static World, config: &Config, store: &mut Persistence) -> Sessions {
        let seconds = clamp(world, "session_idle_timeout_seconds", config.session_idle_timeout, 60.0, 36_000.0, 1800.0);
        let timeout = seconds * 1000.0;
        store.register_one("$configured_session_timeout_ms", Json::num(timeout));
        let mut this = Sessions {
            world,
            timeout,
            hardened: config.save_debounce > 0.0,
            in_memory: config.persistence == "memory",
            window_key: entry(config, "_window_id"),
            primary_key: entry(config, "_primary_window_exists"),
            window_id: None,
            id: None,
            known: false,
            start: 0.0,
            activity: 0.0,
            stored_activity: None,
            bootstrap: None,
            cookie_synced: None,
            timer: Some(timeout * 1.1),
        };
        if this.uses_session_storage(store) {
            // A duplicated tab starts with a copy of the other's sessionStorage: the mark of a living window tells it apart from a reload.
            let primary = this.read(&this.primary_key).is_some();
            match this.read(&this.window_key).and_then(|json| json.as_str()).filter(|id| !id.is_empty() && !primary) {
                Some(id) => this.window_id = Some(id),
                None => this.world.host().remove(Area::Session, &this.window_key),
            }
            let _ = this.world.host().write(Area::Session, &this.primary_key, "true");
        }
        if let Some(id) = config.bootstrap.string("sessionID") {
            this.start_from(&id, false, store);
        }
        this
    }

    fn uses_session_storage(&self, store: &Persistence) -> bool {
        !self.in_memory && !store.disabled && self.world.supports(Area::Session)
    }

    fn read(&self, key: &str) -> Option<Json> {
        Json::parse(&self.world.host().read(Area::Session, key).ok()??).filter(Json::truthy)
    }

    /// Takes a session id that the page brings along. False when it is not one. `later`: at the next check, in place of a new one.
    pub fn start_from(&mut self, id: &str, later: bool, store: &mut Persistence) -> bool {
        let now = self.world.now();
        let Some(start) = uuid::v7_time(id) else {
            self.world.log(Level::Error, "[SessionId] Invalid sessionID in bootstrap");
            return false;
        };
        if start > now + CLOCK_SKEW {
            self.world.log(Level::Error, "[SessionId] Bootstrap sessionID cannot be in the future");
            return false;
        }
        if later {
            self.bootstrap = Some((Str::from(id), start));
        } else {
            self.set(Some(Str::from(id)), now, start, store);
        }
        true
    }

    fn stored(&self, store: &Persistence) -> (f64, Option<Str>, f64) {
        let list = store.props.list(keys::SESSION);
        let number = |index: usize| positive(list.get(index).and_then(Json::as_num));
        let activity = number(0);
        let start = if list.len() == 2 { activity } else { number(2) };
        (activity, list.get(1).and_then(Json::as_str).filter(|id| !id.is_empty()), start)
    }

    fn set(&mut self, id: Option<Str>, activity: f64, start: f64, store: &mut Persistence) {
        let same = self.known && id == self.id && start == self.start;
        let moved = activity != self.activity;
        self.known = true;
        self.start = start;
        self.activity = activity;
        self.id = id;
        let step = self.stored_activity.map_or(f64::INFINITY, |stored| (activity - stored).abs());
        if same && (!moved || (activity > 0.0 && step < GRANULARITY)) {
            return;
        }
        self.store(store, same && step < AWAY);
    }

    /// `later`: it is only that something was done, and no hurry.
    fn store(&mut self, store: &mut Persistence, later: bool) {
        self.stored_activity = (self.activity > 0.0).then_some(self.activity);
        let items = [stamp(self.activity), Json::opt(self.id.as_deref()), stamp(self.start)];
        let session = Json::list(items.iter());
        if later { store.touch(keys::SESSION, session, false) } else { store.register_one(keys::SESSION, session) }
    }

    /// Takes over what another tab stored.
    fn refresh(&mut self, store: &mut Persistence) {
        if self.hardened {
            store.refresh(keys::SESSION);
        } else {
            store.flush();
            store.load(false);
        }
    }

    fn freshest(&self, store: &Persistence) -> f64 {
        self.stored(store).0.max(self.activity)
    }

    fn idle(&self, now: f64, last: f64) -> bool {
        now > 0.0 && last > 0.0 && (now - last).abs() > self.timeout
    }

    /// Which session does this moment belong to? Starts a new one when there is none or the last one is over. `read_only` leaves the activity
    /// as it is and does not end an idle session.
    pub fn check(&mut self, read_only: bool, timestamp: Option<f64>, synced: bool, store: &mut Persistence) -> Checked {
        let now = timestamp.filter(|t| t.is_finite() && *t != 0.0).unwrap_or_else(|| self.world.now());
        let before = self.id.clone();
        if synced {
            self.cookie_synced = Some(now);
        } else if self.cookie_synced.is_none_or(|last| now < last || now - last >= COOKIE_SYNC) {
            store.sync_cookie();
            self.cookie_synced = Some(now);
        }
        let (_, mut id, mut start) = self.stored(store);
        let adopted_by_cookie = self.known && id != before;
        let last = self.freshest(store);
        let mut window = self.window_id.clone();
        if window.is_none() && self.uses_session_storage(store) {
            window = self.read(&self.window_key).and_then(|json| json.as_str());
        }
        let stale_bootstrap = self.bootstrap.as_ref().is_some_and(|(_, from)| *from > now + CLOCK_SKEW || now - from > MAX_LENGTH);
        let past_maximum_length = if self.bootstrap.is_some() { stale_bootstrap } else { start > 0.0 && (now - start).abs() > MAX_LENGTH };
        let mut no_session_id = id.is_none() || self.bootstrap.is_some();
        let unrefreshed = id.clone();
        let mut activity_timeout = !no_session_id && !read_only && self.idle(now, last);
        if activity_timeout {
            self.refresh(store);
            activity_timeout = self.idle(now, self.freshest(store));
            (_, id, start) = self.stored(store);
            if !activity_timeout {
                no_session_id = id.is_none() || self.bootstrap.is_some();
            }
        }
        let mut reason = Reason { no_session_id, activity_timeout, past_maximum_length, cross_tab_adoption: false };
        let mut changed = false;
        if no_session_id || activity_timeout || past_maximum_length {
            let bootstrap = self.bootstrap.take().filter(|_| !stale_bootstrap);
            start = bootstrap.as_ref().map_or(now, |(_, from)| *from);
            id = Some(bootstrap.map_or_else(|| self.world.uuid(), |(id, _)| id));
            window = Some(self.world.uuid());
            changed = true;
        } else {
            changed |= window.is_none();
            window = window.or_else(|| Some(self.world.uuid()));
            reason.cross_tab_adoption = adopted_by_cookie || id != unrefreshed;
            changed |= reason.cross_tab_adoption;
        }
        let keep = last > 0.0 && read_only && !past_maximum_length;
        let activity = if keep { last } else { now };
        if start <= 0.0 {
            start = self.world.now();
        }
        let window = window.unwrap_or_default();
        self.set_window(&window, store);
        self.set(id.clone(), activity, start, store);
        if !read_only {
            self.timer = Some(self.timeout * 1.1);
        }
        Checked { session_id: id.unwrap_or_default(), window_id: window, start, last_activity: last, changed: changed.then_some(reason) }
    }

    fn set_window(&mut self, id: &str, store: &Persistence) {
        if self.window_id.as_deref() == Some(id) {
            return;
        }
        self.window_id = Some(Str::from(id));
        if self.uses_session_storage(store) {
            let _ = self.world.host().write(Area::Session, &self.window_key, Json::str(id).text());
        }
    }

    /// Ends the session: the next check starts another.
    pub fn reset(&mut self, store: &mut Persistence) {
        self.bootstrap = None;
        self.timer = None;
        self.set(None, 0.0, 0.0, store);
        self.stored_activity = None;
    }

    /// The idle timer went off. True when the session was over indeed.
    pub fn on_idle_timer(&mut self, store: &mut Persistence) -> bool {
        self.refresh(store);
        let over = self.idle(self.world.now(), self.freshest(store));
        if over {
            self.reset(store);
        } else {
            self.timer = Some(self.timeout * 1.1);
        }
        over
    }

    /// Milliseconds until `on_idle_timer` is to be called, when that changed.
    pub fn take_timer(&mut self) -> Option<f64> {
        self.timer.take()
    }

    /// The page goes: the last activity is stored unless another tab has moved on, and the window gives up its mark.
    pub fn before_unload(&mut self, store: &mut Persistence) {
        self.store_activity(store);
        if self.uses_session_storage(store) {
            self.world.host().remove(Area::Session, &self.primary_key);
        }
    }

    /// Stores activity that was too small a step to be stored at once.
    pub fn store_activity(&mut self, store: &mut Persistence) {
        if self.activity <= 0.0 || self.stored_activity == Some(self.activity) {
            return;
        }
        self.refresh(store);
        let (_, id, start) = self.stored(store);
        if id == self.id && start == self.start {
            self.store(store, true);
            store.flush();
        }
    }

    /// Session and window id without looking whether they still hold; the window id is empty while unknown.
    pub fn current(&self) -> Option<(&str, &str)> {
        Some((self.id.as_deref()?, self.window_id.as_deref().unwrap_or("")))
    }

    /// The idle time-out in milliseconds.
    pub fn timeout(&self) -> f64 {
        self.timeout
    }
}

/// The session's first address and referrer, stored when a session begins.
pub fn remember_entry(store: &mut Persistence, session_id: &str, referrer: &str, href: &str) {
    let known = store.get(keys::CLIENT_SESSION_PROPS).and_then(Json::as_map);
    if known.and_then(|known| known.string("sessionId")).as_deref() == Some(session_id) {
        return;
    }
    let mut props = Map::new();
    props.set_str("r", referrer);
    if !href.is_empty() {
        props.set_str("u", href);
    }
    let mut entry = Map::new();
    entry.set_str("sessionId", session_id);
    entry.set("props", Json::from(&props));
    store.register_one(keys::CLIENT_SESSION_PROPS, Json::from(&entry));
}
