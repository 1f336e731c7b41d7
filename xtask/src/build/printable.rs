//! The units of the core's text as printable characters, for scripts that other people's bundlers print anew. Some of those escape every control
//! character, one even as four characters: a text that is full of them grew by 8 KB of brotli in Next.js, this one by nothing.
//!
//! The most frequent units have a character each, the others a space before it. The text begins with the units' codes in order.

/// Before the character of a rare unit.
const RARE: u8 = b' ';

/// Characters that no script needs a backslash for, in whichever quotes.
fn plain(character: u8) -> bool {
    (b'!'..=b'~').contains(&character) && !b"\\`'\"".contains(&character)
}

pub fn printable(units: &[u8]) -> String {
    let codes = codes(units);
    (0..128).chain(units.iter().copied()).map(|unit| codes[usize::from(unit)].as_str()).collect()
}

/// Units that are plain characters themselves keep them where they are frequent: it is what compresses best.
fn codes(units: &[u8]) -> Vec<String> {
    let mut counts = [0usize; 128];
    units.iter().for_each(|unit| counts[usize::from(*unit)] += 1);
    let characters: Vec<u8> = (0..128).filter(|character| plain(*character)).collect();
    let mut order: Vec<u8> = (0..128).collect();
    order.sort_by_key(|unit| std::cmp::Reverse(counts[usize::from(*unit)]));
    let (frequent, rare) = order.split_at_mut(characters.len());
    frequent.sort_unstable();
    rare.sort_unstable();
    let mut free = characters.iter().copied().filter(|character| !(plain(*character) && frequent.contains(character)));
    let mut codes = vec![String::new(); 128];
    for &unit in &*frequent {
        let character = if plain(unit) { Some(unit) } else { free.next() };
        codes[usize::from(unit)].extend(character.map(char::from));
    }
    for (&unit, &character) in rare.iter().zip(&characters) {
        codes[usize::from(unit)].extend([char::from(RARE), char::from(character)]);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_has_a_code_of_its_own() {
        let units: Vec<u8> = (0..128).flat_map(|unit| std::iter::repeat_n(unit, 1 + usize::from(unit % 7))).collect();
        let mut codes = codes(&units);
        assert!(codes.iter().all(|code| code.bytes().all(|byte| plain(byte) || byte == RARE) && (1..=2).contains(&code.len())));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 128);
    }

    #[test]
    fn nothing_needs_a_backslash() {
        let text = printable(&(0..128).collect::<Vec<u8>>());
        assert!(!text.contains(['\\', '`', '\'', '"']) && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
    }
}
