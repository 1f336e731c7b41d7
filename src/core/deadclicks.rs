//! Clicks and swipes that nothing came of. Each is looked at again after a second: one that the page answered soon, by a change, a scroll or a
//! selection, or that came with another tab or window, is alive; one that it answered late, or not at all, is dead. `$dead_click` and `$dead_swipe`
//! tell of the dead, and heatmaps have them as points.

use super::client::{Act, Client, Timer};
use super::event::Capture;
use super::json::{Json, Map};
use super::remote;
use super::text;

/// What is watched, added up: heatmaps, dead clicks, and dead swipes with them.
pub const HEATMAPS: u8 = 1;
pub const CLICKS: u8 = 2;
pub const SWIPES: u8 = 4;

// Signs of life, by the numbers of `watchPointer` in page.js: 0 is a change of the content, and 4 one of the focus.
const SCROLL: usize = 1;
const SELECTION: usize = 2;
pub const VISIBILITY: usize = 3;
/// No sign: a finger was put down. In its place events tell how long it took altogether.
const TOUCH: usize = 5;

/// As events name them, in the order of the numbers.
const NAMES: [&str; 6] = ["mutation", "scroll", "selection_changed", "visibility_changed", "focus_changed", "absolute"];

/// Milliseconds around a change of visibility or focus: the click woke the tab, or opened another.
const WAKING: f64 = 1000.0;

/// A click or a swipe that may be dead.
struct Candidate {
    /// By which the page knows it.
    number: f64,
    element: f64,
    time: f64,
    /// Who wants to know of it, whatever is watched by then.
    wanted: u8,
    /// Of a swipe: where it went.
    swipe: Map,
    /// Milliseconds from it to each sign (or from the sign to it, where that was shortly before); not a number where there was none.
    delays: [f64; 6],
}

#[derive(Default)]
pub struct DeadClicks {
    wanted: u8,
    candidates: Vec<Candidate>,
    /// When there was each sign last; zero for never.
    last: [f64; 6],
    /// Milliseconds: a sign is too late that comes as long after the click, or longer; in the order of the numbers.
    limits: [f64; 6],
    swipes: f64,
    max_swipes: f64,
    checking: bool,
}

impl Client {
    /// What is to be watched, if that is something else than until now.
    pub fn follow_pointer(&mut self) -> Option<u8> {
        let heatmaps = self.follow_heatmaps();
        let asked = self.config.raw.get("capture_dead_clicks");
        let settings = asked.and_then(Json::as_map);
        let on = match asked {
            Some(value) if value.is_true() || value.is_false() => value.is_true(),
            _ => settings.is_some() || self.remotely_on(remote::DEAD_CLICKS),
        };
        let settings = settings.unwrap_or_default();
        let without = settings.get("capture_dead_swipes").is_some_and(|value| !value.is_null() && !value.truthy());
        let wanted = u8::from(heatmaps) | if on { CLICKS } else { 0 } | if on && !without { SWIPES } else { 0 };
        if self.dead.wanted == wanted {
            return None;
        }
        if self.dead.wanted == 0 || wanted == 0 {
            let mutation = settings.number("mutation_threshold_ms").unwrap_or(2500.0);
            let scroll = settings.number("scroll_threshold_ms").unwrap_or(100.0);
            let selection = settings.number("selection_change_threshold_ms").unwrap_or(100.0);
            let max_swipes = settings.number("max_dead_swipes_per_page_load").unwrap_or(10.0);
            // What waits is looked at all the same.
            self.dead.limits = [mutation, scroll, selection, f64::INFINITY, f64::INFINITY, mutation * 1.1];
            self.dead.max_swipes = max_swipes;
            self.dead.swipes = 0.0;
            self.dead.last = [0.0; 6];
        }
        self.dead.wanted = wanted;
        Some(wanted)
    }

    /// There is a sign of life.
    pub fn on_sign(&mut self, sign: usize) {
        let now = self.world.now();
        let dead = &mut self.dead;
        if let Some(last) = dead.last.get_mut(sign) {
            *last = now;
        }
        // Changes are looked for at the end. Of scrolls there can be many: one in fifty counts, and the first of those.
        if sign == SCROLL && !(now as u64).is_multiple_of(50) {
            return;
        }
        for candidate in &mut dead.candidates {
            let delay = now - candidate.time;
            if let Some(known) = candidate.delays.get_mut(sign)
                && (SCROLL..TOUCH).contains(&sign)
                && delay >= 0.0
                && (sign < VISIBILITY || delay < WAKING)
                && (known.is_nan() || sign != SCROLL && delay < *known)
            {
                *known = delay;
            }
        }
    }

    /// An element was used. `number`: the use's, below zero if it changed a selection. Of a swipe, its direction and how far it went.
    pub fn on_use(&mut self, number: f64, element: f64, direction: &str, distance: &str) {
        let time = self.world.now();
        let dead = &mut self.dead;
        let clicked = direction.is_empty();
        let [_, _, selection, ..] = dead.limits;
        let [.., touched] = dead.last;
        // What moves with the finger is alive.
        let moved = dead.swipes >= dead.max_swipes || dead.last.iter().take(VISIBILITY).any(|last| *last >= touched);
        let again = |other: &Candidate| other.element == element && other.swipe.is_empty() == clicked && (time - other.time).abs() < 1000.0;
        if (clicked || !moved) && !dead.candidates.iter().any(again) {
            let mut delays = dead.last.map(|last| time - last);
            for (delay, near) in delays.iter_mut().zip([0.0, 0.0, selection, WAKING, WAKING, 0.0]) {
                if !(0.0..near).contains(delay) {
                    *delay = f64::NAN;
                }
            }
            if let Some(delay) = delays.get_mut(SELECTION)
                && number < 0.0
                && selection > 0.0
            {
                *delay = 0.0;
            }
            let mut swipe = Map::new();
            if !clicked {
                swipe.set_str("$dead_swipe_direction", direction);
                swipe.set("$dead_swipe_distance_px", Json::trusted(distance));
            }
            dead.candidates.push(Candidate { number: number.abs(), element, time, wanted: dead.wanted, swipe, delays });
        }
        self.check_later();
    }

    fn check_later(&mut self) {
        if !std::mem::replace(&mut self.dead.checking, true) {
            self.act(Act::Wake(Timer::DeadClicks, 1000.0));
        }
    }

    /// Looks at those that wait: the numbers of the dead ones, who wants to know, and the events, which lack what is to tell of the elements.
    pub fn check_clicks(&mut self) -> Vec<(f64, u8, Box<Capture>)> {
        let now = self.world.now();
        let dead = &mut self.dead;
        dead.checking = false;
        let ([mutation, ..], [patience, ..]) = (dead.last, dead.limits);
        let mut found = Vec::new();
        for mut candidate in std::mem::take(&mut dead.candidates) {
            let [changed, .., elapsed] = &mut candidate.delays;
            if mutation >= candidate.time {
                *changed = mutation - candidate.time;
            }
            *elapsed = now - candidate.time;
            let waiting = *elapsed < patience;
            let delays = || candidate.delays.iter().zip(&dead.limits);
            if delays().take(TOUCH).any(|(delay, limit)| delay < limit) {
                continue;
            }
            if delays().any(|(delay, limit)| delay >= limit) {
                if candidate.swipe.is_empty() {
                } else if dead.swipes >= dead.max_swipes {
                    continue;
                } else {
                    dead.swipes += 1.0;
                }
                found.push((candidate.number, candidate.wanted, candidate.event(mutation, &dead.limits)));
            } else if waiting {
                dead.candidates.push(candidate);
            }
        }
        if !self.dead.candidates.is_empty() {
            self.check_later();
        }
        found
    }

    /// The options by which an element is told, in which dead clicks have their own place for those of autocapture.
    pub fn dead_click_settings(&self) -> Map {
        let mut raw = self.config.raw.clone();
        raw.set("autocapture", raw.get("capture_dead_clicks").cloned().unwrap_or_else(Json::null));
        raw
    }

    /// Is any still to be looked at?
    pub fn awaits_death(&self) -> bool {
        self.dead.checking
    }
}

impl Candidate {
    fn event(self, mutation: f64, limits: &[f64; 6]) -> Box<Capture> {
        let name = if self.swipe.is_empty() { "$dead_click" } else { "$dead_swipe" };
        let mut capture = Capture::new(name, self.swipe);
        let mut set = |what: &str, end: &str, value: Json| capture.properties.set(&text::join(&[name, "_", what, end]), value);
        if mutation > 0.0 {
            set("last_mutation", "_timestamp", Json::num(mutation));
        }
        set("event", "_timestamp", Json::num(self.time));
        for ((delay, limit), what) in self.delays.iter().zip(limits).zip(NAMES) {
            set(what, "_timeout", Json::bool(delay >= limit));
            if !delay.is_nan() {
                set(what, "_delay_ms", Json::num(*delay));
            }
        }
        capture.properties.remove(&text::join(&[name, "_focus_changed_timeout"]));
        capture.options.given = true;
        capture.options.timestamp = Some(self.time);
        capture.options.timestamp_given = true;
        capture
    }
}
