//! Reading and writing URLs as text, by the rules that posthog-js's wire format rests on: its own way of finding a query parameter, and what
//! the language of the page makes of addresses.

use super::language::{Make, make};
use super::text::Str;

/// Where `byte` first stands in `text`. One plain loop: the standard library's searchers are many times its size.
fn find(text: &str, byte: u8) -> Option<usize> {
    text.bytes().position(|b| b == byte)
}

/// `text` before the first `byte` (which must be ASCII), and what follows that byte; none if it is not there.
pub fn cut(text: &str, byte: u8) -> (&str, Option<&str>) {
    match find(text, byte) {
        Some(at) => (text.get(..at).unwrap_or(text), text.get(at + 1..)),
        None => (text, None),
    }
}

/// `url` up to its first `#`.
pub fn strip_hash(url: &str) -> &str {
    cut(url, b'#').0
}

/// The white space that a copied address may bring along.
const BLANKS: [&str; 6] = [" ", "\n", "\r", "\t", "\u{a0}", "\u{feff}"];

fn trim(mut url: &str) -> &str {
    while let Some(rest) = BLANKS.iter().find_map(|&blank| url.strip_prefix(blank).or(url.strip_suffix(blank))) {
        url = rest;
    }
    url
}

/// An address from the configuration as it is put in front of a path: white space around it and one slash at its end taken off.
pub fn trim_url(url: &str) -> &str {
    let url = trim(url);
    url.strip_suffix("/").unwrap_or(url)
}

/// The value of the query parameter `name` as it stands in `url`; none if there is no such parameter or it has no `=`. The first parameter
/// of the name decides, names are compared as they are written, everything after the first `=` is the value.
pub fn raw_query_param<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let mut query = cut(strip_hash(url), b'?').1?;
    while let Some(after) = query.strip_prefix("?") {
        query = after;
    }
    let mut rest = Some(query);
    while let Some(text) = rest {
        let (part, next) = cut(text, b'&');
        let (key, value) = cut(part, b'=');
        if key == name {
            return value;
        }
        rest = next;
    }
    None
}

/// `raw_query_param`, decoded: `+` is a space, `%xx` a byte of UTF-8. A value with malformed escapes stays undecoded.
pub fn query_param(url: &str, name: &str) -> Option<String> {
    let spaced = super::text::replace(raw_query_param(url, name)?, "+", " ");
    Some(decode_component(&spaced).unwrap_or(spaced))
}

/// `url` with the value of each query parameter that `hidden` names replaced by `<masked>`. Order, repetitions and the hash stay. A further
/// `?` inside the query starts a name as well, and what follows a hidden one goes with it.
pub fn mask_params(url: &str, hidden: &dyn Fn(&str) -> bool) -> String {
    let (before_hash, hash) = cut(url, b'#');
    let (path, query) = cut(before_hash, b'?');
    let mut masked = String::from(path);
    let mut separator = '?';
    let mut rest = query;
    while let Some(text) = rest {
        let (part, next) = cut(text, b'&');
        masked.push(separator);
        push_masked(&mut masked, part, hidden);
        separator = '&';
        rest = next;
    }
    if let Some(hash) = hash {
        masked.push('#');
        masked.push_str(hash);
    }
    masked
}

/// Appends one `&`-separated part of a query, up to the first hidden name in it.
fn push_masked(masked: &mut String, part: &str, hidden: &dyn Fn(&str) -> bool) {
    let mut rest = Some(part);
    while let Some(text) = rest {
        let (piece, next) = cut(text, b'?');
        let name = cut(piece, b'=').0;
        if hidden(name) {
            masked.push_str(name);
            masked.push_str("=<masked>");
            return;
        }
        masked.push_str(piece);
        if next.is_some() {
            masked.push('?');
        }
        rest = next;
    }
}

/// JavaScript's `encodeURIComponent`, appended to `to`.
pub fn encode_component(to: &mut String, text: &str) {
    to.push_str(&make(Make::Encoded, text, 0.0).unwrap_or_default());
}

/// JavaScript's `decodeURIComponent`; none where that throws.
pub fn decode_component(text: &str) -> Option<String> {
    make(Make::Decoded, text, 0.0)
}

/// The parts of an absolute URL that events speak of, as the browser's parser names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Host and, unless it is the scheme's own, port
    pub host: Str,
    pub pathname: Str,
}

/// Takes an absolute URL apart. What a browser would not accept gives empty parts. For a relative URL a browser takes the page's own host.
pub fn parts(url: &str) -> Parts {
    let made = make(Make::Address, url, 0.0).unwrap_or_default();
    let (host, pathname) = cut(&made, 0);
    Parts { host: Str::from(host), pathname: Str::from(pathname.unwrap_or("")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_query_parameters() {
        for (url, name, value) in [
            ("http://a/?x=a=b=c", "x", Some("a=b=c")),
            ("http://a/??x=1?y=2&z=3", "x", Some("1?y=2")),
            ("http://a/??x=1?y=2&z=3", "z", Some("3")),
            ("http://a/?x&x=1", "x", None),
            ("http://a/?y=1&x=", "x", Some("")),
            ("http://a/?x=a+b%2B%20%c3%A4", "x", Some("a b+ ä")),
            ("http://a/?x=%E0%A4%A+1", "x", Some("%E0%A4%A 1")),
            ("http://a/?x=1%", "x", Some("1%")),
            ("http://a/#?x=1", "x", None),
            ("a?b#c?x=1", "x", None),
            ("?x=1", "x", Some("1")),
            ("http://a?%78=1", "x", None),
            ("http://a?X=1", "x", None),
            ("http://a?=5", "", Some("5")),
            ("", "x", None),
        ] {
            assert_eq!(query_param(url, name).as_deref(), value, "{name} of {url}");
        }
    }

    #[test]
    fn masks_query_parameters() {
        for (url, masked) in [
            ("https://a.b/p?gclid=1&x=2#h?gclid=3", "https://a.b/p?gclid=<masked>&x=2#h?gclid=3"),
            ("https://a/?x=1?gclid=2&y=3", "https://a/?x=1?gclid=<masked>&y=3"),
            ("https://a/?gclid", "https://a/?gclid=<masked>"),
            ("https://a/?", "https://a/?"),
            ("https://a/#", "https://a/#"),
            ("https://a/", "https://a/"),
            ("", ""),
            ("https://a/?x=1?gclid=2?z=5&gclid=5&gclid=", "https://a/?x=1?gclid=<masked>&gclid=<masked>&gclid=<masked>"),
            ("https://a/?&&gclid=1&", "https://a/?&&gclid=<masked>&"),
            ("https://a/??gclid=1", "https://a/??gclid=<masked>"),
            ("https://a/?x=1#a#b", "https://a/?x=1#a#b"),
            ("https://a/?q?", "https://a/?q?"),
        ] {
            assert_eq!(mask_params(url, &|name| name == "gclid"), masked, "{url}");
        }
    }

    #[test]
    fn encodes_like_javascript() {
        let encoded = |text: &str| {
            let mut to = String::new();
            encode_component(&mut to, text);
            to
        };
        assert_eq!(encoded("aZ09-_.!~*'()"), "aZ09-_.!~*'()");
        assert_eq!(
            encoded(" \"#$%&+,/:;<=>?@[\\]^`{|}\u{7f}"),
            "%20%22%23%24%25%26%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%7F"
        );
        assert_eq!(encoded("ä€😀\0"), "%C3%A4%E2%82%AC%F0%9F%98%80%00");
        for text in ["", "plain", "ä€😀 %41+"] {
            assert_eq!(decode_component(&encoded(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn refuses_what_javascript_cannot_decode() {
        for text in ["%", "%4", "%zz", "%C3", "%C3ä", "ä%A4", "%ED%A0%80", "%C0%80", "%F5%80%80%80", "%+1"] {
            assert_eq!(decode_component(text), None, "{text}");
        }
        assert_eq!(decode_component("a+%41%c3%A4ä").as_deref(), Some("a+Aää"));
    }

    #[test]
    fn takes_urls_apart() {
        for (url, host, pathname) in [
            ("https://example.com/a/b?x=/1#/2", "example.com", "/a/b"),
            ("https://example.com/a/", "example.com", "/a/"),
            ("https://example.com", "example.com", "/"),
            ("https://example.com?x", "example.com", "/"),
            ("https://example.com#/x", "example.com", "/"),
            ("HTTPS://Example.COM:443/A", "example.com", "/A"),
            ("http://example.com:80/", "example.com", "/"),
            ("http://example.com:443/", "example.com:443", "/"),
            ("http://example.com:/", "example.com", "/"),
            ("http://u:p@ss@example.com:8080/x@y", "example.com:8080", "/x@y"),
            ("http://[::1]/", "[::1]", "/"),
            ("http://[::1]:3000/x", "[::1]:3000", "/x"),
            ("  http://a/b  ", "a", "/b"),
            ("http://localhost:3000/a:b", "localhost:3000", "/a:b"),
            ("android-app://com.google.android.gm/x", "com.google.android.gm", "/x"),
            ("android-app://com.google.android.gm", "com.google.android.gm", ""),
            ("file:///tmp/x.html", "", "/tmp/x.html"),
            ("about:blank", "", "blank"),
            ("blob:https://a/1-2", "", "https://a/1-2"),
            ("", "", ""),
            ("$direct", "", ""),
            ("/relative?x=http://a/", "", ""),
            ("relative/path:x", "", ""),
            ("http://", "", ""),
            ("http://a b/", "", ""),
            ("http://a:port/", "", ""),
            ("://a/", "", ""),
        ] {
            let parts = parts(url);
            assert_eq!((&*parts.host, &*parts.pathname), (host, pathname), "{url}");
        }
    }

    #[test]
    fn trims_addresses() {
        assert_eq!(trim_url(" \u{feff}https://a.b/c/ \n"), "https://a.b/c");
        assert_eq!(trim_url("https://a.b//"), "https://a.b/");
        assert_eq!(trim_url("/"), "");
        assert_eq!(strip_hash("a#b#c"), "a");
        assert_eq!(strip_hash("a"), "a");
    }
}
