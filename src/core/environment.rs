//! What every event tells of the browser, the system and the page: the first layer of its properties, under all others.

use super::client::{Client, LIB_VERSION};
use super::host::{Agent, Host, Page};
use super::json::{Json, Map};
use super::storage;
use super::url;
use super::useragent;

/// The part that stays the same while the page lives; empty values are left out.
pub fn of_agent(agent: &Agent, page: &Page, google_search_app: bool) -> Map {
    let mut map = Map::new();
    if agent.user_agent.is_empty() {
        return map;
    }
    let found = useragent::detect(agent, page.screen_width, page.screen_height, google_search_app);
    for &(key, value) in &[
        ("$os", found.os),
        ("$os_version", &found.os_version),
        ("$browser", found.browser),
        ("$webview_app", found.webview_app),
        ("$webview_app_version", &found.webview_app_version),
        ("$device", found.device),
        ("$device_type", found.device_type),
        ("$timezone", &agent.timezone),
    ] {
        if !value.is_empty() {
            map.set_str(key, value);
        }
    }
    let raw = Json::str(&agent.user_agent);
    if agent.user_agent.encode_utf16().count() > 1000 {
        map.set_str("$raw_user_agent", &(raw.cut(997).as_str().unwrap_or_default().into_string() + "..."));
    } else {
        map.set("$raw_user_agent", raw);
    }
    map.set("$browser_version", found.browser_version.as_deref().map_or_else(Json::null, Json::trusted));
    map
}

/// All of it, as of now.
pub fn properties(client: &Client, page: &Page) -> Map {
    if client.world.agent.user_agent.is_empty() {
        return Map::new();
    }
    let host = client.world.host();
    let now = client.world.now();
    let mut map = client.agent_properties.clone();
    map.set("$timezone_offset", Json::num(host.timezone_offset(now)));
    map.set_str("$current_url", &client.clean_url(&page.href));
    map.set_str("$host", &page.host);
    map.set_str("$pathname", &page.pathname);
    if !page.language.is_empty() {
        map.set_str("$browser_language", &page.language);
        map.set_str("$browser_language_prefix", url::cut(&page.language, b'-').0);
    }
    for &(key, value) in &[
        ("$screen_height", page.screen_height),
        ("$screen_width", page.screen_width),
        ("$viewport_height", page.viewport_height),
        ("$viewport_width", page.viewport_width),
    ] {
        if !value.is_nan() {
            map.set(key, Json::num(value));
        }
    }
    map.set_str("$lib", "web");
    map.set_str("$lib_version", LIB_VERSION);
    map.set_str("$prickle_version", env!("CARGO_PKG_VERSION"));
    let mut id = String::with_capacity(16);
    let mut chance = 0;
    while id.len() < 16 {
        // One throw has enough for six of them.
        if id.len().is_multiple_of(6) {
            chance = host.dice();
        }
        storage::base36(&mut id, chance % 36);
        chance /= 36;
    }
    map.set_str("$insert_id", &id);
    map.set("$time", Json::num(now / 1000.0));
    map.set_str("$sdk_dist_channel", client.channel);
    map
}
