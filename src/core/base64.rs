//! The one body in base64: what is sent as a form where it may not be compressed.

use super::language::{Make, make};

/// The form body that carries `json`, its bytes in base64.
pub fn form_body(json: &str) -> String {
    make(Make::Form, json, 0.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_the_form_body() {
        assert_eq!(form_body("{\"ä\":1}"), "data=eyLDpCI6MX0%3D");
        assert_eq!(form_body("~~~?>ÿ"), "data=fn5%2BPz7Dvw%3D%3D");
    }
}
