//! What is remembered of a visitor: one flat object of super properties and the SDK's own state, held in memory and kept in a store. The names
//! and the JSON are posthog-js's byte for byte. Changes made in one operation are written once, when it ends (`settle`) or when the save
//! debounce is over, whichever the configuration asks for. What changes with every event waits (`touch`) for whatever is written next, for `IDLE` at
//! most, and no longer than the page is looked at, so a page that captures much writes no more often than one that captures little. Who the visitor is,
//! their session, groups, flags and super properties never wait: another tab may look at any moment. Should the browser itself die, what is lost is
//! how many events were captured, and that there was activity, in the last seconds; the events went their own way.

use std::rc::Rc;

use super::config::Config;
use super::host::{Area, Host};
use super::json::{Json, Map, write_number, write_string};
use super::keys::{self, DISTINCT_ID, GROUP_ENTRIES, PERSON_INFO, USER_STATE};
use super::storage::{self, Attributes, Store};
use super::text::{self, Str};
use super::world::{Level, World};

const SESSION_MODE: &str = "sessionStorage";
/// How long what changes with every event may wait, in milliseconds: as long as events do, so that the page is woken for both at once.
const IDLE: f64 = 3000.0;

/// One entry: the visitor's, or the session's.
pub struct Persistence {
    world: &'static World,
    name: Str,
    pub props: Map,
    store: Store,
    /// Nothing is written; `props` live as long as the page.
    pub disabled: bool,
    config: Rc<Config>,
    /// The `persistence` option as it counts for this store.
    mode: String,
    /// The one that keeps flags and surveys in entries of their own, and cleans them up.
    owns_groups: bool,
    split: bool,
    days: f64,
    attributes: Option<(bool, bool)>,
    /// What was last written to the main entry and to each group's.
    written: Option<String>,
    written_groups: [Option<String>; 2],
    group_exists: [bool; 2],
    /// The main entry's text as last seen in localStorage.
    seen: Option<String>,
    seen_cookie: Option<String>,
    identity_changed_here: bool,
    identity_changed_elsewhere: bool,
    /// Which of what tabs share (`keys::SHARED`, in bits) changed here since it was last written.
    own: u8,
    /// Some of it is news from another tab, and nobody has been told.
    pub adopted: bool,
    suspended: bool,
    dirty: bool,
    pending: bool,
    /// What is pending are only such changes as `touch` makes.
    touched: bool,
    timer: Option<f64>,
}

/// `ph_<token>_posthog`, with what a cookie name cannot hold spelt out; `ph_<persistence_name>` where that is set.
fn entry_name(config: &Config) -> Str {
    if !config.persistence_name.is_empty() {
        return text::join(&["ph_", &config.persistence_name]);
    }
    let token = text::replace(&text::replace(&text::replace(&config.token, "+", "PL"), "/", "SL"), "=", "EQ");
    text::join(&["ph_", &token, "_posthog"])
}

impl Persistence {
    /// Opens the store. `allow_read`: a disabled store may still be read once.
    pub fn open(world: &'static World, config: &Rc<Config>, disabled: bool, allow_read: bool) -> Persistence {
        Persistence::open_as(world, config, String::from(&*config.persistence), disabled, true, allow_read)
    }

    fn open_as(
        world: &'static World,
        config: &Rc<Config>,
        mode: String,
        disabled: bool,
        owns_groups: bool,
        allow_read: bool,
    ) -> Persistence {
        let store = Store::choose(&mode, world);
        let mut this = Persistence::new(world, config, mode.clone(), store, disabled, owns_groups);
        this.split = this.wants_split();
        this.load(allow_read);
        this.configure_as(config, mode, disabled);
        this.save();
        this
    }

    /// In memory only, and never looked at again.
    #[cfg(feature = "signals")]
    pub fn nowhere(world: &'static World, config: &Rc<Config>) -> Persistence {
        Persistence::new(world, config, String::new(), Store::Memory, true, false)
    }

    fn new(world: &'static World, config: &Rc<Config>, mode: String, store: Store, disabled: bool, owns_groups: bool) -> Persistence {
        Persistence {
            name: entry_name(config),
            props: Map::new(),
            store,
            disabled: config.disable_persistence || disabled,
            owns_groups,
            split: false,
            days: config.cookie_expiration,
            attributes: None,
            written: None,
            written_groups: [None, None],
            group_exists: [false; 2],
            seen: None,
            seen_cookie: None,
            identity_changed_here: false,
            identity_changed_elsewhere: false,
            own: 0,
            adopted: false,
            suspended: false,
            dirty: false,
            pending: false,
            touched: false,
            timer: None,
            config: config.clone(),
            mode,
            world,
        }
    }

    /// The same for the session's own store, which is sessionStorage under the same name.
    pub fn open_session(world: &'static World, config: &Rc<Config>, disabled: bool, allow_read: bool) -> Persistence {
        Persistence::open_as(world, config, String::from(SESSION_MODE), disabled, false, allow_read)
    }

    fn wants_split(&self) -> bool {
        self.store.in_local() && self.config.split_storage
    }

    fn cookie_wins(&self) -> bool {
        self.config.cookie_wins && self.mode.eq_ignore_ascii_case("localstorage+cookie")
    }

    fn pending_marker(&self) -> Str {
        text::join(&[&self.name, "_cookie_identity_change_pending"])
    }

    pub fn get(&self, key: &str) -> Option<&Json> {
        self.props.get(key)
    }

    /// The properties that every event carries.
    pub fn event_properties(&self) -> Map {
        let mut map = self.props.clone();
        map.retain(|key, value| keys::on_events(key) && !(key == "$replay_sample_rate" && value.is_null()));
        map
    }

    // ---- reading

    /// Reads the store over what is in memory. `allow_disabled`: also while disabled.
    pub fn load(&mut self, allow_disabled: bool) {
        if self.disabled && !allow_disabled {
            return;
        }
        let world = self.world;
        let entry = match self.store {
            Store::Cookie => Some(storage::cookie(world, &self.name).and_then(|text| Json::parse(&text)?.as_map()).unwrap_or_default()),
            Store::LocalPlusCookie => self.read_both(),
            Store::Memory | Store::Session | Store::Local => self.store.area().and_then(|area| storage::read_map(world, area, &self.name)),
        };
        let may_be_empty = !matches!(self.store, Store::Memory | Store::Session);
        if let Some(entry) = entry.filter(|entry| may_be_empty || !entry.is_empty()) {
            self.props = entry;
        }
        if self.store.in_local() {
            self.seen = world.host().read(Area::Local, &self.name).unwrap_or(None);
        }
        if self.split {
            self.load_groups();
        }
        if world.host().read(Area::Session, &self.pending_marker()).is_ok_and(|mark| mark.is_some()) {
            self.identity_changed_elsewhere = true;
        }
    }

    /// localStorage over the cookie, or the cookie over localStorage, as configured; the result goes back into localStorage.
    fn read_both(&mut self) -> Option<Map> {
        let world = self.world;
        let local = storage::read_map(world, Area::Local, &self.name)?;
        let merged = if self.config.cookie_wins {
            match storage::adopt_cookie(world, &self.name, &local, &self.config.cookie_persisted_properties) {
                Some((next, changed)) => {
                    if changed {
                        self.note_identity_change();
                    }
                    next
                }
                None => local.clone(),
            }
        } else {
            let mut merged = storage::cookie_map(world, &self.name).map(|(_, map)| map).unwrap_or_default();
            merged.extend(&local);
            merged
        };
        if !self.disabled && merged != local {
            storage::write(world, Area::Local, &self.name, &merged.text());
        }
        Some(merged)
    }

    fn note_identity_change(&mut self) {
        self.identity_changed_elsewhere = true;
        if !self.disabled {
            storage::write(self.world, Area::Session, &self.pending_marker(), "true");
        }
    }

    fn load_groups(&mut self) {
        for (index, (suffix, freshness)) in GROUP_ENTRIES.iter().enumerate() {
            let entry = storage::read_map(self.world, Area::Local, &text::join(&[&self.name, suffix])).unwrap_or_default();
            if entry.is_empty() {
                continue;
            }
            if let Some(exists) = self.group_exists.get_mut(index) {
                *exists = true;
            }
            let age = |map: &Map| map.number(freshness);
            let stale = matches!((age(&entry), age(&self.props)), (Some(group), Some(main)) if main > group);
            if !stale {
                self.props.extend(&entry);
            }
        }
    }

    /// Takes one key's value from the store, because another tab may have changed it.
    pub fn refresh(&mut self, key: &str) {
        if self.disabled {
            return;
        }
        let entry = match self.store {
            Store::Cookie => storage::cookie(self.world, &self.name).and_then(|text| Json::parse(&text)?.as_map()),
            Store::LocalPlusCookie => self.read_both(),
            Store::Memory | Store::Session | Store::Local => {
                self.store.area().and_then(|area| storage::read_map(self.world, area, &self.name))
            }
        };
        match entry.unwrap_or_default().get(key) {
            Some(value) => self.props.set(key, value.clone()),
            None => {
                self.props.remove(key);
            }
        }
    }

    // ---- the shared cookie

    /// Takes over what another subdomain wrote into the cookie. True if anything was taken over.
    pub fn sync_cookie(&mut self) -> bool {
        if self.disabled || self.suspended || !self.cookie_wins() {
            return false;
        }
        let Some(value) = storage::cookie(self.world, &self.name).filter(|value| !value.is_empty()) else { return false };
        if self.seen_cookie.as_ref() == Some(&value) {
            return false;
        }
        self.seen_cookie = Some(value);
        let adopted = storage::adopt_cookie(self.world, &self.name, &self.props, &self.config.cookie_persisted_properties);
        let Some((next, changed)) = adopted else { return false };
        self.props = next;
        if changed {
            self.identity_changed_here = true;
            self.note_identity_change();
        }
        self.save();
        true
    }

    /// Did another subdomain or tab change who the visitor is? Answers once.
    pub fn take_identity_change(&mut self) -> bool {
        if !std::mem::take(&mut self.identity_changed_elsewhere) {
            return false;
        }
        self.world.host().remove(Area::Session, &self.pending_marker());
        true
    }

    /// While suspended, the cookie is not read: identify and reset publish their result whole, and a shared cookie at once.
    pub fn suspend(&mut self, on: bool) {
        self.suspended = on;
        if !on && !self.disabled && self.cookie_wins() {
            self.seen_cookie = storage::cookie(self.world, &self.name);
            self.written = None;
            self.pending = false;
            self.dirty = true;
        }
    }

    // ---- changing

    fn put(&mut self, key: &str, value: Json) {
        self.own |= keys::shared(key);
        if (key == DISTINCT_ID || key == USER_STATE) && self.props.get(key) != Some(&value) {
            self.identity_changed_here = true;
        }
        self.props.set(key, value);
    }

    /// State of the SDK's own: unlike `register`, the cookie's end and the shared cookie are left alone.
    pub fn set(&mut self, key: &str, value: Json) {
        self.put(key, value);
        self.save();
    }

    /// State that changes with every event and that nobody misses: it waits for other changes. `light`: and gives way to what another tab has written.
    pub fn touch(&mut self, key: &str, value: Json, light: bool) {
        self.props.set(key, value);
        self.touched = light && (self.touched || !(self.pending || self.dirty));
        self.wait();
    }

    fn wait(&mut self) {
        if !self.disabled && !self.pending {
            self.pending = true;
            self.timer = Some(if self.config.save_debounce > 0.0 { self.config.save_debounce } else { IDLE });
        }
    }

    /// Super properties. `days`: when the cookie expires from now on, the configured time where it is not given.
    pub fn register(&mut self, props: &Map, days: Option<f64>) {
        self.sync_cookie();
        self.days = days.unwrap_or(self.config.cookie_expiration);
        let mut changed = false;
        for (key, value) in props.iter() {
            if self.props.get(key) != Some(value) || value.is_object() || value.is_array() {
                self.put(key, value.clone());
                changed = true;
            }
        }
        if changed {
            self.save();
        }
    }

    pub fn register_one(&mut self, key: &str, value: Json) {
        let mut props = Map::new();
        props.set(key, value);
        self.register(&props, None);
    }

    /// Sets what is missing or still has the default value (`"None"` where none is given).
    pub fn register_once(&mut self, props: &Map, default: Option<&Json>, days: Option<f64>) {
        self.sync_cookie();
        self.days = days.unwrap_or(self.config.cookie_expiration);
        let none = Json::str("None");
        let default = default.unwrap_or(&none);
        let mut changed = false;
        for (key, value) in props.iter() {
            if self.props.get(key).is_none_or(|known| known == default) {
                self.put(key, value.clone());
                changed = true;
            }
        }
        if changed {
            self.save();
        }
    }

    /// Takes a key away, here and in the store.
    pub fn unregister(&mut self, key: &str) {
        self.sync_cookie();
        if self.props.remove(key).is_some() {
            self.own |= keys::shared(key);
            self.save();
        }
    }

    /// `$duration`'s start: takes the timer of an event.
    pub fn take_timer_of(&mut self, event: &str) -> Option<f64> {
        let mut timers = self.props.get(keys::TIMERS)?.as_map()?;
        let start = timers.remove(event)?.as_num();
        self.set(keys::TIMERS, Json::from(&timers));
        start
    }

    /// Forgets everything, here and in the store.
    pub fn clear(&mut self) {
        self.remove(false);
        self.props = Map::new();
    }

    /// The initial referrer and address, once; cut to what a cookie can bear where one carries them.
    pub fn set_person_info(&mut self, referrer: &str, href: &str) {
        if self.props.truthy("$initial_campaign_params") || self.props.truthy("$initial_referrer_info") {
            return;
        }
        if self.props.has(PERSON_INFO) {
            self.days = self.config.cookie_expiration;
            return;
        }
        let mut info = Map::new();
        let cut = |text: &str| if self.store.in_cookie() { cut_for_cookie(text) } else { String::from(text) };
        info.set_str("r", &cut(referrer));
        if !href.is_empty() {
            info.set_str("u", &cut(href));
        }
        let mut props = Map::new();
        props.set(PERSON_INFO, Json::from(&info));
        self.register_once(&props, None, None);
    }

    fn cut_person_info(&mut self) {
        if !self.store.in_cookie() {
            return;
        }
        let Some(mut info) = self.props.get(PERSON_INFO).and_then(Json::as_map) else { return };
        let before = info.clone();
        for key in &["r", "u"] {
            if let Some(text) = info.string(key) {
                info.set_str(key, &cut_for_cookie(&text));
            }
        }
        if info != before {
            self.put(PERSON_INFO, Json::from(&info));
        }
    }

    // ---- configuration

    /// Follows the configuration: another store takes the state along, other cookie attributes write the cookie anew.
    pub fn configure(&mut self, config: &Rc<Config>, disabled: bool) {
        let mode = if self.owns_groups { config.persistence.as_str() } else { SESSION_MODE };
        self.configure_as(config, String::from(mode), disabled);
    }

    fn configure_as(&mut self, config: &Rc<Config>, mode: String, disabled: bool) {
        let (new, old) = (&config.cookie_persisted_properties, &self.config.cookie_persisted_properties);
        let same_keys = new.len() == old.len() && new.iter().all(|key| old.contains(key));
        let moved = mode != self.mode || !same_keys;
        let precedence = config.cookie_wins != self.config.cookie_wins;
        self.config = config.clone();
        self.mode = mode;
        let disabled = config.disable_persistence || disabled;
        if !disabled && (moved || precedence) {
            self.seen_cookie = None;
        }
        let store = if moved { Store::choose(&self.mode, self.world) } else { self.store };
        let split = store.in_local() && config.split_storage;
        let moved = moved || split != self.split;
        self.cut_person_info();
        self.days = config.cookie_expiration;
        self.set_disabled(disabled);
        let attributes = Some((config.cross_subdomain_cookie, config.secure_cookie));
        if attributes != self.attributes {
            self.attributes = attributes;
            self.remove(true);
            self.save();
        }
        if moved {
            self.remove(false);
            self.store = store;
            self.split = split;
            self.seen = None;
            self.identity_changed_here = true;
            self.save();
        } else if precedence && !disabled {
            self.written = None;
            self.save();
        }
    }

    /// Off: the store is emptied, memory stays. On: memory is written.
    pub fn set_disabled(&mut self, disabled: bool) {
        self.disabled = disabled;
        if disabled {
            self.remove(false);
        } else {
            self.save();
        }
    }

    /// Takes every trace out of the store; or only cookies, which are about to be written with other attributes. Another tab that looks meanwhile must
    /// not find that there is no visitor.
    pub fn remove(&mut self, only_cookies: bool) {
        let world = self.world;
        if self.store.in_cookie() {
            for &cross_subdomain in &[false, true] {
                // One of the same kind is written over.
                if !only_cookies || self.attributes.is_none_or(|(kind, _)| kind != cross_subdomain) {
                    storage::remove_cookie(world, &self.name, cross_subdomain);
                }
                if self.store == Store::LocalPlusCookie {
                    storage::remove_cookie(world, &storage::sidecar(&self.name), cross_subdomain);
                }
            }
        }
        self.written = None;
        self.seen_cookie = None;
        if only_cookies {
            return;
        }
        self.dirty = false;
        self.pending = false;
        self.seen = None;
        if let Some(area) = self.store.area() {
            world.host().remove(area, &self.name);
        }
        if self.owns_groups {
            for (suffix, _) in &GROUP_ENTRIES {
                world.host().remove(Area::Local, &text::join(&[&self.name, suffix]));
            }
            self.written_groups = [None, None];
            self.group_exists = [false; 2];
        }
    }

    // ---- writing

    /// Asks for the state to be written: at the end of the operation, or after the debounce.
    pub fn save(&mut self) {
        if self.disabled {
            return;
        }
        self.touched = false;
        if self.config.save_debounce <= 0.0 {
            self.dirty = true;
        } else {
            self.wait();
        }
    }

    /// Ends an operation: writes what is to be written at once. Milliseconds until `flush` is to be called, if it is.
    pub fn settle(&mut self) -> Option<f64> {
        if std::mem::take(&mut self.dirty) {
            self.write();
        }
        self.timer.take()
    }

    /// Writes what is waiting, and nothing when nothing is (so that a store emptied by the page stays empty).
    pub fn flush(&mut self) {
        if std::mem::take(&mut self.pending) || std::mem::take(&mut self.dirty) {
            self.dirty = false;
            self.write();
        }
    }

    fn write(&mut self) {
        if self.disabled {
            return;
        }
        self.sync_cookie();
        self.dirty = false;
        self.pending = false;
        if self.store.in_local() {
            let now = self.world.host().read(Area::Local, &self.name).unwrap_or(None);
            // Another tab has written since, and this one has nothing of weight to say.
            if now != self.seen && std::mem::take(&mut self.touched) {
                return;
            }
            let changed = now != self.seen;
            if self.belongs_to_another(now) {
                self.world.log(Level::Warn, "skipping persistence write because storage belongs to a different distinct ID");
                return;
            }
            if changed {
                self.adopt_shared();
            }
        }
        if !self.split {
            let text = self.props.text();
            self.write_main(text);
            return;
        }
        let mut main = self.props.clone();
        let mut groups = [Map::new(), Map::new()];
        main.retain(|key, value| match keys::group_of(key).and_then(|index| groups.get_mut(index)) {
            Some(group) => {
                group.set(key, value.clone());
                false
            }
            None => true,
        });
        self.write_main(main.text());
        for (index, group) in groups.iter().enumerate() {
            self.write_group(index, group);
        }
    }

    /// Takes over what other tabs of this visitor have stored of what they share.
    pub fn adopt_shared(&mut self) {
        if self.disabled || !self.store.in_local() {
            return;
        }
        let world = self.world;
        let stored =
            |suffix: &str| storage::read_map(world, Area::Local, &text::join(&[&self.name, suffix])).filter(|entry| !entry.is_empty());
        let Some(main) = stored("") else { return };
        if matches!((main.get(DISTINCT_ID), self.props.get(DISTINCT_ID)), (Some(theirs), Some(ours)) if theirs != ours) {
            return;
        }
        let group = GROUP_ENTRIES.first().filter(|_| self.split).map(|(suffix, _)| stored(suffix));
        for key in &keys::SHARED {
            if self.own & keys::shared(key) != 0 {
                continue;
            }
            let entry = match &group {
                Some(group) if keys::group_of(key).is_some() => match group {
                    Some(group) => group,
                    None => continue,
                },
                _ => &main,
            };
            if self.props.get(key) != entry.get(key) {
                self.adopted = true;
                match entry.get(key) {
                    Some(value) => self.props.set(key, value.clone()),
                    None => drop(self.props.remove(key)),
                }
            }
        }
    }

    /// Writes all of it, though it may be the same: the cookie lasts longer then.
    pub fn renew(&mut self) {
        self.written = None;
        self.save();
    }

    /// Another tab made the entry another person's: it is not ours to overwrite.
    fn belongs_to_another(&self, now: Option<String>) -> bool {
        if self.identity_changed_here || now == self.seen {
            return false;
        }
        let stored = now.as_deref().and_then(Json::parse).and_then(|json| json.as_map()).unwrap_or_default();
        matches!((stored.get(DISTINCT_ID), self.props.get(DISTINCT_ID)), (Some(theirs), Some(ours)) if theirs != ours)
    }

    fn write_main(&mut self, text: String) {
        let (cross_subdomain, secure) = self.attributes.unwrap_or_default();
        let attributes = Attributes { days: self.days, cross_subdomain, secure };
        let mut print = text.clone();
        print.push('|');
        write_number(&mut print, self.days);
        print.push_str(if cross_subdomain { "|1" } else { "|0" });
        print.push_str(if secure { "1" } else { "0" });
        if self.written.as_ref() == Some(&print) {
            self.identity_changed_here = false;
            return;
        }
        let world = self.world;
        let done = match self.store.area() {
            Some(area) => storage::write(world, area, &self.name, &text),
            None => storage::set_cookie(world, &self.name, &text, attributes),
        };
        if self.store == Store::LocalPlusCookie {
            storage::write_mirror(world, &self.name, &self.props, &self.config, attributes);
            if done && self.cookie_wins() {
                self.seen_cookie = storage::cookie(world, &self.name);
            }
        }
        if !done {
            world.say(Level::Warn, "failed to persist storage entry \"%\"; will retry on next save", &[&self.name]);
            return;
        }
        self.identity_changed_here = false;
        self.own = 0;
        self.written = Some(print);
        if self.store.in_local() {
            self.seen = Some(text);
        }
    }

    fn write_group(&mut self, index: usize, group: &Map) {
        let (Some((suffix, _)), Some(exists), Some(written)) =
            (GROUP_ENTRIES.get(index), self.group_exists.get_mut(index), self.written_groups.get_mut(index))
        else {
            return;
        };
        if group.is_empty() && !*exists {
            return;
        }
        let mut print = String::new();
        for (key, value) in group.iter() {
            write_string(&mut print, key);
            if !keys::volatile(key) {
                print.push_str(value.text());
            }
        }
        if written.as_ref() == Some(&print) {
            return;
        }
        if storage::write(self.world, Area::Local, &text::join(&[&self.name, *suffix]), &group.text()) {
            *written = Some(print);
            *exists = true;
        }
    }
}

/// Cuts a text to 1000 bytes as they will stand in a cookie: escaped for JSON, then percent-encoded.
fn cut_for_cookie(text: &str) -> String {
    let mut left = 1000;
    let mut end = 0;
    for (at, char) in text.char_indices() {
        let width = match char {
            // Behind a backslash
            '"' | '\\' => 6,
            '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 4,
            // As `\u0000`
            '\0'..' ' => 8,
            _ if char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | '!' | '~' | '*' | '\'' | '(' | ')') => 1,
            other => 3 * other.len_utf8(),
        };
        if width > left {
            break;
        }
        left -= width;
        end = at + char.len_utf8();
    }
    String::from(text.get(..end).unwrap_or(text))
}
