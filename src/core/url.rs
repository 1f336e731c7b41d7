//! Reading and writing URLs as text, by the rules that posthog-js's wire format rests on: its own way of finding a query parameter, and
//! the parts of a URL that the browser's parser would give for the stored ones. The whole URL parser of the standard is not here: what
//! comes in was written by a browser (`location.href`, `document.referrer`), so only what those texts can hold is looked for.

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

/// An address from the configuration as it is put in front of a path: white space around it and one slash at its end taken off.
pub fn trim_url(url: &str) -> &str {
    let url = url.trim_matches(|c: char| {
        matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}')
    });
    url.strip_suffix('/').unwrap_or(url)
}

/// The value of the query parameter `name` as it stands in `url`; none if there is no such parameter or it has no `=`. The first parameter
/// of the name decides, names are compared as they are written, everything after the first `=` is the value.
pub fn raw_query_param<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = cut(strip_hash(url), b'?').1.map(|query| query.trim_start_matches('?'));
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
    let mut value = String::new();
    for char in raw_query_param(url, name)?.chars() {
        value.push(if char == '+' { ' ' } else { char });
    }
    Some(decode_component(&value).unwrap_or(value))
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
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')') {
            to.push(char::from(byte));
        } else {
            to.push('%');
            for digit in [byte >> 4, byte & 15] {
                to.push(char::from(if digit < 10 { b'0' + digit } else { b'A' - 10 + digit }));
            }
        }
    }
}

/// JavaScript's `decodeURIComponent`; none where that throws.
pub fn decode_component(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(if byte == b'%' {
            let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16));
            (digit()? << 4 | digit()?) as u8
        } else {
            byte
        });
    }
    // Escapes cannot join with what is written plainly: a plain character is whole, so a lone piece of one beside it is malformed, as in
    // JavaScript.
    String::from_utf8(decoded).ok()
}

/// The parts of an absolute URL that events speak of, as the browser's parser names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Host and, unless it is the scheme's own, port
    pub host: String,
    pub pathname: &'a str,
}

/// Takes an absolute URL apart. What a browser would not accept gives empty parts, as its link element does; so does a relative URL, for
/// which the browser would take the page's own host. A path is given as it is written: a browser's URLs have no `..` left in them.
pub fn parts(url: &str) -> Parts<'_> {
    split(url).unwrap_or_default()
}

fn split(url: &str) -> Option<Parts<'_>> {
    let url = url.trim_matches(|c: char| c <= ' ');
    let (scheme, rest) = cut(strip_hash(url), b':');
    let rest = cut(rest?, b'?').0;
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        || !scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    {
        return None;
    }
    let scheme = scheme.to_ascii_lowercase();
    let port = match scheme.as_str() {
        "http" | "ws" => "80",
        "https" | "wss" => "443",
        "ftp" => "21",
        "file" => "",
        _ => {
            let Some(rest) = rest.strip_prefix("//") else { return Some(Parts { host: String::new(), pathname: rest }) };
            let (authority, pathname) = rest.split_at_checked(find(rest, b'/').unwrap_or(rest.len()))?;
            return Some(Parts { host: host(authority, "")?, pathname });
        }
    };
    let rest = if port.is_empty() { rest.strip_prefix("//")? } else { rest.trim_start_matches('/') };
    let (authority, pathname) = rest.split_at_checked(find(rest, b'/').unwrap_or(rest.len()))?;
    let mut host = host(authority, port)?;
    host.make_ascii_lowercase();
    if host.is_empty() && !port.is_empty() {
        return None;
    }
    Some(Parts { host, pathname: if pathname.is_empty() { "/" } else { pathname } })
}

/// The host and port out of `user:password@host:port`; none if it holds what no host may.
fn host(authority: &str, default_port: &str) -> Option<String> {
    let host = authority.bytes().rposition(|b| b == b'@').and_then(|at| authority.get(at + 1..)).unwrap_or(authority);
    if host.bytes().any(|b| b <= b' ' || matches!(b, b'<' | b'>' | b'^' | b'|' | b'\\' | 127)) {
        return None;
    }
    let colon = host.bytes().rposition(|b| b == b':').filter(|&at| host.get(at..).is_some_and(|port| !port.contains(']')));
    let Some((name, port)) = colon.and_then(|at| Some((host.get(..at)?, host.get(at + 1..)?))) else { return Some(host.into()) };
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(String::from(if port.is_empty() || port == default_port { name } else { host }))
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
            assert_eq!((parts.host.as_str(), parts.pathname), (host, pathname), "{url}");
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
