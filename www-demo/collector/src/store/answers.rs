//! What each visitor was last told of the flags.

use rusqlite::params;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{Store, iso};
use crate::app::lock;

/// So many visitors are looked back on.
const LATEST: u32 = 300;

#[derive(Debug, Serialize)]
pub struct Told {
    pub distinct_id: String,
    pub at: String,
    /// By flag: `{value, reason}`.
    pub flags: Map<String, Value>,
}

impl Store {
    pub fn tell_flags(&self, token: &str, distinct_id: &str, at: i64, flags: &Map<String, Value>) -> rusqlite::Result<()> {
        let connection = lock(&self.connection);
        let mut upsert = connection.prepare_cached(
            "INSERT INTO flags_told (token, distinct_id, at, flags) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (token, distinct_id) DO UPDATE SET at = ?3, flags = ?4",
        )?;
        upsert.execute(params![token, distinct_id, at, serde_json::to_string(flags).unwrap_or_default()])?;
        Ok(())
    }

    /// The latest visitors first.
    pub fn flags_told(&self, token: &str) -> rusqlite::Result<Vec<Told>> {
        let connection = lock(&self.connection);
        let mut query = connection
            .prepare_cached("SELECT distinct_id, at, flags FROM flags_told WHERE token = ?1 ORDER BY at DESC, rowid DESC LIMIT ?2")?;
        let told = query.query_map(params![token, LATEST], |row| {
            let flags: String = row.get(2)?;
            Ok(Told { distinct_id: row.get(0)?, at: iso(row.get(1)?), flags: serde_json::from_str(&flags).unwrap_or_default() })
        })?;
        told.collect()
    }
}
