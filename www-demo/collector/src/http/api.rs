//! The collector's own questions: what arrived, from whom, and how far they got.

use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::Shared;
use crate::funnel::{self, Step};
use crate::people::{Group, Person};
use crate::store::{Filter, TokenCount};
use crate::wire::reject::Reject;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    token: Option<String>,
    event: Option<String>,
    #[serde(default)]
    since: i64,
    limit: Option<u32>,
    /// Any value: leave out headers and bodies.
    brief: Option<String>,
    steps: Option<String>,
}

impl Wanted {
    fn of_token(&self) -> Result<&str, Reject> {
        self.token.as_deref().ok_or_else(|| Reject::bad("say which ?token="))
    }
}

type Answer<T> = Result<Json<T>, Reject>;

pub async fn health() -> Json<Value> {
    Json(json!({ "ok": true }))
}

pub async fn unknown() -> Reject {
    Reject::missing("there is no such path, or it needs --faults")
}

pub async fn tokens(State(app): State<Shared>) -> Answer<Vec<TokenCount>> {
    Ok(Json(app.store.tokens()?))
}

pub async fn events(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer<Vec<Value>> {
    let filter = Filter { token: wanted.token.as_deref(), event: wanted.event.as_deref(), since: wanted.since, limit: wanted.limit };
    let events = app.store.events(&filter)?;
    Ok(Json(events.iter().map(|event| app.shown(event)).collect::<Result<_, _>>()?))
}

pub async fn requests(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer<Vec<Value>> {
    Ok(Json(app.store.requests(wanted.token.as_deref(), wanted.since, wanted.limit, wanted.brief.is_some())?))
}

pub async fn request(State(app): State<Shared>, Path(id): Path<i64>) -> Answer<Value> {
    let found = app.store.request(id, false)?;
    Ok(Json(found.ok_or_else(|| Reject::missing("there is no such request"))?))
}

pub async fn persons(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer<Vec<Person>> {
    Ok(Json(app.with_people(wanted.of_token()?, |people| people.persons().cloned().collect())?))
}

pub async fn groups(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer<Vec<Group>> {
    Ok(Json(app.with_people(wanted.of_token()?, |people| people.groups().cloned().collect())?))
}

pub async fn funnel(State(app): State<Shared>, Query(wanted): Query<Wanted>) -> Answer<Vec<Step>> {
    let token = wanted.of_token()?;
    let steps = wanted.steps.as_deref().unwrap_or("item_created,item_shared,export_completed");
    let steps: Vec<String> = steps.split(',').map(|step| step.trim().to_owned()).filter(|step| !step.is_empty()).collect();
    let mut events = app.store.events(&Filter { token: Some(token), ..Filter::default() })?;
    // By when they happened: a retried batch arrives after events that came later.
    events.sort_by_key(|event| (event.timestamp, event.id));
    let counted = app.with_people(token, |people| {
        funnel::count(&steps, events.iter().map(|event| (people.person_of(&event.distinct_id), event.event.as_str())))
    })?;
    Ok(Json(counted))
}
