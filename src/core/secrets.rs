//! What must not leave the page in texts, values and fields: card numbers, social security numbers, passwords. posthog-js's rules for the elements
//! that autocapture writes down.

use super::language::{matches, rewrite};

/// Card numbers by their first digits and length.
const CARDS: &str =
    r"^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$";
const SOCIAL_SECURITY: &str = r"^\d{3}-?\d\d-?\d{4}$";
/// In the letters and digits of a field's name or id.
const FIELDS: &str = "~^cc|cardnum|ccnum|creditcard|csc|cvc|cvv|exp|pass|pwd|routing|seccode|securitycode|securitynum|socialsec|socsec|ssn";

/// The most of a text that is kept, in UTF-16 units.
const LONGEST: usize = 255;

/// White space as JavaScript's `trim` and `\s` know it.
#[inline(never)]
pub fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// As JavaScript's `trim`.
#[inline(never)]
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// May this value be told? The whole of it counts: `pay 4111…` may, `4111…` may not.
pub fn may_tell(value: &str) -> bool {
    let value = trim(value);
    let mut digits = String::new();
    for byte in value.bytes() {
        match byte {
            b'0'..=b'9' => digits.push(char::from(byte)),
            b' ' | b'-' => {}
            // Nearly all values end here, and the browser need not be asked.
            _ => return true,
        }
    }
    digits.len() < 9 || !(matches(&digits, CARDS) || matches(value, SOCIAL_SECURITY))
}

/// A text without the words that may not be told, in one line, cut to its greatest length.
#[inline(never)]
pub fn safe(given: &str) -> String {
    let mut kept = String::new();
    let mut rest = trim(given);
    while !rest.is_empty() {
        let space = rest.starts_with(is_space);
        let end = rest.find(|c| is_space(c) != space).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if space || may_tell(word) {
            kept.push_str(word);
        }
        rest = after;
    }
    let mut line = String::new();
    let mut units = 0;
    for c in kept.chars() {
        let c = if matches!(c, '\r' | '\n') { ' ' } else { c };
        if c == ' ' && line.ends_with(' ') {
            continue;
        }
        units += c.len_utf16();
        if units > LONGEST {
            break;
        }
        line.push(c);
    }
    line
}

/// Does a form field hold a secret, by its type, or by its name or else its id?
pub fn is_secret_field(kind: &str, name: &str) -> bool {
    let mut plain = String::from(name);
    plain.retain(|c| c.is_ascii_alphanumeric());
    ["hidden", "password"].iter().any(|secret| kind.eq_ignore_ascii_case(secret)) || (!plain.is_empty() && matches(&plain, FIELDS))
}

/// Addresses, numbers and keys of people in free text, by turns a pattern and what takes its place: see `rewrite`. Of an address with a secret in it
/// the rest is kept.
const PERSONAL: &str = r#"[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]
 
([a-z][a-z\d+.-]{0,63}://)[^\s/?#@<>"]+@
$1%5Bredacted%5D@
([?&#;](?:[^=&#\s]*[-_./])?(?:auth|authorization|cookie|x-api-key|api_?key|token|secret|password|passwd|pwd|credential|signature|sig|key|hmac|sas|bearer|jwt|session|sessionid|code|AWSAccessKeyId|GoogleAccessId|Policy)(?:[-_./][^=&#\s]*)?=)[^&#\s"<>]*
$1%5Bredacted%5D
\bph[a-z]_[\w-]{20,}
[redacted]
[\w.%+-]{1,64}@[a-z\d.-]{1,255}\.[a-z]{2,24}
[redacted]
\b\d{1,3}(?:\.\d{1,3}){3}\b
[redacted]
(^|[^\w:])(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?=$|[^\w:])
$1[redacted]
(^|[^\w:])(?:(?:[\da-f]{1,4}:){1,7}|:):(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?(?=$|[^\w:])
$1[redacted]"#;

/// Behind the card numbers, which look alike.
const NUMBERS: &str = r"\b\d{3}[ .-]\d{2}[ .-]\d{4}\b
[redacted]
(^|[^\w+])(?:\+?1[ ./-]?)?(?:\(\d{3}\)[ ./-]?|\d{3}[ ./-])\d{3}[ ./-]\d{4}(?!\w)
$1[redacted]
(^|\W)\+\d{1,3}(?:[ ./()-]{0,2}\d){7,13}(?!\w)
$1[redacted]";

/// The longest text that is looked into; more than twice of what is kept of any.
const SCRUBBED: usize = 8192;

/// Free text that others wrote, without what is or may be of a person: addresses of mail and machines, cards, telephones, social security numbers,
/// keys and passwords in addresses. At most a few thousand characters of it.
pub fn scrub(given: &str) -> String {
    let mut text = given;
    if given.len() > SCRUBBED {
        // Half of a word would no longer look like what it is.
        let end = (0..SCRUBBED).rev().find(|at| given.as_bytes().get(*at).is_some_and(u8::is_ascii_whitespace));
        text = given.get(..end.unwrap_or_default()).unwrap_or_default();
    }
    rewrite(&without_cards(&rewrite(text, PERSONAL)), NUMBERS)
}

/// Digits in groups of any length, a sign or a space between them, of which 13 to 19 together pass the check of card numbers.
fn without_cards(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut kept = String::new();
    let (mut copied, mut at) = (0, 0);
    while at < bytes.len() {
        if !is_digit(at) || at > 0 && is_word(at - 1) {
            at += 1;
            continue;
        }
        let (mut end, mut card, mut digits) = (at, None, Vec::new());
        loop {
            while is_digit(end) {
                digits.push(bytes.get(end).map_or(0, |byte| u32::from(byte - b'0')));
                end += 1;
            }
            if digits.len() > 19 {
                break;
            }
            if digits.len() >= 13 && !is_word(end) && passes(&digits) {
                card = Some(end);
            }
            if !matches!(bytes.get(end), Some(b' ' | b'.' | b'/' | b'-')) || !is_digit(end + 1) {
                break;
            }
            end += 1;
        }
        match card {
            Some(end) => {
                kept.push_str(text.get(copied..at).unwrap_or_default());
                kept.push_str("[redacted]");
                (copied, at) = (end, end);
            }
            // Its next group may begin one.
            None => {
                while is_digit(at) {
                    at += 1;
                }
            }
        }
    }
    kept.push_str(text.get(copied..).unwrap_or_default());
    kept
}

/// Luhn's check.
fn passes(digits: &[u32]) -> bool {
    let doubled = |(place, digit): (usize, &u32)| if place % 2 == 1 { digit * 2 - if *digit > 4 { 9 } else { 0 } } else { *digit };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_of_every_kind_are_not_told() {
        for card in [
            "4111111111111",
            "4111111111111111",
            "5105105105105100",
            "5555555555554444",
            "6011111111111117",
            "6511111111111111",
            "341111111111111",
            "371449635398431",
            "30000000000004",
            "30569309025904",
            "36111111111111",
            "38520000023237",
            "213111111111111",
            "180011111111111",
            "3530111333300000",
        ] {
            assert!(!may_tell(card), "{card}");
            let spaced: String = card.chars().enumerate().flat_map(|(i, c)| (i % 4 == 0).then_some(' ').into_iter().chain([c])).collect();
            assert!(
                !may_tell(&spaced) && !may_tell(&spaced.replace(' ', "-")) && !may_tell(&["\n", card, "\u{feff} "].concat()),
                "{spaced}"
            );
            assert!(may_tell(&["x", card].concat()) && may_tell(&[card, "1"].concat()), "{card} is only a part");
        }
    }

    #[test]
    fn other_numbers_are_told() {
        for number in ["", "-", "1", "2026", "411111111111", "5011111111111111", "30611111111111", "4111.1111.1111.1111", "１２３-45-6789"]
        {
            assert!(may_tell(number), "{number}");
        }
    }

    #[test]
    fn social_security_numbers_are_not_told() {
        for number in ["123-45-6789", "123456789", "123-456789", "12345-6789", " 123-45-6789\t"] {
            assert!(!may_tell(number), "{number}");
        }
        for number in ["-123456789", "123--45-6789", "123-45-678", "123-45-67890", "123 45 6789"] {
            assert!(may_tell(number), "{number}");
        }
    }

    #[test]
    fn a_text_loses_the_words_that_may_not_be_told() {
        assert_eq!(safe("  Pay with 4111111111111111 now "), "Pay with now");
        assert_eq!(safe("SSN 123-45-6789, thanks"), "SSN 123-45-6789, thanks");
        assert_eq!(safe("SSN\r\n123-45-6789\nthanks"), "SSN thanks");
        // Only spaces are put together; other white space stays.
        assert_eq!(safe("a \t b\u{a0}\u{a0}c"), "a \t b\u{a0}\u{a0}c");
        // Word by word, a number in groups is none.
        assert_eq!(safe("4111 1111 1111 1111"), "4111 1111 1111 1111");
    }

    #[test]
    fn a_long_text_is_cut_where_posthog_js_cuts_it() {
        assert_eq!(safe(&"x".repeat(300)).len(), 255);
        assert_eq!(safe(&"é".repeat(300)).chars().count(), 255);
        assert_eq!(safe(&"😀".repeat(300)).chars().count(), 127);
    }

    #[test]
    fn fields_are_secret_by_type_and_by_name() {
        for (kind, name) in [
            ("password", ""),
            ("HIDDEN", "x"),
            ("text", "cc"),
            ("text", "CC-number"),
            ("", "card_num"),
            ("", "my-pass-word"),
            ("", "cvv2"),
            ("", "experience"),
            ("", "compass"),
        ] {
            assert!(is_secret_field(kind, name), "{kind} {name}");
        }
        for (kind, name) in [("text", "email"), ("", "acc"), ("passwords", ""), ("", "card"), ("", "")] {
            assert!(!is_secret_field(kind, name), "{kind} {name}");
        }
    }

    /// Secrets planted at random among other words are in no safe text.
    #[test]
    fn planted_secrets_never_leave() {
        let mut seed = 7u32;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let words = ["Buy", "now", "é", "—", "12", "a4", "x-y", "…", "4111"];
        let spaces = [" ", "  ", "\n", "\t", "\u{a0}", "\r\n"];
        for _ in 0..2000 {
            let digits: String = (0..15).map(|_| char::from(b'0' + random(10) as u8)).collect();
            let secret = if random(2) == 0 { ["4", &digits].concat() } else { ["123-45-", digits.get(..4).unwrap()].concat() };
            let count = 1 + random(12);
            let place = random(count);
            let mut text = String::new();
            for i in 0..count {
                text.push_str(spaces[random(spaces.len())]);
                text.push_str(if i == place { &secret } else { words[random(words.len())] });
            }
            assert!(!safe(&text).contains(&secret), "{text:?}");
        }
    }

    #[test]
    fn free_text_keeps_what_is_nobodys() {
        for text in [
            "",
            "Why is this called?",
            "at 12:30:45 on 2026-11-22",
            "order 1234567890123 of 42",
            "version 1.2.3, port 8080, std::mem::swap",
            "see https://a.example/b?page=2#top",
            "4111 1111 1111 1112",
        ] {
            assert_eq!(scrub(text), text);
        }
    }

    #[test]
    fn free_text_loses_what_is_of_a_person() {
        for (text, expected) in [
            ("to a.b+c@d.example.com!", "to [redacted]!"),
            ("10.0.0.1 and ::1 and fe80::1", "[redacted] and [redacted] and [redacted]"),
            ("4111 1111 1111 1111 and 4111-1111-1111-1111x", "[redacted] and 4111-1111-1111-1111x"),
            ("12 4111111111111111", "12 [redacted]"),
            ("123-45-6789, 123 45 6789", "[redacted], [redacted]"),
            ("+1 (415) 555-1234; +491512345678", "[redacted]; [redacted]"),
            ("phx_0123456789abcdefghij", "[redacted]"),
            ("http://me:pw@localhost/x", "http://%5Bredacted%5D@localhost/x"),
            (
                "https://a.example/?x=1&session_id=2&api-key=3#token=4",
                "https://a.example/?x=1&session_id=%5Bredacted%5D&api-key=%5Bredacted%5D#token=%5Bredacted%5D",
            ),
            ("415\u{a0}555\u{a0}1234", "[redacted]"),
        ] {
            assert_eq!(scrub(text), expected);
        }
    }

    #[test]
    fn no_secret_survives_wherever_it_stands() {
        let secrets = [
            "jane@mail.example.com",
            "192.168.2.14",
            "4111 1111 1111 1111",
            "5500-0000-0000-0004",
            "123-45-6789",
            "(415) 555-1234",
            "2001:db8::8:800:200c:417a",
            "phc_abcdefghijklmnopqrstuvwxyz0123",
        ];
        let words = ["buy", "42", "x1", "\u{fc}ber", "\u{1f600}", "12:30", "a::b", "1234", "(see)", "$1"];
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        for _ in 0..2000 {
            let secret = secrets[random(secrets.len())];
            let count = 1 + random(9);
            let place = random(count);
            let text: Vec<&str> = (0..count).map(|at| if at == place { secret } else { words[random(words.len())] }).collect();
            let text = text.join([" ", ", ", "\n", "; "][random(4)]);
            assert!(!scrub(&text).contains(secret), "{text:?} {:?}", scrub(&text));
        }
    }

    #[test]
    fn of_very_long_text_only_whole_words_are_looked_at() {
        let text = ["x ".repeat(4090), String::from("jane@mail.example.com")].concat();
        assert!(!scrub(&text).contains("jane"), "the address is cut in the middle");
        assert_eq!(scrub(&"y".repeat(9000)), "");
        assert_eq!(scrub(&"\u{1f600} ".repeat(3000)).chars().filter(|c| *c == '\u{1f600}').count(), 1638);
    }
}
