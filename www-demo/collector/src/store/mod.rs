//! The SQLite file: every request in order, every event once. Statements are short, so they run where they are called.

mod answers;
mod events;
mod ledgers;
mod requests;

use std::sync::Mutex;

use rusqlite::Connection;
use rusqlite::params;
use serde::Serialize;

use crate::app::lock;

pub use answers::Told;
pub use events::{Filter, Kept, StoredEvent};
pub use ledgers::{Ledger, Reported};
pub use requests::{Arrival, Outcome};

pub struct Store {
    connection: Mutex<Connection>,
}

#[derive(Debug, Serialize)]
pub struct TokenCount {
    pub token: String,
    pub events: i64,
    pub requests: i64,
}

impl Store {
    pub fn open(path: &str) -> rusqlite::Result<Self> {
        let connection = if path == ":memory:" { Connection::open_in_memory()? } else { Connection::open(path)? };
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.execute_batch(include_str!("schema.sql"))?;
        Ok(Self { connection: Mutex::new(connection) })
    }

    pub fn tokens(&self) -> rusqlite::Result<Vec<TokenCount>> {
        let connection = lock(&self.connection);
        let mut query = connection.prepare_cached(
            "SELECT token, count(*), (SELECT count(*) FROM events WHERE events.token = requests.token)
             FROM requests WHERE token IS NOT NULL GROUP BY token ORDER BY max(id) DESC",
        )?;
        query.query_map([], |row| Ok(TokenCount { token: row.get(0)?, requests: row.get(1)?, events: row.get(2)? }))?.collect()
    }

    pub fn clear(&self, token: Option<&str>) -> rusqlite::Result<()> {
        let mut connection = lock(&self.connection);
        let change = connection.transaction()?;
        change.execute("DELETE FROM events WHERE ?1 IS NULL OR token = ?1", params![token])?;
        change.execute("DELETE FROM requests WHERE ?1 IS NULL OR token = ?1", params![token])?;
        change.execute("DELETE FROM flags_told WHERE ?1 IS NULL OR token = ?1", params![token])?;
        change.execute("DELETE FROM ledgers WHERE ?1 IS NULL OR token = ?1", params![token])?;
        change.commit()
    }
}

/// How times look in every answer.
pub fn iso(millis: i64) -> String {
    chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
