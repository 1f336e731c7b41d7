//! The places where a visitor's state can live, and the cookie's encoding, attributes and domain. Everything may be refused by the browser, so
//! every act here says whether it worked and none of them fails loudly.

use super::config::Config;
use super::date;
use super::host::{Area, Denied, Host};
use super::json::{Json, Map, write_integer};
use super::keys::{self, DISTINCT_ID, MIRRORED, USER_STATE};
use super::text::{self, Str};
use super::url;
use super::world::{Level, World};

const DAY: f64 = 86_400_000.0;

/// Where an entry lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    Memory,
    Local,
    Session,
    Cookie,
    /// The whole entry in localStorage, the identity mirrored in a cookie for other subdomains and the server.
    LocalPlusCookie,
}

/// The attributes of a cookie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Days until it expires; 0 for as long as the browser runs.
    pub days: f64,
    /// Set for the widest domain that takes it.
    pub cross_subdomain: bool,
    pub secure: bool,
}

impl Store {
    /// The store for the `persistence` option; what the browser does not offer falls back, in the end to memory.
    pub fn choose(mode: &str, world: &World) -> Store {
        let mode = mode.to_ascii_lowercase();
        let local = world.supports(Area::Local);
        match mode.as_str() {
            "localstorage" if local => Store::Local,
            "sessionstorage" if world.supports(Area::Session) => Store::Session,
            "memory" => Store::Memory,
            "cookie" if cookies_work(world) => Store::Cookie,
            _ if local => Store::LocalPlusCookie,
            _ if cookies_work(world) => Store::Cookie,
            _ => Store::Memory,
        }
    }

    pub fn in_local(self) -> bool {
        matches!(self, Store::Local | Store::LocalPlusCookie)
    }

    pub fn in_cookie(self) -> bool {
        matches!(self, Store::Cookie | Store::LocalPlusCookie)
    }

    /// Where the whole entry is; `None` for cookies.
    pub fn area(self) -> Option<Area> {
        match self {
            Store::Memory => Some(Area::Memory),
            Store::Session => Some(Area::Session),
            Store::Local | Store::LocalPlusCookie => Some(Area::Local),
            Store::Cookie => None,
        }
    }
}

/// Reads one entry of an area as an object. `None` when it is broken or refused, empty when there is none.
pub fn read_map(world: &World, area: Area, key: &str) -> Option<Map> {
    match world.host().read(area, key) {
        Ok(None) => Some(Map::new()),
        Ok(Some(text)) => Json::parse(&text).map(|json| json.as_map().unwrap_or_default()),
        Err(Denied) => None,
    }
}

/// Writes an entry. False, and said while debugging, when the browser refuses.
pub fn write(world: &World, area: Area, key: &str, text: &str) -> bool {
    let done = world.host().write(area, key, text).is_ok();
    if !done {
        world.say(Level::Error, "% error: could not write %", &[if area == Area::Local { "localStorage" } else { "sessionStorage" }, key]);
    }
    done
}

/// Does the browser keep a cookie of this page? Found out once.
pub fn cookies_work(world: &World) -> bool {
    world.supports_cookies(|| {
        let key = String::from("__ph_cookie_support_") + &world.uuid();
        let attributes = Attributes { days: 0.0, cross_subdomain: false, secure: false };
        set_cookie(world, &key, "\"xyz\"", attributes);
        let works = cookie(world, &key).as_deref() == Some("\"xyz\"");
        remove_cookie(world, &key, false);
        works
    })
}

/// The decoded value of a cookie; `None` when there is none, it cannot be decoded, or cookies are refused.
pub fn cookie(world: &World, name: &str) -> Option<String> {
    cookie_in(&world.host().cookies().ok()?, name)
}

/// The same out of all cookies as the page has them.
pub fn cookie_in(all: &str, name: &str) -> Option<String> {
    let value = text::split(all, b';').find_map(|part| part.trim_ascii_start().strip_prefix(name)?.strip_prefix('='))?;
    url::decode_component(value)
}

/// Writes a cookie whose value is a JSON text. True unless the page refuses cookies altogether; whether the browser kept it is not told.
pub fn set_cookie(world: &World, name: &str, json: &str, attributes: Attributes) -> bool {
    let domain = if attributes.cross_subdomain { domain(world) } else { String::new() };
    let mut text = String::from(name);
    text.push('=');
    url::encode_component(&mut text, json);
    if attributes.days != 0.0 {
        text.push_str("; expires=");
        text.push_str(&date::utc(world.now() + attributes.days * DAY));
    }
    text.push_str("; SameSite=Lax; path=/");
    if !domain.is_empty() {
        text.push_str("; domain=.");
        text.push_str(&domain);
    }
    if attributes.secure {
        text.push_str("; secure");
    }
    if text.len() as f64 > 4096.0 * 0.9 {
        let mut warning = String::from("cookieStore warning: large cookie, len=");
        write_integer(&mut warning, text.len() as u64);
        world.log(Level::Warn, &warning);
    }
    world.host().set_cookie(&text)
}

/// Removes a cookie; it must be named with the domain it was set for.
pub fn remove_cookie(world: &World, name: &str, cross_subdomain: bool) {
    let absent = world.host().cookies().map_or(true, |all| !text::has(&all, name));
    if absent || (cross_subdomain && cookie(world, name).is_none()) {
        return;
    }
    set_cookie(world, name, "\"\"", Attributes { days: -1.0, cross_subdomain, secure: false });
}

/// The widest domain this page may set cookies for, found by trying: the shortest suffix of the host that sticks. Empty when there is none.
fn domain(world: &World) -> String {
    world.cookie_domain(|| {
        let host = world.agent.hostname.as_str();
        if matches!(host, "localhost" | "127.0.0.1") {
            return String::new();
        }
        let labels: Vec<&str> = text::split(host, b'.').collect();
        let key = String::from("dmn_chk_") + &world.uuid();
        for start in (0..labels.len().min(8)).rev() {
            let before: usize = labels.iter().take(start).map(|label| label.len() + 1).sum();
            let candidate = host.get(before..).unwrap_or("");
            let probe = text::join(&[&key, "=1;domain=.", candidate, ";path=/"]);
            world.host().set_cookie(&text::join(&[&probe, ";max-age=3"]));
            if world.host().cookies().is_ok_and(|all| text::has(&all, &key)) {
                world.host().set_cookie(&text::join(&[&probe, ";max-age=0"]));
                return String::from(candidate);
            }
        }
        registrable_by_shape(host)
    })
}

/// The last two labels where they look like a name and a top-level domain.
fn registrable_by_shape(host: &str) -> String {
    let mut labels: Vec<&str> = text::split(host, b'.').collect();
    let (top, name) = (labels.pop().unwrap_or(""), labels.pop().unwrap_or(""));
    // Of the name, what follows the last sign that a name cannot hold.
    let odd = name.bytes().rposition(|b| !b.is_ascii_alphanumeric() && b != b'-').map_or(0, |at| at + 1);
    let mut name = name.get(odd..).unwrap_or("");
    while let Some(rest) = name.strip_prefix('-') {
        name = rest;
    }
    if name.len() < 2 || top.len() < 2 || !top.bytes().all(|b| b.is_ascii_alphabetic()) {
        return String::new();
    }
    text::join(&[name, ".", top]).into_string()
}

/// What of the entry the cookie mirrors.
pub fn mirrored(props: &Map, custom: &[String]) -> Map {
    let mut map = Map::new();
    for key in MIRRORED.iter().copied().chain(custom.iter().map(String::as_str)) {
        map.copy(key, props.get(key).filter(|value| !value.is_null() && value.text() != "\"\""));
    }
    map
}

/// The name of the cookie that says which custom keys the main cookie carries, and that it is ours.
pub fn sidecar(name: &str) -> Str {
    text::join(&[name, "_cpm"])
}

/// `<length>.<djb hash>.<FNV-1a hash>` of a text's UTF-16 units, each in base 36.
pub fn fingerprint(text: &str) -> String {
    let (mut first, mut second, mut length) = (5381u32, 2_166_136_261u32, 0u32);
    for unit in text.encode_utf16() {
        first = first.wrapping_mul(33) ^ u32::from(unit);
        second = (second ^ u32::from(unit)).wrapping_mul(16_777_619);
        length += 1;
    }
    let mut out = String::new();
    base36(&mut out, length);
    for value in &[first, second] {
        text::push_ascii(&mut out, b'.');
        base36(&mut out, *value);
    }
    out
}

/// Appends a number in digits and small letters.
pub fn base36(out: &mut String, value: u32) {
    if value >= 36 {
        base36(out, value / 36);
    }
    out.push(char::from_digit(value % 36, 36).unwrap_or('0'));
}

/// The custom keys the sidecar vouches for, and whether it belongs to this very cookie.
pub fn sidecar_keys(world: &World, name: &str, cookie_value: &str) -> (Vec<String>, bool) {
    let meta = cookie(world, &sidecar(name)).and_then(|text| Json::parse(&text)?.as_map()).unwrap_or_default();
    let valid = meta.string("f").is_some_and(|f| *f == *fingerprint(cookie_value)) && meta.get("p").is_some_and(Json::is_array);
    (if valid { meta.strings("p") } else { Vec::new() }, valid)
}

/// Reads the mirror cookie: its text and its entries, without keys that could reach an object's prototype.
pub fn cookie_map(world: &World, name: &str) -> Option<(String, Map)> {
    let text = cookie(world, name).filter(|text| !text.is_empty())?;
    let mut map = Json::parse(&text)?.as_map().unwrap_or_default();
    map.retain(|key, _| !matches!(key, "__proto__" | "constructor" | "prototype"));
    Some((text, map))
}

/// Writes the mirror cookie, with its sidecar when the cookie is to win over localStorage. A sidecar that did not land leaves the built-in
/// keys only.
pub fn write_mirror(world: &World, name: &str, props: &Map, config: &Config, attributes: Attributes) {
    let custom = config.cookie_persisted_properties.as_slice();
    let map = mirrored(props, custom);
    if map.is_empty() {
        return;
    }
    let text = map.text();
    if config.cookie_wins {
        let names: Vec<Json> = custom.iter().map(|key| Json::str(key)).collect();
        let mut meta = Map::new();
        meta.set("p", Json::list(names.iter()));
        meta.set_str("f", &fingerprint(&text));
        let (side, meta) = (sidecar(name), meta.text());
        set_cookie(world, &side, &meta, attributes);
        if cookie(world, &side).as_deref() != Some(&meta) {
            remove_cookie(world, &side, attributes.cross_subdomain);
            set_cookie(world, name, &mirrored(props, &[]).text(), attributes);
            return;
        }
    }
    set_cookie(world, name, &text, attributes);
}

/// Lays a cookie that is authoritative over the local entry. `None` when the cookie says nothing; else the result and whether it changes who
/// the visitor is.
pub fn adopt_cookie(world: &World, name: &str, local: &Map, custom: &[String]) -> Option<(Map, bool)> {
    let (text, raw) = cookie_map(world, name)?;
    let (vouched, valid) = sidecar_keys(world, name, &text);
    let mut cookie = raw.clone();
    cookie.retain(|key, value| {
        let known_state = key != USER_STATE || value.is("anonymous") || value.is("identified");
        !value.is_null() && value.text() != "\"\"" && known_state
    });
    if cookie.is_empty() {
        return None;
    }
    let says_who = cookie.has(DISTINCT_ID) || cookie.has(USER_STATE);
    let mut next = local.clone();
    for key in MIRRORED.iter().copied().chain(custom.iter().map(String::as_str)) {
        let built_in = MIRRORED.contains(&key);
        let authoritative = built_in || vouched.iter().any(|name| name == key);
        if !authoritative || raw.has(key) || !(says_who || (key != DISTINCT_ID && key != USER_STATE)) {
            continue;
        }
        let plain_falsy = next.get(key).is_some_and(|value| value.is_false() || value.text() == "0");
        if !(plain_falsy && built_in && !valid) {
            next.remove(key);
        }
    }
    let anonymous = || Json::str("anonymous");
    let state_of = |map: &Map| map.get(USER_STATE).cloned().unwrap_or_else(anonymous);
    next.extend(&cookie);
    if says_who && !next.has(USER_STATE) {
        next.set(USER_STATE, anonymous());
    }
    let (was, is) = (state_of(local), state_of(&next));
    let changed = says_who && (local.get(DISTINCT_ID) != next.get(DISTINCT_ID) || was != is);
    if changed {
        for key in &keys::BOUND_TO_IDENTITY {
            next.remove(key);
        }
        next.remove(keys::ALIAS);
        match cookie.get(DISTINCT_ID) {
            Some(id) if is.is("identified") => next.set(keys::USER_ID, id.clone()),
            _ => {
                next.remove(keys::USER_ID);
            }
        }
        if !is.is("identified") {
            next.remove(keys::GROUPS);
            next.remove(keys::GROUP_PROPERTIES);
            let reset_elsewhere = was.is("identified") || cookie.has(USER_STATE) || local.has(DISTINCT_ID);
            if reset_elsewhere {
                next.retain(|key, _| cookie.has(key) || !keys::on_events(key));
            }
        }
    }
    Some((next, changed))
}
