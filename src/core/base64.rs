//! Base64, for the one body that needs it: what is sent as a form where it may not be compressed.

use super::url::{encode_component, push_ascii};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 with padding.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let digit = ALPHABET.get((bits >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            push_ascii(&mut text, if at > group.len() { b'=' } else { digit });
        }
    }
    text
}

/// The form body that carries `json`, its bytes in base64.
pub fn form_body(json: &str) -> String {
    let mut body = String::from("data=");
    encode_component(&mut body, &encode(json.as_bytes()));
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_every_length_and_digit() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
        }
        assert_eq!(encode(&[0xfb, 0xff, 0xfe, 0x00, 0x10, 0x83]), "+//+ABCD");
        let every: Vec<u8> = (0..64_u8)
            .collect::<Vec<_>>()
            .chunks(4)
            .flat_map(|d| [d[0] << 2 | d[1] >> 4, d[1] << 4 | d[2] >> 2, d[2] << 6 | d[3]])
            .collect();
        assert_eq!(encode(&every).as_bytes(), ALPHABET);
    }

    #[test]
    fn writes_the_form_body() {
        assert_eq!(form_body("{\"ä\":1}"), "data=eyLDpCI6MX0%3D");
        assert_eq!(form_body("~~~?>ÿ"), "data=fn5%2BPz7Dvw%3D%3D");
    }
}
