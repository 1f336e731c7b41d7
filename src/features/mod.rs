//! What observes the page. Each feature is one file and one line in `all`: the list is the documentation of what an instance watches.
//!
//! | feature | option | events |
//! |---|---|---|
//! | `history` | `capture_pageview: 'history_change'` or `{path, search, hash}` | `$pageview` on changes of the address |
//! | `scroll` | unless `disable_scroll_properties` | how far a view was scrolled, on the `$pageview` after it and on `$pageleave` |
//! | `autocapture` | `autocapture`, `rageclick`, `mask_all_text` … | `$autocapture`, `$rageclick`, `$copy_autocapture` |
//! | `pointer` | `capture_heatmaps`, `enable_heatmaps` | `$$heatmap` |
//! | the same | `capture_dead_clicks` | `$dead_click`, `$dead_swipe` |
//! | `webvitals` | `capture_performance` | `$web_vitals` |
//! | `integrations` | `tracing_headers`, `trace_propagation_targets`, `opt_in_site_apps`, `logs.captureConsoleLogs`, `metrics.network` | none; headers, site apps, the console, the toolbar, how long requests take |
//! | `telemetry` | always | none; sends lines of the log and what was measured |
//! | `exceptions` | `capture_exceptions`, or the project's settings | `$exception` |
//! | `flags` | unless `advanced_disable_flags` | none; asks for flags again, follows other tabs |
//! | `lifecycle` | always; `capture_pageleave` for its event | `$pageleave`; the first `$pageview` of a page that was hidden; sends what waits |

use web_sys::Event;

use crate::api::instance::Instance;

#[cfg(not(feature = "signals"))]
pub mod autocapture;
#[cfg(feature = "signals")]
pub mod exceptions;
#[cfg(not(feature = "signals"))]
pub mod flags;
#[cfg(not(feature = "signals"))]
pub mod history;
#[cfg(feature = "signals")]
pub mod integrations;
#[cfg(not(feature = "signals"))]
pub mod lifecycle;
#[cfg(feature = "signals")]
pub mod pointer;
pub mod rage;
#[cfg(not(feature = "signals"))]
pub mod scroll;
#[cfg(not(feature = "signals"))]
pub mod signals;
#[cfg(feature = "signals")]
pub mod telemetry;
#[cfg(feature = "signals")]
pub mod webvitals;

/// Something that watches the page for one instance.
pub trait Feature {
    /// Starts or stops watching, as the instance's configuration asks. Called at the start, after each change of the options,
    /// and when the server's configuration came or failed to come.
    fn follow(&mut self, instance: &'static Instance);

    /// A script that one of the features asked for by `load_script` is there, or cannot be.
    fn loaded(&mut self, _instance: &'static Instance, _kind: &'static str, _well: bool) {}

    /// Stops watching and puts back what was patched.
    fn stop(&mut self);
}

/// Every feature of the first module, in the order in which they start.
#[cfg(not(feature = "signals"))]
pub fn all() -> Vec<Box<dyn Feature>> {
    vec![
        Box::new(lifecycle::Lifecycle::default()),
        Box::new(scroll::Scroll::default()),
        Box::new(history::History::default()),
        Box::new(autocapture::Autocapture::default()),
        Box::new(flags::Flags::default()),
        Box::new(signals::Signals),
    ]
}

/// Every feature of the second.
#[cfg(feature = "signals")]
pub fn all() -> Vec<Box<dyn Feature>> {
    vec![
        Box::new(exceptions::Exceptions::default()),
        Box::new(pointer::Pointer::default()),
        Box::new(webvitals::WebVitals::default()),
        Box::new(telemetry::Telemetry::default()),
        Box::new(integrations::Integrations::default()),
    ]
}

/// A handler of the instance's.
fn hear(instance: &'static Instance, handler: fn(&'static Instance, Event)) -> impl Fn(Event) + use<> + 'static {
    move |event| handler(instance, event)
}
