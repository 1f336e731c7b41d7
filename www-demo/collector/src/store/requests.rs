//! The log of requests: written on arrival, finished when the answer is known.

use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Map, Value, json};

use super::{Store, iso};
use crate::app::lock;

/// A request as it came in.
#[derive(Debug)]
pub struct Arrival<'a> {
    pub token: Option<&'a str>,
    pub received_at: i64,
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a Value,
    pub headers: &'a Value,
    pub transport: &'a str,
    pub encoding: &'a str,
    pub size: usize,
    pub decoded_size: Option<usize>,
    pub body: Option<&'a Value>,
    pub error: Option<&'a str>,
}

/// What became of it. Handlers leave this on their answer for the log.
#[derive(Debug, Default, Clone)]
pub struct Outcome {
    pub events: Option<usize>,
    pub duplicates: Option<usize>,
    pub error: Option<String>,
    pub fault: Option<String>,
}

impl Store {
    pub fn log(&self, arrival: &Arrival<'_>) -> rusqlite::Result<i64> {
        let connection = lock(&self.connection);
        let mut insert = connection.prepare_cached(
            "INSERT INTO requests (token, received_at, method, path, query, headers, transport, encoding, size, decoded_size, body, error)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?;
        insert.execute(params![
            arrival.token,
            arrival.received_at,
            arrival.method,
            arrival.path,
            arrival.query.to_string(),
            arrival.headers.to_string(),
            arrival.transport,
            arrival.encoding,
            arrival.size,
            arrival.decoded_size,
            arrival.body.map(Value::to_string),
            arrival.error,
        ])?;
        Ok(connection.last_insert_rowid())
    }

    /// `status` is None when the connection was dropped without an answer.
    pub fn finish(&self, id: i64, status: Option<u16>, outcome: &Outcome) -> rusqlite::Result<()> {
        let connection = lock(&self.connection);
        let mut update = connection.prepare_cached(
            "UPDATE requests SET status = ?2, events = ?3, duplicates = ?4, error = coalesce(?5, error), fault = ?6 WHERE id = ?1",
        )?;
        update.execute(params![id, status, outcome.events, outcome.duplicates, outcome.error, outcome.fault])?;
        Ok(())
    }

    /// In order of arrival; `brief` leaves out headers and body.
    pub fn requests(&self, token: Option<&str>, since: i64, limit: Option<u32>, brief: bool) -> rusqlite::Result<Vec<Value>> {
        let connection = lock(&self.connection);
        let mut query = connection.prepare_cached(
            "SELECT * FROM (SELECT * FROM requests WHERE id > ?1 AND (?2 IS NULL OR token = ?2) ORDER BY id DESC LIMIT ?3) ORDER BY id",
        )?;
        query.query_map(params![since, token, limit.map_or(-1, i64::from)], |row| shown(row, brief))?.collect()
    }

    pub fn request(&self, id: i64, brief: bool) -> rusqlite::Result<Option<Value>> {
        let connection = lock(&self.connection);
        let mut query = connection.prepare_cached("SELECT * FROM requests WHERE id = ?1")?;
        query.query_row([id], |row| shown(row, brief)).optional()
    }
}

fn shown(row: &Row<'_>, brief: bool) -> rusqlite::Result<Value> {
    let parsed = |column: &str| -> rusqlite::Result<Value> {
        Ok(row.get::<_, Option<String>>(column)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    };
    let mut shown = Map::new();
    let mut put = |key: &str, value: Value| drop(shown.insert(key.into(), value));
    put("id", row.get::<_, i64>("id")?.into());
    put("token", row.get::<_, Option<String>>("token")?.into());
    put("received_at", iso(row.get("received_at")?).into());
    put("method", row.get::<_, String>("method")?.into());
    put("path", row.get::<_, String>("path")?.into());
    put("query", parsed("query")?);
    put("transport", row.get::<_, String>("transport")?.into());
    put("encoding", row.get::<_, String>("encoding")?.into());
    put("size", row.get::<_, i64>("size")?.into());
    put("decoded_size", row.get::<_, Option<i64>>("decoded_size")?.into());
    put("status", row.get::<_, Option<u16>>("status")?.into());
    put("events", json!(row.get::<_, Option<i64>>("events")?));
    put("duplicates", json!(row.get::<_, Option<i64>>("duplicates")?));
    put("error", row.get::<_, Option<String>>("error")?.into());
    put("fault", row.get::<_, Option<String>>("fault")?.into());
    if !brief {
        put("headers", parsed("headers")?);
        put("body", parsed("body")?);
    }
    Ok(Value::Object(shown))
}
