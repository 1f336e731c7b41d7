-- What the collector keeps. Ids only grow, so "newer than" is "greater than", also after a clear.
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT,
    received_at INTEGER NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    query TEXT NOT NULL,
    headers TEXT NOT NULL,
    transport TEXT NOT NULL,
    encoding TEXT NOT NULL,
    size INTEGER NOT NULL,
    decoded_size INTEGER,
    body TEXT,
    error TEXT,
    status INTEGER,
    events INTEGER,
    duplicates INTEGER,
    fault TEXT
);
CREATE INDEX IF NOT EXISTS requests_by_token ON requests (token, id);

CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    request_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    token TEXT NOT NULL,
    uuid TEXT NOT NULL,
    event TEXT NOT NULL,
    distinct_id TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    raw TEXT NOT NULL,
    UNIQUE (token, uuid)
);
CREATE INDEX IF NOT EXISTS events_by_token ON events (token, id);

CREATE TABLE IF NOT EXISTS flags_told (
    token TEXT NOT NULL,
    distinct_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    flags TEXT NOT NULL,
    UNIQUE (token, distinct_id)
);

-- What each browser says became of its events, and how many it had delivered before this store kept any of them (null: not known yet).
CREATE TABLE IF NOT EXISTS ledgers (
    token TEXT NOT NULL,
    device_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    ledger TEXT NOT NULL,
    earlier INTEGER,
    UNIQUE (token, device_id)
);
CREATE INDEX IF NOT EXISTS events_by_device ON events (token, json_extract(raw, '$.properties."$device_id"'));
