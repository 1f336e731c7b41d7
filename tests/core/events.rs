//! What an event carries: the defaults, which layer wins, what is left out, and what is known of the page and its address.

use serde_json::{Value, json};

use prickle::core::host::Host;

use super::page::*;
use super::world::{HOUR, START};

fn props(page: &mut Page, own: Value) -> Value {
    page.capture("x", own).unwrap()["properties"].clone()
}

#[test]
fn everything_an_event_carries() {
    let tab = tab();
    tab.referrer("https://www.bing.com/search?q=red+shoes");
    let mut page = tab.open("/a?utm_source=news#frag", json!({"api_host": "https://ph.example.com/"}));
    page.advance(1.0);
    page.register(json!({"plan": "pro"}));
    page.register_for_session(json!({"step": 1}));
    let event = page.capture("clicked", json!({"a": 1})).unwrap();
    let mut props = event["properties"].clone();
    let uuid = |value: &Value| prickle::core::uuid::is_uuid(value.as_str().unwrap_or(""));
    for key in ["distinct_id", "$device_id", "$session_id", "$window_id", "$pageview_id"] {
        assert!(uuid(&props[key]), "{key}");
        props.as_object_mut().unwrap().remove(key);
    }
    let id = props["$insert_id"].as_str().unwrap().to_string();
    assert!(id.len() == 16 && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase()));
    props.as_object_mut().unwrap().remove("$insert_id");
    assert_eq!(
        props,
        json!({
            "$os": "Linux", "$browser": "Chrome", "$device_type": "Desktop", "$timezone": "Europe/Berlin", "$timezone_offset": -60,
            "$current_url": "https://shop.example.com/a?utm_source=news#frag", "$host": "shop.example.com", "$pathname": "/a",
            "$raw_user_agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
            "$browser_version": 156, "$browser_language": "de-DE", "$browser_language_prefix": "de",
            "$screen_height": 1080, "$screen_width": 1920, "$viewport_height": 720, "$viewport_width": 1280,
            "$lib": "web", "$lib_version": "1.449.2", "$prickle_version": env!("CARGO_PKG_VERSION"), "$time": 1_795_371_654.018,
            "$sdk_dist_channel": "npm",
            "$initialization_time": "2026-11-22T18:20:54.017Z", "$configured_session_timeout_ms": 1_800_000, "plan": "pro",
            "$sdk_debug_extensions_init_method": "synchronous", "$sdk_debug_extensions_init_time_ms": 0, "step": 1,
            "$search_engine": "bing", "ph_keyword": "red shoes",
            "li_fat_id": null, "utm_source": "news", "utm_medium": null, "utm_campaign": null, "utm_content": null, "utm_term": null,
            "gad_source": null, "mc_cid": null, "gclid": null, "gclsrc": null, "dclid": null, "gbraid": null, "wbraid": null, "fbclid": null,
            "msclkid": null, "twclid": null, "igshid": null, "ttclid": null, "rdt_cid": null, "epik": null, "qclid": null, "sccid": null,
            "oppref": null, "bfcid": null, "irclid": null, "_kx": null,
            "$referrer": "https://www.bing.com/search?q=red+shoes", "$referring_domain": "www.bing.com",
            "a": 1, "token": "phc_tok", "$config_defaults": "unset",
            "$session_entry_referrer": "https://www.bing.com/search?q=red+shoes", "$session_entry_referring_domain": "www.bing.com",
            "$session_entry_url": "https://shop.example.com/a?utm_source=news#frag", "$session_entry_host": "shop.example.com",
            "$session_entry_pathname": "/a", "$session_entry_utm_source": "news", "$session_entry_search_engine": "bing",
            "$session_entry_ph_keyword": "red shoes",
            "$recording_status": "disabled", "$sdk_debug_retry_queue_size": 0, "$lib_custom_api_host": "https://ph.example.com/",
            "$is_identified": false, "$process_person_profile": false, "$lib_rate_limit_remaining_tokens": 98,
        })
    );
    let rest: Vec<&String> = event.as_object().unwrap().keys().collect();
    assert_eq!(rest, ["uuid", "event", "properties", "timestamp"]);
    assert_eq!((&event["event"], &event["timestamp"]), (&json!("clicked"), &json!("2026-11-22T18:20:54.018Z")));
    assert!(uuid(&event["uuid"]));
}

#[test]
fn what_is_empty_or_unknown_is_left_out() {
    let tab = tab();
    {
        let mut page = tab.page.borrow_mut();
        page.language = String::new();
        page.screen_width = f64::NAN;
        page.viewport_height = f64::NAN;
        tab.agent.borrow_mut().timezone = String::new();
        tab.agent.borrow_mut().user_agent = "Unheard/1.0".into();
        tab.agent.borrow_mut().vendor = String::new();
    }
    let mut page = tab.open("/", none());
    let props = props(&mut page, none());
    for key in
        ["$browser_language", "$browser_language_prefix", "$screen_width", "$viewport_height", "$timezone", "$os", "$browser", "$device"]
    {
        assert_eq!(props.get(key), None, "{key}");
    }
    assert_eq!(props["$browser_version"], Value::Null);
    assert!(props.as_object().unwrap().contains_key("$browser_version"), "null is said");
    for key in ["$lib_custom_api_host", "$pageview_id", "$browser_type", "$duration", "$groups", "title", "$cookieless_mode"] {
        assert_eq!(props.get(key), None, "{key}");
    }
    tab.agent.borrow_mut().user_agent = String::new();
    let mut page = tab.open("/", none());
    let props = super::events::props(&mut page, none());
    assert_eq!((props.get("$lib"), props.get("$current_url"), props["token"].as_str()), (None, None, Some("phc_tok")));
}

#[test]
fn a_long_user_agent_is_cut() {
    let tab = tab();
    tab.agent.borrow_mut().user_agent = format!("Mozilla/5.0 {}", "x".repeat(1000));
    let agent = props(&mut tab.open("/", none()), none())["$raw_user_agent"].as_str().unwrap().to_string();
    assert!(agent.len() == 1000 && agent.ends_with("xxx..."));
    tab.agent.borrow_mut().user_agent = "y".repeat(1000);
    assert_eq!(props(&mut tab.open("/", none()), none())["$raw_user_agent"].as_str().unwrap().len(), 1000);
}

#[test]
fn the_pages_own_properties_win_over_all_but_the_events_facts() {
    let mut page = tab().open("/", json!({"api_host": "https://ph.example.com"}));
    page.advance(1.0);
    page.register(json!({"plan": "super", "$browser": "super", "distinct_id": "super", "$referrer": "super", "both": "super"}));
    page.register_for_session(json!({"both": "session", "plan": "session"}));
    let all = props(&mut page, none());
    assert_eq!((&all["$browser"], &all["both"], &all["plan"]), (&json!("super"), &json!("session"), &json!("session")));
    assert_eq!(all["$referrer"], "super", "registered, so the session's is not used");
    let own = json!({"plan": "own", "$browser": "own", "distinct_id": "own", "$lib": "own", "$current_url": "own", "$insert_id": "own", "$time": 1,
        "token": "own", "$session_id": "own", "$window_id": "own", "$session_entry_url": "own", "$config_defaults": "own", "$pageview_id": "own",
        "$is_identified": "own", "$process_person_profile": "own", "$lib_rate_limit_remaining_tokens": "own", "$sdk_debug_retry_queue_size": "own",
        "$lib_custom_api_host": "own", "$device_id": "own", "title": "own"});
    let all = props(&mut page, own.clone());
    for (key, _) in own.as_object().unwrap() {
        let theirs = matches!(
            key.as_str(),
            "plan" | "$browser" | "distinct_id" | "$lib" | "$current_url" | "$insert_id" | "$time" | "$device_id" | "title"
        );
        assert_eq!(all[key] == own[key], theirs, "{key}: {}", all[key]);
    }
    let view = page.capture("$pageview", json!({"title": "own"})).unwrap();
    assert_eq!(view["properties"]["title"], "Shop");
}

#[test]
fn before_the_first_view_a_view_id_of_the_pages_own_stands() {
    let mut page = tab().open("/", json!({"capture_pageview": false}));
    assert_eq!(props(&mut page, json!({"$pageview_id": "own"}))["$pageview_id"], "own");
}

#[test]
fn a_current_url_that_is_no_text_is_ignored() {
    let mut page = tab().open("/a", none());
    assert_eq!(props(&mut page, json!({"$current_url": {"x": 1}}))["$current_url"], "https://shop.example.com/a");
    assert!(page.logged("Invalid `$current_url` property provided to `posthog.capture`."));
}

#[test]
fn the_denylist_takes_away_at_the_end() {
    let mut page = tab().open("/", json!({"property_denylist": ["$current_url", "secret", "$process_person_profile", "$session_id"]}));
    let all = props(&mut page, json!({"secret": 1, "open": 2}));
    assert_eq!((all.get("$current_url"), all.get("secret"), all.get("$session_id"), &all["open"]), (None, None, None, &json!(2)));
    assert_eq!(all["$process_person_profile"], false, "decided after it");
    let mut page = tab().open("/", json!({"property_denylist": "secret"}));
    assert_eq!(props(&mut page, json!({"secret": 1}))["secret"], 1);
    assert!(page.logged("Invalid value for property_denylist config"));
}

#[test]
fn texts_are_cut_at_any_depth_and_keys_are_not() {
    let mut page = tab().open("/", json!({"properties_string_max_length": 5}));
    let event = page
        .capture_with("a long name", json!({"a long key": {"another long key": ["123456", 1234567]}}), json!({"$set": {"mail": "a@b.cde"}}))
        .unwrap();
    assert_eq!(event["event"], "a lon");
    assert_eq!(event["properties"]["a long key"], json!({"another long key": ["12345", 1234567]}));
    assert_eq!(event["$set"], json!({"mail": "a@b.c"}));
    assert_eq!(event["properties"]["token"], "phc_t");
    assert_eq!(event["uuid"].as_str().unwrap().len(), 5);
    let event = page.capture_with("a long name", json!({"k": "123456"}), json!({"_noTruncate": true})).unwrap();
    assert_eq!(event["properties"]["k"], "123456");
    let mut page = tab().open("/", none());
    assert_eq!(props(&mut page, json!({"k": "x".repeat(70_000)}))["k"].as_str().unwrap().len(), 65_535);
}

#[test]
fn uuids_and_times_of_the_pages_own() {
    let mut page = tab().open("/", none());
    let id = "018BCFE5-6800-4123-9159-e3ff9abcdef0";
    assert_eq!(page.capture_with("x", none(), json!({"uuid": id})).unwrap()["uuid"], id);
    assert_ne!(page.capture_with("x", none(), json!({"uuid": "mine"})).unwrap()["uuid"], "mine");
    let event = page.capture_with("x", none(), json!({"timestamp": START + 1000.0})).unwrap();
    assert_eq!(event["timestamp"], "2026-11-22T18:20:55.017Z");
    assert_eq!(event["properties"]["$time"], START / 1000.0, "the clock's all the same");
    assert_eq!(page.capture("x", none()).unwrap()["properties"].get("$event_time_override_provided"), None);
}

#[test]
fn options_set_and_unset() {
    let mut page = tab().open("/", none());
    let event = page.capture_with("x", none(), json!({"$set": {"a": 1}, "$unset": ["b"], "$set_once": {"c": 1}})).unwrap();
    assert_eq!((&event["$set"], &event["$unset"], &event["$set_once"]), (&json!({"a": 1}), &json!(["b"]), &json!({"c": 1})));
    let event = page.capture_with("x", none(), json!({"$set": null})).unwrap();
    assert_eq!((event.get("$set"), event.get("$unset"), event.get("$set_once")), (None, None, None));
}

#[test]
fn a_timed_event_tells_how_long_it_took() {
    let mut page = tab().open("/", none());
    page.register(json!({"__timers": {"upload": START - 1234.5, "other": START}}));
    assert_eq!(page.capture("upload", none()).unwrap()["properties"]["$duration"], 1.235);
    assert_eq!(page.prop("__timers").as_object().unwrap().len(), 1);
    assert_eq!(page.capture("upload", none()).unwrap()["properties"].get("$duration"), None);
}

#[test]
fn snapshots_carry_the_least() {
    let mut page = tab().open("/", none());
    let event = page.capture("$snapshot", json!({"$snapshot_data": [1]})).unwrap();
    let mut keys: Vec<&String> = event["properties"].as_object().unwrap().keys().collect();
    keys.sort();
    assert_eq!(keys, ["$config_defaults", "$lib_rate_limit_remaining_tokens", "$snapshot_data", "distinct_id", "token"]);
    let mut page = tab().open("/", json!({"cookieless_mode": "always"}));
    assert_eq!(page.capture("$snapshot", none()), None);
}

// ---- programs

#[test]
fn programs_are_not_counted() {
    let tab = tab();
    tab.agent.borrow_mut().webdriver = true;
    let mut page = tab.open("/", none());
    page.advance(1.0);
    page.capture("x", none());
    assert_eq!(page.names(), [""; 0]);
    let warned = page.logs.iter().filter(|(_, text)| text.contains("first dropped event: \"$pageview\"")).count();
    assert_eq!(warned, 1);
    let mut page = tab.open("/", json!({"opt_out_useragent_filter": true}));
    assert_eq!(props(&mut page, none())["$browser_type"], "bot");
    let mut page = tab.open("/", json!({"__preview_capture_bot_pageviews": true}));
    page.advance(1.0);
    page.capture("x", none());
    assert_eq!(page.names(), ["$bot_pageview", "x"]);
    assert_eq!(page.events[0]["properties"]["$browser_type"], "bot");
    assert_eq!(page.events[1]["properties"].get("$browser_type"), None);
    let mut page = super::page::tab().open("/", json!({"opt_out_useragent_filter": true}));
    assert_eq!(props(&mut page, none())["$browser_type"], "browser");
    let mut page = super::page::tab().open("/", json!({"custom_blocked_useragents": ["x11; LINUX"]}));
    assert_eq!(page.capture("x", none()), None);
}

// ---- views

#[test]
fn views_know_the_one_before() {
    let mut page = tab().open("/a", none());
    page.advance(1.0);
    let first = page.last()["uuid"].clone();
    assert_eq!((&page.last()["properties"]["$pageview_id"], page.last()["properties"].get("$prev_pageview_id")), (&first, None));
    assert_eq!(page.last()["properties"]["title"], "Shop");
    assert_eq!(props(&mut page, none())["$pageview_id"], first);
    page.advance(1500.0);
    page.host.go("/b");
    let view = page.capture("$pageview", none()).unwrap();
    let all = &view["properties"];
    assert_eq!((&all["$pageview_id"], &all["$prev_pageview_id"]), (&view["uuid"], &first));
    assert_eq!((&all["$prev_pageview_pathname"], &all["$prev_pageview_duration"]), (&json!("/a"), &json!(1.5)));
    page.advance(250.0);
    page.host.browser.set_clock(page.host.browser.now() + HOUR);
    assert_eq!(props(&mut page, none())["$pageview_id"], view["uuid"], "a view outlives its session");
    page.leave();
    let leave = page.last();
    assert_eq!(leave["event"], "$pageleave");
    let all = &leave["properties"];
    assert_eq!((&all["$pageview_id"], &all["$prev_pageview_id"]), (&view["uuid"], &view["uuid"]));
    assert_eq!((&all["$prev_pageview_pathname"], &all["$prev_pageview_duration"]), (&json!("/b"), &json!(3600.25)));
    assert_eq!(all.get("title"), None);
}

#[test]
fn the_first_view_waits_for_someone_to_look() {
    let tab = tab();
    tab.page.borrow_mut().visible = false;
    let mut page = tab.open("/", none());
    page.advance(1000.0);
    assert_eq!(page.names(), [""; 0]);
    page.host.page.borrow_mut().visible = true;
    page.client.on_visible();
    page.settle();
    page.client.on_visible();
    page.settle();
    assert_eq!(page.names(), ["$pageview"]);
    assert_eq!(page.sent.len(), 1, "at once");
    let mut page = tab.open("/", json!({"capture_pageview": false}));
    page.advance(1000.0);
    page.leave();
    assert_eq!(page.names(), [""; 0]);
}

// ---- addresses

#[test]
fn hashes_are_taken_off_where_asked() {
    let mut page = tab().open("/a?utm_source=x#secret", json!({"disable_capture_url_hashes": true, "person_profiles": "always"}));
    let event = page.capture("x", none()).unwrap();
    let bare = "https://shop.example.com/a?utm_source=x";
    assert_eq!(event["properties"]["$current_url"], bare);
    assert_eq!(event["properties"]["$session_entry_url"], bare);
    assert_eq!((&event["$set_once"]["$initial_current_url"], &event["$set_once"]["$current_url"]), (&json!(bare), &json!(bare)));
    assert_eq!(page.prop("$initial_person_info")["u"], bare);
    // One that was stored with its hash loses it on the way out.
    let tab = tab();
    tab.put_local(ENTRY, r##"{"distinct_id":"v","$initial_person_info":{"r":"$direct","u":"https://shop.example.com/#old"}}"##);
    let mut page = tab.open("/", json!({"disable_capture_url_hashes": true, "person_profiles": "always"}));
    assert_eq!(page.capture("x", none()).unwrap()["$set_once"]["$initial_current_url"], "https://shop.example.com/");
}

#[test]
fn personal_data_in_addresses_is_masked() {
    let given = json!({"mask_personal_data_properties": true, "custom_personal_data_properties": ["mail"], "custom_campaign_params": ["ref"], "person_profiles": "always"});
    let mut page = tab().open("/a?gclid=g&mail=a%40b.c&utm_source=news&ref=r#gclid=h", given);
    let event = page.capture("x", none()).unwrap();
    let masked = "https://shop.example.com/a?gclid=<masked>&mail=<masked>&utm_source=news&ref=r#gclid=h";
    let all = &event["properties"];
    assert_eq!((&all["$current_url"], &all["$session_entry_url"]), (&json!(masked), &json!(masked)));
    assert_eq!((&all["gclid"], &all["utm_source"], &all["ref"]), (&json!("<masked>"), &json!("news"), &json!("r")));
    assert_eq!((&all["$session_entry_gclid"], &event["$set_once"]["$initial_gclid"]), (&json!("<masked>"), &json!("<masked>")));
    assert_eq!(all.get("$session_entry_ref"), None, "a custom parameter is the session's only");
}

#[test]
fn an_address_is_cut_before_it_is_masked() {
    let path = format!("/{}?gclid=g&x={}", "p".repeat(20), "y".repeat(2000));
    let mut page = tab().open(&path, json!({"mask_personal_data_properties": true, "persistence": "memory"}));
    page.capture("x", none());
    let info = page.prop("$initial_person_info")["u"].as_str().unwrap().to_string();
    assert!(info.contains("?gclid=<masked>&x=yyy"));
    assert_eq!(info.len(), 1000 + "<masked>".len() - 1);
}

#[test]
fn a_campaign_is_remembered_for_the_browser_session() {
    let tab = tab();
    let mut page = tab.open("/?utm_source=news&utm_medium=", none());
    assert_eq!(props(&mut page, none())["utm_source"], "news");
    page.host.go("/later");
    assert_eq!(props(&mut page, none())["utm_source"], "news", "an address without any changes nothing");
    page.host.go("/more?utm_medium=mail");
    let all = props(&mut page, none());
    assert_eq!((&all["utm_source"], &all["utm_medium"]), (&Value::Null, &json!("mail")), "another campaign replaces it whole");
    page.leave();
    assert_eq!(props(&mut tab.open("/", none()), none())["utm_medium"], "mail");
    let mut other = tab.browser.tab("https://shop.example.com").open("/", none());
    assert_eq!(props(&mut other, none()).get("utm_medium"), None);
    let mut page = super::page::tab().open("/?utm_source=news", json!({"save_campaign_params": false}));
    assert_eq!(props(&mut page, none()).get("utm_source"), None);
}

#[test]
fn the_first_referrer_of_the_browser_session_counts() {
    let tab = tab();
    tab.referrer("https://a.example:8443/x");
    let mut page = tab.open("/", none());
    assert_eq!(props(&mut page, none())["$referring_domain"], "a.example:8443");
    page.leave();
    tab.referrer("https://b.example/");
    let all = props(&mut tab.open("/", none()), none());
    assert_eq!((&all["$referrer"], &all["$referring_domain"]), (&json!("https://a.example:8443/x"), &json!("a.example:8443")));
    let mut page = super::page::tab().open("/", json!({"save_referrer": false}));
    assert_eq!(props(&mut page, none()).get("$referrer"), None);
    let mut page = super::page::tab().open("/", json!({"save_referrer": false, "save_campaign_params": false}));
    page.capture("x", none());
    assert_eq!(page.prop("$initial_person_info"), Value::Null);
}

#[test]
fn the_newest_defaults_are_reported_by_date() {
    let mut page = tab().open("/", json!({"defaults": "latest"}));
    assert_eq!(props(&mut page, none())["$config_defaults"], "2026-08-30");
}

#[test]
fn what_an_event_would_carry_can_be_asked_without_a_trace() {
    let mut page = tab().open("/", none());
    page.advance(1.0);
    page.register(json!({"__timers": {"$pageview": START}}));
    let before = (page.local(ENTRY), page.prop("$sesid"));
    let view = page.client.pageviews.id().map(String::from);
    let facts = page.world.host().page();
    let all = page.client.properties("$pageview", map(json!({"a": 1})), START + 2000.0, "id", &facts, true);
    page.settle();
    assert_eq!((page.local(ENTRY), page.prop("$sesid")), before);
    assert_eq!(all.string("$pageview_id").map(String::from), view);
    assert!(all.has("a") && !all.has("$duration"));
}
