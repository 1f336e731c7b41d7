//! May events be captured, and may anything be stored? The stored answer of the visitor, the configuration, and the browser's do-not-track
//! signals decide together.

use super::config::{Config, Cookieless};
use super::host::{Area, Host};
use super::storage::{self, Attributes};
use super::world::World;

/// The visitor's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    Granted,
    Denied,
    /// Not asked, or not answered.
    Pending,
}

fn meaning(text: &str) -> Consent {
    match text {
        "1" | "true" | "yes" => Consent::Granted,
        "0" | "false" | "no" => Consent::Denied,
        _ => Consent::Pending,
    }
}

fn read(world: &World, config: &Config, in_cookie: bool) -> Option<String> {
    if in_cookie {
        return storage::cookie(world, &config.consent_name);
    }
    world.host().read(area(world), &config.consent_name).ok().flatten()
}

/// Where localStorage is refused, as where cookies are, the answer is kept for the page's life.
fn area(world: &World) -> Area {
    if world.supports(Area::Local) { Area::Local } else { Area::Memory }
}

fn attributes(config: &Config) -> Attributes {
    Attributes { days: config.cookie_expiration, cross_subdomain: config.cross_subdomain_cookie, secure: config.secure_cookie }
}

fn write(world: &World, config: &Config, granted: bool) {
    let text = if granted { "1" } else { "0" };
    let kept = if config.consent_in_cookie {
        storage::cookies_work(world) && storage::set_cookie(world, &config.consent_name, text, attributes(config))
    } else {
        storage::write(world, area(world), &config.consent_name, text)
    };
    if !kept {
        storage::write(world, Area::Memory, &config.consent_name, text);
    }
}

fn remove(world: &World, config: &Config, in_cookie: bool) {
    if in_cookie {
        storage::remove_cookie(world, &config.consent_name, config.cross_subdomain_cookie);
    } else {
        world.host().remove(area(world), &config.consent_name);
    }
    world.host().remove(Area::Memory, &config.consent_name);
}

/// The answer may stand in the store that was configured before: it moves to the one that is configured now.
pub fn migrate(world: &World, config: &Config) {
    let other = !config.consent_in_cookie;
    if let Some(text) = read(world, config, other) {
        remove(world, config, other);
        if read(world, config, config.consent_in_cookie).is_none() {
            write(world, config, meaning(&text) == Consent::Granted);
        }
    }
}

/// The answer as it counts now: do-not-track, where it is respected, over what is stored.
pub fn of(world: &World, config: &Config) -> Consent {
    if config.respect_dnt && (world.agent.do_not_track || world.agent.global_privacy_control) {
        return Consent::Denied;
    }
    let stored =
        read(world, config, config.consent_in_cookie).or_else(|| world.host().read(Area::Memory, &config.consent_name).ok().flatten());
    stored.map_or(Consent::Pending, |text| meaning(&text))
}

/// Stores the visitor's answer.
pub fn answer(world: &World, config: &Config, granted: bool) {
    write(world, config, granted);
}

/// Forgets the visitor's answer.
pub fn forget(world: &World, config: &Config) {
    remove(world, config, config.consent_in_cookie);
}

/// Did the visitor say no, or is no the answer of those who were not asked?
pub fn rejected(consent: Consent, config: &Config) -> bool {
    consent == Consent::Denied || (consent == Consent::Pending && config.opt_out_by_default)
}

/// `has_opted_out_capturing()`: is nothing of the visitor to be captured by name? Cookieless events may be all the same.
pub fn opted_out(consent: Consent, config: &Config) -> bool {
    config.cookieless == Cookieless::Always
        || rejected(consent, config)
        || (consent == Consent::Pending && config.cookieless == Cookieless::OnReject)
}

/// Is the visitor counted without anything stored?
pub fn cookieless(consent: Consent, config: &Config) -> bool {
    match config.cookieless {
        Cookieless::Off => false,
        Cookieless::Always => true,
        Cookieless::OnReject => rejected(consent, config),
    }
}

/// May events be captured, by name or cookieless?
pub fn capturing(consent: Consent, config: &Config) -> bool {
    match config.cookieless {
        Cookieless::Always => true,
        Cookieless::OnReject => rejected(consent, config) || !opted_out(consent, config),
        Cookieless::Off => !opted_out(consent, config),
    }
}

/// Is nothing but the answer itself to be stored?
pub fn storage_disabled(consent: Consent, config: &Config) -> bool {
    let off_when_out = config.opt_out_persistence_by_default || config.cookieless == Cookieless::OnReject;
    config.cookieless == Cookieless::Always || config.disable_persistence || (opted_out(consent, config) && off_when_out)
}
