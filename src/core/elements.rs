//! Elements as events tell of them: the object of each, and all of them in one text, the chain. What of an element may be told is decided before
//! (`secrets.rs`).
//!
//! ```text
//! chain   = element *( ";" element ), the one that was used first
//! element = tag *( "." class ) ":" *( key "=\"" value "\"" )
//! ```

use super::json::{Json, Map};
use super::secrets::is_space;
use super::text;
use std::cmp::Ordering;

/// The most of a text and of an address that the chain carries, in UTF-16 units.
const TEXT: usize = 400;
const ADDRESS: usize = 2048;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// In lower case.
    pub tag: String,
    pub text: Option<String>,
    /// Without those that may not be told.
    pub attributes: Vec<(String, String)>,
    /// Among all and among those of its tag, from 1.
    pub nth_child: u32,
    pub nth_of_type: u32,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn classes(&self) -> Vec<&str> {
        self.attribute("class").unwrap_or_default().split(is_space).filter(|class| !class.is_empty()).collect()
    }

    /// As it stands in `$elements`.
    pub fn object(&self) -> Json {
        let mut map = Map::new();
        map.set_str("tag_name", &self.tag);
        if let Some(text) = &self.text {
            map.set_str("$el_text", text);
        }
        let classes: Vec<Json> = self.classes().into_iter().map(Json::str).collect();
        if !classes.is_empty() {
            map.set("classes", Json::list(classes.iter()));
        }
        for (name, value) in &self.attributes {
            map.set_str(&text::join(&["attr__", name]), value);
        }
        map.set("nth_child", Json::num(self.nth_child.into()));
        map.set("nth_of_type", Json::num(self.nth_of_type.into()));
        Json::from(&map)
    }

    fn write(&self, chain: &mut String) {
        chain.push_str(&self.tag);
        let mut classes = self.classes();
        classes.sort_by(|a, b| by_units(a, b));
        for class in classes {
            chain.push('.');
            chain.extend(class.chars().filter(|c| *c != '"'));
        }
        chain.push(':');
        let mut entries: Vec<(String, String)> = Vec::new();
        let mut set = |key: &str, value: String| match entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value,
            None => entries.push((String::from(key), value)),
        };
        if let Some(text) = self.text.as_deref().filter(|text| !text.is_empty()) {
            set("text", first(text, TEXT));
        }
        set("nth-child", number(self.nth_child));
        set("nth-of-type", number(self.nth_of_type));
        for (key, name) in [("href", "href"), ("attr_id", "id")] {
            if let Some(value) = self.attribute(name).filter(|value| !value.is_empty()) {
                set(key, if name == "href" { first(value, ADDRESS) } else { String::from(value) });
            }
        }
        for (name, value) in &self.attributes {
            set(&["attr__", name].concat(), value.clone());
        }
        entries.sort_by(|(a, _), (b, _)| by_units(a, b));
        for (key, value) in &entries {
            escape(key, chain);
            chain.push_str("=\"");
            escape(value, chain);
            chain.push('"');
        }
    }
}

/// All of them, the one that was used first.
pub fn chain(elements: &[Element]) -> String {
    let mut chain = String::new();
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            chain.push(';');
        }
        element.write(&mut chain);
    }
    chain
}

/// As JavaScript sorts texts.
fn by_units(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// The beginning of a text, in UTF-16 units; a character that would be cut in two is left out.
fn first(text: &str, most: usize) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= most
        })
        .collect()
}

fn number(value: u32) -> String {
    let mut out = String::new();
    super::json::write_integer(&mut out, value.into());
    out
}

/// Quotes get a backslash, and those that have one keep the one. A backslash alone stays as it is.
fn escape(from: &str, to: &mut String) {
    let mut escaped = false;
    for c in from.chars() {
        if c == '"' && !escaped {
            to.push('\\');
        }
        to.push(c);
        escaped = c == '\\';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(tag: &str, text: Option<&str>, attributes: &[(&str, &str)], nth: u32) -> Element {
        Element {
            tag: String::from(tag),
            text: text.map(String::from),
            attributes: attributes.iter().map(|(name, value)| (String::from(*name), String::from(*value))).collect(),
            nth_child: nth,
            nth_of_type: 1,
        }
    }

    #[test]
    fn a_button_in_a_page() {
        let button = element("button", Some("Go"), &[("class", "primary  btn"), ("id", "go")], 1);
        assert_eq!(
            chain(&[button.clone(), element("body", None, &[], 2)]),
            "button.btn.primary:attr__class=\"primary  btn\"attr__id=\"go\"attr_id=\"go\"nth-child=\"1\"nth-of-type=\"1\"text=\"Go\";\
             body:nth-child=\"2\"nth-of-type=\"1\""
        );
        assert_eq!(
            button.object().text(),
            r#"{"tag_name":"button","$el_text":"Go","classes":["primary","btn"],"attr__class":"primary  btn","attr__id":"go","nth_child":1,"nth_of_type":1}"#
        );
    }

    #[test]
    fn quotes_and_backslashes() {
        let link = element("a", Some(r#"say "hi" \"there\" \ "#), &[("class", r#"a"b c"#), ("data-\"x", r"\\"), ("href", "/x?\"")], 3);
        assert_eq!(
            chain(&[link]),
            r#"a.ab.c:attr__class="a\"b c"attr__data-\"x="\\"attr__href="/x?\""href="/x?\""nth-child="3"nth-of-type="1"text="say \"hi\" \"there\" \ ""#
        );
    }

    #[test]
    fn a_quote_with_a_backslash_has_one_already() {
        let mut out = String::new();
        escape(r#"a\\"b\"c"d\"#, &mut out);
        assert_eq!(out, r#"a\\"b\"c\"d\"#);
    }

    #[test]
    fn long_texts_and_addresses_are_cut() {
        let long = "x".repeat(3000);
        let written = chain(&[element("a", Some(&long), &[("href", &long)], 1)]);
        let of = |key: &str| written.split(key).nth(1).unwrap().split('"').next().unwrap().len();
        assert_eq!((of("attr__href=\""), of("\"href=\""), of("text=\"")), (3000, 2048, 400));
        assert_eq!(first("😀😀", 3), "😀");
    }

    #[test]
    fn keys_and_classes_are_sorted_as_javascript_does() {
        let written = chain(&[element("p", None, &[("z", "1"), ("A", "2"), ("a", "3"), ("class", "b B a")], 1)]);
        assert_eq!(written, r#"p.B.a.b:attr__A="2"attr__a="3"attr__class="b B a"attr__z="1"nth-child="1"nth-of-type="1""#);
        // An emoji is two units from D800 on, which come before U+FF01.
        assert_eq!(by_units("😀", "！"), Ordering::Less);
    }

    /// Reads a chain of tags without classes back: tag, and keys with values as they were written.
    fn read(chain: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut all = Vec::new();
        let mut rest = chain;
        while !rest.is_empty() {
            let (tag, after) = rest.split_once(':').unwrap();
            let mut entries = Vec::new();
            rest = after;
            while !rest.is_empty() && !rest.starts_with(';') {
                let (key, after) = rest.split_once("=\"").unwrap();
                let mut end = 0;
                while !after.get(end..).unwrap().starts_with('"') {
                    end += if after.get(end..).unwrap().starts_with("\\\"") {
                        2
                    } else {
                        after.get(end..).unwrap().chars().next().unwrap().len_utf8()
                    };
                }
                entries.push((key.to_owned(), after.get(..end).unwrap().replace("\\\"", "\"")));
                rest = after.get(end + 1..).unwrap();
            }
            all.push((tag.to_owned(), entries));
            rest = rest.strip_prefix(';').unwrap_or(rest);
        }
        all
    }

    #[test]
    fn what_is_written_can_be_read() {
        let mut seed = 11u32;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        // A backslash before a quote cannot be told from an escaped quote; posthog-js writes it so.
        let letters = ["a", "\"", ";", ":", "=", ".", " ", "é", "😀", "<", "'", "\n", "x="];
        for _ in 0..2000 {
            let mut word = |most: usize| -> String { (0..random(most)).map(|_| letters[random(letters.len())]).collect() };
            let elements: Vec<Element> = (0..3)
                .map(|index| {
                    let attributes = vec![("data-x".to_owned(), word(9)), ("title".to_owned(), word(9)), ("href".to_owned(), word(5))];
                    let text = Some(word(6)).filter(|text| !text.is_empty());
                    Element { tag: "div".to_owned(), text, attributes, nth_child: index + 1, nth_of_type: 1 }
                })
                .collect();
            let back = read(&chain(&elements));
            assert_eq!(back.len(), elements.len());
            for (element, (tag, entries)) in elements.iter().zip(back) {
                let of = |key: &str| entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
                assert_eq!(tag, element.tag);
                assert_eq!(of("text"), element.text);
                for (name, value) in &element.attributes {
                    assert_eq!(of(&format!("attr__{name}")).as_ref(), Some(value));
                }
            }
        }
    }
}
