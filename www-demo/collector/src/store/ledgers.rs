//! What browsers say became of their events, beside how many of these are here.

use std::collections::BTreeMap;

use rusqlite::types::Type;
use rusqlite::{Error, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Store, iso};
use crate::app::lock;

/// So many browsers are looked back on.
const LATEST: u32 = 20;

/// What an SDK counted: everything captured was delivered, waits, or was dropped for a reason.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ledger {
    pub captured: u64,
    pub delivered: u64,
    pub pending: u64,
    pub dropped: BTreeMap<String, u64>,
}

#[derive(Debug, Serialize)]
pub struct Reported {
    pub device_id: String,
    pub at: String,
    #[serde(flatten)]
    pub ledger: Ledger,
    /// Of the delivered ones, those that came before this store kept anything of the browser: it was cleared since, or is newer.
    pub earlier: Option<u64>,
    /// Events of the browser that are here now, each counted once.
    pub received: u64,
}

impl Store {
    pub fn report(&self, token: &str, device_id: &str, at: i64, ledger: &Ledger) -> rusqlite::Result<()> {
        let connection = lock(&self.connection);
        let received: u64 = connection
            .prepare_cached(r#"SELECT count(*) FROM events WHERE token = ?1 AND json_extract(raw, '$.properties."$device_id"') = ?2"#)?
            .query_row(params![token, device_id], |row| row.get(0))?;
        let known: Option<Option<u64>> = connection
            .prepare_cached("SELECT earlier FROM ledgers WHERE token = ?1 AND device_id = ?2")?
            .query_row(params![token, device_id], |row| row.get(0))
            .optional()?;
        // What is here already and still counts as waiting there would be taken for earlier; so either nothing is here or nothing waits.
        let is_clear = received == 0 || ledger.pending == 0;
        let earlier = known.flatten().or_else(|| is_clear.then(|| ledger.delivered.saturating_sub(received)));
        let mut upsert = connection.prepare_cached(
            "INSERT INTO ledgers (token, device_id, at, ledger, earlier) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (token, device_id) DO UPDATE SET at = ?3, ledger = ?4, earlier = ?5",
        )?;
        upsert.execute(params![token, device_id, at, serde_json::to_string(ledger).unwrap_or_default(), earlier])?;
        Ok(())
    }

    /// The latest reports first.
    pub fn ledgers(&self, token: &str) -> rusqlite::Result<Vec<Reported>> {
        let connection = lock(&self.connection);
        let mut query = connection.prepare_cached(
            r#"SELECT device_id, at, ledger, earlier,
                 (SELECT count(*) FROM events
                  WHERE events.token = ledgers.token AND json_extract(raw, '$.properties."$device_id"') = ledgers.device_id)
               FROM ledgers WHERE token = ?1 ORDER BY at DESC, rowid DESC LIMIT ?2"#,
        )?;
        let reported = query.query_map(params![token, LATEST], |row| {
            let text: String = row.get(2)?;
            let ledger = serde_json::from_str(&text).map_err(|error| Error::FromSqlConversionFailure(2, Type::Text, Box::new(error)))?;
            Ok(Reported { device_id: row.get(0)?, at: iso(row.get(1)?), ledger, earlier: row.get(3)?, received: row.get(4)? })
        })?;
        reported.collect()
    }
}
