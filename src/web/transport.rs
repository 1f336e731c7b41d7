//! Requests leave here, exactly as the core decided them.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::js;
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

/// Sends a request by fetch or XHR and calls back with what came of it. `options` are spread over fetch's own.
pub fn send(url: &str, request: &Request, options: &JsValue, done: impl FnOnce(Answer) + 'static) {
    let headers = Array::new();
    for (name, value) in &request.headers {
        headers.push(&JsValue::from_str(name));
        headers.push(&JsValue::from_str(value));
    }
    let done = Closure::once_into_js(move |status: u32, text: String, retry_after: String, error: String, gzip_failed: bool| {
        done(Answer { status, text, retry_after, error, gzip_failed });
    });
    let method = if request.post { "POST" } else { "GET" };
    let compress = matches!(request.body, Body::Gzip(_));
    let xhr = request.transport == Transport::Xhr;
    let timeout = request.timeout;
    let type_ = request.content_type;
    js::request(url, method, xhr, &headers, type_, &body(&request.body), compress, timeout, request.keepalive_below, options, &done);
}
