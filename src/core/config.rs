//! Every option: its default, its old names, and the typed reading that the core works with. Defaults live here and nowhere else. The options
//! object itself (`posthog.config`) is the page's and stays a JavaScript object; what crosses is its data, read out here.

use super::host::Host;
use super::json::{Json, Map};
use super::text::{self, Str};
use super::url;
use super::world::{Level, World};

/// The defaults of 1.449.2 without `defaults`, in posthog-js's order. Functions, regular expressions and `undefined` stand as null here; who
/// makes the options object puts in what JSON cannot hold.
const DEFAULTS: &str = r#"{"api_host":"https://us.i.posthog.com","flags_api_host":null,"ui_host":null,"asset_host":null,"token":"","autocapture":true,"cross_subdomain_cookie":true,"persistence":"localStorage+cookie","persistence_name":"","cookie_persisted_properties":[],"loaded":null,"save_campaign_params":true,"custom_campaign_params":[],"custom_blocked_useragents":[],"save_referrer":true,"capture_pageleave":"if_capture_pageview","defaults":"unset","__preview_deferred_init_extensions":false,"__preview_replay_sync_fetch":true,"__preview_external_dependency_versioned_paths":false,"__preview_cookie_wins_on_conflict":false,"debug":false,"cookie_expiration":365,"upgrade":false,"disable_session_recording":false,"disable_persistence":false,"disable_web_experiments":true,"disable_surveys":false,"disable_surveys_automatic_display":false,"disable_conversations":false,"disable_product_tours":false,"disableDeviceModel":false,"reuseAnonymousId":false,"disable_external_dependency_loading":false,"strict_script_versioning":"fallback","enable_recording_console_log":null,"secure_cookie":false,"ip":false,"opt_out_capturing_by_default":false,"opt_out_persistence_by_default":false,"opt_out_useragent_filter":false,"opt_out_capturing_persistence_type":"localStorage","consent_persistence_name":null,"opt_out_capturing_cookie_prefix":null,"opt_in_site_apps":false,"property_denylist":[],"respect_dnt":false,"sanitize_properties":null,"request_headers":{},"request_batching":true,"properties_string_max_length":65535,"mask_all_element_attributes":false,"mask_all_text":false,"mask_personal_data_properties":false,"custom_personal_data_properties":[],"advanced_disable_flags":false,"advanced_disable_decide":false,"advanced_disable_feature_flags":false,"advanced_disable_feature_flags_on_first_load":false,"advanced_only_evaluate_survey_feature_flags":false,"advanced_feature_flags_dedup_per_session":false,"advanced_enable_surveys":false,"advanced_disable_toolbar_metrics":false,"feature_flag_request_timeout_ms":3000,"feature_flag_request_max_retries":1,"surveys_request_timeout_ms":10000,"on_request_error":null,"get_device_id":null,"capture_performance":null,"name":"posthog","bootstrap":{},"disable_compression":false,"session_idle_timeout_seconds":1800,"person_profiles":"identified_only","before_send":null,"get_current_url":null,"request_queue_config":{"flush_interval_ms":3000},"error_tracking":{},"_onCapture":null,"rageclick":true,"capture_pageview":true,"session_recording":{},"external_scripts_inject_target":"body","internal_or_test_user_hostname":null,"persistence_save_debounce_ms":0,"split_storage":false,"detect_google_search_app":false,"disable_capture_url_hashes":false,"cookieWinsOnConflict":false}"#;

/// The default of these is `undefined`.
pub const ABSENT: &str = "enable_recording_console_log capture_performance before_send get_current_url internal_or_test_user_hostname";

/// Old and new names by turns. A new name that is given wins over the old one.
pub const RENAMES: &str = "process_person person_profiles xhr_headers request_headers cookie_name persistence_name disable_cookie disable_persistence __preview_disable_beacon disable_beacon store_google save_campaign_params verbose debug __preview_cookie_wins_on_conflict cookieWinsOnConflict";

/// Options that are accepted and readable, whose feature this version does not have yet. `debug` says so when one of them is set.
pub const UNBUILT: &str = "surveys disable_surveys disable_surveys_automatic_display surveys_request_timeout_ms disable_product_tours disable_conversations conversations enable_recording_console_log disable_session_recording session_recording integrations __preview_deferred_init_extensions __extensionClasses override_display_language identity_claims advanced_enable_surveys __preview_replay_sync_fetch";

/// What stands on controls that people press again and again, words and signs. The last four count for newer defaults only.
pub const KEYWORDS: &str = r#"["next","previous","prev",">","<","→","←","›","‹","»","«","▶","◀","❯","❮","+","-","−","–"]"#;

/// The newest date that changes a default; what `'latest'` stands for on events.
pub const LATEST: &str = "2026-08-30";

/// The default table for a `defaults` date. Dates compare as strings, so `'unset'` given in so many words counts as newer than all.
pub fn defaults(date: Option<&str>, world: &World) -> Map {
    let mut map = Json::trusted(DEFAULTS).as_map().unwrap_or_default();
    let from = |start: &str| date.is_some_and(|date| date >= start);
    let agent = &world.agent;
    map.set("cross_subdomain_cookie", Json::bool(shares_subdomains(&agent.hostname)));
    map.set("secure_cookie", Json::bool(agent.secure));
    map.set("debug", Json::bool(query_has(&world.host().page().href, "__posthog_debug=true")));
    if let Some(date) = date {
        map.set_str("defaults", date);
    }
    if from("2025-05-24") {
        map.set_str("capture_pageview", "history_change");
    }
    if from("2026-05-30") {
        let ignored = text::join(&["{\"content_ignorelist\":", KEYWORDS, ",\"ignore_text_selection\":true}"]);
        map.set("rageclick", Json::trusted(&ignored));
    } else if from("2025-11-30") {
        map.set("rageclick", Json::trusted(r#"{"content_ignorelist":true}"#));
    }
    let mut recording = Map::new();
    if date.is_some_and(|date| date != "unset" && !date.is_empty()) {
        for (start, key, value) in [
            ("2025-11-30", "strictMinimumDuration", "true"),
            ("2026-05-30", "canvasCapture", r#"{"resolutionScale":0.6}"#),
            ("2026-06-25", "streamNetworkBody", "true"),
            ("2026-08-30", "captureJsonLd", "true"),
        ] {
            if from(start) {
                recording.set(key, Json::trusted(value));
            }
        }
    }
    map.set("session_recording", Json::from(&recording));
    if from("2026-01-30") {
        map.set_str("external_scripts_inject_target", "head");
    }
    if from("2026-05-30") {
        map.set("persistence_save_debounce_ms", Json::trusted("250"));
        map.set("split_storage", Json::bool(true));
        map.set("detect_google_search_app", Json::bool(true));
    }
    if from("2026-06-25") {
        map.set("disable_capture_url_hashes", Json::bool(true));
    }
    if from("2026-08-29") && date != Some("unset") {
        map.set("cookieWinsOnConflict", Json::bool(true));
    }
    map
}

/// From 2026-01-30 on the local hosts count as internal users (`internal_or_test_user_hostname`).
pub fn local_is_internal(date: Option<&str>) -> bool {
    date.is_some_and(|date| date >= "2026-01-30")
}

fn query_has(href: &str, what: &str) -> bool {
    url::cut(url::strip_hash(href), b'?').1.is_some_and(|query| text::has(query, what))
}

/// Hosts whose subdomains belong to different people must not share cookies.
fn shares_subdomains(hostname: &str) -> bool {
    if hostname.is_empty() {
        return false;
    }
    !["herokuapp.com", "vercel.app", "netlify.app"]
        .iter()
        .any(|shared| hostname.strip_suffix(shared).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// Options that follow from others in more than name.
pub fn rewritten(given: &Map, world: &World) -> Vec<(&'static str, Json)> {
    let mut options = Vec::new();
    if let Some(versioned) = given.get("__preview_external_dependency_versioned_paths") {
        if !given.has("strict_script_versioning") {
            options.push(("strict_script_versioning", Json::bool(versioned.truthy())));
        }
        if versioned.is_string() && !given.has("asset_host") {
            options.push(("asset_host", versioned.clone()));
        }
    }
    if let Some(mut list) = given.get("property_blacklist").and_then(Json::as_list) {
        match given.get("property_denylist") {
            None => {}
            Some(more) if more.is_array() => list.extend(more.as_list().unwrap_or_default()),
            Some(other) => {
                world.say(Level::Error, "Invalid value for property_denylist config: %", &[other.text()]);
                return options;
            }
        }
        options.push(("property_denylist", Json::list(list.iter())));
    }
    options
}

/// Says, while debugging, what of the page's options has no effect, or not the one it used to have.
pub fn report(given: &Map, config: &Config, world: &World) {
    for key in text::split(UNBUILT, b' ') {
        if world.debugging() && given.has(key) {
            world.say(Level::Info, "Option `%` is accepted, but this version does not have its feature yet.", &[key]);
        }
    }
    if given.truthy("on_xhr_error") {
        world.log(Level::Error, "on_xhr_error is deprecated. Use on_request_error instead");
    }
    if config.raw.truthy("ip") {
        let text = "The `ip` config option has NO EFFECT AT ALL and has been deprecated.";
        world.log(Level::Warn, text);
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profiles {
    Always,
    Never,
    #[default]
    IdentifiedOnly,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cookieless {
    #[default]
    Off,
    Always,
    OnReject,
}

/// Which changes of the address are page views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pageviews {
    /// Any page views at all, the first one included.
    pub initial: bool,
    pub path: bool,
    pub search: bool,
    pub hash: bool,
}

/// The options the core works with, typed. Shared, never copied.
#[derive(Debug, Default, PartialEq)]
pub struct Config {
    pub token: Str,
    pub api_host: Str,
    pub raw_api_host: Str,
    pub ui_host: Option<Str>,
    pub asset_host: Option<Str>,
    pub api_transport: Option<Str>,
    pub persistence: Str,
    pub persistence_name: Str,
    pub cookie_persisted_properties: Vec<String>,
    pub cross_subdomain_cookie: bool,
    pub cookie_expiration: f64,
    pub secure_cookie: bool,
    pub disable_persistence: bool,
    pub save_debounce: f64,
    pub split_storage: bool,
    pub cookie_wins: bool,
    pub opt_out_by_default: bool,
    pub opt_out_persistence_by_default: bool,
    pub consent_in_cookie: bool,
    pub consent_name: Str,
    pub respect_dnt: bool,
    pub cookieless: Cookieless,
    /// Seconds; NaN when it is not a number.
    pub session_idle_timeout: f64,
    pub person_profiles: Profiles,
    pub pageviews: Pageviews,
    pub pageleave: bool,
    pub save_campaign_params: bool,
    pub save_referrer: bool,
    pub custom_campaign_params: Vec<String>,
    pub mask_personal_data: bool,
    pub custom_personal_data: Vec<String>,
    pub detect_google_search_app: bool,
    pub disable_hashes: bool,
    pub keep_bots: bool,
    pub blocked_useragents: Vec<String>,
    pub bot_pageviews: bool,
    /// `None` when it is not a list: an error on every event.
    pub denylist: Option<Vec<String>>,
    pub string_max: usize,
    pub request_batching: bool,
    pub flush_interval: f64,
    pub disable_compression: bool,
    pub disable_beacon: bool,
    pub request_headers: Map,
    pub events_per_second: f64,
    pub events_burst: f64,
    pub bootstrap: Map,
    pub identity_distinct_id: Option<Str>,
    pub reuse_anonymous_id: bool,
    pub disable_device_model: bool,
    pub debug: Option<bool>,
    /// What events report as `$config_defaults`.
    pub defaults: Str,
    pub advanced_disable_flags: bool,
    pub disable_script_loading: bool,
    pub scripts_in_head: bool,
    pub disable_scroll: bool,
    /// JSON: a selector or a list of them; empty for the page itself.
    pub scroll_root: Str,
    /// Events are stored until they have arrived: in how many bytes, and for how many days.
    pub outbox: bool,
    pub outbox_bytes: usize,
    pub outbox_age: f64,
    /// PostHog's specification for all its SDKs, where an app would notice.
    pub canonical: bool,
    /// The raw options, for the rules that ask whether one was given at all.
    pub raw: Map,
}

fn ui_host(raw: &Map) -> Option<Str> {
    raw.string("ui_host").map(|host| Str::from(host.strip_suffix('/').unwrap_or(&host)))
}

impl Config {
    /// What those need who only watch.
    pub fn watched(raw: Map) -> Config {
        Config {
            mask_personal_data: raw.truthy("mask_personal_data_properties"),
            custom_personal_data: raw.strings("custom_personal_data_properties"),
            disable_hashes: raw.truthy("disable_capture_url_hashes"),
            api_host: api_host(&raw.word("api_host")),
            asset_host: asset_host(&raw),
            ui_host: ui_host(&raw),
            scripts_in_head: in_head(&raw),
            raw,
            ..Config::default()
        }
    }

    /// Reads the options. A value of a wrong type warns with the option's name and falls back to the default.
    pub fn read(raw: Map, world: &World) -> Config {
        let text = |key: &str, fallback: &str| match raw.get(key) {
            None => Str::from(fallback),
            Some(value) if value.is_null() => Str::from(fallback),
            Some(value) => value.as_str().unwrap_or_else(|| {
                wrong(world, key);
                Str::from(fallback)
            }),
        };
        let optional = |key: &str| raw.get(key).and_then(Json::as_str);
        let on = |key: &str| raw.truthy(key);
        let number = |key: &str, fallback: f64| match raw.get(key) {
            None => fallback,
            Some(value) if value.is_null() => fallback,
            // A number in quotes does too, as it does by chance in JavaScript.
            Some(value) => value.as_num().or_else(|| Json::parse(value.as_str()?.as_ref())?.as_num()).unwrap_or_else(|| {
                wrong(world, key);
                fallback
            }),
        };
        let strings = |key: &str| raw.strings(key);
        let token = text("token", "");
        let mut persistence = text("persistence", "localStorage+cookie");
        if !["localstorage+cookie", "localstorage", "cookie", "sessionstorage", "memory"]
            .iter()
            .any(|mode| persistence.eq_ignore_ascii_case(mode))
        {
            world.say(Level::Critical, "Unknown persistence type %; falling back to localStorage+cookie", &[&persistence]);
            persistence = Str::from("localStorage+cookie");
        }
        let raw_api_host = text("api_host", "https://us.i.posthog.com");
        let api_host = api_host(&raw_api_host);
        let pageview = raw.get("capture_pageview");
        let choice = pageview.and_then(Json::as_map);
        let disable_hashes = on("disable_capture_url_hashes");
        let pageviews = Pageviews {
            initial: on("capture_pageview"),
            path: pageview.is_some_and(|v| v.is("history_change")) || choice.as_ref().is_some_and(|c| c.truthy("path")),
            search: choice.as_ref().is_some_and(|c| c.truthy("search")),
            hash: choice.as_ref().is_some_and(|c| c.truthy("hash")) && !disable_hashes,
        };
        let pageleave = raw.get("capture_pageleave");
        let outbox = raw.map("outbox");
        let limits = raw.map("rate_limiting");
        let positive = |key: &str, fallback: f64| limits.number(key).filter(|n| *n != 0.0).unwrap_or(fallback);
        let events_per_second = positive("events_per_second", 10.0);
        let defaults = text("defaults", "unset");
        Config {
            ui_host: ui_host(&raw),
            asset_host: asset_host(&raw),
            api_transport: optional("api_transport"),
            persistence,
            persistence_name: text("persistence_name", ""),
            cookie_persisted_properties: strings("cookie_persisted_properties"),
            cross_subdomain_cookie: on("cross_subdomain_cookie"),
            cookie_expiration: number("cookie_expiration", 0.0),
            secure_cookie: on("secure_cookie"),
            disable_persistence: on("disable_persistence"),
            save_debounce: number("persistence_save_debounce_ms", 0.0).max(0.0),
            split_storage: on("split_storage"),
            cookie_wins: on("cookieWinsOnConflict"),
            opt_out_by_default: on("opt_out_capturing_by_default"),
            opt_out_persistence_by_default: on("opt_out_persistence_by_default"),
            consent_in_cookie: text("opt_out_capturing_persistence_type", "localStorage") != "localStorage",
            consent_name: match (optional("consent_persistence_name"), optional("opt_out_capturing_cookie_prefix")) {
                (Some(name), _) if !name.is_empty() => name,
                (_, Some(prefix)) if !prefix.is_empty() => text::join(&[&*prefix, &*token]),
                _ => text::join(&["__ph_opt_in_out_", &*token]),
            },
            respect_dnt: on("respect_dnt"),
            cookieless: match optional("cookieless_mode").as_deref() {
                Some("always") => Cookieless::Always,
                Some("on_reject") => Cookieless::OnReject,
                _ => Cookieless::Off,
            },
            session_idle_timeout: match raw.get("session_idle_timeout_seconds") {
                Some(value) if value.truthy() => value.as_num().unwrap_or(f64::NAN),
                _ => 1800.0,
            },
            person_profiles: match optional("person_profiles").as_deref() {
                Some("never") => Profiles::Never,
                Some("identified_only") => Profiles::IdentifiedOnly,
                _ => Profiles::Always,
            },
            pageleave: pageleave.is_some_and(|v| v.is_true() || v.is("if_capture_pageview") && pageviews.initial),
            pageviews,
            save_campaign_params: on("save_campaign_params"),
            save_referrer: on("save_referrer"),
            custom_campaign_params: strings("custom_campaign_params"),
            mask_personal_data: on("mask_personal_data_properties"),
            custom_personal_data: strings("custom_personal_data_properties"),
            detect_google_search_app: on("detect_google_search_app"),
            disable_hashes,
            keep_bots: on("opt_out_useragent_filter"),
            blocked_useragents: strings("custom_blocked_useragents"),
            bot_pageviews: on("__preview_capture_bot_pageviews"),
            denylist: raw.get("property_denylist").filter(|v| v.is_array()).map(Json::as_strings),
            string_max: number("properties_string_max_length", 65535.0).max(0.0) as usize,
            request_batching: on("request_batching"),
            flush_interval: flush_interval(&raw, world),
            disable_compression: on("disable_compression"),
            disable_beacon: if raw.has("disable_beacon") { on("disable_beacon") } else { on("__preview_disable_beacon") },
            request_headers: raw.map("request_headers"),
            events_per_second,
            events_burst: positive("events_burst_limit", events_per_second * 10.0).max(events_per_second),
            bootstrap: raw.map("bootstrap"),
            identity_distinct_id: optional("identity_distinct_id").filter(|id| !id.is_empty()),
            reuse_anonymous_id: on("reuseAnonymousId"),
            disable_device_model: on("disableDeviceModel"),
            debug: raw.get("debug").and_then(|v| if v.is_true() { Some(true) } else { v.is_false().then_some(false) }),
            defaults: if defaults == "latest" { Str::from(LATEST) } else { defaults },
            advanced_disable_flags: on("advanced_disable_flags"),
            disable_script_loading: on("disable_external_dependency_loading"),
            scripts_in_head: in_head(&raw),
            disable_scroll: on("disable_scroll_properties"),
            scroll_root: raw.get("scroll_root_selector").filter(|v| v.truthy()).map_or_else(Str::default, |v| Str::from(v.text())),
            outbox: !raw.get("outbox").is_some_and(Json::is_false),
            outbox_bytes: outbox.number("max_bytes").unwrap_or(1_000_000.0).max(0.0) as usize,
            outbox_age: outbox.number("max_age_days").unwrap_or(14.0),
            canonical: on("canonical"),
            api_host,
            raw_api_host,
            token,
            raw,
        }
    }
}

fn api_host(given: &str) -> Str {
    Str::from(match url::trim_url(given) {
        "https://app.posthog.com" => "https://us.i.posthog.com",
        host => host,
    })
}

fn asset_host(raw: &Map) -> Option<Str> {
    raw.string("asset_host").map(|host| Str::from(url::trim_url(&host))).filter(|host| !host.is_empty())
}

fn in_head(raw: &Map) -> bool {
    raw.get("external_scripts_inject_target").is_some_and(|target| target.is("head"))
}

fn wrong(world: &World, key: &str) {
    world.say(Level::Warn, "Option `%` has a value of the wrong type; using the default.", &[key]);
}

/// Milliseconds between two flushes of the queue: 250 to 5000.
fn flush_interval(raw: &Map, world: &World) -> f64 {
    let asked = raw.map("request_queue_config");
    let asked = asked.get("flush_interval_ms").cloned().filter(Json::truthy).unwrap_or_else(|| Json::trusted("3000"));
    clamp(world, "flush interval", asked.as_num().unwrap_or(f64::NAN), 250.0, 5000.0, 3000.0)
}

/// Brings a number into its range, with a warning.
pub fn clamp(world: &World, what: &str, value: f64, min: f64, max: f64, fallback: f64) -> f64 {
    let (limit, why) = match value {
        value if value.is_nan() => (fallback, " must be a number. Using the default value."),
        value if value > max => (max, " cannot be greater than the maximum. Using the maximum."),
        value if value < min => (min, " cannot be less than the minimum. Using the minimum."),
        value => return value,
    };
    world.say(Level::Warn, "[%]%", &[what, why]);
    limit
}
