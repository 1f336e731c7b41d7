//! One instance of the first module, as it is watched for by the second. The client is borrowed only while it decides; what it wants done is done
//! afterwards, as in `api::instance`.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::page::{Page, Signal};
use crate::core::client::{Act, Client, Timer};
use crate::core::config::Config;
use crate::core::world::World;
use crate::features::{self, Feature};
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
    told: OnceCell<Told>,
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

    fn hear(&'static self, what: Signal, _a: String, _b: String, _n: f64, _m: f64) {
        match what {
            Signal::ScriptDone => {}
        }
    }

    /// Does what the client wants done, until there is nothing left.
    pub fn settle(&'static self) {
        while let Some(act) = self.change(Client::take_act).flatten() {
            match act {
                Act::Capture(capture) => self.page.capture(&capture.event, &capture.properties, &capture.options),
                Act::Wake(timer, ms) => self.wake(timer, ms),
                _ => {}
            }
        }
        for (level, message) in self.world.take_logs() {
            console::say(level, &message);
        }
    }

    fn wake(&'static self, timer: Timer, ms: f64) {
        self.timers.borrow_mut().set(timer, ms, move || {
            self.with(&mut |client| client.on_signal_timer(timer));
        });
    }

    /// Options or settings have changed.
    pub fn follow(&'static self) {
        let (raw, remote) = (self.page.data(), self.page.remote());
        self.world.set_debug(raw.truthy("debug"));
        let config = Rc::new(Config::watched(raw));
        self.change(|client| {
            client.config = config;
            client.remote.learn(remote);
        });
        let mut features = self.features.take();
        if features.is_empty() {
            features = features::all();
        }
        for feature in &mut features {
            feature.follow(self);
        }
        *self.features.borrow_mut() = features;
        self.settle();
    }

    pub fn stop(&'static self) {
        for feature in &mut self.features.take() {
            feature.stop();
        }
        self.timers.borrow_mut().clear();
    }
}
