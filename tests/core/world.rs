//! A browser in memory: one clock, one cookie jar and one localStorage per origin, shared by tabs that each have a sessionStorage and load one
//! page after the other. The jar keeps and shows cookies by the rules browsers have, so that what the core finds out by trying is found out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use prickle::core::host::{Agent, Area, Denied, Host, Page};

/// A Sunday evening: 2026-11-22T18:20:54.017Z.
pub const START: f64 = 1_795_371_654_017.0;
pub const MINUTE: f64 = 60_000.0;
pub const HOUR: f64 = 60.0 * MINUTE;
pub const DAY: f64 = 24.0 * HOUR;

const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/// Suffixes under which strangers live: no cookie may be set for them. A single label is one by itself.
const PUBLIC: [&str; 2] = ["co.uk", "github.io"];

#[derive(Clone, Debug)]
struct Cookie {
    name: String,
    value: String,
    domain: String,
    host_only: bool,
    path: String,
    secure: bool,
    expires: Option<f64>,
}

/// What one person's browser holds.
pub struct Browser {
    now: Cell<f64>,
    seed: Cell<u64>,
    jar: RefCell<Vec<Cookie>>,
    local: RefCell<BTreeMap<String, BTreeMap<String, String>>>,
    pub online: Cell<bool>,
    /// What `Math.random` says, where the test wants it to say so.
    pub chance: Cell<Option<u32>>,
    /// localStorage, sessionStorage: every access throws.
    pub local_refused: Cell<bool>,
    pub session_refused: Cell<bool>,
    /// IndexedDB by origin, its locks (the load of the page that has it, and its name), and how many pages were loaded. There may be no IndexedDB, no locks.
    records: RefCell<BTreeMap<(String, String), String>>,
    held: RefCell<Vec<(u32, String)>>,
    loads: Cell<u32>,
    pub records_refused: Cell<bool>,
    pub without_locks: Cell<bool>,
    /// localStorage takes nothing more.
    pub local_full: Cell<bool>,
    /// `document.cookie` throws; or it takes everything and keeps nothing.
    pub cookies_throw: Cell<bool>,
    pub cookies_ignored: Cell<bool>,
}

impl Browser {
    pub fn new() -> Rc<Browser> {
        Rc::new(Browser {
            now: Cell::new(START),
            seed: Cell::new(1),
            jar: RefCell::default(),
            local: RefCell::default(),
            online: Cell::new(true),
            chance: Cell::new(None),
            local_refused: Cell::new(false),
            session_refused: Cell::new(false),
            records: RefCell::default(),
            held: RefCell::default(),
            loads: Cell::new(0),
            records_refused: Cell::new(false),
            without_locks: Cell::new(false),
            local_full: Cell::new(false),
            cookies_throw: Cell::new(false),
            cookies_ignored: Cell::new(false),
        })
    }

    pub fn now(&self) -> f64 {
        self.now.get()
    }

    pub fn set_clock(&self, now: f64) {
        self.now.set(now);
    }

    /// A new tab on a site: `https://shop.example.com`.
    pub fn tab(self: &Rc<Browser>, origin: &str) -> Tab {
        let (scheme, host) = origin.split_once("://").unwrap();
        let agent = Agent {
            user_agent: CHROME.into(),
            vendor: "Google Inc.".into(),
            timezone: "Europe/Berlin".into(),
            pixel_ratio: 1.0,
            hostname: host.split(':').next().unwrap().into(),
            secure: scheme == "https",
            fetch: true,
            xhr: true,
            beacon: true,
            pagehide: true,
            gzip: true,
            ..Agent::default()
        };
        let page = Page {
            host: host.into(),
            title: "Shop".into(),
            language: "de-DE".into(),
            viewport_width: 1280.0,
            viewport_height: 720.0,
            screen_width: 1920.0,
            screen_height: 1080.0,
            visible: true,
            ..Page::default()
        };
        Tab { browser: self.clone(), origin: origin.into(), session: Rc::default(), agent: RefCell::new(agent), page: RefCell::new(page) }
    }

    pub fn local(&self, origin: &str, key: &str) -> Option<String> {
        self.local.borrow().get(origin)?.get(key).cloned()
    }

    pub fn put_local(&self, origin: &str, key: &str, value: &str) {
        self.local.borrow_mut().entry(origin.into()).or_default().insert(key.into(), value.into());
    }

    // ---- what the outbox uses

    pub fn loads(&self) -> u32 {
        self.loads.set(self.loads.get() + 1);
        self.loads.get()
    }

    /// True when the page has the lock.
    pub fn lock(&self, load: u32, origin: &str, name: &str) -> bool {
        let name = format!("{origin} {name}");
        let mut held = self.held.borrow_mut();
        let free = self.without_locks.get() || held.iter().all(|(other, known)| *other == load || *known != name);
        if free && !held.iter().any(|(_, known)| *known == name) {
            held.push((load, name));
        }
        free
    }

    pub fn unlock(&self, load: u32) {
        self.held.borrow_mut().retain(|(other, _)| *other != load);
    }

    pub fn locks(&self, origin: &str) -> String {
        if self.without_locks.get() {
            return String::new();
        }
        let held = self.held.borrow();
        held.iter().filter_map(|(_, name)| name.strip_prefix(&format!("{origin} "))).collect::<Vec<_>>().join("\0")
    }

    pub fn store(&self, origin: &str, puts: &str, removes: &str) {
        let mut records = self.records.borrow_mut();
        for record in puts.split_terminator('\0') {
            records.insert((origin.into(), record.lines().next().unwrap().into()), record.into());
        }
        for key in removes.split('\0') {
            records.remove(&(origin.into(), key.into()));
        }
    }

    pub fn records(&self, origin: &str, from: &str, to: &str) -> String {
        let records = self.records.borrow();
        let found = records.iter().filter(|((of, key), _)| of == origin && key.as_str() >= from && key.as_str() < to);
        found.map(|(_, text)| text.as_str()).collect()
    }

    pub fn clear_records(&self, origin: &str) {
        self.records.borrow_mut().retain(|(of, _), _| of != origin);
    }

    /// All of localStorage, to be put back as a browser does that was killed.
    pub fn all_local(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        self.local.borrow().clone()
    }

    pub fn lose_local(&self, to: BTreeMap<String, BTreeMap<String, String>>) {
        *self.local.borrow_mut() = to;
    }

    pub fn clear_local(&self, origin: &str) {
        self.local.borrow_mut().remove(origin);
    }

    /// But for those of the outbox.
    pub fn local_keys(&self, origin: &str) -> Vec<String> {
        let all = |entries: &BTreeMap<String, String>| entries.keys().filter(|key| !key.contains("_outbox")).cloned().collect();
        self.local.borrow().get(origin).map(all).unwrap_or_default()
    }

    /// `document.cookie` as a page of this address sees it.
    pub fn cookies(&self, host: &str, secure: bool) -> String {
        let now = self.now();
        let mut jar = self.jar.borrow_mut();
        jar.retain(|cookie| cookie.expires.is_none_or(|at| at > now));
        let seen = jar.iter().filter(|cookie| {
            let here = if cookie.host_only { cookie.domain == host } else { within(host, &cookie.domain) };
            here && (secure || !cookie.secure) && cookie.path == "/"
        });
        seen.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect::<Vec<_>>().join("; ")
    }

    /// The jar's own record of a cookie: domain (with a dot where subdomains see it), whether it is secure, and when it ends.
    pub fn cookie_facts(&self, name: &str) -> Option<(String, bool, Option<f64>)> {
        let jar = self.jar.borrow();
        let cookie = jar.iter().find(|cookie| cookie.name == name)?;
        let dot = if cookie.host_only { "" } else { "." };
        Some((format!("{dot}{}", cookie.domain), cookie.secure, cookie.expires))
    }

    pub fn set_cookie(&self, host: &str, secure: bool, text: &str) {
        if self.cookies_ignored.get() {
            return;
        }
        let mut parts = text.split(';').map(str::trim);
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let mut cookie = Cookie {
            name: name.into(),
            value: value.into(),
            domain: host.into(),
            host_only: true,
            path: "/".into(),
            secure: false,
            expires: None,
        };
        let mut max_age = None;
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key.to_ascii_lowercase().as_str() {
                "expires" => cookie.expires = Some(http_date(value)),
                "max-age" => max_age = Some(value.parse::<f64>().unwrap()),
                "path" => cookie.path = value.into(),
                "secure" => cookie.secure = true,
                "domain" => {
                    let domain = value.trim_start_matches('.');
                    if !within(host, domain) || !domain.contains('.') || PUBLIC.contains(&domain) {
                        return;
                    }
                    cookie.domain = domain.into();
                    cookie.host_only = false;
                }
                "samesite" => assert_eq!(value, "Lax"),
                other => panic!("unknown cookie attribute {other}"),
            }
        }
        if (cookie.secure && !secure) || name.len() + value.len() > 4096 {
            return;
        }
        if let Some(seconds) = max_age {
            cookie.expires = Some(self.now() + seconds * 1000.0);
        }
        let mut jar = self.jar.borrow_mut();
        let same = |known: &Cookie| {
            known.name == cookie.name && known.domain == cookie.domain && known.host_only == cookie.host_only && known.path == cookie.path
        };
        let over = cookie.expires.is_some_and(|at| at <= self.now());
        match jar.iter().position(same) {
            Some(at) if over => drop(jar.remove(at)),
            Some(at) => jar[at] = cookie,
            None if over => {}
            None => jar.push(cookie),
        }
    }

    fn dice(&self) -> u32 {
        self.chance.get().unwrap_or_else(|| self.random())
    }

    fn random(&self) -> u32 {
        let mut x = self.seed.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.seed.set(x);
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x >> 32) as u32
    }
}

fn within(host: &str, domain: &str) -> bool {
    host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// Reads `Sun, 22 Nov 2026 18:20:54 GMT`.
pub fn http_date(text: &str) -> f64 {
    let parts: Vec<&str> = text.split([' ', ':']).collect();
    let [_, day, month, year, hour, minute, second, "GMT"] = parts[..] else { panic!("not a date: {text}") };
    let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"].iter().position(|name| *name == month);
    let (year, month) = (year.parse::<i64>().unwrap(), month.unwrap() as i64 + 1);
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = |month: i64| match month {
        2 => 28 + i64::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let days = (1970..year).map(|year| 365 + i64::from(leap(year))).sum::<i64>() + (1..month).map(length).sum::<i64>();
    let days = days + day.parse::<i64>().unwrap() - 1;
    let number = |text: &str| text.parse::<f64>().unwrap();
    days as f64 * DAY + number(hour) * HOUR + number(minute) * MINUTE + number(second) * 1000.0
}

pub struct Tab {
    pub browser: Rc<Browser>,
    pub origin: String,
    session: Rc<RefCell<BTreeMap<String, String>>>,
    pub agent: RefCell<Agent>,
    /// What the next page will look like.
    pub page: RefCell<Page>,
}

impl Tab {
    /// What the browser makes of "duplicate tab": a tab with a copy of the sessionStorage.
    pub fn duplicate(&self) -> Tab {
        Tab {
            browser: self.browser.clone(),
            origin: self.origin.clone(),
            session: Rc::new(RefCell::new(self.session.borrow().clone())),
            agent: RefCell::new(self.agent.borrow().clone()),
            page: RefCell::new(self.page.borrow().clone()),
        }
    }

    pub fn session(&self, key: &str) -> Option<String> {
        self.session.borrow().get(key).cloned()
    }

    pub fn session_keys(&self) -> Vec<String> {
        self.session.borrow().keys().cloned().collect()
    }

    pub fn put_local(&self, key: &str, value: &str) {
        self.browser.put_local(&self.origin, key, value);
    }

    pub fn referrer(&self, referrer: &str) -> &Tab {
        self.page.borrow_mut().referrer = referrer.into();
        self
    }

    /// Loads a page, without any SDK yet.
    pub fn load(&self, path: &str) -> Rc<PageHost> {
        let mut page = self.page.borrow_mut();
        page.href = format!("{}{path}", self.origin);
        page.pathname = path.split(['?', '#']).next().unwrap().into();
        Rc::new(PageHost {
            browser: self.browser.clone(),
            origin: self.origin.clone(),
            session: self.session.clone(),
            memory: RefCell::default(),
            agent: self.agent.borrow().clone(),
            page: RefCell::new(page.clone()),
            has_body: Cell::new(true),
            scroll: Cell::new([0.0, 720.0, 720.0]),
            writes: RefCell::default(),
            removed: RefCell::default(),
        })
    }
}

/// One page load.
pub struct PageHost {
    pub browser: Rc<Browser>,
    pub origin: String,
    session: Rc<RefCell<BTreeMap<String, String>>>,
    memory: RefCell<BTreeMap<String, String>>,
    agent: Agent,
    pub page: RefCell<Page>,
    pub has_body: Cell<bool>,
    /// How far the page is scrolled, how high it is, how much of it shows.
    pub scroll: Cell<[f64; 3]>,
    /// What was written, without the outbox, in order: `local KEY`, `session KEY`, `cookie TEXT`.
    pub writes: RefCell<Vec<String>>,
    /// The keys that were removed, where there was something.
    pub removed: RefCell<Vec<String>>,
}

impl PageHost {
    /// What a router does.
    pub fn go(&self, path: &str) {
        let mut page = self.page.borrow_mut();
        page.href = format!("{}{path}", self.origin);
        page.pathname = path.split(['?', '#']).next().unwrap().into();
    }

    pub fn memory_keys(&self) -> Vec<String> {
        self.memory.borrow().keys().cloned().collect()
    }
}

impl Host for PageHost {
    fn now(&self) -> f64 {
        self.browser.now()
    }

    fn timezone_offset(&self, _: f64) -> f64 {
        -60.0
    }

    fn dice(&self) -> u32 {
        self.browser.dice()
    }

    fn random(&self) -> u32 {
        self.browser.random()
    }

    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Denied> {
        match area {
            Area::Memory => Ok(self.memory.borrow().get(key).cloned()),
            Area::Local if self.browser.local_refused.get() => Err(Denied),
            Area::Local => Ok(self.browser.local(&self.origin, key)),
            Area::Session if self.browser.session_refused.get() => Err(Denied),
            Area::Session => Ok(self.session.borrow().get(key).cloned()),
        }
    }

    fn write(&self, area: Area, key: &str, value: &str) -> Result<(), Denied> {
        match area {
            Area::Memory => drop(self.memory.borrow_mut().insert(key.into(), value.into())),
            Area::Local => {
                if self.browser.local_refused.get() || self.browser.local_full.get() {
                    return Err(Denied);
                }
                if !key.contains("_outbox") {
                    self.writes.borrow_mut().push(format!("local {key}"));
                }
                self.browser.put_local(&self.origin, key, value);
            }
            Area::Session => {
                if self.browser.session_refused.get() {
                    return Err(Denied);
                }
                self.writes.borrow_mut().push(format!("session {key}"));
                self.session.borrow_mut().insert(key.into(), value.into());
            }
        }
        Ok(())
    }

    fn remove(&self, area: Area, key: &str) {
        if matches!(self.read(area, key), Ok(Some(_))) {
            self.removed.borrow_mut().push(key.into());
        }
        match area {
            Area::Memory => drop(self.memory.borrow_mut().remove(key)),
            Area::Local if !self.browser.local_refused.get() => {
                if let Some(entries) = self.browser.local.borrow_mut().get_mut(&self.origin) {
                    entries.remove(key);
                }
            }
            Area::Session if !self.browser.session_refused.get() => drop(self.session.borrow_mut().remove(key)),
            _ => {}
        }
    }

    fn keys(&self, start: &str) -> String {
        if self.browser.local_refused.get() {
            return String::new();
        }
        let all = self.browser.local.borrow();
        let keys = all.get(&self.origin).into_iter().flat_map(BTreeMap::keys).filter(|key| key.starts_with(start));
        keys.cloned().collect::<Vec<_>>().join("\0")
    }

    fn cookies(&self) -> Result<String, Denied> {
        if self.browser.cookies_throw.get() {
            return Err(Denied);
        }
        Ok(self.browser.cookies(&self.agent.hostname, self.agent.secure))
    }

    fn set_cookie(&self, text: &str) -> bool {
        let taken = !self.browser.cookies_throw.get();
        if taken {
            self.writes.borrow_mut().push(format!("cookie {text}"));
            self.browser.set_cookie(&self.agent.hostname, self.agent.secure, text);
        }
        taken
    }

    fn page(&self) -> Page {
        self.page.borrow().clone()
    }

    fn agent(&self) -> Agent {
        self.agent.clone()
    }

    fn online(&self) -> bool {
        self.browser.online.get()
    }

    fn debug_forced(&self) -> bool {
        true
    }

    fn scroll(&self, root: &str) -> [f64; 3] {
        if root.is_empty() { self.scroll.get() } else { [0.0; 3] }
    }

    fn has_body(&self) -> bool {
        self.has_body.get()
    }
}

#[test]
fn the_jar_behaves_like_a_browsers() {
    let browser = Browser::new();
    browser.set_cookie("a.shop.co.uk", true, "x=1; domain=.co.uk; path=/");
    browser.set_cookie("a.shop.co.uk", true, "x=1; domain=.uk; path=/");
    browser.set_cookie("a.shop.co.uk", true, "x=1; domain=.other.co.uk; path=/");
    assert_eq!(browser.cookies("a.shop.co.uk", true), "");
    browser.set_cookie("a.shop.co.uk", true, "wide=1; domain=.shop.co.uk; path=/; max-age=3");
    browser.set_cookie("a.shop.co.uk", true, "own=2; SameSite=Lax; path=/; secure");
    assert_eq!(browser.cookies("a.shop.co.uk", true), "wide=1; own=2");
    assert_eq!(browser.cookies("a.shop.co.uk", false), "wide=1");
    assert_eq!(browser.cookies("b.shop.co.uk", true), "wide=1");
    assert_eq!(browser.cookies("bshop.co.uk", true), "");
    browser.set_clock(START + 3000.0);
    assert_eq!(browser.cookies("b.shop.co.uk", true), "");
    browser.set_cookie("a.shop.co.uk", true, "own=; expires=Sat, 21 Nov 2026 18:20:54 GMT; path=/");
    assert_eq!(browser.cookies("a.shop.co.uk", true), "");
    browser.set_cookie("a.shop.co.uk", false, "safe=1; path=/; secure");
    assert_eq!(browser.cookies("a.shop.co.uk", true), "");
    assert_eq!(http_date("Sun, 22 Nov 2026 18:20:54 GMT"), START - 17.0);
}
