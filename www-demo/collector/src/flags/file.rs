//! The flags file: read again whenever it changed, so that it can be edited while the collector runs, and written when the live page changes a
//! flag. What cannot be read is told, and the definitions that were read before stay in use.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use toml_edit::{DocumentMut, Item, value};

use super::definition::Definitions;
use crate::app::lock;

pub struct FlagFile {
    path: PathBuf,
    state: Mutex<State>,
}

struct State {
    /// The file as it was last seen, or what kept it from being read.
    seen: Result<String, String>,
    definitions: Arc<Definitions>,
    error: Option<String>,
    /// Goes up whenever definitions or error change.
    revision: u64,
}

/// What can be changed without an editor.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub key: String,
    pub enabled: Option<bool>,
    /// Which of the flag's conditions gets the new rollout, from 0.
    #[serde(default)]
    pub condition: usize,
    pub rollout_percentage: Option<f64>,
    /// New percentages, by variant.
    #[serde(default)]
    pub variants: BTreeMap<String, f64>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum ChangeError {
    /// There is no such flag.
    Unknown(String),
    /// The change makes no sense.
    Wrong(String),
    /// The file cannot be read or written as it is.
    File(String),
}

impl FlagFile {
    /// Fails if the file cannot be read or has a mistake: there is nothing to fall back on yet.
    pub fn open(path: &Path) -> Result<Self, String> {
        let text = read(path)?;
        let definitions = parse(path, &text)?;
        let state = State { seen: Ok(text), definitions: Arc::new(definitions), error: None, revision: 0 };
        Ok(Self { path: path.to_owned(), state: Mutex::new(state) })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The definitions as of now.
    pub fn definitions(&self) -> Arc<Definitions> {
        let mut state = lock(&self.state);
        self.reread(&mut state);
        Arc::clone(&state.definitions)
    }

    /// What is wrong with the file, if the definitions in use are older than it.
    pub fn error(&self) -> Option<String> {
        lock(&self.state).error.clone()
    }

    /// Reads the file if it changed. The number changes with what there is to show.
    pub fn revision(&self) -> u64 {
        let mut state = lock(&self.state);
        self.reread(&mut state);
        state.revision
    }

    fn reread(&self, state: &mut State) {
        // The whole text, as it is short: times of files can be too coarse to tell two quick changes apart.
        let seen = read(&self.path);
        if seen == state.seen {
            return;
        }
        match seen.as_ref().map_err(Clone::clone).and_then(|text| parse(&self.path, text)) {
            Ok(definitions) => {
                state.definitions = Arc::new(definitions);
                if state.error.take().is_some() {
                    eprintln!("prickle-collector: {} is in order again", self.path.display());
                }
            }
            Err(error) => {
                eprintln!("prickle-collector: {error}\nThe flags stay as they were.");
                state.error = Some(error);
            }
        }
        state.seen = seen;
        state.revision += 1;
    }

    /// Writes the change into the file, where everything else stays as it is, comments too.
    pub fn change(&self, change: &Change) -> Result<(), ChangeError> {
        let mut state = lock(&self.state);
        self.reread(&mut state);
        if let Some(error) = &state.error {
            return Err(ChangeError::File(format!("the file has a mistake, which comes first: {error}")));
        }
        let index = state.definitions.flags.iter().position(|flag| flag.key == change.key);
        let index = index.ok_or_else(|| ChangeError::Unknown(format!("there is no flag {:?}", change.key)))?;
        let version = state.definitions.flags.get(index).map_or(1, |flag| flag.version.saturating_add(1));
        let text = state.seen.clone().map_err(ChangeError::File)?;
        let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| ChangeError::File(error.to_string()))?;
        let flag = document.get_mut("flags").and_then(|flags| flags.get_mut(index));
        let flag = flag.ok_or_else(|| ChangeError::File(format!("flag {:?} is not where it should be", change.key)))?;
        edit(flag, change).map_err(ChangeError::Wrong)?;
        put(flag, "version", i64::from(version));
        let text = document.to_string();
        let definitions = Definitions::parse(&text).map_err(ChangeError::Wrong)?;
        replace(&self.path, &text).map_err(ChangeError::File)?;
        state.definitions = Arc::new(definitions);
        state.seen = Ok(text);
        state.revision += 1;
        Ok(())
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(path: &Path, text: &str) -> Result<Definitions, String> {
    Definitions::parse(text).map_err(|error| format!("{}: {}", path.display(), error.trim_end()))
}

/// In one step, so that nobody reads half a file.
fn replace(path: &Path, text: &str) -> Result<(), String> {
    let fresh = path.with_extension("toml.new");
    fs::write(&fresh, text).and_then(|()| fs::rename(&fresh, path)).map_err(|error| format!("{}: {error}", path.display()))
}

fn edit(flag: &mut Item, change: &Change) -> Result<(), String> {
    if let Some(enabled) = change.enabled {
        put(flag, "enabled", enabled);
    }
    if let Some(percentage) = change.rollout_percentage {
        let condition = flag.get_mut("conditions").and_then(|conditions| conditions.get_mut(change.condition));
        let condition = condition.ok_or_else(|| format!("flag {:?} has no condition {}", change.key, change.condition))?;
        put_percentage(condition, percentage);
    }
    for (key, percentage) in &change.variants {
        let variant = variant(flag, key).ok_or_else(|| format!("flag {:?} has no variant {key:?}", change.key))?;
        put_percentage(variant, *percentage);
    }
    Ok(())
}

fn variant<'a>(flag: &'a mut Item, key: &str) -> Option<&'a mut Item> {
    let variants = flag.get_mut("variants")?;
    let index = (0_usize..).map_while(|index| variants.get(index)).position(|one| one.get("key").and_then(Item::as_str) == Some(key))?;
    variants.get_mut(index)
}

fn put_percentage(of: &mut Item, percentage: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "a whole number within 0 and 100 is one in every type")]
    if percentage.fract() == 0.0 && (0.0..=100.0).contains(&percentage) {
        put(of, "rollout_percentage", percentage as i64);
    } else {
        put(of, "rollout_percentage", percentage);
    }
}

/// Sets a value, with the comment after it left in place.
fn put(of: &mut Item, key: &str, new: impl Into<toml_edit::Value>) {
    let Some(table) = of.as_table_like_mut() else { return };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = new.into();
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(key, value(new))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Ours\n[[flags]]\nkey = \"a\" # the first\nid = 1\nenabled = true # or not\nconditions = [\n    # Insiders\n    { properties = \
                        [{ key = \"email\", operator = \"is_set\" }] },\n    { rollout_percentage = 50 }, # the rest\n]\n\n\
                        [[flags]]\nkey = \"b\"\nid = 2\n[[flags.variants]]\nkey = \"x\"\nrollout_percentage = 50\n[[flags.variants]]\nkey = \"y\"\n\
                        rollout_percentage = 50\n";

    fn file(name: &str) -> FlagFile {
        let path = std::env::temp_dir().join(format!("prickle-flags-{}-{name}.toml", std::process::id()));
        fs::write(&path, TEXT).unwrap();
        FlagFile::open(&path).unwrap()
    }

    impl Drop for FlagFile {
        fn drop(&mut self) {
            let _may_be_gone = fs::remove_file(&self.path);
        }
    }

    fn change(key: &str) -> Change {
        Change { key: key.to_owned(), ..Change::default() }
    }

    #[test]
    fn it_is_read_again_when_it_changed() {
        let file = file("reread");
        let first = file.revision();
        assert_eq!(file.revision(), first);
        fs::write(file.path(), TEXT.replace("enabled = true", "enabled = false")).unwrap();
        assert!(!file.definitions().flag("a").unwrap().enabled);
        assert_ne!(file.revision(), first);
    }

    #[test]
    fn a_mistake_is_told_and_the_last_good_one_stays() {
        let file = file("mistake");
        for (broken, told) in [
            (TEXT.replace("enabled = true", "enabled = maybe"), "line 5"),
            (TEXT.replace("rollout_percentage = 50 },", "rollout_percentage = 500 },"), "500 is no percentage"),
        ] {
            let before = file.revision();
            fs::write(file.path(), broken).unwrap();
            assert!(file.definitions().flag("a").unwrap().enabled);
            let error = file.error().unwrap();
            assert!(error.contains(told) && error.contains("mistake.toml"), "{error}");
            assert_ne!(file.revision(), before);
            assert!(matches!(file.change(&Change { enabled: Some(false), ..change("a") }), Err(ChangeError::File(_))));
        }
        fs::remove_file(file.path()).unwrap();
        assert!(file.definitions().flag("a").is_some());
        assert!(file.error().unwrap().contains("No such file"));
        fs::write(file.path(), TEXT).unwrap();
        file.revision();
        assert_eq!(file.error(), None);
    }

    #[test]
    fn a_change_leaves_the_rest_of_the_file_alone() {
        let file = file("change");
        let before = file.revision();
        file.change(&Change { enabled: Some(false), condition: 1, rollout_percentage: Some(75.0), ..change("a") }).unwrap();
        let expected = TEXT
            .replace("enabled = true", "enabled = false")
            .replace("{ rollout_percentage = 50 }, # the rest\n]\n", "{ rollout_percentage = 75 }, # the rest\n]\nversion = 2\n");
        assert_eq!(fs::read_to_string(file.path()).unwrap(), expected);
        assert_ne!(file.revision(), before);
        let flag = file.definitions().flag("a").unwrap().clone();
        assert!(!flag.enabled && flag.version == 2 && (flag.conditions[1].rollout_percentage - 75.0).abs() < f64::EPSILON);

        file.change(&Change { rollout_percentage: Some(12.5), ..change("a") }).unwrap();
        assert!((file.definitions().flag("a").unwrap().conditions[0].rollout_percentage - 12.5).abs() < f64::EPSILON);
        let variants = [("x".to_owned(), 20.0), ("y".to_owned(), 80.0)].into();
        file.change(&Change { variants, ..change("b") }).unwrap();
        assert!((file.definitions().flag("b").unwrap().variants[1].rollout_percentage - 80.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_senseless_change_changes_nothing() {
        let file = file("senseless");
        assert!(matches!(file.change(&change("c")), Err(ChangeError::Unknown(_))));
        for wrong in [
            Change { rollout_percentage: Some(101.0), ..change("a") },
            Change { rollout_percentage: Some(f64::NAN), ..change("a") },
            Change { rollout_percentage: Some(5.0), condition: 2, ..change("a") },
            Change { rollout_percentage: Some(5.0), ..change("b") },
            Change { variants: [("x".to_owned(), 20.0)].into(), ..change("b") },
            Change { variants: [("z".to_owned(), 20.0)].into(), ..change("b") },
            Change { variants: [("x".to_owned(), 20.0)].into(), ..change("a") },
        ] {
            assert!(matches!(file.change(&wrong), Err(ChangeError::Wrong(_))), "{wrong:?}");
        }
        assert_eq!(fs::read_to_string(file.path()).unwrap(), TEXT);
    }
}
