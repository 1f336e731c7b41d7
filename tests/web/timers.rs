//! One timer of each kind. What must not go off is judged when a later timer has.

use prickle::core::client::Timer;
use prickle::web::timers::Timers;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, happened};

type Log = Rc<RefCell<Vec<&'static str>>>;

fn note(log: &Log, word: &'static str) -> impl Fn() + 'static {
    let log = log.clone();
    move || log.borrow_mut().push(word)
}

/// Waits for a timer that is due after all the others.
async fn the_end(timers: &mut Timers, log: &Log) {
    timers.set(Timer::RemoteConfig, 60.0, note(log, "end"));
    let log = log.clone();
    happened(move || log.borrow().contains(&"end")).await;
}

#[wasm_bindgen_test]
async fn timers_go_off_once_in_order_of_their_time() {
    let _page = Page::fresh();
    let (mut timers, log) = (Timers::default(), Log::default());
    timers.set(Timer::Flush, 20.0, note(&log, "later"));
    timers.set(Timer::Poll, 0.0, note(&log, "sooner"));
    timers.set(Timer::Idle, -5.0, note(&log, "overdue"));
    assert!(log.borrow().is_empty(), "never before the work at hand is done");
    the_end(&mut timers, &log).await;
    let mut seen = log.borrow().clone();
    seen[..2].sort_unstable();
    assert_eq!(seen, ["overdue", "sooner", "later", "end"]);
}

#[wasm_bindgen_test]
async fn a_timer_of_the_same_kind_replaces_the_one_before() {
    let _page = Page::fresh();
    let (mut timers, log) = (Timers::default(), Log::default());
    timers.set(Timer::Flush, 1.0, note(&log, "replaced"));
    timers.set(Timer::Poll, 1.0, note(&log, "other kind"));
    timers.set(Timer::Flush, 5.0, note(&log, "new"));
    the_end(&mut timers, &log).await;
    assert_eq!(*log.borrow(), ["other kind", "new", "end"]);
}

#[wasm_bindgen_test]
async fn one_that_was_put_off_says_how_long_it_is_until_then() {
    let _page = Page::fresh();
    let (timers, rests) = (Rc::new(RefCell::new(Timers::default())), Rc::new(RefCell::new(Vec::new())));
    assert!(!timers.borrow_mut().put_off(Timer::Flush, 5.0), "there is none");
    for (later, round) in [(5000.0, 1), (0.0, 2)] {
        let (all, noted) = (timers.clone(), rests.clone());
        timers.borrow_mut().set(Timer::Flush, 20.0, move || {
            let rest = all.borrow_mut().rest(Timer::Flush);
            noted.borrow_mut().push(rest);
        });
        assert_eq!(timers.borrow_mut().put_off(Timer::Flush, later), later > 0.0, "only to a later time");
        let rests = rests.clone();
        happened(move || rests.borrow().len() == round).await;
    }
    let rests = rests.borrow();
    assert!((4000.0..=5000.0).contains(&rests[0]), "{rests:?}");
    assert!(rests[1] <= 0.0, "{rests:?}");
}

#[wasm_bindgen_test]
async fn what_is_not_wanted_any_more_does_not_go_off() {
    let _page = Page::fresh();
    let (mut timers, log) = (Timers::default(), Log::default());
    timers.set(Timer::Flush, 1.0, note(&log, "forgotten"));
    timers.forget(Timer::Flush);
    timers.set(Timer::Poll, 1.0, note(&log, "cleared"));
    timers.clear();
    let mut others = Timers::default();
    others.set(Timer::Poll, 1.0, note(&log, "dropped"));
    drop(others);
    the_end(&mut timers, &log).await;
    assert_eq!(*log.borrow(), ["end"]);
    drop(timers);
    assert_eq!(Rc::strong_count(&log), 1, "what they held is let go");
}

#[wasm_bindgen_test]
async fn far_away_is_not_at_once() {
    let _page = Page::fresh();
    let (mut timers, log) = (Timers::default(), Log::default());
    timers.set(Timer::Flush, 1e12, note(&log, "in thirty years"));
    the_end(&mut timers, &log).await;
    assert_eq!(*log.borrow(), ["end"]);
}

#[wasm_bindgen_test]
async fn a_handler_may_replace_its_own_timer_and_drop_them_all() {
    let page = Page::fresh();
    let (timers, log) = (Rc::new(RefCell::new(Timers::default())), Log::default());
    let again = {
        let (timers, log) = (timers.clone(), log.clone());
        move || {
            let last = {
                let (timers, log) = (timers.clone(), log.clone());
                move || {
                    timers.borrow_mut().set(Timer::Poll, 1.0, note(&log, "never"));
                    drop(timers.take());
                    log.borrow_mut().push("dropped all");
                }
            };
            timers.borrow_mut().set(Timer::Flush, 1.0, last);
            log.borrow_mut().push("replaced itself");
        }
    };
    timers.borrow_mut().set(Timer::Flush, 0.0, again);
    let dropped = log.clone();
    happened(move || dropped.borrow().contains(&"dropped all")).await;
    let mut others = Timers::default();
    the_end(&mut others, &log).await;
    assert_eq!(*log.borrow(), ["replaced itself", "dropped all", "end"]);
    assert_eq!(page.tell("return page.errors"), "[]");
}
