//! Requests leave here, exactly as the core decided them.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::js::{self, Page};
use crate::core::host::{Answer, Body, Request, Transport};

fn body(body: &Body) -> JsValue {
    match body {
        Body::None => JsValue::UNDEFINED,
        Body::Text(text) | Body::Gzip(text) => JsValue::from_str(text),
        Body::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
    }
}

/// Hands a request to `sendBeacon`. Whether the browser took it, and its size in bytes.
pub fn beacon(url: &str, request: &Request) -> (bool, usize) {
    let size = js::beacon(url, request.content_type, &body(&request.body));
    if size < 0.0 { (true, (-size - 1.0) as usize) } else { (false, size as usize) }
}

/// Sends a request by fetch or XHR; the page is told what came of it, and `answer` reads that.
pub fn send(page: &Page, url: &str, request: &Request) {
    let mut headers = String::new();
    let mut say = |text: &str| {
        headers.push_str(text);
        headers.push('\0');
    };
    for (name, value) in &request.headers {
        say(name);
        say(value);
    }
    if !request.content_type.is_empty() {
        say("Content-Type");
        say(request.content_type);
    }
    let compress = matches!(request.body, Body::Gzip(_));
    let xhr = request.transport == Transport::Xhr;
    let id = f64::from(request.id);
    js::request(page, id, url, xhr, &headers, &body(&request.body), compress, request.timeout, request.keepalive_below);
}

pub fn answer(text: String, retry_after: String, status: f64) -> Answer {
    let (text, error) = if status > 0.0 { (text, String::new()) } else { (String::new(), text) };
    Answer { status: status as u32, text, retry_after, error, gzip_failed: status < 0.0 }
}
