//! The outbox: every event is stored before the tick ends and stays stored until a server has it, whatever becomes of the page, the browser or the
//! network meanwhile. And the ledger: what was captured is delivered, waits, or was dropped for a reason that is counted.
//!
//! Two stores, because they fail in different accidents: localStorage is written on the spot but loses seconds when the browser is killed, IndexedDB keeps
//! what a transaction completed but takes a moment. So an event is first in this page's own entry of localStorage (the write-ahead: one write a tick), and
//! a tenth of a second later in IndexedDB, if it has not arrived by then.
//!
//! A page load of an instance is an owner, with an entry and a lock of its own; the browser ends the lock with the page. One page at a time has the lock of
//! the outbox: it takes over what owners who are gone have left, and sends it. An event's id is its key everywhere, so nothing is there twice.
//!
//! A beacon tells nobody whether it arrived. What left by one is marked, and the next answer of the server decides: a good one counts for it as well, a
//! bad one says that it is to be sent again. While there is trouble nothing is marked, so that it is sent again in any case.

use super::config::Config;
use super::host::{Area, Host};
use super::json::{Json, Map};
use super::send::{Fate, Job, LARGEST_BATCH};
use super::storage;
use super::text::{self, Str};
use super::uuid;
use super::world::World;

/// What the page does for the outbox, by number: see `outbox` in page.js. With it go two texts.
pub mod act {
    /// Come back, by `told`, when the tick ends.
    pub const SOON: u8 = 0;
    /// Have the lock of this name as long as the page lives, or until `RELEASE`; with a second text say when it is there.
    pub const LOCK: u8 = 1;
    /// Store keys and records by turns, and remove keys, in one transaction.
    pub const STORE: u8 = 2;
    /// Read all records from one key to another, then ask who is there.
    pub const READ: u8 = 3;
    pub const RELEASE: u8 = 4;
    /// Remove all records from one key to another.
    pub const CLEAR: u8 = 5;
}

/// What the page tells, by number.
pub mod told {
    pub const SOON: u8 = 0;
    pub const LOCKED: u8 = 1;
    pub const STORED: u8 = 2;
    pub const NOT_STORED: u8 = 3;
    /// The locks that are held, and the records.
    pub const READ: u8 = 4;
}

/// Milliseconds until what has not arrived moves to IndexedDB.
const PROMOTE: f64 = 100.0;
/// Milliseconds until the first look for what others left, and between two looks.
const FIRST_LOOK: f64 = 2000.0;
const LOOK: f64 = 60_000.0;
/// Where there are no locks, an owner who has written nothing for so long is gone.
const SILENCE: f64 = 150_000.0;
const DAY: f64 = 86_400_000.0;
/// So many requests without any answer, though the browser is online, and for so long: something refuses them all.
const BLOCKED: f64 = 20.0;
const BLOCKED_FOR: f64 = DAY;
/// What is kept then, and what may be in localStorage, in bytes.
const LITTLE: usize = 8192;
const AHEAD: usize = 262_144;

/// Where a record is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ahead,
    Storing,
    Stored,
    Removing,
}

/// An event that has not arrived, or whose record is still to be removed.
struct Record {
    event: Json,
    /// Address, kind and token.
    to: Json,
    stage: Stage,
    /// A beacon has it.
    handed: bool,
    /// It has arrived or was dropped, and no longer counts.
    done: bool,
}

impl Record {
    /// As it is stored: a list of the owner, where to, and the event.
    fn text(&self, owner: &Json) -> Json {
        Json::list([owner, &self.to, &self.event].into_iter())
    }
}

pub struct Outbox {
    world: &'static World,
    /// `ph_<token>_outbox`: the entry of what all pages know, the lock, and the beginning of all keys.
    name: Str,
    /// The key of this owner's entry and lock; empty until there is an event.
    owner: Str,
    records: Vec<Record>,
    /// The size of those that are not done with.
    size: usize,
    /// `c`: captured, `d`: delivered; all else are reasons. Of this page, and of what it took over.
    ledger: Map,
    /// The part of it that all pages know.
    shared: Map,
    /// May anything be stored?
    pub stores: bool,
    max_bytes: usize,
    max_age: f64,
    /// The entry is to be written; and somebody will come and do so.
    changed: bool,
    awaited: bool,
    /// The page is gone after this: nobody will.
    leaving: bool,
    /// A transaction is to be made soon; one is being made.
    due: bool,
    storing: bool,
    /// IndexedDB does not work here.
    refused: bool,
    leads: bool,
    asked: bool,
    looked: bool,
    /// When it looked: of what was written since nothing is known.
    looked_at: f64,
    /// Failures without a success since, and when the first was.
    failures: f64,
    since: f64,
    /// When the last good answer came.
    good: f64,
    pub acts: Vec<(u8, Str, Str)>,
    pub promote_timer: Option<f64>,
    pub look_timer: Option<f64>,
}

/// An event's id, without reading the event where it stands first.
fn key_of(event: &Json) -> Str {
    let first = event.text().strip_prefix("{\"uuid\":\"").and_then(|rest| rest.get(..36)).filter(|id| uuid::is_uuid(id));
    first.map_or_else(|| event.as_map().unwrap_or_default().word("uuid"), Str::from)
}

#[inline(never)]
fn count(ledger: &mut Map, what: &str, more: f64) {
    let was = ledger.number(what).unwrap_or(0.0);
    ledger.set(what, Json::num(was + more));
}

#[inline(never)]
fn add(ledger: &mut Map, other: &Map) {
    for (what, more) in other.iter() {
        count(ledger, what, more.as_num().unwrap_or(0.0));
    }
}

/// What of it has neither arrived nor was dropped.
fn pending(ledger: &Map) -> f64 {
    ledger.iter().map(|(what, number)| number.as_num().unwrap_or(0.0) * if what == "c" { 1.0 } else { -1.0 }).sum()
}

impl Outbox {
    pub fn new(world: &'static World) -> Outbox {
        Outbox {
            world,
            name: Str::default(),
            owner: Str::default(),
            records: Vec::new(),
            size: 0,
            ledger: Map::new(),
            shared: Map::new(),
            stores: false,
            max_bytes: 0,
            max_age: 0.0,
            changed: false,
            awaited: false,
            leaving: false,
            due: false,
            storing: false,
            refused: false,
            leads: false,
            asked: false,
            looked: false,
            looked_at: 0.0,
            failures: 0.0,
            since: 0.0,
            good: 0.0,
            acts: Vec::new(),
            promote_timer: None,
            look_timer: None,
        }
    }

    /// Follows the configuration, and whether anything may be stored. What may not be stored any more is removed.
    pub fn follow(&mut self, config: &Config, stores: bool) {
        self.max_bytes = config.outbox_bytes;
        self.max_age = config.outbox_age * DAY;
        if stores == self.stores {
            return;
        }
        self.name = text::join(&["ph_", &config.token, "_outbox"]);
        if !stores {
            self.empty();
        }
        self.stores = stores;
        if stores {
            let shared = self.entry(&self.name);
            self.failures = shared.number("n").unwrap_or(0.0);
            self.since = shared.number("t").unwrap_or(0.0);
            self.changed = !self.records.is_empty();
            self.look_timer = Some(FIRST_LOOK);
        }
    }

    /// Nothing may stay, of what others have left either, and no count of it. What this page has is sent all the same, as posthog-js does it.
    fn empty(&mut self) {
        for key in text::split(&self.keys(), 0) {
            self.world.host().remove(Area::Local, key);
        }
        for record in &mut self.records {
            record.stage = Stage::Ahead;
        }
        self.records.retain(|record| !record.done);
        self.over_all(act::CLEAR);
        self.ask(act::RELEASE, "", "");
        self.owner = Str::default();
        (self.leads, self.asked) = (false, false);
    }

    /// Asks for something about all records of this project.
    fn over_all(&mut self, what: u8) {
        let (from, to) = (text::join(&[&self.name, "/"]), text::join(&[&self.name, "0"]));
        self.ask(what, &from, &to);
    }

    #[inline(never)]
    fn ask(&mut self, what: u8, a: &str, b: &str) {
        self.acts.push((what, Str::from(a), Str::from(b)));
    }

    /// The keys of all entries of the outbox in localStorage, joined by U+0000.
    fn keys(&self) -> String {
        self.world.host().keys(&self.name)
    }

    #[inline(never)]
    fn entry(&self, key: &str) -> Map {
        storage::read_map(self.world, Area::Local, key).unwrap_or_default()
    }

    /// Changes what all pages know.
    #[inline(never)]
    fn share(&self, changes: &Map) {
        let mut shared = self.entry(&self.name);
        shared.extend(changes);
        let _ = self.world.host().write(Area::Local, &self.name, &shared.text());
    }

    // ---- what happens to events

    /// An event was wanted, and is dropped.
    #[inline(never)]
    pub fn drop_one(&mut self, reason: &str) {
        count(&mut self.ledger, "c", 1.0);
        count(&mut self.ledger, reason, 1.0);
        self.changed = true;
    }

    /// An event is about to be sent, or to wait for that. `anew`: it was captured, not taken over from a core that trapped.
    pub fn hold(&mut self, job: &Job, anew: bool) {
        if anew || !self.stores {
            count(&mut self.ledger, "c", 1.0);
        }
        let to = Json::list([&*job.url, &*job.kind, job.token.as_deref().unwrap_or("")].map(Json::str).iter());
        for event in &job.events {
            self.size += event.text().len();
            self.records.push(Record { event: event.clone(), to: to.clone(), stage: Stage::Ahead, handed: false, done: false });
        }
        self.changed = true;
    }

    #[inline(never)]
    fn finish(&mut self, index: usize, what: &str) {
        let Some(record) = self.records.get_mut(index) else { return };
        self.size = self.size.saturating_sub(record.event.text().len());
        count(&mut self.ledger, what, 1.0);
        if record.stage == Stage::Ahead {
            self.records.remove(index);
        } else {
            record.done = true;
            self.promote_in(PROMOTE);
        }
        self.changed = true;
    }

    fn find(&self, event: &Json) -> Option<usize> {
        self.records.iter().position(|record| !record.done && record.event == *event)
    }

    /// Hears what became of events. What is to be sent again after all.
    pub fn on_fate(&mut self, events: &[Json], fate: Fate, online: bool) -> Vec<Box<Job>> {
        let mut jobs = Vec::new();
        let mut what = "d";
        match fate {
            Fate::Delivered => {
                self.good = self.world.now();
                if self.in_trouble() {
                    self.look_timer = Some(0.0);
                    self.note_failures(0.0);
                }
                self.count_handed();
            }
            Fate::Failed(status) => {
                // Only those without any answer are counted, and only where there is a network.
                let first = !self.in_trouble() || status > 0;
                if first {
                    self.since = self.world.now();
                }
                self.note_failures(if first { 1.0 } else { self.failures + f64::from(u8::from(online)) });
                for record in self.records.iter_mut().filter(|record| record.handed && !record.done) {
                    record.handed = false;
                    join(&mut jobs, record);
                }
                self.changed |= !jobs.is_empty();
            }
            Fate::Dropped(reason) => what = reason,
            Fate::Handed if !online || self.hears_of_trouble() => return jobs,
            Fate::Handed => {}
        }
        for event in events {
            let Some(index) = self.find(event) else { continue };
            if fate != Fate::Handed {
                self.finish(index, what);
            } else if let Some(record) = self.records.get_mut(index) {
                record.handed = true;
                self.changed = true;
            }
        }
        jobs
    }

    /// What beacons had counts as delivered.
    fn count_handed(&mut self) {
        while let Some(index) = self.records.iter().position(|record| record.handed && !record.done) {
            self.finish(index, "d");
        }
    }

    fn note_failures(&mut self, failures: f64) {
        self.failures = failures;
        if self.stores {
            let mut changes = Map::new();
            changes.set("n", Json::num(failures));
            changes.set("t", Json::num(self.since));
            self.share(&changes);
        }
    }

    pub fn in_trouble(&self) -> bool {
        self.failures > 0.0
    }

    /// Has this page met trouble, or another one since this one had its last good answer?
    fn hears_of_trouble(&self) -> bool {
        let shared = self.entry(&self.name);
        let number = |what: &str| shared.number(what).unwrap_or(0.0);
        self.in_trouble() || number("n") > 0.0 && number("t") >= self.good
    }

    /// Does nothing ever get through here?
    pub fn is_blocked(&self) -> bool {
        self.failures >= BLOCKED && self.world.now() - self.since >= BLOCKED_FOR
    }

    /// Where there is too much, the oldest that can be given up goes: one that is still to be sent has to be forgotten by who sends it. True when one did.
    pub fn drop_surplus(&mut self, forget: &mut dyn FnMut(&Json) -> bool) -> bool {
        let blocked = self.is_blocked();
        let most = if blocked {
            LITTLE
        } else if self.refused {
            self.max_bytes.min(AHEAD)
        } else {
            self.max_bytes
        };
        if self.size <= most {
            return false;
        }
        let oldest = self.records.iter().position(|record| !record.done && (record.handed || forget(&record.event)));
        if let Some(index) = oldest {
            self.finish(index, if blocked { "blocked" } else { "evicted" });
        }
        oldest.is_some()
    }

    // ---- storing

    /// Writes this owner's entry, if anything changed.
    pub fn write(&mut self) {
        self.awaited = false;
        if !std::mem::replace(&mut self.changed, false) || !self.stores || self.ledger.is_empty() && self.records.is_empty() {
            return;
        }
        let host = self.world.host();
        if self.owner.is_empty() && !self.records.is_empty() {
            let mut owner = text::join(&[&self.name, "_"]).into_string();
            storage::base36(&mut owner, host.random());
            storage::base36(&mut owner, host.random());
            self.owner = Str::new(owner);
            let owner = self.owner.clone();
            self.ask(act::LOCK, &owner, "");
        }
        if self.records.is_empty() && (self.leaving || self.owner.is_empty()) {
            let ledger = std::mem::take(&mut self.ledger);
            add(&mut self.shared, &ledger);
            let mut all = self.entry(&self.name).map("l");
            add(&mut all, &ledger);
            let mut changes = Map::new();
            changes.set("l", Json::from(&all));
            self.share(&changes);
            host.remove(Area::Local, &self.owner);
            return;
        }
        let owner = Json::str(&self.owner);
        let (mut ahead, mut marks, mut early) = (Vec::new(), Map::new(), false);
        for record in &self.records {
            if record.done || record.handed {
                marks.push(&key_of(&record.event), Json::bool(record.done));
            }
            if !record.done && matches!(record.stage, Stage::Ahead | Stage::Storing) {
                ahead.push(record.text(&owner));
                early |= record.stage == Stage::Ahead;
            }
        }
        let mut entry = Map::new();
        entry.set("r", Json::list(ahead.iter()));
        entry.set("m", Json::from(&marks));
        entry.set("l", Json::from(&self.ledger));
        entry.set("t", Json::num(self.world.now()));
        let written = host.write(Area::Local, &self.owner, &entry.text()).is_ok();
        if !written {
            // What stands there from before is not true any more.
            host.remove(Area::Local, &self.owner);
        }
        if !self.leaving && early {
            self.promote_in(if written { PROMOTE } else { 0.0 });
        }
    }

    /// Others may take over, of what this page has stored as its last word.
    pub fn release(&mut self) {
        self.leaving = true;
        self.changed = true;
        self.write();
        self.ask(act::RELEASE, "", "");
    }

    /// What is to be done by the page now. `leaving`: nobody comes back to write.
    pub fn settle(&mut self, leaving: bool) -> Vec<(u8, Str, Str)> {
        self.leaving = leaving;
        if leaving {
            self.write();
        } else if self.changed && self.stores && !std::mem::replace(&mut self.awaited, true) {
            self.ask(act::SOON, "", "");
        }
        std::mem::take(&mut self.acts)
    }

    /// Not put off by what is captured meanwhile.
    fn promote_in(&mut self, ms: f64) {
        if !std::mem::replace(&mut self.due, true) {
            self.promote_timer = Some(ms);
        }
    }

    /// Moves to IndexedDB what is still waiting, and removes from there what is not.
    pub fn promote(&mut self) {
        self.due = false;
        if self.storing || self.refused || !self.stores {
            return;
        }
        let owner = Json::str(&self.owner);
        let (mut puts, mut removes) = (String::new(), String::new());
        for record in &mut self.records {
            let list = match (record.stage, record.done) {
                (Stage::Ahead, false) => &mut puts,
                (Stage::Stored, true) => &mut removes,
                _ => continue,
            };
            list.push_str(&text::join(&[&self.name, "/", &key_of(&record.event), "\0"]));
            if record.done {
                record.stage = Stage::Removing;
            } else {
                list.push_str(record.text(&owner).text());
                list.push('\0');
                record.stage = Stage::Storing;
            }
        }
        if !(puts.is_empty() && removes.is_empty()) {
            self.storing = true;
            self.ask(act::STORE, &puts, &removes);
        }
    }

    /// The transaction is complete, or failed.
    pub fn on_stored(&mut self, well: bool) {
        self.storing = false;
        self.refused = !well;
        for record in &mut self.records {
            record.stage = match record.stage {
                Stage::Storing if well => Stage::Stored,
                Stage::Removing if !well => Stage::Stored,
                Stage::Stored => Stage::Stored,
                _ => Stage::Ahead,
            };
        }
        self.records.retain(|record| !(record.done && record.stage == Stage::Ahead));
        // Some may be done by now. What the entry says twice does no harm until it is written for another reason.
        self.promote_in(PROMOTE);
        self.changed |= !well;
    }

    // ---- what others have left

    /// Looks for it, if that is this page's to do.
    pub fn look(&mut self) {
        if !self.stores || self.leaving {
            return;
        }
        if !self.leads {
            if !std::mem::replace(&mut self.asked, true) {
                let name = self.name.clone();
                self.ask(act::LOCK, &name, "1");
            }
            return;
        }
        self.looked_at = self.world.now();
        if !std::mem::replace(&mut self.looked, true) || text::split(&self.keys(), 0).any(|key| *key != *self.owner && *key != *self.name) {
            self.over_all(act::READ);
        }
        // Where there are no locks, this is also how others see that this page is there.
        if !self.records.is_empty() {
            self.changed = true;
        }
        self.look_timer = Some(LOOK);
    }

    pub fn on_lead(&mut self) {
        self.leads = true;
        self.look();
    }

    /// Is the owner of this key there? If it has written since this page looked, that is not known yet, and it looks again.
    fn lives(&mut self, key: &str, locks: &str) -> bool {
        if *key == *self.owner || text::has(locks, key) {
            return true;
        }
        let since = self.entry(key).number("t").unwrap_or(0.0) - self.looked_at;
        let near = since.abs() < SILENCE;
        if near && since >= 0.0 {
            (self.looked, self.look_timer) = (false, Some(FIRST_LOOK));
        }
        near && (since >= 0.0 || locks.is_empty())
    }

    /// Takes over what those left who are not there any more. What is to be sent of it, oldest first.
    pub fn on_read(&mut self, locks: &str, texts: &str) -> Vec<Box<Job>> {
        let mut jobs = Vec::new();
        if !self.stores || self.leaving {
            return jobs;
        }
        let (mut left, mut marks, mut marked) = (Map::new(), Map::new(), 0.0_f64);
        let mut found: Vec<Json> = text::split(texts, 0).filter_map(Json::parse).collect();
        let stored = found.len();
        let mut gone = String::new();
        for key in text::split(&self.keys(), 0) {
            if *key == *self.name || self.lives(key, locks) {
                continue;
            }
            let entry = self.entry(key);
            add(&mut left, &entry.map("l"));
            marks.extend(&entry.map("m"));
            marked = marked.max(entry.number("t").unwrap_or(0.0));
            found.append(&mut entry.list("r"));
            gone.push_str(key);
            gone.push('\0');
        }
        if !self.looked {
            return jobs;
        }
        let mut waits = 0.0;
        let before = self.records.len();
        let mut last = (Json::null(), false);
        for (index, record) in found.iter().enumerate() {
            let parts = record.as_list().unwrap_or_default();
            let [owner, to, event] = parts.as_slice() else { continue };
            let name = owner.as_str().unwrap_or_default();
            if last.0 != *owner {
                last = (owner.clone(), !text::has(&gone, &name) && self.lives(&name, locks));
            }
            if last.1 {
                continue;
            }
            if let Some(at) = self.records.iter().position(|record| record.event == *event) {
                // In both stores; or taken over before; or this page has gone on with it after its core trapped, and its ledger does not know of it.
                waits += f64::from(u8::from(at < before && text::has(&gone, &name)));
                continue;
            }
            let key = key_of(event);
            let mark = marks.get(&key);
            let mut done = mark.is_some_and(Json::is_true);
            if !done && uuid::v7_time(&key).is_some_and(|made| self.looked_at - made > self.max_age) {
                count(&mut left, "expired", 1.0);
                done = true;
            }
            let stage = if index < stored { Stage::Stored } else { Stage::Ahead };
            if done && stage == Stage::Ahead {
                continue;
            }
            if !done {
                waits += 1.0;
                self.size += event.text().len();
            }
            let record = Record { event: event.clone(), to: to.clone(), stage, handed: mark.is_some() && !self.in_trouble(), done };
            if !(record.handed || done) {
                join(&mut jobs, &record);
            }
            self.records.push(record);
        }
        // What the ledgers know of and is nowhere was lost; what is there and they do not know of was captured.
        let missing = pending(&left) - waits;
        if missing != 0.0 {
            count(&mut left, if missing > 0.0 { "lost" } else { "c" }, missing.abs());
        }
        add(&mut self.ledger, &left);
        if self.good > marked {
            self.count_handed();
        }
        self.changed = true;
        self.promote_in(PROMOTE);
        self.write();
        for key in text::split(&gone, 0) {
            self.world.host().remove(Area::Local, key);
        }
        jobs
    }

    // ---- the page's life

    /// The page is back from the back-forward cache: what it left may be others' by now.
    pub fn on_back(&mut self) {
        self.leaving = false;
        if self.stores {
            self.records.clear();
            self.size = 0;
            self.ledger = Map::new();
            self.owner = Str::default();
            (self.leads, self.asked, self.looked, self.storing, self.awaited, self.due) = (false, false, false, false, false, false);
            self.look_timer = Some(FIRST_LOOK);
        }
    }

    /// The events that have not arrived, as far as this page knows.
    pub fn waiting(&self) -> Vec<Json> {
        self.records.iter().filter(|record| !record.done).map(|record| record.event.clone()).collect()
    }

    /// The ledger, of all pages and visits, or of this page alone: what was captured (`c`), delivered (`d`), and dropped for which reasons.
    pub fn delivery(&self, own: bool) -> Map {
        let mut all = self.ledger.clone();
        if own || !self.stores {
            add(&mut all, &self.shared);
        } else {
            for key in text::split(&self.keys(), 0) {
                if *key != *self.owner {
                    add(&mut all, &self.entry(key).map("l"));
                }
            }
        }
        all
    }
}

/// Puts it to the last job, where it goes to the same address; a job of its own, where not.
fn join(jobs: &mut Vec<Box<Job>>, record: &Record) {
    let parts = record.to.as_list().unwrap_or_default();
    let part = |index: usize| parts.get(index).and_then(Json::as_str).unwrap_or_default();
    let mut job = Job::events(part(0), part(1), Some(part(2)), record.event.clone());
    job.kept = true;
    if let Some(last) = jobs.last_mut()
        && (&last.url, &last.kind, &last.token) == (&job.url, &job.kind, &job.token)
        && last.events.len() < LARGEST_BATCH
    {
        last.events.append(&mut job.events);
    } else {
        jobs.push(job);
    }
}
