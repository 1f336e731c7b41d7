//! The outbox: every event is stored before the tick ends and stays stored until a server has it, whatever becomes of the page, the browser or the
//! network meanwhile. And the ledger: what was captured is delivered, waits, or was dropped for a reason that is counted.
//!
//! Two stores, because they fail in different accidents: localStorage is written on the spot but loses seconds when the browser is killed, IndexedDB keeps
//! what a transaction completed but takes a moment. So an event is first in this page's own entry of localStorage (the write-ahead: one write a tick), and
//! a tenth of a second later in IndexedDB, if it has not arrived by then.
//!
//! A page load of an instance is an owner, with an entry and a lock of its own; the browser ends the lock with the page. One page at a time has the lock of
//! the outbox: it takes over what owners who are gone have left, and sends it. An event that is in both stores is known by its text.
//!
//! An owner's entry is lines of text: when it was written, the ledger, the keys of records that are done with, the keys of those that beacons have; then
//! four lines for each record that IndexedDB does not have yet: its key, the address, the token, the event. The value of a record in IndexedDB is its four
//! lines. Where there are many, they go to entries of their own, so that no write is long. Beside the entries stands what all pages know: since when there
//! is trouble, the ledger, how much trouble.
//!
//! A beacon tells nobody whether it arrived. What left by one is marked, and the next answer of the server decides: a good one counts for it as well, a
//! bad one says that it is to be sent again. While there is trouble nothing is marked, so that it is sent again in any case.

use super::config::Config;
use super::host::{Area, Host};
use super::json::{Json, Map, write_integer};
use super::send::{Fate, Job, Sender};
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
    /// Store records, which begin with their keys, and remove keys, in one transaction. Both lists end each item with U+0000.
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
    /// A text that has the names of all locks that are held or wanted, and the records.
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
/// How much is written again with what is new.
const AGAIN: usize = 16_384;

/// What is counted: the first two, and why events were dropped. The order is that of what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Captured,
    Delivered,
    Bot,
    OptedOut,
    BeforeSend,
    RateLimited,
    Quota,
    TooLarge,
    Evicted,
    Rejected,
    Blocked,
    Expired,
    Failed,
    ShutDown,
    /// The browser was killed and forgot what became of it.
    Unknown,
}

const COUNTS: usize = 15;
/// As the page is told.
const NAMES: &str =
    "captured,delivered,bot,opted_out,before_send,rate_limited,quota,too_large,evicted,rejected,blocked,expired,failed,shut_down,unknown";

#[derive(Clone, Copy)]
struct Ledger([u32; COUNTS]);

impl Ledger {
    #[inline(never)]
    fn count(&mut self, what: Count, more: u32) {
        if let Some(number) = self.0.get_mut(what as usize) {
            *number += more;
        }
    }

    /// Adds the numbers of a line.
    #[inline(never)]
    fn add(&mut self, line: &str) {
        let mut numbers = text::split(line, b',');
        for number in &mut self.0 {
            *number += self::number(&mut numbers) as u32;
        }
    }

    #[inline(never)]
    fn line(&self) -> String {
        let mut line = String::new();
        for number in &self.0 {
            write_integer(&mut line, u64::from(*number));
            text::push_ascii(&mut line, b',');
        }
        line
    }

    /// How many are neither delivered nor dropped.
    fn pending(&self) -> i32 {
        self.0.iter().skip(1).fold(self.0[0] as i32, |rest, number| rest - *number as i32)
    }
}

/// Where a record is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Ahead,
    Storing,
    Stored,
    Removing,
}

/// Who has the event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Sender,
    Beacon,
    /// It has arrived or was dropped, and no longer counts.
    Done,
}

/// An event that has not arrived, or whose record is still to be removed.
struct Record {
    /// The owner who made it, a number and a full stop; empty until it is stored.
    key: Str,
    url: Str,
    token: Str,
    event: Json,
    stage: Stage,
    state: State,
    /// It is in an entry that is not written again.
    apart: bool,
}

impl Record {
    /// Is it in localStorage alone, as far as is known?
    fn waits_ahead(&self) -> bool {
        self.state != State::Done && self.stage != Stage::Stored
    }

    fn lines(&self) -> Str {
        text::join(&[&self.key, "\n", &self.url, "\n", &self.token, "\n", self.event.text(), "\n"])
    }
}

pub struct Outbox {
    world: &'static World,
    /// `ph_<token>_outbox`: the entry of what all pages know, the lock, and the beginning of all keys.
    name: Str,
    /// The key of this owner's entry and lock; empty until there is an event.
    owner: Str,
    records: Vec<Record>,
    /// How many entries there are that are not written again.
    apart: u64,
    /// How many had a key.
    keyed: u64,
    /// The size of those that are not done with.
    size: usize,
    /// Of this page, and of what it took over.
    ledger: Ledger,
    /// The part of it that all pages know.
    shared: Ledger,
    /// There is something in it that they do not know.
    counted: bool,
    /// May anything be stored?
    pub stores: bool,
    max_bytes: usize,
    max_age: f64,
    /// The entry is to be written; and somebody will come and do so.
    changed: bool,
    awaited: bool,
    /// The page is gone after this: nobody will.
    leaving: bool,
    /// It has said its last word, but for what is captured later. A request that ends with the page is no sign of trouble.
    released: bool,
    /// A transaction is to be made soon; one is being made.
    due: bool,
    storing: bool,
    /// IndexedDB does not work here.
    refused: bool,
    leads: bool,
    asked: bool,
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

/// The number in the next part.
#[inline(never)]
fn number(parts: &mut text::Parts<'_>) -> f64 {
    parts.next().and_then(Json::parse).and_then(|json| json.as_num()).unwrap_or(0.0)
}

/// A key of one of an owner's things: its own, a number and a full stop.
#[inline(never)]
fn numbered(owner: &str, number: u64) -> Str {
    let mut key = text::join(&[owner, " "]).into_string();
    write_integer(&mut key, number);
    text::push_ascii(&mut key, b'.');
    Str::new(key)
}

impl Outbox {
    pub fn new(world: &'static World) -> Outbox {
        Outbox {
            world,
            name: Str::default(),
            owner: Str::default(),
            records: Vec::new(),
            apart: 0,
            keyed: 100_000,
            size: 0,
            ledger: Ledger([0; COUNTS]),
            shared: Ledger([0; COUNTS]),
            counted: false,
            stores: false,
            max_bytes: 0,
            max_age: 0.0,
            changed: false,
            awaited: false,
            leaving: false,
            released: false,
            due: false,
            storing: false,
            refused: false,
            leads: false,
            asked: false,
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
        self.stores = stores;
        if stores {
            let known = self.item(&self.name);
            let mut lines = text::split(&known, b'\n');
            self.since = number(&mut lines);
            lines.next();
            self.failures = number(&mut lines);
            self.changed = !self.records.is_empty();
            self.look_timer = Some(FIRST_LOOK);
        } else {
            self.empty();
        }
    }

    /// Nothing may stay, of what others have left either, and no count of it. What this page has is sent all the same, as posthog-js does it.
    fn empty(&mut self) {
        for key in text::split(&self.keys(), 0) {
            self.remove(key);
        }
        for record in &mut self.records {
            record.stage = Stage::Ahead;
            record.key = Str::default();
            record.apart = false;
        }
        self.apart = 0;
        self.over_all(act::CLEAR);
        self.ask(act::RELEASE, "", "");
        self.owner = Str::default();
        (self.leads, self.asked) = (false, false);
    }

    /// Asks for something about all records of this project.
    fn over_all(&mut self, what: u8) {
        let (from, to) = (text::join(&[&self.name, "_"]), text::join(&[&self.name, "`"]));
        self.ask(what, &from, &to);
    }

    #[inline(never)]
    fn ask(&mut self, what: u8, a: &str, b: &str) {
        self.acts.push((what, Str::from(a), Str::from(b)));
    }

    // ---- localStorage

    /// The keys of all entries of the outbox, sorted, joined by U+0000.
    #[inline(never)]
    fn keys(&self) -> String {
        self.world.host().keys(&self.name)
    }

    #[inline(never)]
    fn item(&self, key: &str) -> String {
        self.world.host().read(Area::Local, key).ok().flatten().unwrap_or_default()
    }

    #[inline(never)]
    fn remove(&self, key: &str) {
        self.world.host().remove(Area::Local, key);
    }

    /// Writes an item, or makes sure that nothing old stands there.
    #[inline(never)]
    fn put(&self, key: &str, item: &str) -> bool {
        let written = self.world.host().write(Area::Local, key, item).is_ok();
        if !written {
            self.remove(key);
        }
        written
    }

    /// Adds to the ledger that all pages know, and tells how much trouble there is.
    #[inline(never)]
    fn make_known(&self, more: &Ledger) {
        let known = self.item(&self.name);
        let mut all = *more;
        all.add(text::split(&known, b'\n').nth(1).unwrap_or_default());
        self.put(&self.name, &text::join(&[Json::num(self.since).text(), "\n", &all.line(), "\n", Json::num(self.failures).text()]));
    }

    // ---- what happens to events

    #[inline(never)]
    fn count(&mut self, what: Count, more: u32) {
        if self.released {
            self.begin_anew();
        }
        self.ledger.count(what, more);
        (self.counted, self.changed) = (true, true);
    }

    /// An event was wanted, and is dropped.
    #[inline(never)]
    pub fn drop_one(&mut self, why: Count) {
        self.count(Count::Captured, 1);
        self.count(why, 1);
    }

    /// An event is about to be sent, or to wait for that. `anew`: it was captured, not taken over from a core that trapped.
    pub fn hold(&mut self, job: &Job, anew: bool) {
        for event in &job.events {
            self.count(Count::Captured, u32::from(anew || !self.stores));
            // A line each; the browser takes them out of addresses as well.
            let line = |text: &str| text::replace(text, "\n", "");
            let (url, token) = (line(&job.url), line(job.token.as_deref().unwrap_or_default()));
            self.take(Str::default(), &url, &token, event, Stage::Ahead, State::Sender);
        }
    }

    #[inline(never)]
    fn take(&mut self, key: Str, url: &str, token: &str, event: &Json, stage: Stage, state: State) {
        if state != State::Done {
            self.size += event.text().len();
        }
        self.records.push(Record { key, url: Str::from(url), token: Str::from(token), event: event.clone(), stage, state, apart: false });
    }

    /// The event of this record has arrived, or is dropped.
    #[inline(never)]
    fn finish(&mut self, index: usize, what: Count) {
        if let Some(record) = self.records.get_mut(index) {
            record.state = State::Done;
            self.size = self.size.saturating_sub(record.event.text().len());
            self.count(what, 1);
        }
    }

    /// Hears what became of events. True when that ends a time of trouble.
    pub fn on_fate(&mut self, events: &[Json], fate: Fate, sender: &mut Sender) -> bool {
        if self.released {
            return false;
        }
        let online = self.world.host().online();
        let troubled = self.in_trouble();
        let mut what = Count::Delivered;
        match fate {
            Fate::Delivered => {
                self.good = self.world.now();
                if troubled {
                    self.look_timer = Some(0.0);
                    self.note_failures(0.0);
                }
                self.beacons_arrived();
            }
            Fate::Failed(status) => {
                // Only those without any answer are counted, and only where there is a network.
                let first = !troubled || status > 0;
                if first {
                    self.since = self.world.now();
                }
                self.note_failures(if first { 1.0 } else { self.failures + f64::from(u8::from(online)) });
                for record in &mut self.records {
                    if record.state == State::Beacon {
                        record.state = State::Sender;
                        self.changed = true;
                        sender.again(&record.url, &record.token, &record.event);
                    }
                }
            }
            Fate::Dropped(why) => what = why,
            Fate::Handed if !online || self.hears_of_trouble() => return false,
            Fate::Handed => {}
        }
        for event in events {
            let Some(index) = self.records.iter().position(|record| record.state != State::Done && record.event == *event) else {
                continue;
            };
            if fate != Fate::Handed {
                self.finish(index, what);
            } else if let Some(record) = self.records.get_mut(index) {
                record.state = State::Beacon;
                self.changed = true;
            }
        }
        troubled && !self.in_trouble()
    }

    /// What beacons had counts as delivered.
    #[inline(never)]
    fn beacons_arrived(&mut self) {
        while let Some(index) = self.records.iter().position(|record| record.state == State::Beacon) {
            self.finish(index, Count::Delivered);
        }
    }

    fn note_failures(&mut self, failures: f64) {
        self.failures = failures;
        if self.stores {
            self.make_known(&Ledger([0; COUNTS]));
        }
    }

    pub fn in_trouble(&self) -> bool {
        self.failures > 0.0
    }

    /// Has this page met trouble, or another one since this one had its last good answer?
    fn hears_of_trouble(&self) -> bool {
        let known = self.item(&self.name);
        let mut lines = text::split(&known, b'\n');
        let (since, _, failures) = (number(&mut lines), lines.next(), number(&mut lines));
        self.in_trouble() || failures > 0.0 && since >= self.good
    }

    /// Where there is too much, the oldest that can be given up goes: what is in the queue or on its way has not failed yet. And where nothing has ever got
    /// through for long, there is soon too much.
    pub fn drop_surplus(&mut self, sender: &mut Sender) {
        let (mut most, mut why) = (self.max_bytes, Count::Evicted);
        if self.refused {
            most = most.min(AHEAD);
        }
        sender.blocked = self.failures >= BLOCKED && self.world.now() - self.since >= BLOCKED_FOR;
        if sender.blocked {
            (most, why) = (LITTLE, Count::Blocked);
        }
        while self.size > most {
            let oldest = self.records.iter().position(|record| match record.state {
                State::Sender => sender.forget(&record.event),
                state => state == State::Beacon,
            });
            let Some(index) = oldest else { return };
            self.finish(index, why);
        }
    }

    // ---- storing

    /// Writes this owner's entry, if anything changed. What is done with and not in IndexedDB is forgotten.
    pub fn write(&mut self) {
        self.awaited = false;
        if !std::mem::replace(&mut self.changed, false) || self.released {
            return;
        }
        if !self.records.iter().any(|record| record.apart && record.waits_ahead()) {
            self.remove_apart();
        }
        self.records.retain(|record| !(record.state == State::Done && record.stage == Stage::Ahead && !record.apart));
        if !self.stores {
            return;
        }
        if self.records.is_empty() && (self.leaving || self.owner.is_empty()) {
            if std::mem::replace(&mut self.counted, false) {
                let own = std::mem::replace(&mut self.ledger, Ledger([0; COUNTS]));
                self.shared.add(&own.line());
                self.make_known(&own);
            }
            return self.remove(&self.owner);
        }
        let now = self.world.now();
        if self.owner.is_empty() {
            let mut owner = text::join(&[&self.name, "_"]).into_string();
            // Sorted by age.
            storage::base36(&mut owner, (now / 1000.0) as u32);
            storage::base36(&mut owner, self.world.host().random());
            // A page with a lock could not be kept for coming back.
            if !self.leaving {
                self.ask(act::LOCK, &owner, "");
            }
            self.owner = Str::new(owner);
        }
        let (mut done, mut handed, mut lines) = (String::new(), String::new(), String::new());
        for record in &mut self.records {
            if record.key.is_empty() {
                self.keyed += 1;
                record.key = numbered(&self.owner, self.keyed);
            }
            match record.state {
                State::Done => done.push_str(&record.key),
                State::Beacon => handed.push_str(&record.key),
                State::Sender => {}
            }
            if !record.apart && record.waits_ahead() {
                lines.push_str(&record.lines());
            }
        }
        if lines.len() > AGAIN && self.put(&numbered(&self.owner, self.apart), &lines) {
            self.apart += 1;
            self.records.iter_mut().for_each(|record| record.apart = true);
            lines.clear();
        }
        let entry = text::join(&[Json::num(now).text(), "\n", &self.ledger.line(), "\n", &done, "\n", &handed, "\n", &lines]);
        let written = self.put(&self.owner, &entry);
        if !self.leaving {
            self.promote_in(if written { PROMOTE } else { 0.0 });
        }
    }

    fn remove_apart(&mut self) {
        while self.apart > 0 {
            self.apart -= 1;
            self.remove(&numbered(&self.owner, self.apart));
        }
        self.records.iter_mut().for_each(|record| record.apart = false);
    }

    /// Not put off by what is captured meanwhile.
    fn promote_in(&mut self, ms: f64) {
        if !std::mem::replace(&mut self.due, true) {
            self.promote_timer = Some(ms);
        }
    }

    /// Others may take over, of what this page has stored as its last word.
    pub fn release(&mut self) {
        self.leaving = true;
        self.changed = true;
        self.write();
        self.released = self.stores;
        self.ask(act::RELEASE, "", "");
    }

    /// What is to be done by the page now. `leaving`: nobody comes back to write.
    pub fn settle(&mut self, leaving: bool) -> Vec<(u8, Str, Str)> {
        self.leaving = leaving;
        if leaving || !self.stores {
            self.write();
        } else if self.changed && !std::mem::replace(&mut self.awaited, true) {
            self.ask(act::SOON, "", "");
        }
        std::mem::take(&mut self.acts)
    }

    /// Moves to IndexedDB what is still waiting, and removes from there what is not.
    pub fn promote(&mut self) {
        self.due = false;
        if self.storing || self.refused || !self.stores {
            return;
        }
        let (mut puts, mut removes) = (String::new(), String::new());
        for record in &mut self.records {
            if record.key.is_empty() {
                continue;
            }
            if record.stage == Stage::Ahead && record.state != State::Done {
                record.stage = Stage::Storing;
                puts.push_str(&record.lines());
                text::push_ascii(&mut puts, 0);
            } else if record.stage == Stage::Stored && record.state == State::Done {
                record.stage = Stage::Removing;
                removes.push_str(&record.key);
                text::push_ascii(&mut removes, 0);
            }
        }
        if !(puts.is_empty() && removes.is_empty()) {
            self.storing = true;
            self.ask(act::STORE, &puts, &removes);
        }
    }

    /// The transaction is complete, or failed. What the entry says twice does no harm until it is written for another reason.
    pub fn on_stored(&mut self, well: bool) {
        self.storing = false;
        self.refused = !well;
        for record in &mut self.records {
            if record.stage == Stage::Storing && well {
                record.stage = Stage::Stored;
            } else if record.stage != Stage::Stored {
                record.stage = Stage::Ahead;
            }
        }
        // Some were captured or done with meanwhile.
        self.promote_in(PROMOTE);
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
        self.over_all(act::READ);
        // Where there are no locks, this is also how others see that this page is there.
        self.changed |= !self.records.is_empty();
        self.look_timer = Some(LOOK);
    }

    pub fn on_lead(&mut self) {
        self.leads = true;
        self.look();
    }

    /// Takes over what those left who are not there any more, oldest first.
    pub fn on_read(&mut self, locks: &str, stored: &str, sender: &mut Sender) {
        if !self.stores || self.leaving {
            return;
        }
        let mut there = text::join(&[locks, &self.owner, &self.name]).into_string();
        let (mut left, mut last, mut gone, mut ahead) = (Ledger([0; COUNTS]), 0.0_f64, String::new(), String::new());
        let (mut done, mut handed) = (String::new(), String::new());
        for key in text::split(&self.keys(), 0) {
            let owner = text::split(key, b' ').next().unwrap_or_default();
            if text::has(&there, owner) {
                continue;
            }
            gone.push_str(key);
            text::push_ascii(&mut gone, 0);
            let entry = self.item(key);
            if owner.len() < key.len() {
                ahead.push_str(&entry);
                continue;
            }
            let mut lines = text::split(&entry, b'\n');
            let written = number(&mut lines);
            let since = written - self.looked_at;
            if (0.0..SILENCE).contains(&since) {
                // Is it there? Nobody knows yet, nor what it has taken over.
                self.look_timer = Some(FIRST_LOOK);
                return;
            }
            // Where there are no locks, who wrote lately is there.
            if since.abs() < SILENCE && locks.is_empty() {
                there.push_str(key);
                gone.truncate(gone.len() - key.len() - 1);
                continue;
            }
            last = last.max(written);
            left.add(lines.next().unwrap_or_default());
            done.push_str(lines.next().unwrap_or_default());
            handed.push_str(lines.next().unwrap_or_default());
            ahead.push_str(lines.rest());
        }
        let mut waits = 0;
        let before = self.records.len();
        for &(lines, stage) in &[(stored, Stage::Stored), (&*ahead, Stage::Ahead)] {
            let mut lines = text::split(lines, b'\n');
            while let (Some(key), Some(url), Some(token), Some(event)) = (lines.next(), lines.next(), lines.next(), lines.next()) {
                let owner = text::split(key, b' ').next().unwrap_or_default();
                let Some(event) = Json::parse(event).filter(|_| !text::has(&there, owner)) else { continue };
                if let Some(at) = self.records.iter().position(|record| record.event == event) {
                    // In both stores; or taken over before; or this page has gone on with it after its core trapped, and its ledger does not know of it.
                    waits += i32::from(at < before && text::has(&gone, owner));
                    continue;
                }
                let state = if text::has(&done, key) {
                    State::Done
                } else if event.text().get(9..45).and_then(uuid::v7_time).is_some_and(|made| self.looked_at - made > self.max_age) {
                    left.count(Count::Expired, 1);
                    State::Done
                } else {
                    waits += 1;
                    if text::has(&handed, key) && !self.in_trouble() {
                        State::Beacon
                    } else {
                        sender.again(url, token, &event);
                        State::Sender
                    }
                };
                self.take(Str::from(key), url, token, &event, stage, state);
            }
        }
        // What the ledgers know of and is nowhere: nobody knows what became of it. What is there and they do not know of was captured.
        let missing = left.pending() - waits;
        left.count(if missing > 0 { Count::Unknown } else { Count::Captured }, missing.unsigned_abs());
        self.ledger.add(&left.line());
        if self.good > last {
            self.beacons_arrived();
        }
        (self.counted, self.changed) = (true, true);
        self.write();
        for key in text::split(&gone, 0) {
            self.remove(key);
        }
    }

    // ---- the page's life

    /// The page is back from the back-forward cache: what it left may be others' by now.
    pub fn on_back(&mut self, sender: &mut Sender) {
        self.leaving = false;
        if self.stores {
            sender.forget_all();
            self.begin_anew();
            self.look_timer = Some(FIRST_LOOK);
        }
    }

    /// After its last word it is another owner: for what is still captured as the page goes, and when the page is back.
    fn begin_anew(&mut self) {
        self.released = false;
        if self.stores {
            self.records.clear();
            self.size = 0;
            self.ledger = Ledger([0; COUNTS]);
            self.owner = Str::default();
            self.apart = 0;
            (self.leads, self.asked, self.storing, self.awaited, self.due) = (false, false, false, false, false);
        }
    }

    /// The events that have not arrived, as far as this page knows.
    pub fn waiting(&self) -> Vec<Json> {
        self.records.iter().filter(|record| record.state != State::Done).map(|record| record.event.clone()).collect()
    }

    /// The ledger, of all pages and visits, or of this page alone: the numbers by their names, where they are not 0.
    pub fn delivery(&self, own: bool) -> Json {
        let mut all = self.ledger;
        if own || !self.stores {
            all.add(&self.shared.line());
        } else {
            for key in text::split(&self.keys(), 0).filter(|key| **key != *self.owner && !text::has(key, " ")) {
                all.add(text::split(&self.item(key), b'\n').nth(1).unwrap_or_default());
            }
        }
        let mut map = Map::new();
        for (name, number) in text::split(NAMES, b',').zip(&all.0) {
            if *number > 0 {
                map.push(name, Json::num(f64::from(*number)));
            }
        }
        Json::from(&map)
    }
}
