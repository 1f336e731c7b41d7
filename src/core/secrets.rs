//! What must not leave the page in texts, values and fields: card numbers, social security numbers, passwords. posthog-js's rules for the elements
//! that autocapture writes down.

use super::language::matches;

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

/// May this value be told? The whole of it counts: `pay 4111…` may, `4111…` may not.
pub fn may_tell(value: &str) -> bool {
    let value = value.trim_matches(is_space);
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
    let mut rest = given.trim_matches(is_space);
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
}
