//! How far a page view was scrolled, and how much of the page was ever in sight: told when the view ends.

use super::json::{Json, Map};
use super::text;

/// How far one of the two went: the last value, the largest, and the largest it could have had. CSS pixels.
#[derive(Clone, Copy, Default)]
struct Depth {
    last: f64,
    max: f64,
    end: f64,
}

/// Of the position, and of the lower edge of what is in sight.
#[derive(Default)]
pub struct Scroll(Option<[Depth; 2]>);

impl Scroll {
    /// The page was looked at: how far it is scrolled, how high it is, and how much of that is in sight.
    pub fn measure(&mut self, [position, height, sight]: [f64; 3]) {
        let depths = self.0.get_or_insert_default();
        for (depth, (now, end)) in depths.iter_mut().zip([(position, height - sight), (position + sight, height)]) {
            *depth = Depth { last: now, max: depth.max.max(now), end: depth.end.max(end) };
        }
    }

    /// Another view begins, which was not looked at yet.
    pub fn clear(&mut self) {
        self.0 = None;
    }

    /// Adds what is known of the view that ends. Every number is rounded up, so that 999.5 of 1000 pixels are all of them.
    pub fn write(&self, props: &mut Map) {
        let Some(depths) = &self.0 else { return };
        for (depth, what) in depths.iter().zip(["scroll", "content"]) {
            for (value, which) in [(depth.last, "last_"), (depth.max, "max_")] {
                // Adding zero turns -0, which JSON does not have, into 0.
                let (value, end) = (value.ceil() + 0.0, depth.end.ceil());
                let share = if end <= 1.0 { 1.0 } else { (value / end).clamp(0.0, 1.0) };
                let name = text::join(&["$prev_pageview_", which, what]);
                props.set(&name, Json::num(value));
                props.set(&text::join(&[&name, "_percentage"]), Json::num(share));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(looks: &[[f64; 3]]) -> String {
        let mut scroll = Scroll::default();
        for look in looks {
            scroll.measure(*look);
        }
        let mut props = Map::new();
        scroll.write(&mut props);
        props.text().replace("$prev_pageview_", "").replace('"', "")
    }

    #[test]
    fn the_last_and_the_largest_rounded_up() {
        let text = written(&[[0.0, 3000.0, 1000.0], [1499.2, 3000.0, 1000.0], [499.5, 2500.0, 1000.0]]);
        let scroll = "last_scroll:500,last_scroll_percentage:0.25,max_scroll:1500,max_scroll_percentage:0.75";
        let content = "last_content:1500,last_content_percentage:0.5,max_content:2500,max_content_percentage:0.8333333333333334";
        assert_eq!(text, ["{", scroll, ",", content, "}"].concat());
    }

    #[test]
    fn nothing_before_the_first_look_and_after_clearing() {
        assert_eq!(written(&[]), "{}");
        let mut scroll = Scroll::default();
        scroll.measure([10.0, 100.0, 50.0]);
        scroll.clear();
        let mut props = Map::new();
        scroll.write(&mut props);
        assert!(props.is_empty());
    }

    #[test]
    fn a_page_that_cannot_scroll_was_seen_whole() {
        let text = written(&[[0.0, 700.0, 720.0]]);
        assert_eq!(text.matches("percentage:1").count(), 4, "{text}");
        assert!(text.contains("last_content:720,"), "{text}");
    }

    #[test]
    fn shares_stay_between_zero_and_one_where_a_page_is_pulled_past_its_ends() {
        let text = written(&[[-40.5, 1000.0, 500.0]]);
        assert!(text.contains("last_scroll:-40,last_scroll_percentage:0,max_scroll:0,max_scroll_percentage:0"), "{text}");
        assert!(written(&[[560.0, 1000.0, 500.0]]).contains("last_scroll:560,last_scroll_percentage:1"));
        assert!(written(&[[-0.5, 1000.0, 500.0]]).contains("last_scroll:0,"));
    }
}
