//! What the instances on one page share: the host, the uuid generator, the debug switch, and what was found out about the page's storage.

use std::cell::{Cell, RefCell};

use super::host::{Agent, Area, Host};
use super::text::Str;
use super::uuid::Generator;

/// How loud a message is. All but the last two are heard only while debugging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Info,
    Warn,
    Error,
    /// `console.error`, always.
    Critical,
    /// `console.warn`, always.
    Notice,
}

/// One for a page, however many instances it has.
pub struct World {
    host: crate::AnyHost,
    pub agent: Agent,
    uuids: RefCell<Generator>,
    logs: RefCell<Vec<(Level, String)>>,
    debug: Cell<bool>,
    supported: [Cell<Option<bool>>; 2],
    cookies: Cell<Option<bool>>,
    domain: RefCell<Option<String>>,
}

impl World {
    /// A world lives as long as its page, so nobody counts who looks at it.
    pub fn new(host: crate::AnyHost) -> &'static World {
        let agent = host.agent();
        Box::leak(Box::new(World {
            host,
            agent,
            uuids: RefCell::new(Generator::new()),
            logs: RefCell::default(),
            debug: Cell::new(false),
            supported: [const { Cell::new(None) }; 2],
            cookies: Cell::new(None),
            domain: RefCell::default(),
        }))
    }

    pub fn host(&self) -> &(impl Host + use<>) {
        &self.host
    }

    pub fn now(&self) -> f64 {
        self.host.now()
    }

    /// A new UUIDv7, greater than every one before it on this page.
    pub fn uuid(&self) -> Str {
        let host = &self.host;
        Str::new(self.uuids.borrow_mut().next(host.now(), &mut || host.random()))
    }

    /// The debug switch is one for all instances, as in posthog-js.
    pub fn set_debug(&self, on: bool) {
        self.debug.set(on);
    }

    /// Is anyone listening? Long messages need not be made otherwise.
    pub fn debugging(&self) -> bool {
        self.debug.get() || self.host.debug_forced()
    }

    /// Keeps a message for `take_logs`, if it is loud enough.
    pub fn log(&self, level: Level, message: &str) {
        if matches!(level, Level::Critical | Level::Notice) || self.debugging() {
            self.logs.borrow_mut().push((level, String::from(message)));
        }
    }

    /// The same with every `%` of the template replaced by the next part.
    pub fn say(&self, level: Level, template: &str, parts: &[&str]) {
        let mut message = String::new();
        let mut parts = parts.iter();
        for (index, text) in super::text::split(template, b'%').enumerate() {
            if index > 0 {
                message.push_str(parts.next().unwrap_or(&"%"));
            }
            message.push_str(text);
        }
        self.log(level, &message);
    }

    /// What was to be said since the last time; said by the caller, when no state is borrowed.
    pub fn take_logs(&self) -> Vec<(Level, String)> {
        self.logs.take()
    }

    /// Does the area hold what is written to it? Found out once.
    pub fn supports(&self, area: Area) -> bool {
        let (slot, key) = match area {
            Area::Memory => return true,
            Area::Local => (0, "__mplssupport__"),
            Area::Session => (1, "__support__"),
        };
        let Some(known) = self.supported.get(slot) else { return false };
        if let Some(known) = known.get() {
            return known;
        }
        let works = self.host.write(area, key, "\"xyz\"").is_ok() && self.host.read(area, key) == Ok(Some(String::from("\"xyz\"")));
        self.host.remove(area, key);
        known.set(Some(works));
        if !works && area == Area::Local {
            self.log(Level::Error, "localStorage unsupported; falling back to cookie store");
        }
        works
    }

    /// Remembers what `probe` finds out about cookies.
    pub fn supports_cookies(&self, probe: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.cookies.get() {
            return known;
        }
        let works = probe();
        self.cookies.set(Some(works));
        works
    }

    /// Remembers the domain that `probe` finds for cookies of all subdomains; empty when there is none.
    pub fn cookie_domain(&self, probe: impl FnOnce() -> String) -> String {
        if let Some(known) = self.domain.borrow().as_ref() {
            return known.clone();
        }
        let domain = probe();
        *self.domain.borrow_mut() = Some(domain.clone());
        domain
    }
}
