//! What leaves of the elements: random trees with a secret in every place, of which none may be in an event that the rules keep it out of.

use prickle::core::autocapture::{Chain, is_on};
use prickle::core::elements::words;
use prickle::core::json::{Json, Map};
use serde_json::{Value, json};

/// As page.js reads an element.
#[derive(Clone, Default)]
struct Made {
    tag: &'static str,
    host: bool,
    kind: &'static str,
    name: &'static str,
    classes: Vec<&'static str>,
    attributes: Vec<(&'static str, String)>,
    texts: Vec<String>,
    inside: Vec<Made>,
}

impl Made {
    /// `speaks`: the page's side reads its texts.
    fn json(&self, speaks: bool) -> Value {
        let mut attributes: serde_json::Map<String, Value> =
            self.attributes.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        if !self.classes.is_empty() {
            attributes.insert("class".into(), json!(self.classes.join(" ")));
        }
        json!({"tag": self.tag, "host": i32::from(self.host), "kind": self.kind, "name": self.name, "nth": 1, "nthOfType": 1,
            "attributes": attributes, "texts": if speaks { json!(self.texts) } else { Value::Null },
            "inside": self.inside.iter().filter(|_| speaks).map(|span| span.json(true)).collect::<Vec<_>>()})
    }

    fn speaks(&self) -> bool {
        matches!(self.tag, "a" | "button" | "form" | "label" | "span")
    }

    fn has(&self, class: &str) -> bool {
        self.classes.contains(&class)
    }

    /// Its type or name says that it holds a secret.
    fn is_secret(&self) -> bool {
        !self.has("ph-include") && (matches!(self.kind, "password" | "hidden") || matches!(self.name, "cvv2" | "card-number" | "pass"))
    }

    fn holds_input(&self) -> bool {
        match self.tag {
            "input" => !matches!(self.kind, "button" | "checkbox" | "submit" | "reset"),
            "select" | "textarea" => true,
            _ => self.attributes.iter().any(|(name, value)| *name == "contenteditable" && value == "true"),
        }
    }
}

struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn often(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Words that occur nowhere else, and what is known of each.
#[derive(Default)]
struct Planted {
    count: usize,
    kept: Vec<(String, &'static str)>,
    told: Vec<String>,
}

impl Planted {
    fn word(&mut self) -> String {
        self.count += 1;
        format!("w{}w", self.count)
    }

    /// A card number: kept wherever it is the whole of a value, or a word of a text.
    fn card(&mut self) -> String {
        self.count += 1;
        let card = format!("4{:015}", self.count);
        self.kept.push((card.clone(), "a card number"));
        card
    }
}

const TAGS: [&str; 12] = ["div", "button", "a", "input", "select", "textarea", "label", "form", "p", "span", "li", "my-element"];
const KINDS: [&str; 9] = ["", "", "text", "password", "hidden", "submit", "checkbox", "email", "button"];
const NAMES: [&str; 7] = ["", "", "email", "cvv2", "card-number", "pass", "acc"];
const CLASSES: [&str; 6] = ["btn", "ph-sensitive", "ph-include", "card", "x", "ph-no-capture"];
const ATTRIBUTES: [&str; 9] =
    ["href", "title", "data-x", "value", "placeholder", "aria-label", "id", "data-ph-capture-attribute-a", "data-ph-capture-attribute-b"];

fn element(chance: &mut Chance, planted: &mut Planted, depth: usize) -> Made {
    let mut made = Made { tag: if depth == 0 { chance.one(&TAGS) } else { "span" }, ..Made::default() };
    if depth == 0 {
        made.host = chance.often(10);
    }
    made.kind = if matches!(made.tag, "input" | "button") { chance.one(&KINDS) } else { "" };
    made.name = chance.one(&NAMES);
    for _ in 0..chance.below(3) {
        let class = chance.one(&CLASSES);
        if class != "ph-no-capture" || chance.often(15) {
            made.classes.push(class);
        }
    }
    if chance.often(8) {
        made.attributes.push(("contenteditable", "true".to_owned()));
    }
    for name in ATTRIBUTES {
        if chance.often(35) {
            made.attributes.push((name, if chance.often(15) { planted.card() } else { planted.word() }));
        }
    }
    for _ in 0..chance.below(3) {
        let card = if chance.often(20) { planted.card() } else { planted.word() };
        made.texts.push(format!(" {} {card}\n{}", planted.word(), planted.word()));
    }
    for _ in 0..chance.below(3) {
        if depth < 3 {
            made.inside.push(element(chance, planted, depth + 1));
        }
    }
    made
}

fn chain(chance: &mut Chance, planted: &mut Planted) -> Vec<Made> {
    let mut all: Vec<Made> = (0..1 + chance.below(7)).map(|_| element(chance, planted, 0)).collect();
    if let Some(first) = all.first_mut() {
        first.host = false;
    }
    all.push(Made { tag: "body", ..Made::default() });
    all
}

/// Plants are sorted into what must be kept and what is told, by the rules as the fact book has them.
fn judge(all: &[Made], settings: &Settings, planted: &mut Planted) {
    for (at, made) in all.iter().enumerate() {
        let mut private = false;
        for (above, around) in all.iter().enumerate().skip(at) {
            if around.tag == "body" || (above > at && around.host) {
                break;
            }
            private |= around.has("ph-sensitive");
        }
        of_texts(made, private, at == 0, settings, planted);
        for (name, value) in &made.attributes {
            let hidden = private || made.is_secret();
            // Those have a way of their own: as properties, and the address of a link as that of the event.
            let augments = name.starts_with("data-ph-capture-attribute") && !hidden;
            let masked = settings.mask_attributes || settings.ignored == *name;
            let leads = made.tag == "a" && *name == "href" && !hidden && !masked;
            let keep = masked || (made.holds_input() && !matches!(*name, "id" | "aria-label"));
            let keep = keep && !augments && !leads;
            sort(value, keep, "an attribute", planted);
        }
    }
}

fn of_texts(made: &Made, private: bool, first: bool, settings: &Settings, planted: &mut Planted) {
    let speaks = first || made.speaks();
    let keep = settings.mask_text || private || made.is_secret() || made.holds_input() || !speaks;
    for text in &made.texts {
        words(text).for_each(|word| sort(word, keep, "a text", planted));
    }
    for span in &made.inside {
        let keep_spans = private || span.has("ph-sensitive") || span.has("ph-no-capture");
        of_texts(span, keep_spans, false, settings, planted);
        // Attributes of spans in a control are never read out.
        span.attributes.iter().for_each(|(_, value)| sort(value, true, "an attribute of a span", planted));
    }
}

fn sort(word: &str, keep: bool, what: &'static str, planted: &mut Planted) {
    if word == "true" || planted.kept.iter().any(|(known, _)| known == word) {
        return;
    }
    if keep { planted.kept.push((word.to_owned(), what)) } else { planted.told.push(word.to_owned()) }
}

struct Settings {
    mask_text: bool,
    mask_attributes: bool,
    ignored: &'static str,
}

fn raw(settings: &Settings) -> Map {
    let json = json!({"autocapture": {"element_attribute_ignorelist": [settings.ignored]},
        "mask_all_text": settings.mask_text, "mask_all_element_attributes": settings.mask_attributes});
    Json::parse(&json.to_string()).unwrap().as_map().unwrap()
}

#[test]
fn secrets_planted_everywhere_stay_where_they_are() {
    let mut chance = Chance(2026);
    let (mut events, mut kept, mut told, mut dropped) = (0, 0, 0, 0);
    for round in 0..1000 {
        let mut planted = Planted::default();
        let all = chain(&mut chance, &mut planted);
        let settings = Settings {
            mask_text: chance.often(15),
            mask_attributes: chance.often(15),
            ignored: if chance.often(20) { "title" } else { "" },
        };
        judge(&all, &settings, &mut planted);
        let nodes: Vec<Value> = all.iter().enumerate().map(|(at, made)| made.json(at == 0 || made.speaks())).collect();
        let facts = Json::parse(&json!({"nodes": nodes, "svg": i32::from(chance.often(20))}).to_string()).unwrap().as_map().unwrap();
        let props = Chain::read(&facts).properties("click", &raw(&settings), "shop.example", chance.often(30));
        assert_eq!(props.is_none(), all.iter().any(|made| made.has("ph-no-capture")), "round {round}");
        let Some(props) = props else {
            dropped += 1;
            continue;
        };
        events += 1;
        let text = props.text();
        for (word, what) in &planted.kept {
            kept += 1;
            assert!(!text.contains(word.as_str()), "round {round}: {what} left: {word}\n{}\n{text}", json!(nodes));
        }
        told += planted.told.iter().filter(|word| text.contains(word.as_str())).count();
    }
    assert!(events > 500 && dropped > 75 && kept > 5_000, "{events} {dropped} {kept}");
    // The other way round: the test would see something that leaves.
    assert!(told > 5_000, "{told}");
}

#[test]
fn nothing_before_the_server_answered_where_it_may_be_asked() {
    let raw = |on: &str| Json::parse(&["{\"autocapture\":", on, "}"].concat()).unwrap().as_map().unwrap();
    let (yes, no) = (Json::bool(true), Json::bool(false));
    for (on, asks, answered, off, expected) in [
        ("true", false, false, None, true),
        ("{}", false, false, None, true),
        ("false", false, false, None, false),
        ("true", true, false, Some(&no), false),
        ("true", true, true, Some(&no), true),
        ("true", true, true, Some(&yes), false),
        ("true", true, true, None, false),
        ("true", false, true, None, false),
        ("true", false, false, Some(&yes), false),
    ] {
        assert_eq!(is_on(&raw(on), asks, answered, off), expected, "{on} {asks} {answered} {off:?}");
    }
}
