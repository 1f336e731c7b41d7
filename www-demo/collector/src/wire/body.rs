//! From the bytes of a request to its JSON, whichever of PostHog's encodings they came in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::GzDecoder;
use serde_json::Value;

use super::reject::Reject;
use super::surrogate;

/// The most that is read from a connection.
pub const MAX_RAW: usize = 20 * 1024 * 1024;
/// The most that a body may unpack to.
pub const MAX_DECODED: usize = 40 * 1024 * 1024;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent));

pub type Fields = BTreeMap<String, String>;

/// What the request says of its body.
#[derive(Debug, Default)]
pub struct Labels<'a> {
    pub content_type: &'a str,
    pub content_encoding: &'a str,
    pub query: Option<&'a Fields>,
}

#[derive(Debug, Clone)]
pub struct Decoded {
    pub json: Value,
    /// The layers that were taken off, outermost first: `gzip`, `form`, `base64`; empty for plain JSON.
    pub layers: Vec<&'static str>,
    pub size: usize,
    /// Fields that stood beside `data` in a form (`api_key`, `sent_at` …).
    pub form: Fields,
}

pub fn fields(text: &[u8]) -> Fields {
    let mut fields = Fields::new();
    for (key, value) in form_urlencoded::parse(text) {
        fields.entry(key.into_owned()).or_insert_with(|| value.into_owned());
    }
    fields
}

pub fn decode(raw: &[u8], labels: &Labels<'_>) -> Result<Decoded, Reject> {
    let mut layers = Vec::new();
    let mut form = Fields::new();
    let mut bytes = Cow::Borrowed(raw);
    let mut compression = labels.query.and_then(|query| query.get("compression")).map_or("", String::as_str).to_owned();

    match labels.content_encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => {}
        "gzip" => {
            bytes = Cow::Owned(gunzip(&bytes)?);
            layers.push("gzip");
        }
        other => return Err(Reject::encoding(format!("content-encoding {other:?} is not supported"))),
    }
    let is_form = labels.content_type.starts_with("application/x-www-form-urlencoded") || bytes.starts_with(b"data=");
    // A page's own gzip has no label at all, so the first bytes decide; a label without such bytes is a broken body.
    let labelled_gzip = layers.is_empty() && !is_form && matches!(compression.as_str(), "gzip" | "gzip-js");
    if bytes.starts_with(&GZIP_MAGIC) || labelled_gzip {
        bytes = Cow::Owned(gunzip(&bytes)?);
        layers.push("gzip");
    }
    if is_form && !looks_like_json(&bytes) {
        form = fields(&bytes);
        let data = form.remove("data").ok_or_else(|| Reject::bad("the form has no field named data"))?;
        layers.push("form");
        if let Some(named) = form.get("compression").filter(|_| compression.is_empty()) {
            compression.clone_from(named);
        }
        // A form that was not percent-encoded loses its plus signs to blanks; base64 has no blanks.
        bytes = Cow::Owned(if looks_like_json(data.as_bytes()) { data.into_bytes() } else { data.replace(' ', "+").into_bytes() });
        if !looks_like_json(&bytes) {
            compression = "base64".to_owned();
        }
    }
    if compression == "base64" && !looks_like_json(&bytes) {
        bytes = Cow::Owned(BASE64.decode(bytes.trim_ascii()).map_err(|error| Reject::bad(format!("the body is not base64: {error}")))?);
        layers.push("base64");
        if bytes.starts_with(&GZIP_MAGIC) {
            bytes = Cow::Owned(gunzip(&bytes)?);
            layers.push("gzip");
        }
    }
    Ok(Decoded { json: parse(&bytes)?, size: bytes.len(), layers, form })
}

fn looks_like_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['))
}

fn gunzip(packed: &[u8]) -> Result<Vec<u8>, Reject> {
    let mut unpacked = Vec::new();
    let limit = MAX_DECODED as u64 + 1;
    GzDecoder::new(packed)
        .take(limit)
        .read_to_end(&mut unpacked)
        .map_err(|error| Reject::bad(format!("the body is not sound gzip: {error}")))?;
    if unpacked.len() > MAX_DECODED {
        return Err(Reject::too_large(format!("the body unpacks to more than {MAX_DECODED} bytes")));
    }
    Ok(unpacked)
}

fn parse(bytes: &[u8]) -> Result<Value, Reject> {
    if bytes.trim_ascii().is_empty() {
        return Err(Reject::bad("the body is empty"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Reject::bad(format!("the body is not UTF-8: {error}")))?;
    serde_json::from_str(text)
        .or_else(|error| surrogate::mend(text).ok_or(()).and_then(|mended| serde_json::from_str(&mended).map_err(drop)).map_err(|()| error))
        .map_err(|error| Reject::bad(format!("the body is not JSON: {error}")))
}
