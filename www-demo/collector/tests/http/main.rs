//! The collector as others meet it: the real program, over real HTTP.

mod bodies;
mod browser;
mod events;
mod faults;
mod files;
mod flags;
mod ledger;
mod people;
mod stream;
mod support;
