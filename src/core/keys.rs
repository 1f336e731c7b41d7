//! The names under which state is stored, and which of them events carry. They are posthog-js's, so that a visitor keeps identity when a site
//! switches in either direction.

use super::text;

pub const DISTINCT_ID: &str = "distinct_id";
pub const DEVICE_ID: &str = "$device_id";
/// The id given to `identify`.
pub const USER_ID: &str = "$user_id";
/// `anonymous` or `identified`.
pub const USER_STATE: &str = "$user_state";
/// `[last activity, session id, start]`, times in milliseconds since 1970.
pub const SESSION: &str = "$sesid";
/// True once something asked for a person profile.
pub const PERSON_PROCESSING: &str = "$epp";
/// Where the visitor first came from: `{r: referrer, u: address}`.
pub const PERSON_INFO: &str = "$initial_person_info";
/// Where the session began: `{sessionId, props: {r, u}}`.
pub const CLIENT_SESSION_PROPS: &str = "$client_session_props";
/// The client's bucket: `{tokens, last, dropped}`.
pub const RATE_LIMIT: &str = "$capture_rate_limit";
/// Group keys by group type.
pub const GROUPS: &str = "$groups";
/// The last alias that was made.
pub const ALIAS: &str = "__alias";
/// When a timed event began, by its name, in milliseconds since 1970.
pub const TIMERS: &str = "__timers";
/// What the browser says of the device, when it says so.
pub const DEVICE_MODEL: &str = "$device_model";
/// Person properties that flags are decided by before the server knows them; below the same for groups, by group type.
pub const PERSON_PROPERTIES: &str = "$stored_person_properties";
pub const GROUP_PROPERTIES: &str = "$stored_group_properties";
/// Which flags' use was reported.
pub const FLAG_CALLS: &str = "$flag_call_reported";

/// The distinct id of a visitor of whom nothing may be stored.
pub const COOKIELESS: &str = "$posthog_cookieless";

/// What the cookie mirrors in localStorage+cookie mode, in this order.
pub const MIRRORED: [&str; 8] =
    [DEVICE_ID, DISTINCT_ID, SESSION, "$session_is_sampled", PERSON_PROCESSING, PERSON_INFO, "$fbc_persistence", USER_STATE];

/// What goes when another subdomain changes the identity.
pub const BOUND_TO_IDENTITY: [&str; 9] = [
    PERSON_PROPERTIES,
    "$active_feature_flags",
    "$enabled_feature_flags",
    "$feature_flag_details",
    "$feature_flag_payloads",
    "$feature_flag_request_id",
    "$feature_flag_evaluated_at",
    "$feature_flag_errors",
    FLAG_CALLS,
];

/// What the tabs of a visitor share: one that stores its own state must not store what it knows of these over what another tab has learned.
pub const SHARED: [&str; 8] = [
    "$enabled_feature_flags",
    "$active_feature_flags",
    "$feature_flag_details",
    "$feature_flag_payloads",
    "$feature_flag_request_id",
    "$feature_flag_evaluated_at",
    "$minimal_flag_called_events",
    PERSON_PROPERTIES,
];

/// The key's bit among them.
pub fn shared(key: &str) -> u8 {
    SHARED.iter().position(|known| *known == key).map_or(0, |at| 1 << at)
}

/// Stored, but on no event. Everything else is a property of each event.
const HIDDEN: [&str; 52] = [
    "$people_distinct_id",
    ALIAS,
    "__cmpns",
    TIMERS,
    "$fbc_persistence",
    "$fbp_persistence",
    "$heatmaps_enabled_server_side",
    "$logs_capture_enabled_server_side",
    "$error_tracking_suppression_rules",
    "$product_tours_enabled_server_side",
    "$session_recording_remote_config",
    "$session_recording_enabled_server_side",
    SESSION,
    "$sess_rec_flush_size",
    "$enabled_feature_flags",
    "$active_feature_flags",
    "$early_access_features",
    "$feature_flag_details",
    "$feature_flag_payloads",
    "$feature_flag_request_id",
    "$minimal_flag_called_events",
    "$override_feature_flags",
    "$override_feature_flag_payloads",
    PERSON_PROPERTIES,
    GROUP_PROPERTIES,
    "$surveys",
    "$surveys_loaded_at",
    "$surveys_activated_session",
    "$surveys_activated_timestamps",
    "ph_product_tours",
    "$product_tours_activated",
    "$product_tours_activated_session",
    FLAG_CALLS,
    "$flag_call_reported_session_id",
    "$feature_flag_errors",
    "$feature_flag_evaluated_at",
    USER_STATE,
    CLIENT_SESSION_PROPS,
    RATE_LIMIT,
    "$initial_campaign_params",
    "$initial_referrer_info",
    PERSON_INFO,
    PERSON_PROCESSING,
    "$sdk_debug_recording_script_not_loaded",
    "$sdk_debug_replay_stale_config",
    "$sdk_debug_replay_event_trigger_status",
    "$sdk_debug_replay_linked_flag_trigger_status",
    "$sdk_debug_replay_matched_recording_trigger_groups",
    "$sdk_debug_replay_pending_trigger_conditions",
    "$sdk_debug_replay_remote_trigger_matching_config",
    "$sdk_debug_replay_trigger_groups_count",
    "$sdk_debug_replay_url_trigger_status",
];

const HIDDEN_PREFIXES: [&str; 3] = ["$posthog_sr_group_event_trigger_", "$posthog_sr_group_url_trigger_", "$posthog_sr_group_sampling_"];

/// Is the stored value a property of every event?
pub fn on_events(key: &str) -> bool {
    !HIDDEN.contains(&key) && !HIDDEN_PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

/// What a small report of a flag's read may carry besides what every event is sent with.
const MINIMAL: &str = " $feature_flag $feature_flag_response $feature_flag_has_experiment $feature_flag_id $feature_flag_version $feature_flag_reason $feature_flag_request_id $feature_flag_evaluated_at $feature_flag_error locally_evaluated $groups $process_person_profile $geoip_disable $current_url $pathname $referring_domain utm_source utm_medium utm_campaign utm_content utm_term gad_source mc_cid gclid gclsrc dclid gbraid wbraid fbclid msclkid twclid li_fat_id igshid ttclid rdt_cid epik qclid sccid oppref bfcid irclid _kx $session_id $window_id $lib $lib_version $device_id $is_server token distinct_id $cookieless_mode ";

pub fn on_minimal_events(key: &str) -> bool {
    text::split(MINIMAL, b' ').any(|known| known == key)
}

/// The entry of its own that a key has while `split_storage` is on.
pub fn group_of(key: &str) -> Option<usize> {
    match key {
        "$enabled_feature_flags"
        | "$active_feature_flags"
        | "$feature_flag_details"
        | "$feature_flag_payloads"
        | "$feature_flag_request_id"
        | "$minimal_flag_called_events"
        | "$feature_flag_evaluated_at" => Some(0),
        "$surveys" | "$surveys_loaded_at" => Some(1),
        _ => None,
    }
}

/// The suffixes of the entries of `group_of`, and the key that tells which of two copies is newer.
pub const GROUP_ENTRIES: [(&str, &str); 2] = [("__flags", "$feature_flag_evaluated_at"), ("__surveys", "$surveys_loaded_at")];

/// A change of these alone is no reason to write.
pub fn volatile(key: &str) -> bool {
    matches!(key, "$feature_flag_request_id" | "$feature_flag_evaluated_at" | "$surveys_loaded_at")
}
