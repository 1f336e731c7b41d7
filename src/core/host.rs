//! What the core asks of the world, and what it tells the world to do. `web` answers for the browser, the tests with a world in memory, so
//! a recorded run replays natively.

/// One of the page's key-value stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// A map that lives as long as the page, shared by all instances
    Memory,
    /// `localStorage`
    Local,
    /// `sessionStorage`
    Session,
}

/// The page refused: storage denied or full, no document, no cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denied;

/// Facts of the page that can change between two events, read together because each crossing costs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// `location.href`
    pub href: String,
    /// `location.host`, with the port
    pub host: String,
    /// `location.pathname`
    pub pathname: String,
    /// `document.referrer`, empty when there is none
    pub referrer: String,
    /// `document.title`
    pub title: String,
    /// `navigator.language`, empty when unknown
    pub language: String,
    /// `window.innerWidth`, `innerHeight`, `screen.width`, `screen.height` in CSS pixels; NaN when unknown
    pub viewport_width: f64,
    pub viewport_height: f64,
    pub screen_width: f64,
    pub screen_height: f64,
    /// `document.visibilityState === 'visible'`
    pub visible: bool,
}

/// Facts of the browser that stay the same while the page lives, read once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agent {
    /// `navigator.userAgent`
    pub user_agent: String,
    /// `navigator.vendor`
    pub vendor: String,
    /// `navigator.brave` exists
    pub brave: bool,
    /// `navigator.webdriver`
    pub webdriver: bool,
    /// `navigator.userAgentData.brands`, the names joined by newlines
    pub brands: String,
    /// `navigator.userAgentData.platform`
    pub platform: String,
    /// `navigator.maxTouchPoints`
    pub max_touch_points: f64,
    /// `window.devicePixelRatio`
    pub pixel_ratio: f64,
    /// IANA zone of `Intl.DateTimeFormat().resolvedOptions().timeZone`, empty when unknown
    pub timezone: String,
    /// `location.hostname` and whether `location.protocol` is `https:`
    pub hostname: String,
    pub secure: bool,
    /// One of doNotTrack / msDoNotTrack / window.doNotTrack says yes; `navigator.globalPrivacyControl` is true
    pub do_not_track: bool,
    pub global_privacy_control: bool,
    /// What the browser can send with: `fetch`, `XMLHttpRequest` with `withCredentials`, `navigator.sendBeacon`
    pub fetch: bool,
    pub xhr: bool,
    pub beacon: bool,
    /// `'onpagehide' in window`
    pub pagehide: bool,
    /// `CompressionStream`
    pub gzip: bool,
}

/// The world under the core. Nothing here panics or throws; what the page refuses comes back as `Denied`.
pub trait Host {
    /// `Date.now()`: milliseconds since 1970.
    fn now(&self) -> f64;
    /// `new Date(time).getTimezoneOffset()`: minutes.
    fn timezone_offset(&self, time: f64) -> f64;
    /// 32 random bits, from `crypto` where there is one.
    fn random(&self) -> u32;
    /// `Math.random()` as 32 bits: for what need not be unique, so that a page that takes chance in hand has it all.
    fn dice(&self) -> u32;
    /// The value of a key; `None` when there is none.
    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Denied>;
    fn write(&self, area: Area, key: &str, value: &str) -> Result<(), Denied>;
    fn remove(&self, area: Area, key: &str);
    /// The keys of localStorage that begin so, joined by U+0000; none where it may not be looked at.
    fn keys(&self, start: &str) -> String;
    /// `document.cookie`
    fn cookies(&self) -> Result<String, Denied>;
    /// `document.cookie = text`. False where the page refuses.
    fn set_cookie(&self, text: &str) -> bool;
    /// Costs a crossing: ask once for an event.
    fn page(&self) -> Page;
    /// How far the page, or the first element that `root` (JSON: a selector or a list of them) finds, is scrolled; how high it is, and how much
    /// of it is in sight. Zeros where there is none.
    fn scroll(&self, root: &str) -> [f64; 3];
    /// Asked once, by `World`.
    fn agent(&self) -> Agent;
    /// `navigator.onLine`, true where it is unknown
    fn online(&self) -> bool;
    /// `window.POSTHOG_DEBUG` asks for logs whatever the configuration says
    fn debug_forced(&self) -> bool;
    /// `document.body` exists
    fn has_body(&self) -> bool;
}

/// A shared world is one too: who plays the browser in a test keeps hold of it.
impl<H: Host + ?Sized> Host for std::rc::Rc<H> {
    fn now(&self) -> f64 {
        (**self).now()
    }

    fn timezone_offset(&self, time: f64) -> f64 {
        (**self).timezone_offset(time)
    }

    fn random(&self) -> u32 {
        (**self).random()
    }

    fn dice(&self) -> u32 {
        (**self).dice()
    }

    fn read(&self, area: Area, key: &str) -> Result<Option<String>, Denied> {
        (**self).read(area, key)
    }

    fn write(&self, area: Area, key: &str, value: &str) -> Result<(), Denied> {
        (**self).write(area, key, value)
    }

    fn remove(&self, area: Area, key: &str) {
        (**self).remove(area, key);
    }

    fn keys(&self, start: &str) -> String {
        (**self).keys(start)
    }

    fn cookies(&self) -> Result<String, Denied> {
        (**self).cookies()
    }

    fn set_cookie(&self, text: &str) -> bool {
        (**self).set_cookie(text)
    }

    fn page(&self) -> Page {
        (**self).page()
    }

    fn scroll(&self, root: &str) -> [f64; 3] {
        (**self).scroll(root)
    }

    fn agent(&self) -> Agent {
        (**self).agent()
    }

    fn online(&self) -> bool {
        (**self).online()
    }

    fn debug_forced(&self) -> bool {
        (**self).debug_forced()
    }

    fn has_body(&self) -> bool {
        (**self).has_body()
    }
}

/// How a request leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    Fetch,
    Xhr,
    Beacon,
}

/// What the body is turned into before it leaves.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    None,
    /// Ready as it is.
    Text(String),
    /// Ready as it is (already compressed).
    Bytes(Vec<u8>),
    /// To be compressed by the browser's own `CompressionStream`; where that fails, the core is asked for another form.
    Gzip(String),
}

/// One request, decided in all its parts: who sends it has nothing left to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Comes back with the answer.
    pub id: u32,
    pub url: String,
    /// Query parameters to be set on it, or taken out where there is no value, after the page had its say on the address.
    pub params: Vec<(String, Option<String>)>,
    /// `GET` or `POST`
    pub post: bool,
    pub transport: Transport,
    /// The site's own, besides `content_type`.
    pub headers: Vec<(String, String)>,
    pub content_type: &'static str,
    pub body: Body,
    /// Milliseconds until it is aborted.
    pub timeout: f64,
    /// The request may outlive the page if its body is small enough for that: fetch with `keepalive` under this many bytes.
    pub keepalive_below: f64,
}

/// What came of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// HTTP status; 0 when there was no answer.
    pub status: u32,
    pub text: String,
    /// The `Retry-After` header: seconds, or `@` and the milliseconds since 1970 of its date; empty when absent.
    pub retry_after: String,
    /// Name and message of what was thrown, empty when nothing was.
    pub error: String,
    /// The native compression failed: the request was not sent and wants another body.
    pub gzip_failed: bool,
}
