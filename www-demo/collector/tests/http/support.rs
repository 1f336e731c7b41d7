//! Starts the program on a free port and talks to it.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use ureq::http::Response;
use ureq::{Agent, Body};

pub const TOKEN: &str = "phc_test";

/// A running collector; it ends with the test.
pub struct Collector {
    child: Child,
    pub base: String,
    agent: Agent,
}

pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Collector {
    pub fn start() -> Self {
        Self::with(&["--faults"])
    }

    pub fn with(options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_prickle-collector"))
            .args(["--port", "0"])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let base = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        Self { child, base, agent }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(request.call().unwrap())
    }

    pub fn try_post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Answer, ureq::Error> {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send(body).map(read)
    }

    pub fn post(&self, path: &str, kind: &str, body: impl AsRef<[u8]>) -> Answer {
        self.try_post(path, &[("content-type", kind)], body.as_ref()).unwrap()
    }

    pub fn send(&self, path: &str, body: &Value) -> Answer {
        self.post(path, "application/json", body.to_string())
    }

    pub fn options(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.agent.options(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        read(request.call().unwrap())
    }

    pub fn change(&self, method: &str, path: &str, body: &Value) -> Answer {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("content-type", "application/json")
            .body(body.to_string())
            .unwrap();
        read(self.agent.run(request).unwrap())
    }

    /// Captures one event of the test's token.
    pub fn capture(&self, event: &str, distinct_id: &str, properties: Value) -> Answer {
        self.send("/i/v0/e/", &batch(&[self::event(event, distinct_id, properties)]))
    }

    pub fn events(&self) -> Vec<Value> {
        self.list("/_/events?token=phc_test")
    }

    pub fn requests(&self) -> Vec<Value> {
        self.list("/_/requests?token=phc_test")
    }

    pub fn list(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json().as_array().unwrap().clone()
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.child.kill().expect("the program was still running");
        self.child.wait().unwrap();
    }
}

fn read(mut response: Response<Body>) -> Answer {
    let text = response.body_mut().read_to_string().unwrap();
    Answer { status: response.status().as_u16(), headers: response.headers().clone(), text }
}

pub fn event(name: &str, distinct_id: &str, mut properties: Value) -> Value {
    properties["distinct_id"] = distinct_id.into();
    properties["token"] = TOKEN.into();
    json!({ "event": name, "properties": properties })
}

pub fn batch(events: &[Value]) -> Value {
    json!({ "api_key": TOKEN, "batch": events })
}

pub fn names(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["event"].as_str().unwrap()).collect()
}

pub fn gzip(body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body.as_ref()).unwrap();
    encoder.finish().unwrap()
}

/// An empty folder of one test.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
