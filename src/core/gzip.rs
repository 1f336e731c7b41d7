//! Gzip, for the one sender that cannot wait: `sendBeacon` while the page goes away takes its body at once, and the browser's own
//! compressor answers later. So this one is made small, not strong: one block with the fixed codes of deflate, repeats found by short
//! chains of earlier places.
//!
//! Measured on batches of events as JSON, in bytes, beside zlib's level 6 (which brings its own codes for each block, and many times the
//! code):
//!
//! | events | JSON | here | level 6 |
//! |---|---|---|---|
//! | 1 | 1,498 | 1,037 | 853 |
//! | 3 | 4,355 | 1,388 | 1,124 |
//! | 10 | 14,345 | 2,522 | 1,984 |
//! | 30 | 42,883 | 5,682 | 4,286 |
//! | 800 | 1,141,969 | 126,932 | 89,458 |

/// A repeat may lie this far back.
const WINDOW: usize = 32_768;
/// The shortest repeat there is a code for.
const SHORTEST: usize = 3;
const LONGEST: usize = 258;
/// How many earlier places are tried.
const TRIES: u32 = 32;
const HASH_BITS: u32 = 13;

/// `bytes` as a gzip file, without name and time.
pub fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits { bytes: Vec::with_capacity(bytes.len() / 3 + 32), held: 0, count: 0 };
    out.bytes.extend_from_slice(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    // The last block, of fixed codes.
    out.put(0b011, 3);
    deflate(bytes, &mut out);
    out.literal(256);
    out.put(0, 7);
    out.whole(crc32(bytes));
    out.whole(bytes.len() as u32);
    out.bytes
}

/// The check value that gzip ends with.
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..2 {
            crc = crc >> 4 ^ CRC_OF_NIBBLE.get(crc as usize & 15).copied().unwrap_or(0);
        }
    }
    !crc
}

const CRC_OF_NIBBLE: [u32; 16] = [
    0,
    0x1db7_1064,
    0x3b6e_20c8,
    0x26d9_30ac,
    0x76dc_4190,
    0x6b6b_51f4,
    0x4db2_6158,
    0x5005_713c,
    0xedb8_8320,
    0xf00f_9344,
    0xd6d6_a3e8,
    0xcb61_b38c,
    0x9b64_c2b0,
    0x86d3_d2d4,
    0xa00a_e278,
    0xbdbd_f21c,
];

/// Replaces repeats by references.
fn deflate(bytes: &[u8], out: &mut Bits) {
    // For each hash the place after the last one it was seen at, and for each place in the window the one before it; 0 ends a chain.
    let mut heads = vec![0_u32; 1 << HASH_BITS];
    let mut chain = vec![0_u32; WINDOW];
    let mut at = 0;
    while at < bytes.len() {
        let (length, distance) = longest(bytes, at, &heads, &chain);
        // A longer repeat that begins one byte later is worth a byte written plainly.
        let next = if length < SHORTEST || longest(bytes, at + 1, &heads, &chain).0 > length {
            out.literal(bytes.get(at).copied().unwrap_or(0).into());
            at + 1
        } else {
            out.repeat(length as u32, distance as u32);
            at + length
        };
        while at < next {
            if let Some(head) = hash(bytes, at).and_then(|hash| heads.get_mut(hash)) {
                if let Some(before) = chain.get_mut(at % WINDOW) {
                    *before = *head;
                }
                *head = at as u32 + 1;
            }
            at += 1;
        }
    }
}

/// The longest repeat that begins at `at`: its length and how far back it lies.
fn longest(bytes: &[u8], at: usize, heads: &[u32], chain: &[u32]) -> (usize, usize) {
    let mut best = (0, 0);
    let Some(rest) = bytes.get(at..(at + LONGEST).min(bytes.len())) else { return best };
    let mut place = hash(bytes, at).and_then(|hash| heads.get(hash)).copied().unwrap_or(0);
    for _ in 0..TRIES {
        let Some(earlier) = (place as usize).checked_sub(1).filter(|&earlier| at - earlier < WINDOW) else { break };
        let Some(there) = bytes.get(earlier..) else { break };
        let length = rest.iter().zip(there).take_while(|(a, b)| a == b).count();
        if length > best.0 {
            best = (length, at - earlier);
        }
        place = chain.get(earlier % WINDOW).copied().unwrap_or(0);
    }
    best
}

/// Where the next three bytes are kept in `heads`; none at the end, where three are no longer left.
fn hash(bytes: &[u8], at: usize) -> Option<usize> {
    let &[a, b, c] = bytes.get(at..)?.first_chunk()?;
    Some((u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9e37_79b1) >> (32 - HASH_BITS)) as usize)
}

/// Bits written lowest first.
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    /// Writes the lowest `count` bits of `value`, at most 16.
    fn put(&mut self, value: u32, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Writes a code, highest bit first.
    fn code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }

    /// A byte, the end (256) or a length (from 257), in the fixed code.
    fn literal(&mut self, symbol: u32) {
        match symbol {
            0..144 => self.code(0x30 + symbol, 8),
            144..256 => self.code(0x190 + symbol - 144, 9),
            256..280 => self.code(symbol - 256, 7),
            _ => self.code(0xc0 + symbol - 280, 8),
        }
    }

    /// A reference to `length` bytes that lie `distance` back.
    fn repeat(&mut self, length: u32, distance: u32) {
        if length as usize == LONGEST {
            self.literal(285);
        } else {
            let (symbol, extra) = bucket(length - 3, 4);
            self.literal(257 + symbol);
            self.put((length - 3) & ((1 << extra) - 1), extra);
        }
        let (symbol, extra) = bucket(distance - 1, 2);
        self.code(symbol, 5);
        self.put((distance - 1) & ((1 << extra) - 1), extra);
    }

    /// A number of four bytes, lowest first, on a byte boundary.
    fn whole(&mut self, value: u32) {
        for byte in value.to_le_bytes() {
            self.bytes.push(byte);
        }
    }
}

/// Deflate's buckets grow: `step` of them for each power of two, and each next power takes one more extra bit. Gives the bucket of `value`
/// and its number of extra bits.
fn bucket(value: u32, step: u32) -> (u32, u32) {
    let step_bits = step.trailing_zeros();
    let extra = (32 - value.leading_zeros()).saturating_sub(step_bits + 1);
    ((value >> extra) + extra * step, extra)
}

// The libraries they check against are for native builds only.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read;

    /// Packs, has it unpacked by another's code, which checks the check value and the length, and gives the packed length.
    fn packed(bytes: &[u8]) -> usize {
        let packed = encode(bytes);
        let mut reader = flate2::bufread::GzDecoder::new(packed.as_slice());
        let mut unpacked = Vec::new();
        assert!(reader.read_to_end(&mut unpacked).is_ok());
        assert!(unpacked == bytes, "{} bytes come back as {}", bytes.len(), unpacked.len());
        assert!(reader.into_inner().is_empty(), "nothing follows the end");
        packed.len()
    }

    /// Bytes without any pattern.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn packs_what_is_short() {
        assert_eq!(packed(b""), 20);
        for text in ["a", "ab", "abc", "aaaa", "abcabcabc", "{\"event\":\"ä\"}"] {
            packed(text.as_bytes());
        }
        assert_eq!(encode(b"a").get(..10), Some(&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff][..]), "no name, no time");
    }

    #[test]
    fn every_byte_and_every_length_of_a_repeat() {
        packed(&(0..=255).collect::<Vec<u8>>());
        for length in 0..600 {
            packed(&vec![b'x'; length]);
        }
    }

    #[test]
    fn repeats_near_and_far() {
        for distance in (1..WINDOW + 300).step_by(1997).chain(WINDOW - 2..WINDOW + 3) {
            let mut bytes = b"a rare beginning".to_vec();
            bytes.extend(std::iter::repeat_n(b'.', distance));
            bytes.extend(b"a rare beginning and its end");
            packed(&bytes);
        }
    }

    #[test]
    fn noise_grows_little() {
        let bytes = noise(200_000);
        assert!(packed(&bytes) < bytes.len() * 108 / 100);
    }

    #[test]
    fn a_million_bytes_of_json_shrink_well() {
        let mut json = String::from("[");
        for (at, byte) in noise(4000).iter().enumerate() {
            json.push_str(&format!(
                "{{\"event\":\"$pageview\",\"properties\":{{\"$current_url\":\"https://shop.example/products/{at}?ref={byte}\",\"distinct_id\":\
                 \"0190f1a2-7b3c-7def-8abc-0123456789ab\",\"price\":{},\"$browser\":\"Chrome\",\"$browser_version\":156,\"$lib\":\"web\"}},\
                 \"timestamp\":\"2026-11-22T18:00:{}.000Z\"}},",
                at * usize::from(*byte),
                byte % 60
            ));
        }
        assert!(json.len() > 1_000_000);
        assert!(packed(json.as_bytes()) < json.len() / 7);
    }

    #[test]
    fn the_check_value_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
            packed(&bytes);
        }

        #[test]
        fn any_repeating_bytes_come_back(pieces in prop::collection::vec((0..6_u8, 1..400_usize), 0..20)) {
            let bytes: Vec<u8> = pieces.iter().flat_map(|&(byte, times)| (0..times).map(move |at| byte + (at % (1 + usize::from(byte))) as u8)).collect();
            packed(&bytes);
        }
    }
}
