//! Elements as events tell of them: the object of each, and all of them in one text, the chain. What of an element may be told is decided before
//! (`autocapture.rs`).
//!
//! ```text
//! chain   = element *( ";" element ), the one that was used first
//! element = tag *( "." class ) ":" *( key "=\"" value "\"" )
//! ```

use super::json::{Json, Map};
use super::secrets::is_space;
use super::text;

/// The most of a text and of an address that the chain carries, in UTF-16 units.
const TEXT: usize = 400;
const ADDRESS: usize = 2048;

/// The words between white space.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// All of them, objects of `$elements`, the one that was used first.
pub fn chain(elements: &[Map]) -> String {
    let mut chain = String::new();
    for element in elements {
        if !chain.is_empty() {
            chain.push(';');
        }
        write(element, &mut chain);
    }
    chain
}

fn write(element: &Map, chain: &mut String) {
    let (mut classes, mut entries) = (Map::new(), Map::new());
    for (key, value) in element.iter() {
        let text = value.as_str().unwrap_or_default();
        let mut add = |key: &str, most: usize| {
            if !text.is_empty() {
                entries.insert(key, Json::str(first(&text, most)));
            }
        };
        match key {
            "tag_name" => chain.push_str(&text),
            "$el_text" => add("text", TEXT),
            "nth_child" => entries.insert("nth-child", Json::str(value.text())),
            "nth_of_type" => entries.insert("nth-of-type", Json::str(value.text())),
            "attr__href" => add("href", ADDRESS),
            "attr__id" => add("attr_id", usize::MAX),
            "attr__class" => words(&text).for_each(|class| classes.insert(class, Json::null())),
            _ => {}
        }
        if key.starts_with("attr__") {
            entries.insert(key, value.clone());
        }
    }
    for (class, _) in classes.iter() {
        chain.push('.');
        chain.push_str(&text::replace(class, "\"", ""));
    }
    chain.push(':');
    for (key, value) in entries.iter() {
        escape(key, chain);
        chain.push_str("=\"");
        escape(&value.as_str().unwrap_or_default(), chain);
        chain.push('"');
    }
}

/// The beginning of a text, in UTF-16 units; a character that would be cut in two is left out.
pub fn first(text: &str, most: usize) -> &str {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > most {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
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

    fn element(tag: &str, text: Option<&str>, attributes: &[(&str, &str)], nth: u32) -> Map {
        let mut map = Map::new();
        map.set_str("tag_name", tag);
        if let Some(text) = text {
            map.set_str("$el_text", text);
        }
        for (name, value) in attributes {
            map.set_str(&text::join(&["attr__", name]), value);
        }
        map.set("nth_child", Json::num(nth.into()));
        map.set("nth_of_type", Json::trusted("1"));
        map
    }

    #[test]
    fn a_button_in_a_page() {
        let button = element("button", Some("Go"), &[("class", "primary  btn"), ("id", "go")], 1);
        assert_eq!(
            chain(&[button, element("body", Some(""), &[], 2)]),
            "button.btn.primary:attr__class=\"primary  btn\"attr__id=\"go\"attr_id=\"go\"nth-child=\"1\"nth-of-type=\"1\"text=\"Go\";\
             body:nth-child=\"2\"nth-of-type=\"1\""
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
        let written = chain(&[element("p", None, &[("z", "1"), ("A", "2"), ("a", "3"), ("class", "b B a b")], 1)]);
        assert_eq!(written, r#"p.B.a.b.b:attr__A="2"attr__a="3"attr__class="b B a b"attr__z="1"nth-child="1"nth-of-type="1""#);
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
            let elements: Vec<Map> = (0..3)
                .map(|index| {
                    let (data, title, href, text) = (word(9), word(9), word(5), word(6));
                    element("div", Some(&text), &[("data-x", &data), ("title", &title), ("href", &href)], index + 1)
                })
                .collect();
            let back = read(&chain(&elements));
            assert_eq!(back.len(), elements.len());
            for (element, (tag, entries)) in elements.iter().zip(back) {
                let of = |key: &str| entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
                assert_eq!(tag, "div");
                assert_eq!(of("text").unwrap_or_default(), element.string("$el_text").unwrap().as_str());
                for (name, value) in element.iter().filter(|(name, _)| name.starts_with("attr__")) {
                    assert_eq!(of(name), value.as_str().map(|value| value.as_str().to_owned()));
                }
            }
        }
    }
}
