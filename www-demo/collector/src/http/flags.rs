//! Feature flags: the answer to an SDK, and what the live page shows and changes of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::{Extension, Json};
use chrono::Utc;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::control::{self, Body, OfToken};
use super::record::Received;
use crate::app::{App, Note, Shared};
use crate::experiment;
use crate::flags::{Change, ChangeError, Definitions, Evaluation, Flag, Visitor, evaluate};
use crate::store::{Filter, StoredEvent, Told};
use crate::wire::reject::Reject;

/// How soon a change of the flags file is told to the live page. Answers are always by the file as it is.
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// What a request says of the visitor, and what it wants.
#[derive(Debug, Default)]
struct Asked {
    visitor: Visitor,
    /// Only these; none is all.
    keys: Option<Vec<String>>,
    disabled: bool,
}

impl Asked {
    fn read(body: &Value) -> Result<Self, Reject> {
        let Value::Object(body) = body else { return Err(Reject::bad("the body is not an object")) };
        let keys = match body.get("flag_keys") {
            None | Some(Value::Null) => None,
            Some(Value::Array(keys)) => Some(keys.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            Some(_) => return Err(Reject::bad("flag_keys is not a list")),
        };
        let disabled = body.get("disable_flags").and_then(Value::as_bool).unwrap_or_default();
        let distinct_id = [body.get("distinct_id"), body.get("$distinct_id")].into_iter().flatten().find_map(id);
        if distinct_id.is_none() && !disabled {
            return Err(Reject::bad("there is no distinct_id"));
        }
        let mut groups = BTreeMap::new();
        for (kind, key) in object(body, "groups")? {
            groups.insert(
                kind.clone(),
                id(&key).ok_or_else(|| Reject::bad(format!("the key of the group {kind:?} is neither text nor a number")))?,
            );
        }
        let mut group_properties = BTreeMap::new();
        let by_kind = object(body, "group_properties")?;
        for kind in by_kind.keys() {
            group_properties.insert(kind.clone(), object(&by_kind, kind)?);
        }
        let properties = object(body, "person_properties")?;
        Ok(Self { visitor: Visitor { distinct_id: distinct_id.unwrap_or_default(), properties, groups, group_properties }, keys, disabled })
    }

    /// What the request says wins over what is known from events: it is newer.
    fn complete(mut self, app: &App, token: &str) -> rusqlite::Result<Self> {
        let Visitor { distinct_id, properties, groups, group_properties } = &mut self.visitor;
        app.with_people(token, |people| {
            if let Some(person) = people.person(distinct_id) {
                under(properties, &person.properties);
            }
            for (kind, key) in groups {
                if let Some(known) = people.group_properties(kind, key) {
                    under(group_properties.entry(kind.clone()).or_default(), known);
                }
            }
        })?;
        Ok(self)
    }

    fn wants(&self, key: &str) -> bool {
        self.keys.as_ref().is_none_or(|keys| keys.iter().any(|wanted| wanted == key))
    }
}

fn object(of: &Map<String, Value>, key: &str) -> Result<Map<String, Value>, Reject> {
    match of.get(key) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(Reject::bad(format!("{key} is not an object"))),
    }
}

fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn under(properties: &mut Map<String, Value>, known: &Map<String, Value>) {
    for (key, value) in known {
        properties.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

/// `POST /flags/?v=2`
pub async fn answer(State(app): State<Shared>, Extension(received): Extension<Arc<Received>>) -> Result<Json<Value>, Reject> {
    let decoded = received.decoded.as_ref().map_err(Clone::clone)?;
    let token = received.token.as_deref().ok_or_else(|| Reject::token("there is no token"))?;
    let asked = Asked::read(&decoded.json)?;
    let definitions = app.settings.flags.as_ref().map(|file| file.definitions()).unwrap_or_default();
    let mut answer = json!({
        "errorsWhileComputingFlags": false,
        "flags": {},
        "requestId": Uuid::new_v4().to_string(),
        "evaluatedAt": Utc::now().timestamp_millis(),
    });
    // Left out unless it is on, as PostHog does.
    if definitions.minimal_flag_called_events {
        answer["minimalFlagCalledEvents"] = true.into();
    }
    if asked.disabled {
        return Ok(Json(answer));
    }
    let asked = asked.complete(&app, token)?;
    let fixed = app.settings.fixed_flags(token);
    let flags = fixed.unwrap_or_else(|| evaluated(&definitions, &asked.visitor));
    let flags: Map<String, Value> = flags.into_iter().filter(|(key, _)| asked.wants(key)).collect();
    let told = flags.iter().map(|(key, flag)| (key.clone(), told(flag))).collect();
    app.store.tell_flags(token, &asked.visitor.distinct_id, received.at.timestamp_millis(), &told)?;
    answer["flags"] = flags.into();
    Ok(Json(answer))
}

/// Flags that are off are not told at all.
fn evaluated(definitions: &Definitions, visitor: &Visitor) -> Map<String, Value> {
    let on = definitions.flags.iter().filter(|flag| flag.enabled);
    on.map(|flag| (flag.key.clone(), spelled_out(flag, &evaluate(flag, visitor)))).collect()
}

fn spelled_out(flag: &Flag, evaluation: &Evaluation) -> Value {
    let mut spelled = json!({
        "key": flag.key,
        "enabled": evaluation.enabled,
        "variant": evaluation.variant,
        "reason": evaluation.reason,
        "metadata": { "id": flag.id, "version": flag.version, "description": flag.description, "has_experiment": flag.has_experiment },
        "failed": false,
    });
    if let Some(payload) = flag.payload(evaluation) {
        spelled["metadata"]["payload"] = payload.into();
    }
    spelled
}

/// What the live page shows of an answer.
fn told(flag: &Value) -> Value {
    let value = flag.get("variant").filter(|variant| !variant.is_null()).or_else(|| flag.get("enabled"));
    json!({ "value": value, "reason": flag.pointer("/reason/description") })
}

/// `GET /_/flags?token=`: the definitions, who was told what, and the experiments' tables.
pub async fn list(State(app): State<Shared>, Query(of): Query<OfToken>) -> Result<Json<Value>, Reject> {
    shown(&app, of.token.as_deref()).map(Json)
}

/// `PATCH /_/flags?token=`: changes a flag in the file, for all tokens.
pub async fn change(State(app): State<Shared>, Query(of): Query<OfToken>, change: Body<Change>) -> Result<Json<Value>, Reject> {
    let change = control::body(change)?;
    let file = app.settings.flags.as_ref().ok_or_else(|| Reject::missing("there is no flags file: start with --flags"))?;
    file.change(&change).map_err(|error| match error {
        ChangeError::Unknown(detail) => Reject::missing(detail),
        ChangeError::Wrong(detail) | ChangeError::File(detail) => Reject::bad(detail),
    })?;
    shown(&app, of.token.as_deref()).map(Json)
}

fn shown(app: &App, token: Option<&str>) -> Result<Value, Reject> {
    let file = app.settings.flags.as_ref();
    // First, as it reads the file again.
    let definitions = file.map(|file| file.definitions()).unwrap_or_default();
    let told = token.map_or_else(|| Ok(Vec::new()), |token| app.store.flags_told(token))?;
    let flags = definitions.flags.iter().map(|flag| shown_flag(app, token, flag, &told)).collect::<Result<Vec<_>, Reject>>()?;
    Ok(json!({
        "file": file.map(|file| file.path().display().to_string()),
        "error": file.and_then(|file| file.error()),
        "fixed": token.and_then(|token| app.settings.fixed_flags(token)).is_some(),
        "minimal_flag_called_events": definitions.minimal_flag_called_events,
        "flags": flags,
    }))
}

fn shown_flag(app: &App, token: Option<&str>, flag: &Flag, told: &[Told]) -> Result<Value, Reject> {
    let visitors = told.iter().filter_map(|told| {
        let of_flag = told.flags.get(&flag.key)?;
        Some(json!({ "distinct_id": told.distinct_id, "at": told.at, "value": of_flag["value"], "reason": of_flag["reason"] }))
    });
    let visitors: Vec<Value> = visitors.collect();
    let experiment = match (token, &flag.conversion) {
        (Some(token), Some(conversion)) if flag.has_experiment => Some(table(app, token, flag, conversion)?),
        _ => None,
    };
    let mut shown = serde_json::to_value(flag).map_err(|error| Reject::bad(error.to_string()))?;
    shown["visitors"] = visitors.into();
    shown["experiment"] = json!(experiment);
    Ok(shown)
}

fn table(app: &App, token: &str, flag: &Flag, conversion: &str) -> rusqlite::Result<experiment::Table> {
    let named = |event| app.store.events(&Filter { token: Some(token), event: Some(event), ..Filter::default() });
    let (calls, conversions) = (named("$feature_flag_called")?, named(conversion)?);
    let text = |event: &'static str| move |stored: &StoredEvent| stored.property(event).and_then(Value::as_str).map(str::to_owned);
    let (key, response) = (text("$feature_flag"), text("$feature_flag_response"));
    let calls: Vec<(&StoredEvent, String)> = calls
        .iter()
        .filter(|call| key(call).as_deref() == Some(flag.key.as_str()))
        .filter_map(|call| Some((call, response(call)?)))
        .collect();
    let variants: Vec<&str> = flag.variants.iter().map(|variant| variant.key.as_str()).collect();
    app.with_people(token, |people| {
        experiment::count(
            &variants,
            calls.iter().map(|(call, variant)| (people.person_of(&call.distinct_id), variant.as_str(), call.timestamp)),
            conversions.iter().map(|event| (people.person_of(&event.distinct_id), event.timestamp)),
        )
    })
}

/// Looks at the flags file for as long as the program runs and tells the live page of changes.
pub async fn watch(app: Shared) {
    let Some(file) = &app.settings.flags else { return };
    let mut told = file.revision();
    let mut every = tokio::time::interval(LOOK_EVERY);
    loop {
        every.tick().await;
        let revision = file.revision();
        if revision != told {
            told = revision;
            app.tell(Note::Flags);
        }
    }
}
