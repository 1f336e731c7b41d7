//! Exceptions: which of them become events, and what the page said it was doing before (steps). How a thrown value becomes `$exception_list` is in
//! `thrown`.

use super::client::Client;
use super::event::Capture;
use super::json::{Json, Map};
use super::language::{find, matches};
use super::remote;
use super::secrets;
use super::stack;
use super::text::{self, Str};
use super::thrown;
use super::world::Level;

/// What is watched, as bits: `window.onerror`, `window.onunhandledrejection`, `console.error`.
const WATCHED: [&str; 3] = ["capture_console_errors", "capture_unhandled_rejections", "capture_unhandled_errors"];
const UNCAUGHT: u8 = 0b11;
/// Who told of an exception: the page, these bits' positions plus one, the console last.
const CONSOLE: f64 = 3.0;
/// It was a tool that an agent called.
const AGENT: f64 = 4.0;

// Of a list's JSON. Frames are objects without others in them, and say their file before whether they are the page's own.
const EXTENSION: &str = r#""filename":"(?:(?:chrome|moz)-extension://|safari-(?:web-)?extension:)"#;
/// Where Safari hides what a script is, it hides pages' scripts too: then only what extensions are known to throw is theirs,
const MASKED: &str = r#"(?:"NoResponse"|"value":"(?:No response from target"|(?:[^"\\]|\\.)*isolatedAPI\.contexts\.topHostname)).*"filename":"webkit-masked-url:"#;
/// and only where none of the page's frames is seen.
const PAGES: &str = r#""filename":"(?!webkit-masked)[^}]*"in_app":true"#;
/// Browsers' own scripts (Firefox and Chrome on iOS) run in the page's name.
const INJECTED: &str = r#""value":"(?:[^"\\]|\\.)*(?:__firefox__|__gCrWeb)"#;
/// The innermost frame of the first entry.
const SDK: &str = r#"^[^\]]*posthog\.com/static[^{\]]*\}\]"#;

#[derive(Default)]
pub struct Exceptions {
    /// What the page said it was doing, oldest first.
    pub steps: Vec<Json>,
    /// Tokens by type of exception, and since when.
    buckets: Vec<(Str, f64, f64)>,
}

/// The option `capture_exceptions`; `None` where the project's settings decide.
fn watched(option: Option<&Json>) -> Option<u8> {
    let option = option?;
    let Some(choice) = option.as_map() else { return Some(if option.truthy() { UNCAUGHT } else { 0 }) };
    let mut bits = 0;
    for key in WATCHED {
        bits = bits << 1 | u8::from(choice.truthy(key));
    }
    Some(bits)
}

/// A number of `error_tracking`, also under its old name.
#[inline(never)]
fn limit(settings: &Map, name: &str, fallback: f64, max: f64) -> f64 {
    let given = |name: &str| settings.get(name).filter(|value| !value.is_null());
    let number = match given(name).or(given(&text::join(&["__", name]))) {
        Some(value) => value.as_num().unwrap_or(max),
        None => fallback,
    };
    number.min(max).max(0.0)
}

/// Tools fail with words of whoever called them.
fn scrubbed(list: &Json) -> Json {
    let clean = |entry: &Json| {
        let mut entry = entry.as_map().unwrap_or_default();
        let value = secrets::scrub(&entry.word("value"));
        entry.set("value", Json::str(&value).cut(2048));
        Json::from(&entry)
    };
    let list: Vec<Json> = list.as_list().unwrap_or_default().iter().map(clean).collect();
    Json::list(list.iter())
}

impl Client {
    fn error_tracking(&self) -> Map {
        self.config.raw.map("error_tracking")
    }

    /// Bytes of steps that are kept; negative where there are none.
    fn step_bytes(&self) -> f64 {
        let steps = self.error_tracking().map("exception_steps");
        if steps.get("enabled").is_some_and(|value| !value.is_null() && !value.truthy()) {
            return -1.0;
        }
        steps.number("max_bytes").map(f64::floor).filter(|max| *max >= 0.0).unwrap_or(32768.0)
    }

    /// What is to be watched, as bits.
    pub fn watched_exceptions(&self) -> u8 {
        watched(self.config.raw.get("capture_exceptions")).unwrap_or(if self.remotely_on(remote::EXCEPTIONS) { UNCAUGHT } else { 0 })
    }

    /// An exception, as `thrownText` in signals.js wrote it.
    pub fn exception(&mut self, written: &[Json]) {
        let [facts, by, stack, ids, release, properties] = written else { return };
        let by = by.as_num().unwrap_or_default();
        let console = by == CONSOLE;
        let mut list = thrown::list(&facts.as_list().unwrap_or_default(), console || by == 0.0 || by == AGENT, console, stack);
        if by == AGENT {
            list = scrubbed(&list);
        }
        let Some(first) = list.as_list().and_then(|list| list.first()?.as_map()) else { return };
        if by > 0.0 && self.is_flood(first.word("type")) {
            return;
        }
        // The innermost frame of a stack that was made in a file is in that file.
        for (stack, id) in ids.as_map().unwrap_or_default().iter() {
            let file = find(&stack::frames(stack, 0), r#".*("filename":".+?",)"#).filter(|_| id.truthy());
            if let Some(file) = file {
                let named = text::join(&[&file, "\"chunk_id\":", id.text(), ",\"in"]);
                list = Json::trusted(&text::replace(list.text(), &text::join(&[&file, "\"in"]), &named));
            }
        }
        let mut all = Map::new();
        all.set("$exception_list", list);
        all.set_str("$exception_level", "error");
        all.extend(&properties.as_map().unwrap_or_default());
        self.capture_exception(all, Some(release));
    }

    /// Sentry's: properties, and the release.
    pub fn sentry(&mut self, written: &[Json]) {
        if let [properties, release] = written {
            self.capture_exception(properties.as_map().unwrap_or_default(), Some(release));
        }
    }

    /// Captures the exception with these properties, unless it is not wanted.
    fn capture_exception(&mut self, mut properties: Map, release: Option<&Json>) {
        let reason = properties.get("$exception_list").map_or("", |list| self.unwanted(list));
        if !reason.is_empty() {
            let now = self.world.now();
            return self.add_step(&text::join(&["Exception dropped: ", reason]), Map::new(), now);
        }
        let steps = Json::list(self.exceptions.steps.iter());
        if self.step_bytes() >= 0.0 && !self.exceptions.steps.is_empty() && properties.get("$exception_steps").is_none_or(Json::is_null) {
            properties.set("$exception_steps", steps);
        }
        if let Some(release) = release.filter(|id| id.is_string() && id.truthy()) {
            properties.set("$release_id", release.clone());
        }
        let mut capture = Capture::new("$exception", properties);
        let options = &mut capture.options;
        options.given = true;
        options.no_truncate = true;
        options.from_capture_exception = true;
        options.batch_key = Some(Str::from("exceptionEvent"));
        self.wish(capture);
    }

    /// Takes a token of this type's bucket. The one that empties it is refused already, as in posthog-js.
    fn is_flood(&mut self, kind: Str) -> bool {
        let settings = &self.error_tracking();
        let size = limit(settings, "exceptionRateLimiterBucketSize", 10.0, 100.0);
        let refill = limit(settings, "exceptionRateLimiterRefillRate", 1.0, size);
        let now = self.world.now();
        let buckets = &mut self.exceptions.buckets;
        let mut at = 0;
        while buckets.get(at).is_some_and(|(known, _, _)| *known != kind) {
            at += 1;
        }
        if at == buckets.len() {
            buckets.push((kind, size, now));
        }
        let Some((_, tokens, since)) = buckets.get_mut(at) else { return false };
        let times = ((now - *since) / 10_000.0).floor().max(0.0);
        *since += times * 10_000.0;
        *tokens = (*tokens + times * refill).min(size) - 1.0;
        let flood = *tokens <= 0.0;
        *tokens = tokens.max(0.0);
        flood
    }

    // ---- what is not wanted

    /// Why this list is not to be captured; nothing where it is.
    fn unwanted(&self, list: &Json) -> &'static str {
        let settings = &self.error_tracking();
        let says = |pattern: &str| matches(list.text(), pattern);
        let no_extensions = match settings.get("captureExtensionExceptions").filter(|value| !value.is_null()) {
            Some(value) => !value.truthy(),
            None => !self.remotely_on(remote::EXTENSION_EXCEPTIONS),
        };
        if !list.is_array() {
            ""
        } else if self.is_suppressed(list) {
            "matched a suppression rule"
        } else if no_extensions && (says(EXTENSION) || says(MASKED) && !says(PAGES)) {
            "thrown by a browser extension"
        } else if no_extensions && says(INJECTED) {
            "thrown by an injected browser script"
        } else if says(SDK) && !settings.truthy("__capturePostHogExceptions") {
            "thrown by the PostHog SDK"
        } else {
            ""
        }
    }

    /// Does a rule of the project's say so?
    fn is_suppressed(&self, list: &Json) -> bool {
        let entries: Vec<Map> = list.as_list().unwrap_or_default().iter().filter_map(Json::as_map).collect();
        let rules = self.remotely(remote::SUPPRESSION_RULES).and_then(Json::as_list).unwrap_or_default();
        rules.iter().filter_map(Json::as_map).any(|rule| {
            let any = rule.get("type").is_some_and(|kind| kind.is("OR"));
            let mut holds = !any && rule.get("values").is_some_and(Json::is_array) && !entries.is_empty();
            for condition in rule.list("values").iter().filter_map(Json::as_map) {
                if is_met(&condition, &entries) == any {
                    holds = any;
                }
            }
            holds
        })
    }

    // ---- steps

    /// An exception was captured: its steps are told.
    pub fn exception_captured(&mut self) {
        self.exceptions.steps.clear();
    }

    /// `addExceptionStep`: what `safeText` wrote of its arguments, and when it was called.
    pub fn exception_step(&mut self, written: &[Json], time: f64) {
        let message = written.first().and_then(Json::as_str).unwrap_or_default();
        if matches(&message, r"\S") {
            self.add_step(&message, written.get(1).and_then(Json::as_map).unwrap_or_default(), time);
        } else {
            self.world.log(Level::Warn, "Ignoring exception step because message must be a non-empty string");
        }
    }

    /// The oldest go while there is too much.
    fn add_step(&mut self, message: &str, mut step: Map, time: f64) {
        step.set_str("$message", message);
        step.set_str("$timestamp", &super::date::iso(time));
        let step = Json::from(&step);
        let most = self.step_bytes();
        let steps = &mut self.exceptions.steps;
        let mut bytes = step.text().len() as f64;
        if bytes <= most {
            steps.push(step);
            bytes = steps.iter().map(|step| step.text().len() as f64).sum();
            while bytes > most {
                bytes -= steps.remove(0).text().len() as f64;
            }
        }
    }
}

/// Is the condition of a rule met by the entries?
fn is_met(condition: &Map, entries: &[Map]) -> bool {
    let operator = text::join(&[&condition.word("key"), " ", &condition.word("operator")]);
    if !matches(&operator, r"^\$exception_(?:types|values) (?:exact|is_not|(?:not_)?(?:regex|icontains))$") {
        return false;
    }
    let key = if text::has(&operator, "types") { "type" } else { "value" };
    let mut targets = condition.list("value");
    targets.extend(condition.get("value").filter(|value| value.is_string()).cloned());
    let mut met = false;
    for entry in entries {
        let value = entry.word(key);
        for target in targets.iter().filter_map(Json::as_str) {
            met |= if text::has(&operator, "icontains") {
                text::has(&value.to_ascii_lowercase(), &target.to_ascii_lowercase())
            } else if text::has(&operator, "regex") {
                matches(&value, &text::join(&[r"[^\s\S]|", &target]))
            } else {
                value == target
            };
        }
    }
    met != text::has(&operator, "not") && !targets.is_empty()
}
