//! Web vitals: which metrics are wanted, and how they become `$web_vitals`. Metrics of one navigation leave together: when all have come, when no more
//! are waited for, or when the page goes.

use super::client::{Act, Client, Timer};
use super::event::Capture;
use super::host::Host;
use super::json::{Json, Map};
use super::language::matches;
use super::remote;
use super::text::{self, Str};

const ALL: &str = r#"["CLS","FCP","INP","LCP"]"#;

/// What of what a metric is about is told: who was used, what was shown, what moved, and where the time went.
const TOLD: &str = "^(interactionT(arget|ype)|inputDelay|p(rocessingDuration|resentationDelay)|loadState|t(arget|imeToFirstByte)|url|resourceLoadD(elay|uration)|elementRenderDelay|largestShift(T(arget|ime)|Value)|firstByteToFCP)$";

/// Metrics of one navigation that wait.
#[derive(Default)]
pub struct Vitals {
    navigation: Str,
    props: Map,
    count: usize,
}

impl Client {
    #[inline(never)]
    fn vitals_settings(&self) -> Map {
        self.config.raw.map("capture_performance")
    }

    #[inline(never)]
    /// The script to be loaded; JSON of the metrics that are wanted and of those that are to tell what they are about; and whether views of a
    /// single-page application count by themselves. None where none are wanted.
    pub fn vitals_asked(&self) -> Option<(&'static str, Str, bool)> {
        let settings = self.vitals_settings();
        let kept = self.remotely(remote::PERFORMANCE);
        let own = kept.and_then(Json::as_map).and_then(|settings| settings.get("web_vitals").cloned());
        let asked = own.as_ref().or(kept);
        let on = match asked {
            Some(value) if value.is_true() || value.is_false() => value.is_true(),
            _ => self.remotely_on(remote::WEB_VITALS),
        };
        if !on || !self.world.host().page().href.starts_with("http") {
            return None;
        }
        let told = match settings.get("web_vitals_attribution").map_or("", Json::text) {
            "true" => ALL,
            "false" => "[]",
            list if list.starts_with('[') => list,
            _ => "[\"INP\",\"LCP\"]",
        };
        let soft = settings.truthy("__preview_web_vitals_soft_navs");
        let kind = match (told == "[]", soft) {
            (true, false) => "web-vitals",
            (true, true) => "web-vitals-soft-navs",
            (false, false) => "web-vitals-with-attribution",
            (false, true) => "web-vitals-with-attribution-soft-navs",
        };
        Some((kind, text::join(&["[", self.vitals_allowed(&settings).text(), ",", told, "]"]), soft))
    }

    fn vitals_allowed(&self, settings: &Map) -> Json {
        let own = settings.get("web_vitals_allowed_metrics").filter(|list| !list.is_null());
        own.or(self.remotely(remote::WEB_VITALS_METRICS)).cloned().filter(Json::is_array).unwrap_or_else(|| Json::trusted(ALL))
    }

    /// A metric: its name, its value, and all of it as JSON, with the session it belongs to.
    pub fn on_metric(&mut self, name: &str, value: f64, text: &str) {
        let mut metric = Json::trusted(text).as_map().unwrap_or_default();
        let settings = self.vitals_settings();
        // Less than a minute would be no maximum, and zero means none.
        let max = settings.number("__web_vitals_max_value").unwrap_or(900_000.0);
        let max = if max > 0.0 && max <= 60_000.0 { 900_000.0 } else { max };
        if self.stopped || max != 0.0 && value >= max {
            return;
        }
        let page = self.world.host().page().href;
        let address = metric.word("navigationURL");
        let url = self.clean_url(if address.is_empty() { &page } else { &address });
        let id = metric.get("navigationId").filter(|id| !id.is_null());
        let navigation = id.map_or_else(|| Str::from(url.as_str()), |id| id.as_str().unwrap_or_else(|| Str::from(id.text())));
        if self.vitals.navigation != navigation {
            self.flush_vitals(false);
            let delay = settings.number("web_vitals_delayed_flush_ms").unwrap_or(0.0);
            self.act(Act::Wake(Timer::Vitals, if delay == 0.0 { 5000.0 } else { delay }));
            self.vitals.navigation = navigation;
            self.vitals.props.set_str("$current_url", &url);
        }
        if !address.is_empty() {
            metric.set_str("navigationURL", &url);
        }
        metric.set_str("$current_url", &url);
        metric.set("timestamp", Json::num(self.world.now()));
        if let Some(mut about) = metric.get("attribution").and_then(Json::as_map) {
            about.retain(|key, _| matches(key, TOLD));
            if let Some(url) = about.string("url").filter(|url| !url.is_empty()) {
                about.set_str("url", &self.clean_url(&url));
            }
            metric.set("attribution", Json::from(&about));
        }
        let key = text::join(&["$web_vitals_", name]);
        self.vitals.props.set(&text::join(&[&key, "_event"]), Json::from(&metric));
        self.vitals.props.set(&text::join(&[&key, "_value"]), Json::num(value));
        self.vitals.count += 1;
        if self.vitals_allowed(&settings).as_list().map_or(0, |list| list.len()) == self.vitals.count {
            self.flush_vitals(false);
        }
    }

    /// What waits leaves; by a beacon where the page may be `going`.
    #[inline(never)]
    pub fn flush_vitals(&mut self, going: bool) {
        let vitals = std::mem::take(&mut self.vitals);
        if vitals.count == 0 {
            return;
        }
        let mut capture = Capture::new("$web_vitals", vitals.props);
        if going {
            capture = capture.instantly();
            capture.options.transport = Some(Str::from("sendBeacon"));
        }
        self.wish(capture);
    }

    /// The page is shown or hidden.
    pub fn on_vitals_shown(&mut self) {
        if !self.world.host().page().visible {
            self.flush_vitals(true);
        }
    }
}
