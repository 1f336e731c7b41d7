//! Logs: lines from `captureLog` and from the page's console, in OpenTelemetry's form (see `record` in values.js). They wait in two queues, one for
//! each source, which go out by themselves: a batch at a time, and what the server could not take now goes again later. All of it is the second
//! module's.

use super::client::{Act, Client, Timer};
use super::host::Host;
use super::json::{Json, Map};
use super::telemetry;
use super::world::Level;

/// Lines in a request, until the server says that it is too large.
const BATCH: usize = 100;
/// The console may wait with this many lines, whatever the options say.
const CONSOLE_MOST: f64 = 2048.0;
/// As many requests without an answer, and no more are made until the browser says that it is online again.
const UNANSWERED: u32 = 3;

/// The lines of one source.
#[derive(Debug, Default)]
struct Queue {
    lines: Vec<Json>,
    /// What they are sent in, with `"%"` where they go.
    envelope: Json,
    /// Milliseconds that the first one waits for others.
    interval: f64,
    /// A timer runs.
    waiting: bool,
    failures: u32,
    /// The request under way, 0 for none, and how many lines at the head it has.
    ticket: u32,
    under_way: usize,
    /// Lines that the flush under way still has to send.
    left: usize,
    /// How much smaller than usual batches are.
    smaller: usize,
    /// Since when lines are counted, and how many came.
    since: f64,
    count: f64,
}

#[derive(Debug, Default)]
pub struct Logs {
    program: Queue,
    console: Queue,
    unanswered: u32,
}

impl Logs {
    fn queue(&mut self, console: bool) -> &mut Queue {
        if console { &mut self.console } else { &mut self.program }
    }
}

impl Client {
    /// The options of `logs` or `metrics`.
    pub fn options_of(&self, key: &str) -> Map {
        self.config.raw.get(key).and_then(Json::as_map).unwrap_or_default()
    }

    fn lines(&mut self) -> &mut Logs {
        self.logs.get_or_insert_default()
    }

    /// Nothing may be captured any more.
    pub fn forget_console(&mut self) {
        self.lines().console = Queue::default();
    }

    /// A line of the log. `envelope`: what it is sent in, see `record` in values.js.
    pub fn log(&mut self, console: bool, line: Json, envelope: Json) {
        let now = self.world.now();
        let options = self.options_of("logs");
        let number = |key: &str, fallback: f64| options.get(key).and_then(Json::as_num).unwrap_or(fallback);
        let interval = number("flushIntervalMs", 3000.0);
        let full = number("maxBufferSize", 100.0);
        let mut most = number("maxLogsPerInterval", 1000.0);
        let queue = self.lines().queue(console);
        queue.envelope = envelope;
        queue.interval = interval;
        if !(0.0..interval).contains(&(now - queue.since)) {
            queue.since = now;
            queue.count = 0.0;
        }
        queue.count += 1.0;
        if console {
            most = CONSOLE_MOST;
        } else if queue.count > most {
            return self.world.log(Level::Warn, "captureLog dropping logs: too many in one interval");
        }
        if queue.lines.len() as f64 >= full.max(most) {
            queue.lines.remove(0);
            queue.under_way = queue.under_way.saturating_sub(1);
        }
        queue.lines.push(line);
        if queue.lines.len() as f64 >= full {
            self.flush_logs(console);
        } else {
            self.log_later(console);
        }
    }

    /// Lets what waits go in a while.
    fn log_later(&mut self, console: bool) {
        let jitter = telemetry::jitter(self.world.host().dice());
        let queue = self.lines().queue(console);
        if queue.waiting || queue.ticket != 0 || queue.lines.is_empty() {
            return;
        }
        queue.waiting = true;
        let delay = telemetry::delay(queue.interval, queue.failures, jitter);
        self.act(Act::Wake(if console { Timer::ConsoleLogs } else { Timer::Logs }, delay));
    }

    /// The timer of a queue went off; one that was flushed since has none.
    pub fn on_log_timer(&mut self, console: bool) {
        if self.lines().queue(console).waiting {
            self.flush_logs(console);
        }
    }

    /// Sends all that waits, a batch after the other.
    pub fn flush_logs(&mut self, console: bool) {
        let queue = self.lines().queue(console);
        if queue.ticket == 0 {
            queue.waiting = false;
            queue.left = queue.lines.len();
            self.next_batch(console);
        }
    }

    pub fn flush_all_logs(&mut self) {
        self.flush_logs(false);
        self.flush_logs(true);
    }

    fn next_batch(&mut self, console: bool) {
        let cut_off = self.lines().unanswered >= UNANSWERED && self.world.host().online();
        let queue = self.lines().queue(console);
        let count = queue.lines.len().min(BATCH - queue.smaller);
        if count == 0 {
            return;
        }
        queue.under_way = count;
        if cut_off {
            return self.settle_batch(console, 400);
        }
        self.lines().queue(console).ticket = self.send_lines(console, count, false);
    }

    fn send_lines(&mut self, console: bool, count: usize, going: bool) -> u32 {
        let queue = self.lines().queue(console);
        let lines = Json::list(queue.lines.iter().take(count));
        let body = telemetry::fill(queue.envelope.text(), lines.text());
        self.post("logs", body, going)
    }

    pub(super) fn logs_told(&mut self, ticket: u32, status: u32) {
        for console in [false, true] {
            if self.lines().queue(console).ticket == ticket {
                if status != 0 {
                    self.lines().unanswered = 0;
                } else if self.world.host().online() {
                    self.lines().unanswered += 1;
                }
                self.settle_batch(console, status);
            }
        }
    }

    fn settle_batch(&mut self, console: bool, status: u32) {
        let queue = self.lines().queue(console);
        queue.ticket = 0;
        let count = queue.under_way;
        if status == 413 && count > 1 {
            queue.smaller = BATCH - count / 2;
            return self.next_batch(console);
        }
        if !telemetry::may_succeed_later(status) {
            queue.lines.drain(..count);
            queue.left = queue.left.saturating_sub(count);
        }
        queue.failures = (queue.failures + 1).min(7);
        let well = (200..300).contains(&status);
        queue.smaller = queue.smaller.saturating_sub(usize::from(well));
        if well || status == 413 {
            queue.failures = 0;
            if queue.left > 0 {
                return self.next_batch(console);
            }
        }
        queue.waiting = false;
        self.log_later(console);
    }

    /// The page goes: all that waits leaves now, in one request for each queue.
    pub fn flush_logs_at_once(&mut self) {
        for console in [false, true] {
            let count = self.lines().queue(console).lines.len();
            if count > 0 {
                self.send_lines(console, count, true);
                let queue = self.lines().queue(console);
                queue.lines.clear();
                (queue.under_way, queue.left) = (0, 0);
            }
        }
    }

    /// The browser is online again.
    pub fn logs_online(&mut self) {
        self.lines().unanswered = 0;
        for console in [false, true] {
            self.lines().queue(console).failures = 0;
            self.flush_logs(console);
        }
    }
}
