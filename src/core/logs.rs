//! Logs: lines from `captureLog` and from the page's console, in OpenTelemetry's form (see `record` in values.js). They wait in two queues, one for
//! each source, which go out by themselves: a batch at a time, and what the server could not take now goes again later.

use super::client::{Act, Client, Timer};
use super::host::{Host, Transport};
use super::json::{Json, Map};
use super::language::{Make, make};
use super::router::{self, Target};
use super::send::Job;
use super::text::{self, Str};
use super::world::Level;

/// Where the lines go in what they are sent in.
const MARK: &str = "\"%\"";
/// Lines in a request, until the server says that it is too large.
const BATCH: usize = 100;
/// The console may wait with this many lines, whatever the options say.
const CONSOLE_MOST: f64 = 2048.0;
const LONGEST_DELAY: f64 = 30_000.0;
/// As many requests without an answer, and no more are made until the browser says that it is online again.
const UNANSWERED: u32 = 3;

/// The lines of one source.
#[derive(Debug, Default)]
struct Queue {
    lines: Vec<Json>,
    /// What they are sent in, with `MARK` where they go.
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

    pub(super) fn forget_console(&mut self) {
        self.logs.console = Queue::default();
    }

    /// What every line tells of where it comes from. `None` where nothing may be captured.
    pub fn log_context(&mut self) -> Option<Map> {
        if !self.is_capturing() {
            return None;
        }
        let mut context = Map::new();
        let mut set = |key: &str, value: Str| {
            if !value.is_empty() {
                context.set_str(key, &value);
            }
        };
        for (key, known) in [("posthogDistinctId", self.distinct_id()), ("$os", self.agent_properties.string("$os"))] {
            set(key, known.unwrap_or_default());
        }
        set("$os_version", self.agent_properties.string("$os_version").unwrap_or_default());
        if let Some(session) = self.check_session(true, None, false) {
            set("sessionId", session.session_id);
            set("window.id", session.window_id);
            set("sessionStartTimestamp", Json::num(session.start).text().into());
            set("lastActivityTimestamp", Json::num(session.last_activity).text().into());
        }
        let href = self.world.host().page().href;
        set("url.full", if self.config.disable_hashes { super::url::strip_hash(&href) } else { &href }.into());
        Some(context)
    }

    /// A line of the log. `envelope`: what it is sent in, see `record` in values.js.
    pub fn log(&mut self, console: bool, line: Json, envelope: Json) {
        let now = self.world.now();
        let options = self.options_of("logs");
        let number = |key: &str, fallback: f64| options.get(key).and_then(Json::as_num).unwrap_or(fallback);
        let interval = number("flushIntervalMs", 3000.0);
        let full = number("maxBufferSize", 100.0);
        let mut most = number("maxLogsPerInterval", 1000.0);
        let queue = self.logs.queue(console);
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
        let random = f64::from(self.world.host().dice()) / 8_589_934_592.0;
        let queue = self.logs.queue(console);
        if queue.waiting || queue.ticket != 0 || queue.lines.is_empty() {
            return;
        }
        queue.waiting = true;
        let mut delay = queue.interval;
        if queue.failures > 0 {
            let doubled = delay * f64::from(1_u32 << (queue.failures - 1));
            delay = (doubled.min(delay.max(LONGEST_DELAY)) * (0.75 + random)).round();
        }
        self.act(Act::Wake(if console { Timer::ConsoleLogs } else { Timer::Logs }, delay));
    }

    /// The timer of a queue went off; one that was flushed since has none.
    pub(super) fn on_log_timer(&mut self, console: bool) {
        if self.logs.queue(console).waiting {
            self.flush_logs(console);
        }
    }

    /// Sends all that waits, a batch after the other.
    pub fn flush_logs(&mut self, console: bool) {
        let queue = self.logs.queue(console);
        if queue.ticket == 0 {
            queue.waiting = false;
            queue.left = queue.lines.len();
            self.next_batch(console);
        }
    }

    fn next_batch(&mut self, console: bool) {
        let cut_off = self.logs.unanswered >= UNANSWERED && self.world.host().online();
        let queue = self.logs.queue(console);
        let count = queue.lines.len().min(BATCH - queue.smaller);
        if count == 0 {
            return;
        }
        queue.under_way = count;
        if cut_off {
            return self.settle_batch(console, 400);
        }
        let ticket = self.sender.ticket();
        self.logs.queue(console).ticket = ticket;
        self.send_lines(console, count, ticket, None);
    }

    fn send_lines(&mut self, console: bool, count: usize, ticket: u32, transport: Option<Transport>) {
        let queue = self.logs.queue(console);
        let lines = Json::list(queue.lines.iter().take(count));
        let envelope = queue.envelope.text();
        let at = text::find(envelope, MARK).unwrap_or_default();
        let body = text::join(&[envelope.get(..at).unwrap_or(""), lines.text(), envelope.get(at + MARK.len()..).unwrap_or("")]);
        let token = make(Make::Encoded, &self.config.token, 0.0).unwrap_or_default();
        let url = router::endpoint(&self.config, Target::Api, &text::join(&["/i/v1/logs?token=", &token]));
        self.sender.send(Job::telemetry(url, Str::from("logs"), Json::trusted(&body), ticket), transport, &self.config);
    }

    /// What came of a request that `ticket` stands for.
    pub(super) fn on_logs_answer(&mut self, ticket: u32, status: u32) {
        for console in [false, true] {
            if self.logs.queue(console).ticket == ticket {
                if status != 0 {
                    self.logs.unanswered = 0;
                } else if self.world.host().online() {
                    self.logs.unanswered += 1;
                }
                self.settle_batch(console, status);
            }
        }
    }

    fn settle_batch(&mut self, console: bool, status: u32) {
        let queue = self.logs.queue(console);
        queue.ticket = 0;
        let count = queue.under_way;
        if status == 413 && count > 1 {
            queue.smaller = BATCH - count / 2;
            return self.next_batch(console);
        }
        if !may_succeed_later(status) {
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
            let count = self.logs.queue(console).lines.len();
            if count > 0 {
                self.send_lines(console, count, u32::MAX, Some(Transport::Beacon));
                let queue = self.logs.queue(console);
                queue.lines.clear();
                (queue.under_way, queue.left) = (0, 0);
            }
        }
    }

    /// The browser is online again.
    pub(super) fn logs_online(&mut self) {
        self.logs.unanswered = 0;
        for console in [false, true] {
            self.logs.queue(console).failures = 0;
            self.flush_logs(console);
        }
    }
}

/// May the same request go well another time?
pub(super) fn may_succeed_later(status: u32) -> bool {
    matches!(status, 0 | 408 | 429) || status >= 500
}
