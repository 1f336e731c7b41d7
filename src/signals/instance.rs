//! One instance of the first module, as it is watched for by the second. The client is borrowed only while it decides; what it wants done is done
//! afterwards, as in `api::instance`.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::page::{Page, Signal};
use crate::core::client::{Act, Client, Timer};
use crate::core::config::Config;
use crate::core::json::Json;
use crate::core::metrics::Sample;
use crate::core::router;
use crate::core::text::{self, Str};
use crate::core::world::{Level, World};
use crate::features::{self, Feature};
use crate::trap;
use crate::web::console;
use crate::web::host::Browser;
use crate::web::timers::Timers;

thread_local! {
    static WORLD: OnceCell<&'static World> = const { OnceCell::new() };
}

type Told = Closure<dyn Fn(u8, String, String, f64, f64)>;

pub struct Instance {
    world: &'static World,
    /// Never dropped: it lives as long as the page.
    client: RefCell<Client>,
    page: Page,
    timers: RefCell<Timers>,
    features: RefCell<Vec<Box<dyn Feature>>>,
    loads: RefCell<Vec<Load>>,
    /// The features are at work.
    busy: Cell<bool>,
    /// What happened meanwhile: a script's end, or changed settings.
    late: RefCell<Vec<Option<(String, String)>>>,
    told: OnceCell<Told>,
}

/// A script that is being loaded, and where it is looked for if it is not there.
struct Load {
    kind: &'static str,
    url: Str,
    fallback: Option<Str>,
}

impl Instance {
    pub fn new(page: Page) -> &'static Instance {
        let world = WORLD.with(|world| *world.get_or_init(|| World::new(Browser)));
        let this: &'static Instance = Box::leak(Box::new(Instance {
            world,
            client: RefCell::new(Client::watching(world)),
            page,
            timers: RefCell::default(),
            features: RefCell::default(),
            loads: RefCell::default(),
            busy: Cell::default(),
            late: RefCell::default(),
            told: OnceCell::new(),
        }));
        let told = this.told.get_or_init(|| Closure::new(move |what, a, b, n, m| this.hear(Signal::of(what), a, b, n, m)));
        this.page.set_told(told.as_ref());
        this
    }

    pub fn world(&'static self) -> &'static World {
        self.world
    }

    pub fn page(&'static self) -> &'static Page {
        &self.page
    }

    /// Looks at the client; not while it is at work.
    pub fn read<R>(&'static self, look: impl FnOnce(&Client) -> R) -> Option<R> {
        self.client.try_borrow().ok().map(|client| look(&client))
    }

    /// Changes the client and gets an answer, without doing yet what comes of it.
    pub fn change<R>(&'static self, change: impl FnOnce(&mut Client) -> R) -> Option<R> {
        self.client.try_borrow_mut().ok().map(|mut client| change(&mut client))
    }

    pub fn with(&'static self, change: &mut dyn FnMut(&mut Client)) {
        self.change(change);
        self.settle();
    }

    pub fn tell(&'static self, what: fn(&mut Client)) {
        self.with(&mut |client| what(client));
    }

    fn hear(&'static self, what: Signal, a: String, b: String, n: f64, m: f64) {
        trap::here("signals");
        match what {
            Signal::ScriptDone if self.busy.get() => self.late.borrow_mut().push(Some((a, b))),
            Signal::ScriptDone => self.script_done(&a, &b),
            Signal::Plotted => features::pointer::plotted(self, &a, &b, n, m),
            Signal::Stirred => self.with(&mut |client| client.on_sign(n as usize)),
            Signal::Gestured => self.with(&mut |client| client.on_use(n, m, &a, &b)),
            Signal::Thrown => self.with(&mut |client| client.exception(&Json::trusted(&a).as_list().unwrap_or_default())),
            Signal::Stepped => self.with(&mut |client| client.exception_step(&Json::trusted(&a).as_list().unwrap_or_default(), n)),
            Signal::Told => self.with(&mut |client| client.sentry(&Json::trusted(&a).as_list().unwrap_or_default())),
            Signal::Measured => self.with(&mut |client| client.on_metric(&a, n, &b)),
            Signal::Logged => self.with(&mut |client| client.log(n > 0.0, Json::trusted(&a), Json::trusted(&b))),
            Signal::Flushed if n > 0.0 => features::telemetry::leave(self),
            Signal::Flushed => {
                features::telemetry::heed_consent(self);
                self.tell(Client::flush_all_logs);
            }
            Signal::Reset => self.tell(Client::forget_telemetry),
            Signal::Sampled => {
                let facts = Json::trusted(&a).as_map().unwrap_or_default();
                self.with(&mut |client| client.measure(&Sample { facts: facts.clone(), value: n, time: m }, &b));
            }
            Signal::MetricsFlushed => {
                self.tell(Client::flush_metrics);
                self.metrics_flushed();
            }
            Signal::Toolbar => self.follow(),
            Signal::PointsAsked => {
                if let Some(points) = self.change(Client::take_heatmap).flatten() {
                    self.page.hand_points(points.text());
                }
            }
        }
    }

    /// Loads one of PostHog's scripts; the features hear of it by `loaded`.
    pub fn load_script(&'static self, kind: &'static str) {
        let now = self.world.now();
        let Some((url, fallback)) = self.read(|client| router::script(&client.config, kind, now)) else { return };
        self.load(Load { kind, url, fallback });
    }

    fn load(&'static self, load: Load) {
        let in_head = self.read(|client| client.config.scripts_in_head) == Some(true);
        let url = load.url.clone();
        self.loads.borrow_mut().push(load);
        self.page.load_script(&url, in_head);
    }

    /// The script is there, or (`error`) not.
    fn script_done(&'static self, url: &str, error: &str) {
        let at = self.loads.borrow().iter().position(|load| *load.url == *url);
        let Some(mut load) = at.map(|at| self.loads.borrow_mut().remove(at)) else { return };
        if error == "!"
            && let Some(fallback) = load.fallback.take()
        {
            load.url = fallback;
            return self.load(load);
        }
        if !error.is_empty() {
            let what = if error == "!" { url } else { error };
            self.world.log(Level::Error, &text::join(&["Could not load ", load.kind, ": ", what]));
        }
        self.with_features(|feature| feature.loaded(self, load.kind, error.is_empty()));
    }

    /// Does what the client wants done, until there is nothing left.
    pub fn settle(&'static self) {
        while let Some(act) = self.change(Client::take_act).flatten() {
            match act {
                Act::Capture(capture) => {
                    let captured = self.page.capture(&capture.event, &capture.properties, &capture.options);
                    if captured && capture.options.from_capture_exception {
                        self.change(Client::exception_captured);
                    }
                }
                Act::Wake(timer, ms) => self.wake(timer, ms),
                _ => {}
            }
        }
        for post in self.change(Client::take_posts).unwrap_or_default() {
            self.page.post(&post);
        }
        for (level, message) in self.world.take_logs() {
            console::say(level, &message);
        }
    }

    /// Tells those who wait for it.
    pub fn metrics_flushed(&'static self) {
        if self.read(Client::metrics_flushed) == Some(true) {
            self.page.metrics_flushed();
        }
    }

    fn wake(&'static self, timer: Timer, ms: f64) {
        let mut timers = self.timers.borrow_mut();
        if timers.put_off(timer, ms) {
            return;
        }
        timers.set(timer, ms, move || {
            let rest = self.timers.borrow_mut().rest(timer);
            match timer {
                _ if rest > 0.0 => self.wake(timer, rest),
                Timer::DeadClicks => features::pointer::check(self),
                Timer::ConsoleLogs => {
                    features::telemetry::heed_consent(self);
                    self.with(&mut |client| client.on_signal_timer(timer));
                }
                _ => self.with(&mut |client| client.on_signal_timer(timer)),
            }
        });
    }

    /// Options or settings have changed.
    pub fn follow(&'static self) {
        if self.busy.get() {
            return self.late.borrow_mut().push(None);
        }
        let (raw, remote) = (self.page.data(), self.page.remote());
        self.world.set_debug(raw.truthy("debug"));
        let config = Rc::new(Config::watched(raw));
        self.change(|client| {
            client.config = config;
            client.remote.learn(remote);
        });
        self.with_features(|feature| feature.follow(self));
    }

    /// A feature may set the page's functions to work, and those this: that is kept until the features are done.
    fn with_features(&'static self, mut call: impl FnMut(&mut Box<dyn Feature>)) {
        self.busy.set(true);
        let mut features = self.features.take();
        if features.is_empty() {
            features = features::all();
        }
        features.iter_mut().for_each(&mut call);
        *self.features.borrow_mut() = features;
        self.busy.set(false);
        self.settle();
        for late in self.late.take() {
            match late {
                Some((url, error)) => self.script_done(&url, &error),
                None => self.follow(),
            }
        }
    }

    pub fn stop(&'static self) {
        self.change(|client| client.stopped = true);
        for feature in &mut self.features.take() {
            feature.stop();
        }
        self.timers.borrow_mut().clear();
    }
}
