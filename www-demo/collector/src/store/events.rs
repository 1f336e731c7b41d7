//! Events: kept once by uuid, read back in the order of arrival.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use serde_json::{Map, Value};

use super::{Store, iso};
use crate::app::lock;
use crate::wire::event::Incoming;

#[derive(Debug, Clone)]
pub struct StoredEvent {
    pub id: i64,
    pub request_id: i64,
    pub received_at: i64,
    pub token: String,
    pub uuid: String,
    pub event: String,
    pub distinct_id: String,
    pub timestamp: i64,
    pub raw: Map<String, Value>,
}

/// Which events are wanted; the default is all.
#[derive(Debug, Default)]
pub struct Filter<'a> {
    pub token: Option<&'a str>,
    pub event: Option<&'a str>,
    /// Only events with a greater id.
    pub since: i64,
    /// Only the newest so many.
    pub limit: Option<u32>,
}

#[derive(Debug, Default)]
pub struct Kept {
    pub fresh: Vec<StoredEvent>,
    pub duplicates: usize,
}

impl StoredEvent {
    pub fn property(&self, key: &str) -> Option<&Value> {
        self.raw.get("properties")?.get(key)
    }

    /// `properties` and the person updates stand beside `raw`, which is the event as it was on the wire.
    pub fn to_json(&self) -> Map<String, Value> {
        let mut json = Map::new();
        json.insert("id".into(), self.id.into());
        json.insert("request_id".into(), self.request_id.into());
        json.insert("received_at".into(), iso(self.received_at).into());
        json.insert("token".into(), self.token.as_str().into());
        json.insert("uuid".into(), self.uuid.as_str().into());
        json.insert("event".into(), self.event.as_str().into());
        json.insert("distinct_id".into(), self.distinct_id.as_str().into());
        json.insert("timestamp".into(), iso(self.timestamp).into());
        let properties = self.raw.get("properties").filter(|properties| properties.is_object()).cloned();
        json.insert("properties".into(), properties.unwrap_or_else(|| Value::Object(Map::new())));
        for key in ["$set", "$set_once", "$unset"] {
            if let Some(update) = self.raw.get(key) {
                json.insert(key.into(), update.clone());
            }
        }
        json.insert("raw".into(), Value::Object(self.raw.clone()));
        json
    }
}

impl Store {
    /// Keeps a request's events, all or none.
    pub fn keep(&self, token: &str, request_id: i64, now: DateTime<Utc>, events: Vec<Incoming>) -> rusqlite::Result<Kept> {
        let received_at = now.timestamp_millis();
        let mut kept = Kept::default();
        let mut connection = lock(&self.connection);
        let change = connection.transaction()?;
        {
            let mut insert = change.prepare_cached(
                "INSERT INTO events (request_id, received_at, token, uuid, event, distinct_id, timestamp, raw)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (token, uuid) DO NOTHING",
            )?;
            for Incoming { uuid, event, distinct_id, timestamp, raw } in events {
                let timestamp = timestamp.timestamp_millis();
                let text = Value::Object(raw.clone()).to_string();
                if insert.execute(params![request_id, received_at, token, uuid, event, distinct_id, timestamp, text])? == 0 {
                    kept.duplicates += 1;
                } else {
                    let (id, token) = (change.last_insert_rowid(), token.to_owned());
                    kept.fresh.push(StoredEvent { id, request_id, received_at, token, uuid, event, distinct_id, timestamp, raw });
                }
            }
        }
        change.commit()?;
        Ok(kept)
    }

    pub fn events(&self, filter: &Filter<'_>) -> rusqlite::Result<Vec<StoredEvent>> {
        let connection = lock(&self.connection);
        let mut query = connection.prepare_cached(
            "SELECT * FROM (
                 SELECT id, request_id, received_at, token, uuid, event, distinct_id, timestamp, raw FROM events
                 WHERE id > ?1 AND (?2 IS NULL OR token = ?2) AND (?3 IS NULL OR event = ?3) ORDER BY id DESC LIMIT ?4
             ) ORDER BY id",
        )?;
        let limit = filter.limit.map_or(-1, i64::from);
        query.query_map(params![filter.since, filter.token, filter.event, limit], stored)?.collect()
    }
}

fn stored(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    let text: String = row.get(8)?;
    let raw = serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(8, rusqlite::types::Type::Text, Box::new(error)))?;
    Ok(StoredEvent {
        id: row.get(0)?,
        request_id: row.get(1)?,
        received_at: row.get(2)?,
        token: row.get(3)?,
        uuid: row.get(4)?,
        event: row.get(5)?,
        distinct_id: row.get(6)?,
        timestamp: row.get(7)?,
        raw,
    })
}
