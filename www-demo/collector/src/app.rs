//! What all handlers share: the store, the derived persons, the settings of each token, and the wire to the listeners.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::http::fault::Faults;
use crate::people::People;
use crate::remote_config::Settings;
use crate::store::{Filter, Store, StoredEvent};

/// A listener further behind than this many notes is told so and loads the page anew.
const NOTES_KEPT: usize = 4096;

/// What the live page and waiting tests are told.
#[derive(Debug, Clone)]
pub enum Note {
    Event {
        id: i64,
        token: String,
        json: Arc<str>,
    },
    Request {
        token: Option<String>,
        json: Arc<str>,
    },
    Cleared {
        token: Option<String>,
    },
    /// The definitions of the flags changed, or what is wrong with their file.
    Flags,
    /// A browser said what became of its events.
    Ledger {
        token: String,
    },
}

pub struct App {
    /// Names this run of the program: with a store in memory, ids begin again with the next one.
    pub instance: String,
    pub store: Store,
    pub settings: Settings,
    pub faults: Faults,
    pub notes: broadcast::Sender<Note>,
    people: Mutex<HashMap<String, People>>,
}

pub type Shared = Arc<App>;

/// A panic in another request must not take the collector down with it.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl App {
    pub fn new(store: Store, settings: Settings) -> Self {
        let instance = Uuid::new_v4().to_string();
        Self { instance, store, settings, faults: Faults::default(), notes: broadcast::channel(NOTES_KEPT).0, people: Mutex::default() }
    }

    /// Persons are derived from the stored events alone; this reads those that came since the last look and hands the result to `look`.
    pub fn with_people<T>(&self, token: &str, look: impl FnOnce(&People) -> T) -> rusqlite::Result<T> {
        self.with_people_until(i64::MAX, token, look)
    }

    /// The same, but content with what is known if that goes as far as the event `until`.
    fn with_people_until<T>(&self, until: i64, token: &str, look: impl FnOnce(&People) -> T) -> rusqlite::Result<T> {
        let mut all = lock(&self.people);
        let people = all.entry(token.to_owned()).or_default();
        if people.last_event() < until {
            let fresh = Filter { token: Some(token), since: people.last_event(), ..Filter::default() };
            for event in self.store.events(&fresh)? {
                people.apply(&event);
            }
        }
        Ok(look(people))
    }

    /// The event as the API shows it: with the person it belongs to now.
    pub fn shown(&self, event: &StoredEvent) -> rusqlite::Result<Value> {
        let person = self.with_people_until(event.id, &event.token, |people| people.person_of(&event.distinct_id))?;
        let mut shown: Map<String, Value> = event.to_json();
        shown.insert("person_id".into(), person.into());
        Ok(Value::Object(shown))
    }

    /// Forgets one token, or everything.
    pub fn clear(&self, token: Option<&str>) -> rusqlite::Result<()> {
        let mut people = lock(&self.people);
        self.store.clear(token)?;
        self.faults.clear(token);
        self.settings.clear(token);
        match token {
            Some(token) => drop(people.remove(token)),
            None => people.clear(),
        }
        drop(people);
        self.tell(Note::Cleared { token: token.map(str::to_owned) });
        Ok(())
    }

    /// Nobody listening is not an error.
    pub fn tell(&self, note: Note) {
        let _heard_by = self.notes.send(note);
    }
}
