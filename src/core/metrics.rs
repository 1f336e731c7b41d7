//! Metrics: counts, gauges and histograms, folded into series while they wait and sent in OpenTelemetry's form. What the server cannot take now is
//! folded into what has come since. A series is a type, a name, a unit and attributes; a metric is its series' type, name and unit.

use std::rc::Rc;

use super::client::{Act, Client, Timer};
use super::host::Host;
use super::json::{Json, Map, write_number};
use super::telemetry;
use super::text::{self, Str};
use super::world::Level;

/// OpenTelemetry's.
const BOUNDS: [f64; 15] = [0.0, 5.0, 10.0, 25.0, 50.0, 75.0, 100.0, 250.0, 500.0, 750.0, 1000.0, 2500.0, 5000.0, 7500.0, 10_000.0];

type Bounds = Rc<[f64]>;

#[derive(Clone, Debug)]
enum Folded {
    Count(f64),
    Gauge(f64),
    Histogram { bounds: Bounds, count: f64, sum: f64, min: f64, max: f64, buckets: Vec<f64> },
}

#[derive(Clone, Debug)]
struct Series {
    /// What the metric is known by, and then the series.
    metric: Str,
    key: Str,
    name: Str,
    unit: Option<Json>,
    /// As OpenTelemetry writes them.
    attributes: Json,
    since: f64,
    folded: Folded,
}

/// A name's type in this window, or a histogram's bounds, and whether it was said that another one was asked for.
#[derive(Debug)]
struct Known<T> {
    key: Str,
    value: T,
    told: bool,
}

#[derive(Debug, Default)]
pub struct Metrics {
    /// What the series are sent in, with `"%"` where they go.
    envelope: Json,
    interval: f64,
    most: f64,
    window: Vec<Series>,
    types: Vec<Known<Str>>,
    bounds: Vec<Known<Bounds>>,
    full_told: bool,
    bounds_told: bool,
    /// What is still to be said on the console.
    says: Vec<Str>,
    /// A timer runs.
    waiting: bool,
    /// The request under way, 0 for none, and what it has.
    ticket: u32,
    sent: Vec<Series>,
    /// How many times more it shall be sent after that.
    again: u32,
    failures: u32,
    jitter: f64,
}

/// One measurement, as signals.js tells it.
pub struct Sample {
    /// `type`, `name`, `unit`, `bounds`; `key` and `attributes`, if they could be written.
    pub facts: Map,
    pub value: f64,
    pub time: f64,
}

impl Metrics {
    fn start_window(&mut self) {
        self.window = Vec::new();
        self.types = Vec::new();
        self.full_told = false;
        for known in &mut self.bounds {
            known.told = false;
        }
    }

    /// The visitor is another one, or the options are.
    pub(super) fn forget(&mut self) {
        *self = Metrics { envelope: self.envelope.clone(), interval: self.interval, most: self.most, ..Metrics::default() };
    }

    fn series(&mut self, key: &str) -> Option<&mut Series> {
        self.window.iter_mut().find(|series| *series.key == *key)
    }
}

impl Client {
    /// A measurement. `envelope`: not empty where the options are others than before.
    pub fn measure(&mut self, sample: &Sample, envelope: &str) {
        if !envelope.is_empty() {
            let options = self.options_of("metrics");
            let metrics = self.metrics.get_or_insert_default();
            metrics.forget();
            metrics.envelope = Json::trusted(envelope);
            metrics.interval = options.number("flushIntervalMs").unwrap_or(60_000.0);
            metrics.most = options.number("maxSeriesPerFlush").unwrap_or(1000.0);
        }
        let Some(metrics) = &mut self.metrics else { return };
        let taken = metrics.take(sample).is_some();
        let waiting = metrics.waiting;
        for why in std::mem::take(&mut metrics.says) {
            self.world.log(Level::Warn, &why);
        }
        if taken && !waiting {
            self.wait_for_metrics();
        }
    }

    fn wait_for_metrics(&mut self) {
        let Some(metrics) = &mut self.metrics else { return };
        metrics.waiting = true;
        let delay = telemetry::delay(metrics.interval, metrics.failures, metrics.jitter);
        self.act(Act::Wake(Timer::Metrics, delay));
    }

    pub(super) fn on_metrics_timer(&mut self) {
        if self.metrics.as_ref().is_some_and(|metrics| metrics.waiting) {
            self.flush_metrics();
        }
    }

    /// Sends what was measured, after what is under way.
    pub fn flush_metrics(&mut self) {
        let now = self.world.now();
        let Some(metrics) = &mut self.metrics else { return };
        if metrics.ticket != 0 {
            metrics.again += 1;
            return;
        }
        metrics.waiting = false;
        if let Some(body) = metrics.write(now) {
            metrics.sent = std::mem::take(&mut metrics.window);
            metrics.start_window();
            let ticket = self.post("metrics", body, false);
            if let Some(metrics) = &mut self.metrics {
                metrics.ticket = ticket;
            }
        }
    }

    /// The page goes: all that was measured leaves now.
    pub fn flush_metrics_at_once(&mut self) {
        let now = self.world.now();
        let Some(body) = self.metrics.as_ref().and_then(|metrics| metrics.write(now)) else { return };
        self.post("metrics", body, true);
        if let Some(metrics) = &mut self.metrics {
            metrics.start_window();
        }
    }

    /// Is nothing of it under way?
    pub fn metrics_flushed(&self) -> bool {
        self.metrics.as_ref().is_none_or(|metrics| metrics.ticket == 0)
    }

    pub(super) fn metrics_told(&mut self, ticket: u32, status: u32) {
        let jitter = telemetry::jitter(self.world.host().dice());
        let Some(metrics) = self.metrics.as_mut().filter(|metrics| metrics.ticket == ticket) else { return };
        metrics.ticket = 0;
        let sent = std::mem::take(&mut metrics.sent);
        let later = telemetry::may_succeed_later(status);
        if later {
            metrics.failures += 1;
            metrics.jitter = jitter;
            metrics.fold_back(sent);
        } else {
            metrics.failures = 0;
        }
        let wait = later || metrics.waiting;
        let again = metrics.again > 0;
        metrics.again = metrics.again.saturating_sub(1);
        if !later && !(200..300).contains(&status) {
            let number = Json::num(f64::from(status));
            self.world.log(Level::Error, &text::join(&["metrics were lost: status ", number.text()]));
        }
        if wait {
            self.wait_for_metrics();
        }
        if again {
            self.flush_metrics();
        }
    }
}

impl Metrics {
    /// Takes a measurement into its series; none, and why in `says`, where it is not one.
    fn take(&mut self, sample: &Sample) -> Option<()> {
        let facts = &sample.facts;
        let name = facts.word("name");
        let value = sample.value;
        let kind = facts.word("type");
        let wrong = if name.is_empty() {
            "it has no name"
        } else if !value.is_finite() {
            "its value is no finite number"
        } else if !matches!(&*kind, "count" | "gauge" | "histogram") {
            "its type is unknown"
        } else if *kind == *"count" && value < 0.0 {
            "counts go up, so it must be 0 or more"
        } else if !facts.has("key") {
            "its attributes cannot be written"
        } else {
            ""
        };
        if !wrong.is_empty() {
            return self.lost(&name, wrong);
        }
        let unit = facts.get("unit").filter(|unit| !unit.is_null()).cloned();
        let metric = text::join(&[&kind, "\0", &name, "\0", unit.as_ref().map_or("", Json::text)]);
        let key = text::join(&[&metric, "\0", &facts.word("key")]);
        if self.series(&key).is_none() && !self.admits() {
            return None;
        }
        let bounds = if *kind == *"histogram" { Some(self.bounds(&name, &metric, facts.get("bounds"))?) } else { None };
        self.name_type(&name, &kind);
        let at = self.window.iter().position(|series| *series.key == *key).unwrap_or_else(|| {
            let folded = match bounds {
                Some(bounds) => {
                    let buckets = vec![0.0; bounds.len() + 1];
                    Folded::Histogram { bounds, count: 0.0, sum: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY, buckets }
                }
                None if *kind == *"count" => Folded::Count(0.0),
                None => Folded::Gauge(0.0),
            };
            let attributes = facts.get("attributes").cloned().unwrap_or_default();
            self.window.push(Series { metric, key, name, unit, attributes, since: sample.time, folded });
            self.window.len() - 1
        });
        match &mut self.window.get_mut(at)?.folded {
            Folded::Count(total) => *total += value,
            Folded::Gauge(last) => *last = value,
            Folded::Histogram { bounds, count, sum, min, max, buckets } => {
                *count += 1.0;
                *sum += value;
                *min = min.min(value);
                *max = max.max(value);
                let bucket = bounds.iter().position(|bound| value <= *bound).unwrap_or(bounds.len());
                if let Some(inside) = buckets.get_mut(bucket) {
                    *inside += 1.0;
                }
            }
        }
        Some(())
    }

    fn lost(&mut self, name: &str, why: &str) -> Option<()> {
        self.says.push(text::join(&["metric dropped (", name, "): ", why]));
        None
    }

    fn admits(&mut self) -> bool {
        let full = self.window.len() as f64 >= self.most;
        if full && !self.full_told {
            self.full_told = true;
            self.says.push(Str::from("metrics dropped until the next flush: too many series. Attributes should have few values"));
        }
        !full
    }

    fn name_type(&mut self, name: &str, kind: &str) {
        match self.types.iter_mut().find(|known| *known.key == *name) {
            Some(known) if *known.value != *kind && !known.told => {
                known.told = true;
                self.says.push(text::join(&[
                    "metric ",
                    name,
                    " is a ",
                    &known.value,
                    " already; as a ",
                    kind,
                    " too, charts will blend them",
                ]));
            }
            Some(_) => {}
            None => self.types.push(Known { key: Str::from(name), value: Str::from(kind), told: false }),
        }
    }

    /// A histogram's bounds: those of its first measurement.
    fn bounds(&mut self, name: &str, metric: &str, asked: Option<&Json>) -> Option<Bounds> {
        let asked: Option<Bounds> = match asked {
            None => None,
            Some(list) => {
                let numbers: Option<Bounds> = list.as_list().unwrap_or_default().iter().map(Json::as_num).collect();
                match numbers.filter(|numbers| !numbers.is_empty() && numbers.is_sorted_by(|a, b| a < b)) {
                    Some(numbers) => Some(numbers),
                    None => {
                        self.lost(name, "bounds must be finite numbers, each above the one before")?;
                        None
                    }
                }
            }
        };
        let full = self.bounds.len() as f64 >= self.most;
        if let Some(known) = self.bounds.iter_mut().find(|known| *known.key == *metric) {
            if *known.value != *asked.as_deref().unwrap_or(&BOUNDS) && !known.told {
                known.told = true;
                self.says.push(text::join(&["metric ", name, " keeps the bounds of its first measurement"]));
            }
            return Some(known.value.clone());
        }
        let own = asked.unwrap_or_else(|| Rc::from(BOUNDS));
        if full {
            if !self.bounds_told {
                self.bounds_told = true;
                self.says.push(Str::from("metrics: too many histograms; new ones with bounds of their own are dropped"));
            }
            return (*own == BOUNDS).then_some(own);
        }
        self.bounds.push(Known { key: Str::from(metric), value: own.clone(), told: false });
        Some(own)
    }

    /// Takes back what the server did not take. Of gauges the newer value counts.
    fn fold_back(&mut self, sent: Vec<Series>) {
        for old in sent {
            let Some(series) = self.series(&old.key) else {
                if self.admits() {
                    self.window.push(old);
                }
                continue;
            };
            series.since = series.since.min(old.since);
            match (&mut series.folded, old.folded) {
                (Folded::Count(total), Folded::Count(before)) => *total += before,
                (
                    Folded::Histogram { count, sum, min, max, buckets, .. },
                    Folded::Histogram { count: old_count, sum: old_sum, min: old_min, max: old_max, buckets: old_buckets, .. },
                ) => {
                    *count += old_count;
                    *sum += old_sum;
                    *min = min.min(old_min);
                    *max = max.max(old_max);
                    for (inside, before) in buckets.iter_mut().zip(old_buckets) {
                        *inside += before;
                    }
                }
                _ => {}
            }
        }
    }

    /// All of the window, as it is sent; none if there is nothing.
    fn write(&self, now: f64) -> Option<Str> {
        let mut list: Vec<Json> = Vec::new();
        let mut left: Vec<&Series> = self.window.iter().collect();
        while let Some(first) = left.first().copied() {
            let mut points: Vec<Json> = Vec::new();
            left.retain(|series| {
                let of = *series.metric == *first.metric;
                if of {
                    points.push(Json::from(&series.point(now)));
                }
                !of
            });
            let mut data = Map::new();
            if !matches!(first.folded, Folded::Gauge(_)) {
                data.set("aggregationTemporality", Json::trusted("1"));
            }
            if matches!(first.folded, Folded::Count(_)) {
                data.set("isMonotonic", Json::bool(true));
            }
            data.set("dataPoints", Json::list(points.iter()));
            let mut metric = Map::new();
            metric.set_str("name", &first.name);
            if let Some(unit) = first.unit.as_ref().filter(|unit| unit.truthy()) {
                metric.set("unit", unit.clone());
            }
            let kind = match first.folded {
                Folded::Count(_) => "sum",
                Folded::Gauge(_) => "gauge",
                Folded::Histogram { .. } => "histogram",
            };
            metric.set(kind, Json::from(&data));
            list.push(Json::from(&metric));
        }
        (!list.is_empty()).then(|| telemetry::fill(self.envelope.text(), Json::list(list.iter()).text()))
    }
}

impl Series {
    fn point(&self, now: f64) -> Map {
        let mut point = Map::new();
        point.set("attributes", self.attributes.clone());
        if !matches!(self.folded, Folded::Gauge(_)) {
            point.set("startTimeUnixNano", nanos(self.since));
        }
        point.set("timeUnixNano", nanos(now));
        match &self.folded {
            Folded::Count(value) | Folded::Gauge(value) => point.set("asDouble", Json::num(*value)),
            Folded::Histogram { bounds, count, sum, min, max, buckets } => {
                for (key, value) in [("count", count), ("sum", sum), ("min", min), ("max", max)] {
                    point.set(key, Json::num(*value));
                }
                point.set("bucketCounts", numbers(buckets));
                point.set("explicitBounds", numbers(bounds));
            }
        }
        point
    }
}

fn numbers(values: &[f64]) -> Json {
    let values: Vec<Json> = values.iter().map(|value| Json::num(*value)).collect();
    Json::list(values.iter())
}

/// A time in milliseconds as nanoseconds, which are more than a number holds.
fn nanos(time: f64) -> Json {
    let mut text = String::new();
    write_number(&mut text, time);
    text.push_str("000000");
    Json::str(&text)
}

// ---- how long the page's requests take

const METHODS: [&str; 9] = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// What is told of a request of the page's: OpenTelemetry's attributes. None for one that does not go by HTTP. `address`: protocol, host's name, port
/// and path, U+0000 between them. `status`: 0 where there was no answer; then `failure` is the name of what went wrong, if
/// anything did (`fulfilled`: `fetch` was content).
pub fn request_attributes(method: &str, address: &str, status: f64, failure: &str, fulfilled: bool) -> Option<Map> {
    let mut attributes = Map::new();
    if METHODS.contains(&method) {
        attributes.set_str("http.request.method", method);
    } else {
        attributes.set_str("http.request.method", "_OTHER");
        attributes.set_str("http.request.method_original", method);
    }
    let mut parts = address.split('\0');
    let mut next = || parts.next().unwrap_or_default();
    let (protocol, host, port, path) = (next(), next(), next(), next());
    let usual = match protocol {
        "http:" => "80",
        "https:" => "443",
        _ => return None,
    };
    attributes.set_str("server.address", host.trim_start_matches('[').trim_end_matches(']'));
    attributes.set("server.port", Json::trusted(if port.is_empty() { usual } else { port }));
    attributes.set_str("url.scheme", protocol.trim_end_matches(':'));
    let template: Vec<&str> = path.split('/').map(|part| if is_id(part) { ":id" } else { part }).collect();
    attributes.set_str("url.template", &template.join("/"));
    if status > 0.0 {
        attributes.set("http.response.status_code", Json::num(status));
    }
    if status >= 400.0 {
        attributes.set_str("error.type", Json::num(status).text());
    } else if status == 0.0 && !fulfilled {
        attributes.set_str("error.type", if failure.is_empty() { "_OTHER" } else { failure });
    }
    Some(attributes)
}

/// Is a part of a path one of many: digits, or eight and more of a hash or uuid with a digit among them?
fn is_id(part: &str) -> bool {
    let digit = part.bytes().any(|byte| byte.is_ascii_digit());
    let short = part.len() < 8;
    digit && part.bytes().all(|byte| byte.is_ascii_digit() || !short && (byte.is_ascii_hexdigit() || byte == b'-'))
}
