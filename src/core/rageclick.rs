//! Clicks in anger: several in one place, one soon after the other. Heatmaps and autocapture each have a detector of their own, with settings read
//! once, when they begin to watch.

use super::json::{Json, Map};

pub struct RageClicks {
    off: bool,
    /// CSS pixels, both axes added up: a click as far from the last one, or farther, is somewhere else.
    threshold: f64,
    /// Milliseconds: a click as late after the last one, or later, is another matter.
    timeout: f64,
    /// The click that makes it rage.
    count: f64,
    last: [f64; 3],
    clicks: f64,
}

impl RageClicks {
    /// By the `rageclick` option: `false` for never, or an object with `threshold_px`, `timeout_ms` and `click_count`, of which zero means the
    /// default.
    pub fn new(option: Option<&Json>) -> RageClicks {
        let given = option.and_then(Json::as_map).unwrap_or_default();
        RageClicks {
            off: option.is_some_and(Json::is_false),
            threshold: setting(&given, "threshold_px", 30.0),
            timeout: setting(&given, "timeout_ms", 1000.0),
            count: setting(&given, "click_count", 3.0),
            last: [0.0; 3],
            clicks: 0.0,
        }
    }

    /// A click at this place (CSS pixels) and time (milliseconds, of whatever clock). Is it the one that makes it rage? Those that follow it in the
    /// same place do not once more.
    pub fn click(&mut self, x: f64, y: f64, time: f64) -> bool {
        let [last_x, last_y, last_time] = std::mem::replace(&mut self.last, [x, y, time]);
        let near = (x - last_x).abs() + (y - last_y).abs() < self.threshold && time - last_time < self.timeout;
        let goes_on = near && self.clicks > 0.0;
        self.clicks = if goes_on { self.clicks + 1.0 } else { 1.0 };
        goes_on && self.clicks == self.count && !self.off
    }
}

fn setting(given: &Map, key: &str, default: f64) -> f64 {
    given.number(key).filter(|number| *number != 0.0).unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rages(option: &str, clicks: &[[f64; 3]]) -> Vec<usize> {
        let mut detector = RageClicks::new(Json::parse(option).as_ref());
        (1..).zip(clicks).filter(|(_, [x, y, time])| detector.click(*x, *y, *time)).map(|(nth, _)| nth).collect()
    }

    fn still(times: &[f64]) -> Vec<[f64; 3]> {
        times.iter().map(|time| [100.0, 50.0, *time]).collect()
    }

    #[test]
    fn the_third_of_five_clicks_in_one_place() {
        assert_eq!(rages("true", &still(&[0.0, 999.0, 1998.0, 2000.0, 2001.0])), [3]);
        assert_eq!(rages("", &still(&[0.0, 1.0, 2.0])), [3]);
    }

    #[test]
    fn a_click_too_late_or_too_far_starts_over() {
        assert_eq!(rages("true", &still(&[0.0, 10.0, 1010.0, 1020.0, 1030.0])), [5]);
        let steps = |step: f64| (0..3).map(|n| [f64::from(n) * step, f64::from(n) * 10.0, f64::from(n)]).collect::<Vec<_>>();
        assert_eq!(rages("true", &steps(19.9)), [3]);
        assert!(rages("true", &steps(20.0)).is_empty());
        assert_eq!(
            rages("true", &[[0.0, 0.0, 0.0], [29.0, 0.0, 1.0], [58.0, 0.0, 2.0]]),
            [3],
            "from one click to the next, not from the first"
        );
    }

    #[test]
    fn the_option_sets_it_and_zero_is_the_default() {
        let own = r#"{"threshold_px": 5, "timeout_ms": 100, "click_count": 2}"#;
        assert_eq!(rages(own, &[[0.0, 0.0, 0.0], [4.0, 0.0, 99.0], [4.0, 0.0, 300.0], [9.0, 0.0, 301.0], [9.0, 4.0, 302.0]]), [2, 5]);
        assert_eq!(rages(r#"{"threshold_px": 0, "timeout_ms": 0, "click_count": 0}"#, &still(&[0.0, 1.0, 2.0])), [3]);
    }

    #[test]
    fn one_click_alone_is_never_rage_and_false_is_never() {
        assert!(rages(r#"{"click_count": 1}"#, &still(&[0.0, 1.0, 2.0])).is_empty());
        assert!(rages("false", &still(&[0.0, 1.0, 2.0, 3.0])).is_empty());
    }
}
