//! The first ring of tests: the core against a browser in memory. Each file states what posthog-js 1.449.2 does about one subject; what is
//! written or sent is compared byte for byte, what an event carries without regard to order.

mod page;
mod world;

mod persistence;
