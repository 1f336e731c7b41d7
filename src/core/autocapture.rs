//! Which uses of the page become events, and what such an event tells of the elements. The page's side reads what it finds between the element that
//! was used and `body` in one go (`elementFacts` in page.js) and sends it as one text; all rules are here. They are posthog-js's.

use super::config::KEYWORDS;
use super::elements::{self, words};
use super::json::{Json, Map};
use super::language::matches;
use super::secrets::{is_secret_field, may_tell, safe, trim};
use super::text::{self, Str};
use super::url;

/// Elements that are there to be used.
const USEFUL: &str = "a button form input select textarea label";
/// The most of an attribute or text, in UTF-16 units.
const LONGEST: usize = 1024;

/// Classes with which pages say what may be told. Each is a bit of `Node::marks`, in this order.
const MARKS: &str = "ph-sensitive ph-no-capture ph-include ph-no-autocapture ph-no-rageclick";
const PRIVATE: u32 = 1 | NO_CAPTURE;
pub const NO_CAPTURE: u32 = 2;
const INCLUDE: u32 = 4;
pub const NO_AUTOCAPTURE: u32 = 8;
pub const NO_RAGECLICK: u32 = 16;

fn among(list: &str, word: &str) -> bool {
    text::split(list, b' ').any(|known| known == word)
}

/// The settings in `autocapture`, where there are any.
pub fn settings(raw: &Map) -> Map {
    raw.map("autocapture")
}

/// A list among them.
pub fn list<'a>(settings: &'a Map, key: &str) -> Option<&'a Json> {
    settings.get(key).filter(|list| list.is_array())
}

fn lists(settings: &Map, key: &str, word: &str) -> bool {
    list(settings, key).is_some_and(|list| list.as_strings().iter().any(|known| known == word))
}

/// The words of a text with one space between.
fn line(text: &str) -> String {
    let mut line = String::new();
    for word in words(text) {
        add(&mut line, word);
    }
    line
}

/// Appends a text, after a space where both are something.
fn add(line: &mut String, text: &str) {
    if !line.is_empty() && !text.is_empty() {
        line.push(' ');
    }
    line.push_str(text);
}

/// An element as the page's side found it.
pub struct Node {
    pub tag: Str,
    facts: Map,
    attributes: Map,
    marks: u32,
    /// It holds what a visitor typed.
    sensitive: bool,
    /// May its texts, addresses and the like be told? And those of what is in it, as far as this one decides?
    open: bool,
    around: bool,
}

impl Node {
    fn read(facts: Map) -> Node {
        let attributes = facts.map("attributes");
        let word = |key: &str| facts.word(key);
        let (tag, kind) = (word("tag"), word("kind"));
        let mut marks = 0;
        for class in words(&attributes.word("class")) {
            if let Some(at) = text::split(MARKS, b' ').position(|mark| mark == class) {
                marks |= 1 << at;
            }
        }
        let sensitive = match &*tag {
            "input" => !among("button checkbox submit reset", &kind),
            "select" | "textarea" => true,
            _ => attributes.get("contenteditable").is_some_and(|value| value.is("true")),
        };
        let open = marks & INCLUDE != 0 || !is_secret_field(&kind, &word("name"));
        Node { around: marks & PRIVATE == 0, tag, attributes, marks, sensitive, open, facts }
    }

    fn inside(&self) -> Vec<Node> {
        self.facts.list("inside").iter().filter_map(Json::as_map).map(Node::read).collect()
    }

    fn is(&self, tags: &str) -> bool {
        among(tags, &self.tag)
    }

    fn attribute(&self, name: &str) -> Str {
        self.attributes.word(name)
    }

    fn may_capture(&self) -> bool {
        self.open && self.around
    }

    /// Its own text nodes, made safe.
    fn text(&self) -> String {
        let mut all = String::new();
        if self.may_capture() && !self.sensitive {
            for text in self.facts.strings("texts") {
                all.push_str(&safe(&text));
            }
        }
        String::from(trim(&all))
    }

    /// What stands in what is in it. `whole`: all of it, but for what is in elements that may not be told; else the spans.
    fn gather(&self, whole: bool, label: &mut Label) {
        for mut node in self.inside() {
            node.around &= self.around;
            let speaks = node.may_capture() && !node.sensitive;
            add(&mut label.text, &node.text());
            if speaks && label.aria.is_empty() {
                label.aria = node.attribute("aria-label");
            }
            if speaks || !whole {
                node.gather(whole, label);
            }
        }
    }

    /// Its text, and of links and buttons also that of spans in it.
    fn label(&self) -> String {
        let mut label = Label { text: self.text(), aria: Str::default() };
        if self.is("a button") {
            self.gather(false, &mut label);
            if !may_tell(&label.text) {
                label.text.clear();
            }
        }
        label.text
    }

    /// Its object in `$elements`.
    fn object(&self, raw: &Map, settings: &Map, label: Option<&str>) -> Map {
        let mut map = Map::new();
        map.set_str("tag_name", &self.tag);
        if let Some(label) = label {
            map.set_str("$el_text", label);
        }
        for (name, value) in self.attributes.iter().filter(|_| !raw.truthy("mask_all_element_attributes")) {
            let value = value.as_str().unwrap_or_default();
            let told = !self.sensitive || among("name id class aria-label", name);
            let styles = name.starts_with("_ngcontent") || name.starts_with("_nghost");
            if !told || styles || !may_tell(&value) || lists(settings, "element_attribute_ignorelist", name) {
                continue;
            }
            let key = text::join(&["attr__", name]);
            match name {
                "class" => {
                    let classes: Vec<Json> = words(&value).map(Json::str).collect();
                    if !classes.is_empty() {
                        map.set("classes", Json::list(classes.iter()));
                    }
                    map.set_str(&key, &short(&line(&value)));
                }
                "href" => map.set_str(&key, &short(without_hash(raw, &value))),
                _ => map.set_str(&key, &short(&value)),
            }
        }
        for (key, fact) in &[("nth_child", "nth"), ("nth_of_type", "nthOfType")] {
            map.set(key, self.facts.get(fact).cloned().unwrap_or_else(Json::null));
        }
        map
    }
}

/// Cut to what an attribute or text may be long.
fn short(text: &str) -> String {
    let mut start = String::from(elements::first(text, LONGEST));
    if start.len() < text.len() {
        start.push_str("...");
    }
    start
}

fn without_hash<'a>(raw: &Map, address: &'a str) -> &'a str {
    if raw.truthy("disable_capture_url_hashes") { url::strip_hash(address) } else { address }
}

/// The element that was used, and those around it up to `body`.
pub struct Chain {
    nodes: Vec<Node>,
    /// The link or button that a part of its drawing stands for; else the first.
    control: usize,
}

impl Chain {
    /// Reads what `elementFacts` found.
    pub fn read(facts: &Map) -> Chain {
        let found = facts.list("nodes");
        let mut nodes: Vec<Node> = found.iter().filter_map(Json::as_map).map(Node::read).collect();
        let mut open = true;
        for node in nodes.iter_mut().rev() {
            // What is around it counts up to `body`, which does not count itself, and up to the end of its shadow tree.
            open = node.tag == "body" || open && node.around;
            node.around = open;
            open |= node.facts.truthy("host");
        }
        let drawn = facts.truthy("svg");
        let control = nodes.iter().position(|node| drawn && node.is("a button")).unwrap_or(0);
        Chain { nodes, control }
    }

    /// The properties of an event about the first element; none where the page forbids it. `host`: the page's own.
    pub fn properties(&self, event: &str, raw: &Map, host: &str, chain_only: bool) -> Option<Map> {
        if self.has_mark(NO_CAPTURE) {
            return None;
        }
        let settings = settings(raw);
        let control = if event == "click" { self.control } else { 0 };
        let told = self.nodes.get(..=control).unwrap_or_default().iter().all(|node| node.may_capture() && !node.sensitive);
        let mask_text = raw.truthy("mask_all_text") || (control > 0 && !told);
        let address = !raw.truthy("mask_all_element_attributes") && !lists(&settings, "element_attribute_ignorelist", "href");
        let mut href = Str::default();
        let mut own = Map::new();
        let mut all = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            let open = node.may_capture();
            if node.is("a") && address {
                href = node.attributes.string("href").filter(|href| open && may_tell(href)).unwrap_or_default();
            }
            for (name, value) in node.attributes.iter().filter(|_| open) {
                let Some(rest) = name.strip_prefix("data-ph-capture-attribute") else { continue };
                let key = rest.strip_prefix('-').unwrap_or(name);
                let text = value.as_str().unwrap_or_default();
                if !key.is_empty() && !text.is_empty() && may_tell(&text) && !own.has(key) {
                    own.set(key, value.clone());
                }
            }
            if index >= control {
                let first = index == control;
                let label = (!mask_text && (first || node.is(USEFUL))).then(|| node.label());
                all.push(node.object(raw, &settings, label.map(|label| if first { label } else { short(&label) }).as_deref()));
            }
        }
        let href = without_hash(raw, &href);
        let first = all.first_mut()?;
        if !href.is_empty() {
            first.set_str("attr__href", href);
        }
        let label = first.word("$el_text");
        let mut props = Map::new();
        props.set_str("$event_type", event);
        props.set("$ce_version", Json::trusted("1"));
        if !chain_only {
            let objects: Vec<Json> = all.iter().map(Json::from).collect();
            props.set("$elements", Json::list(objects.iter()));
        }
        props.set_str("$elements_chain", &elements::chain(&all));
        if !label.is_empty() {
            props.set_str("$el_text", &label);
        }
        if event == "click" && !href.is_empty() {
            let there = url::parts(href).host;
            if !there.is_empty() && !host.is_empty() && *there != *host {
                props.set_str("$external_click_url", href);
            }
        }
        props.extend(&own);
        Some(props)
    }

    fn first(&self) -> Option<&Node> {
        self.nodes.first()
    }

    fn first_is(&self, tags: &str) -> bool {
        self.first().is_some_and(|node| node.is(tags))
    }

    /// Is there anything that was used?
    pub fn is_element(&self) -> bool {
        self.first().is_some_and(|node| node.tag != "html")
    }

    /// Is the first element there for such events, as far as its tag and those around it tell? None: that depends on the mouse's look over it.
    pub fn is_used(&self, event: &str) -> Option<bool> {
        let node = self.first()?;
        let useful = node.is(USEFUL) || node.attribute("contenteditable") == "true";
        let within = |any: bool| self.nodes.iter().skip(1).any(|node| !node.facts.truthy("host") && (any || node.is(USEFUL)));
        match event {
            "submit" => Some(node.tag == "form"),
            "change" => Some(node.is("input select textarea")),
            "click" if node.tag == "form" => None,
            "click" => (useful || within(false)).then_some(true),
            _ => Some(useful || within(true)),
        }
    }

    /// The same where the mouse's look decides: `pointers` has a `1` for each element over which it is a hand. A form is only used by its own.
    pub fn is_pointed_at(&self, pointers: &str) -> bool {
        let form = self.first_is("form");
        let mut hands = pointers.bytes().zip(&self.nodes).enumerate();
        hands.any(|(at, (hand, node))| hand == b'1' && (at == 0 || !(form || node.facts.truthy("host"))))
    }

    /// A click that ended on nothing was meant for these: is one of them kept from being told?
    pub fn is_excluded(&self) -> bool {
        self.nodes.iter().any(|node| node.marks & PRIVATE != 0 || node.sensitive) || !self.first().is_some_and(Node::may_capture)
    }

    /// Is it a field whose content may be told if the page allows it?
    pub fn holds_value(&self) -> bool {
        let excluded = |node: &Node| among("password hidden file checkbox button submit reset image", &node.facts.word("kind"));
        self.first().is_some_and(|node| node.is("input textarea select") && !(node.tag == "input" && excluded(node)) && node.may_capture())
    }

    /// Do clicks here select text?
    pub fn selects_text(&self) -> bool {
        let Some(node) = self.first() else { return false };
        if node.tag == "input" {
            let kind = node.attribute("type").to_ascii_lowercase();
            return kind.is_empty() || among("text search email password url tel number", &kind);
        }
        let editable = self.nodes.iter().find_map(|node| node.attributes.string("contenteditable"));
        node.tag == "textarea" || editable.is_some_and(|value| value != "false")
    }

    /// Which of them people press as one: a link, a button and the like.
    pub fn interactive(&self) -> Option<usize> {
        self.nodes.iter().position(|node| {
            let role = node.attribute("role").to_ascii_lowercase();
            node.is("button a input select textarea label") || among("button link tab menuitem option", &role)
        })
    }

    /// What stands on one of them, as `labelFacts` read it.
    pub fn label(&self, index: usize, facts: &str) -> Label {
        let mut label = Label { text: String::new(), aria: Str::default() };
        let Some(node) = self.nodes.get(index).filter(|node| node.may_capture() && !node.sensitive) else { return label };
        let Some(whole) = Json::trusted(facts).as_map().map(Node::read) else { return label };
        label.text = whole.text();
        whole.gather(true, &mut label);
        label.text = line(&label.text);
        if !may_tell(&label.text) {
            label.text.clear();
        }
        let own = node.attribute("aria-label").to_ascii_lowercase();
        if !own.is_empty() || !label.text.is_empty() {
            label.aria = Str::new(own);
        }
        label
    }

    /// `element_allowlist`
    pub fn passes_tags(&self, settings: &Map) -> bool {
        list(settings, "element_allowlist").is_none() || self.nodes.iter().any(|node| lists(settings, "element_allowlist", &node.tag))
    }

    pub fn has_mark(&self, mark: u32) -> bool {
        self.nodes.iter().any(|node| node.marks & mark != 0)
    }

    /// The default of `css_selector_ignorelist`.
    pub fn opts_out(&self) -> bool {
        self.has_mark(NO_AUTOCAPTURE) || self.nodes.iter().any(|node| node.attributes.has("data-ph-no-autocapture"))
    }
}

/// What stands on a control: its texts, and what it says to those who do not see it. In small letters where `labelFacts` read it.
pub struct Label {
    text: String,
    aria: Str,
}

impl Label {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.aria.is_empty()
    }

    /// Is it one that people press again and again without anger? `ignored`: the `content_ignorelist` of the option.
    pub fn is_stepper(&self, ignored: &Json) -> bool {
        let known = Json::trusted(KEYWORDS).as_strings();
        let given = if ignored.is_true() { known.get(..15).unwrap_or_default().to_vec() } else { ignored.as_strings() };
        let aria = trim(&self.aria);
        let is_for = |word: String| {
            let word = word.to_ascii_lowercase();
            let plain = !word.bytes().any(|byte| byte.is_ascii_alphanumeric());
            let whole = text::join(&["\\b", &word, "\\b"]);
            [self.text.as_str(), aria].iter().any(|text| match plain {
                true => *text == word,
                false if known.contains(&word) => matches(text, &whole),
                false => text::has(text, &word),
            })
        };
        // posthog-js refuses longer lists.
        given.len() <= known.len() + 10 && given.into_iter().any(is_for)
    }
}

/// Is autocapture on? While the server may be asked (`asks`), not before it answered or failed to, on this page. `off`: what it said, now or before.
pub fn is_on(raw: &Map, asks: bool, answered: bool, off: Option<&Json>) -> bool {
    let told = off.filter(|off| off.is_true() || off.is_false());
    let known = told.is_some() || !(asks || answered);
    raw.truthy("autocapture") && (answered || !asks) && known && !told.is_some_and(Json::is_true)
}
