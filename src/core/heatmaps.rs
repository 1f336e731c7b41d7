//! Heatmaps: where a page was clicked and pointed at. Points wait, by address, and leave together from time to time while the page is looked at.

use super::client::{Act, Client, Timer};
use super::event::Capture;
use super::host::Host;
use super::json::{Json, Map};
use super::rageclick::RageClicks;
use super::text;

#[derive(Default)]
pub struct Heatmaps {
    on: bool,
    /// With the settings of the time when the first heatmap began.
    rage: Option<RageClicks>,
    /// Lists of them, by address.
    points: Map,
    /// Milliseconds between two events.
    interval: f64,
}

impl Client {
    /// Starts or stops, as the configuration asks.
    pub(super) fn follow_heatmaps(&mut self) -> bool {
        let given = |key: &str| self.config.raw.get(key).filter(|value| !value.is_null());
        let on = match (given("capture_heatmaps"), given("enable_heatmaps")) {
            (Some(value), _) => !value.is_false(),
            (_, Some(value)) => value.truthy(),
            _ => self.remotely_on(super::remote::HEATMAPS),
        };
        let interval = self.config.raw.map("capture_heatmaps").number("flush_interval_milliseconds").unwrap_or(0.0);
        let was = std::mem::replace(&mut self.heatmaps.on, on);
        if !on {
            self.heatmaps.points = Map::new();
        }
        if on && !was {
            self.heatmaps.interval = if interval == 0.0 { 5000.0 } else { interval };
            self.heatmaps.rage.get_or_insert_with(|| RageClicks::new(self.config.raw.get("rageclick")));
            self.time_heatmaps(false);
        }
        on
    }

    /// Counts anew until the points leave, if the page is looked at; one that is hidden keeps them. `due`: they leave now.
    pub(super) fn time_heatmaps(&mut self, due: bool) {
        if self.heatmaps.on && self.world.host().page().visible {
            if due {
                self.flush_heatmaps();
            }
            self.act(Act::Wake(Timer::Heatmaps, self.heatmaps.interval));
        }
    }

    /// The page is shown or hidden.
    pub fn on_shown(&mut self) {
        self.time_heatmaps(false);
        self.on_sign(super::deadclicks::VISIBILITY);
    }

    /// A click at this place of the window: is it one in anger?
    pub fn rages(&mut self, x: f64, y: f64) -> bool {
        let now = self.world.now();
        self.heatmaps.rage.as_mut().is_some_and(|rage| rage.click(x, y, now))
    }

    /// A point: JSON without its end, which tells of which `kind` it is.
    pub fn plot(&mut self, point: &str, kind: &str) {
        let url = self.clean_url(&self.world.host().page().href);
        let others = self.heatmaps.points.get(&url).map_or("", Json::text);
        let before = others.strip_suffix(']').unwrap_or("[");
        let comma = if others.is_empty() { "" } else { "," };
        let all = text::join(&[before, comma, point, ",\"type\":\"", kind, "\"}]"]);
        self.heatmaps.points.set(&url, Json::trusted(&all));
    }

    /// The points by address, which are then forgotten.
    pub fn take_heatmap(&mut self) -> Option<Json> {
        let points = std::mem::take(&mut self.heatmaps.points);
        (!points.is_empty()).then(|| Json::from(&points))
    }

    pub fn flush_heatmaps(&mut self) {
        if let Some(data) = self.take_heatmap() {
            let mut props = Map::new();
            props.set("$heatmap_data", data);
            self.wish(Capture::new("$$heatmap", props));
        }
    }
}
