//! Delivery: batches, their encoding, and what becomes of a request. Events wait up to three seconds for company; a page that goes away sends
//! what is left with `sendBeacon`; what fails without a final answer is tried again.

use super::base64;
use super::config::Config;
use super::date;
use super::gzip;
use super::host::{Answer, Body, Host, Request, Transport};
use super::json::{Json, Map, write_integer, write_string};
use super::outbox::Count;
use super::ratelimit::RateLimit;
use super::text::{self, Str};
use super::url;
use super::world::{Level, World};

/// Whole numbers of these milliseconds lie between two looks at the retry queue.
pub const POLL: f64 = 3000.0;
const TIMEOUT: f64 = 60_000.0;
/// Browsers allow 64 KiB of bodies in requests that may outlive the page; beyond this part of it a request is an ordinary one.
const KEEPALIVE: f64 = 65_536.0 * 0.8;
/// A refused beacon is split down to this many bytes.
const BEACON_FLOOR: usize = 16 * 1024;
const MAX_RETRIES: u32 = 10;
const MAX_RETRIES_UNANSWERED: u32 = 3;
const LONGEST_DELAY: f64 = 1_800_000.0;
const LONGEST_RETRY_AFTER: f64 = 30_000.0;
/// With `canonical`, as PostHog's other SDKs: so many events that wait are sent before their time, and so many go in one request.
const FLUSH_AT: usize = 20;
const LARGEST_BATCH: usize = 100;

/// What became of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A server has them.
    Delivered,
    /// The browser has them, and nobody will hear what came of it.
    Handed,
    /// There was no answer (0), or one after which they are sent again.
    Failed(u32),
    /// They are not sent again, and this is why.
    Dropped(Count),
}

/// How bodies are encoded. Beacons are never plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compression {
    #[default]
    Gzip,
    Base64,
    None,
}

/// Events that go together, as often as it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The endpoint, before `retry_count` and its like are added.
    pub url: Str,
    /// The batch key: what the server's quotas call this kind. Empty for events.
    pub kind: Str,
    /// `None` for a request that is no batch of events.
    pub token: Option<Str>,
    /// The events' JSON.
    pub events: Vec<Json>,
    /// What `capture` was told: `XHR`, `fetch` or `sendBeacon`.
    pub transport: Option<Str>,
    /// Compress on the spot, because the page may be gone by the time the browser is done with it.
    pub at_once: bool,
    pub retries: u32,
    /// Meta's ids among the events.
    pub meta_ids: Map,
    /// Not 0: the one event is the body as it is, and who it is from hears what came of it instead of it being tried again.
    ticket: u32,
    timeout: f64,
    keepalive: bool,
    /// By the way it was sent last, it goes on without the page.
    outlives: bool,
    compression: Option<Compression>,
    /// They come from the outbox, where they stay until they have arrived, and were not tried since: so they need not leave with the page.
    kept: bool,
}

impl Job {
    /// A POST of one event; others may join it in the queue.
    pub fn events(url: Str, kind: Str, token: Option<Str>, event: Json) -> Box<Job> {
        Box::new(Job {
            url,
            kind,
            token: Some(token.unwrap_or_default()),
            events: vec![event],
            transport: None,
            at_once: false,
            retries: 0,
            meta_ids: Map::new(),
            ticket: 0,
            timeout: TIMEOUT,
            keepalive: true,
            outlives: false,
            compression: None,
            kept: false,
        })
    }

    /// A POST of this body for the second module, which hears what comes of it by the ticket.
    pub fn telemetry(url: Str, kind: Str, body: Json, transport: Option<Str>, ticket: u32) -> Box<Job> {
        let mut job = Job::events(url, kind, None, body);
        job.transport = transport;
        job.ticket = ticket;
        job
    }

    /// The ticket of a request for flags; those from here to there are other questions, whose answers are wanted.
    pub const FLAGS: u32 = u32::MAX;
    pub const QUESTIONS: u32 = 1 << 31;

    /// A question to the server, by POST.
    pub fn asking(url: Str, body: Json, ticket: u32, timeout: Option<f64>) -> Box<Job> {
        let mut job = Job::telemetry(url, Str::default(), body, None, ticket);
        job.timeout = timeout.unwrap_or(TIMEOUT);
        job
    }

    /// A GET.
    pub fn get(url: Str) -> Box<Job> {
        let mut job = Job::events(url, Str::default(), None, Json::null());
        job.token = None;
        job
    }

    /// A question to the server, by GET.
    pub fn question(url: Str, ticket: u32) -> Box<Job> {
        let mut job = Job::get(url);
        job.ticket = ticket;
        job
    }

    fn is_get(&self) -> bool {
        self.token.is_none()
    }

    /// Is it a batch of events?
    fn is_batch(&self) -> bool {
        self.token.is_some() && self.ticket == 0
    }

    fn body(&self, now: f64) -> String {
        if let (Some(body), true) = (self.events.first(), self.ticket != 0) {
            return String::from(body.text());
        }
        let size: usize = self.events.iter().map(|event| event.text().len() + 1).sum();
        let mut out = String::with_capacity(size + 96);
        out.push_str("{\"api_key\":");
        write_string(&mut out, self.token.as_deref().unwrap_or(""));
        out.push_str(",\"batch\":[");
        for (index, event) in self.events.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push_str(event.text());
        }
        out.push_str("],\"sent_at\":\"");
        out.push_str(&date::iso(now));
        out.push_str("\"}");
        out
    }
}

/// What is known of a request when its answer comes.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Done with, or dropped.
    Done,
    /// The answer of a GET: its body when the status was 200.
    Got(Option<String>),
    /// The answer to a question, by its ticket.
    Told(u32, Answer),
}

/// The queue, the retry queue, and what is on its way.
pub struct Sender {
    world: &'static World,
    pub compression: Compression,
    queue: Vec<Box<Job>>,
    paused: bool,
    flush_due: bool,
    flush_interval: f64,
    retry: Vec<(f64, Box<Job>)>,
    polling: bool,
    /// When the retry queue was looked at last, or polling began.
    polled: f64,
    pub online: bool,
    in_flight: Vec<(u32, Box<Job>)>,
    next_id: u32,
    native_gzip: bool,
    pub limits: RateLimit,
    /// Requests to be made, timers to be set: taken by the client.
    pub requests: Vec<Box<Request>>,
    pub flush_timer: Option<f64>,
    pub poll_timer: Option<f64>,
    /// Statuses and texts. What came of a post of the second module's is one as well: its ticket times a thousand, and the status.
    pub errors: Vec<(u32, String)>,
    /// Questions that the server's quota forbids: as good as answered with 429.
    pub refused: Vec<u32>,
    /// Meta's ids that arrived.
    pub delivered: Map,
    /// What became of events since the outbox looked.
    pub fates: Vec<(Vec<Json>, Fate)>,
    /// The outbox keeps events until a server has them, so trying again has no end; and whether nothing ever gets through here.
    pub kept: bool,
    pub blocked: bool,
}

impl Sender {
    pub fn new(world: &'static World, config: &Config) -> Sender {
        Sender {
            compression: if config.disable_compression { Compression::None } else { Compression::Gzip },
            queue: Vec::new(),
            paused: true,
            flush_due: false,
            flush_interval: config.flush_interval,
            retry: Vec::new(),
            polling: false,
            polled: 0.0,
            online: world.host().online(),
            in_flight: Vec::new(),
            next_id: 0,
            native_gzip: world.agent.gzip,
            limits: RateLimit::default(),
            requests: Vec::new(),
            flush_timer: None,
            poll_timer: None,
            errors: Vec::new(),
            refused: Vec::new(),
            delivered: Map::new(),
            fates: Vec::new(),
            kept: false,
            blocked: false,
            world,
        }
    }

    fn tell(&mut self, ticket: u32, status: u32) {
        if ticket >= Job::QUESTIONS {
            self.refused.push(ticket);
        } else if ticket != 0 {
            self.errors.push((ticket * 1000 + status, String::new()));
        }
    }

    pub fn waiting_for_retry(&self) -> usize {
        self.retry.len()
    }

    fn end(&mut self, job: Box<Job>, fate: Fate) {
        if job.is_batch() {
            self.fates.push((job.events, fate));
        }
    }

    /// Are events on their way?
    pub fn is_sending(&self) -> bool {
        self.in_flight.iter().any(|(_, job)| job.is_batch())
    }

    /// The page goes: what is on its way and may outlive it has left as a beacon has. Requests share a budget for that, above which browsers end them.
    pub fn hand_over(&mut self) {
        let (mut events, mut size) = (Vec::new(), 0);
        for (_, job) in self.in_flight.iter().filter(|(_, job)| job.is_batch() && job.outlives) {
            for event in &job.events {
                size += event.text().len();
                events.push(event.clone());
            }
        }
        if (size as f64) < KEEPALIVE {
            self.fates.push((events, Fate::Handed));
        }
    }

    /// Gives up an event that waits for its next try. False where it does not: what is in the queue or on its way has not failed yet.
    pub fn forget(&mut self, event: &Json) -> bool {
        for index in 0..self.retry.len() {
            if let Some((_, job)) = self.retry.get_mut(index)
                && let Some(at) = job.events.iter().position(|other| other == event)
            {
                job.events.remove(at);
                if job.events.is_empty() {
                    self.retry.remove(index);
                }
                return true;
            }
        }
        false
    }

    /// Gives up what waits for its next try.
    pub fn forget_all(&mut self) {
        self.retry.clear();
    }

    /// Sends an event of the outbox with the next look at the retry queue.
    #[inline(never)]
    pub fn again(&mut self, url: &str, token: &str, event: &Json) {
        if let Some((_, job)) = self.retry.last_mut()
            && job.kept
            && job.retries == 0
            && *job.url == *url
            && job.token.as_deref() == Some(token)
            && job.events.len() < LARGEST_BATCH
        {
            job.events.push(event.clone());
            return;
        }
        let mut job = Job::events(Str::from(url), Str::default(), Some(Str::from(token)), event.clone());
        job.kept = true;
        self.retry.push((self.world.now(), job));
        self.start_polling();
    }

    // ---- the queue

    /// Waits for company until the flush interval is over.
    pub fn enqueue(&mut self, job: Box<Job>, config: &Config) {
        self.queue.push(job);
        self.start_timer();
        if config.canonical && !self.paused && self.queue.len() >= FLUSH_AT {
            self.flush(config);
        }
    }

    /// Does nothing wait?
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Events may leave from now on.
    pub fn enable(&mut self) {
        self.paused = false;
        self.start_timer();
    }

    fn start_timer(&mut self) {
        if !self.paused && !self.flush_due {
            self.flush_due = true;
            self.flush_timer = Some(self.flush_interval);
        }
    }

    /// The waiting events, one job for each kind and address, in the order of arrival.
    fn batches(&mut self, config: &Config) -> Vec<Box<Job>> {
        let mut batches: Vec<Box<Job>> = Vec::new();
        for mut job in std::mem::take(&mut self.queue) {
            let same = |known: &&mut Box<Job>| {
                let same = known.kind == job.kind && (!job.kind.is_empty() || known.url == job.url);
                same && !(config.canonical && known.events.len() >= LARGEST_BATCH)
            };
            match batches.iter_mut().find(same) {
                Some(batch) => {
                    batch.events.append(&mut job.events);
                    batch.meta_ids.extend(&job.meta_ids);
                }
                None => batches.push(job),
            }
        }
        batches
    }

    /// Sends what waits, one request for each batch.
    pub fn flush(&mut self, config: &Config) {
        self.flush_due = false;
        for job in self.batches(config) {
            self.send(job, None, config);
        }
    }

    /// The page goes: everything that is left leaves now.
    pub fn unload(&mut self, config: &Config) {
        self.flush_due = false;
        for job in self.batches(config) {
            self.send(job, Some(Transport::Beacon), config);
        }
        self.polling = false;
        for (_, mut job) in std::mem::take(&mut self.retry) {
            if job.kept {
                continue;
            }
            // It says how many retries were made before, and leaves this one out, as posthog-js does.
            job.retries = job.retries.saturating_sub(1);
            self.send(job, Some(Transport::Beacon), config);
        }
    }

    // ---- one request

    fn transport(&self, wanted: &str, config: &Config) -> Option<Transport> {
        let agent = &self.world.agent;
        let beacon = agent.beacon && !config.disable_beacon;
        match wanted {
            "sendBeacon" if beacon => Some(Transport::Beacon),
            "XHR" if agent.xhr => Some(Transport::Xhr),
            _ if agent.fetch => Some(Transport::Fetch),
            _ if agent.xhr => Some(Transport::Xhr),
            _ => beacon.then_some(Transport::Beacon),
        }
    }

    /// Makes the request of a job. `forced`: the transport whatever the job and the options say; one that the browser lacks falls back.
    pub fn send(&mut self, mut job: Box<Job>, forced: Option<Transport>, config: &Config) {
        let now = self.world.now();
        if self.limits.blocks(&job.kind, now) {
            self.tell(job.ticket, 429);
            return self.end(job, Fate::Dropped(Count::Quota));
        }
        let wanted = match forced {
            Some(Transport::Beacon) => "sendBeacon",
            Some(Transport::Fetch) => "fetch",
            Some(Transport::Xhr) => "XHR",
            None => job.transport.as_deref().or(config.api_transport.as_deref()).unwrap_or("fetch"),
        };
        let Some(transport) = self.transport(wanted, config) else {
            self.world.log(Level::Error, "No available transport method");
            return self.end(job, Fate::Dropped(Count::Failed));
        };
        job.outlives = transport == Transport::Fetch && job.keepalive;
        self.next_id = self.next_id.wrapping_add(1);
        let mut compression = job.compression.unwrap_or(self.compression);
        if job.ticket >= Job::QUESTIONS {
            if config.disable_compression {
                compression = Compression::None;
            } else if compression == Compression::None {
                compression = Compression::Base64;
            }
        }
        // A JSON body would make the beacon ask the server first, which it cannot.
        if transport == Transport::Beacon && compression == Compression::None {
            compression = Compression::Base64;
        }
        let mut params = Vec::new();
        if job.retries > 0 {
            let mut count = String::new();
            write_integer(&mut count, u64::from(job.retries));
            params.push((String::from("retry_count"), Some(count)));
        }
        let mut content_type = "";
        let body = if job.is_get() {
            Body::None
        } else {
            let text = job.body(now);
            match compression {
                Compression::Gzip => {
                    params.push((String::from("compression"), None));
                    content_type = "text/plain";
                    // What should be a beacon goes when the page goes, whatever carries it.
                    if wanted != "sendBeacon" && !job.at_once && self.native_gzip {
                        Body::Gzip(text)
                    } else {
                        Body::Bytes(gzip::encode(text.as_bytes()))
                    }
                }
                Compression::Base64 => {
                    params.push((String::from("compression"), Some(String::from("base64"))));
                    content_type = "application/x-www-form-urlencoded";
                    Body::Text(base64::form_body(&text))
                }
                Compression::None => {
                    content_type = "application/json";
                    Body::Text(text)
                }
            }
        };
        let headers = config
            .request_headers
            .iter()
            .map(|(name, value)| (String::from(name), value.as_str().map_or_else(|| String::from(value.text()), Str::into_string)));
        self.requests.push(Box::new(Request {
            id: self.next_id,
            url: String::from(&*job.url),
            params,
            post: !job.is_get(),
            transport,
            headers: headers.collect(),
            content_type,
            body,
            timeout: job.timeout,
            keepalive_below: if job.keepalive && !job.is_get() { KEEPALIVE } else { 0.0 },
        }));
        self.in_flight.push((self.next_id, job));
    }

    fn take(&mut self, id: u32) -> Option<Box<Job>> {
        let at = self.in_flight.iter().position(|(known, _)| *known == id)?;
        Some(self.in_flight.swap_remove(at).1)
    }

    /// The browser took the beacon, or refused it: then it is split, and in the end sent as an ordinary request.
    pub fn on_beacon(&mut self, id: u32, accepted: bool, size: usize, config: &Config) {
        let Some(mut job) = self.take(id) else { return };
        if accepted {
            return self.end(job, Fate::Handed);
        }
        if job.events.len() > 1 && size > BEACON_FLOOR {
            return self.send_halves(job, Some(Transport::Beacon), config);
        }
        let (transport, name) = if self.world.agent.fetch { (Transport::Fetch, "fetch") } else { (Transport::Xhr, "XHR") };
        let bytes = Json::num(size as f64);
        self.world.say(Level::Warn, "Beacon of ~% bytes was rejected by the browser, falling back to %", &[bytes.text(), name]);
        job.keepalive = false;
        job.at_once = true;
        if self.compression == Compression::None {
            job.compression = Some(Compression::Base64);
        }
        self.send(job, Some(transport), config);
    }

    fn send_halves(&mut self, mut job: Box<Job>, forced: Option<Transport>, config: &Config) {
        let second = job.events.split_off(job.events.len().div_ceil(2));
        let mut other = job.clone();
        other.events = second;
        self.send(job, forced, config);
        self.send(other, forced, config);
    }

    /// The answer to a request by fetch or XHR. 2xx means that the server has it; what is too large goes in halves. Other 4xx are final but for 408 and
    /// 429, which go to the retry queue with everything else.
    pub fn on_answer(&mut self, id: u32, answer: Answer, config: &Config) -> Outcome {
        let Some(mut job) = self.take(id) else { return Outcome::Done };
        if answer.gzip_failed {
            // A body that could not be read back will not be the next time either; any other failure leaves our own compressor.
            self.native_gzip = false;
            if answer.error.starts_with("NotReadableError") {
                job.compression = Some(Compression::None);
            }
            self.send(job, None, config);
            return Outcome::Done;
        }
        if !answer.error.is_empty() {
            self.world.log(if expected(&answer.error) { Level::Warn } else { Level::Error }, &answer.error);
        }
        if (200..300).contains(&answer.status) {
            self.delivered.extend(&job.meta_ids);
        }
        let now = self.world.now();
        self.limits.heed(&answer.text, now, self.world);
        if answer.status >= 400 {
            self.errors.push((answer.status, answer.text.clone()));
        }
        if job.ticket >= Job::QUESTIONS {
            return Outcome::Told(job.ticket, answer);
        }
        if job.ticket != 0 {
            self.tell(job.ticket, answer.status);
            return Outcome::Done;
        }
        if job.is_get() {
            return Outcome::Got((answer.status == 200).then_some(answer.text));
        }
        let fate = match answer.status {
            200..300 => Fate::Delivered,
            413 if job.events.len() > 1 => {
                self.send_halves(job, None, config);
                return Outcome::Done;
            }
            413 => Fate::Dropped(Count::TooLarge),
            408 | 429 => Fate::Failed(answer.status),
            400..500 => Fate::Dropped(Count::Rejected),
            status => Fate::Failed(status),
        };
        if !matches!(fate, Fate::Failed(_)) {
            self.end(job, fate);
            return Outcome::Done;
        }
        self.fates.push((Vec::new(), fate));
        let most = if answer.status == 0 { MAX_RETRIES_UNANSWERED } else { MAX_RETRIES };
        if self.kept || job.retries < most {
            self.retry_later(job, retry_after(&answer.retry_after, now), now);
        } else {
            if answer.status == 0 {
                let text = "Request failed before receiving an HTTP response. Stopped retrying after % retries.";
                self.world.say(Level::Warn, text, &[Json::num(f64::from(job.retries)).text()]);
            }
            self.end(job, Fate::Dropped(Count::Failed));
        }
        Outcome::Done
    }

    // ---- retries

    fn retry_later(&mut self, mut job: Box<Job>, server_asks: f64, now: f64) {
        let delay = if self.blocked { LONGEST_DELAY } else { backoff(job.retries, self.kept, self.world.host().dice()).max(server_asks) };
        job.retries += 1;
        self.retry.push((now + delay, job));
        let offline = if self.world.host().online() { "" } else { " (Browser is offline)" };
        self.world.say(Level::Warn, "Enqueued failed request for retry in %%", &[Json::num(delay).text(), offline]);
        self.start_polling();
    }

    /// Looks at what waits when one is due, a whole number of steps after it last looked; ten steps from now at the latest, since clocks jump.
    #[inline(never)]
    fn start_polling(&mut self) {
        let now = self.world.now();
        if !std::mem::replace(&mut self.polling, true) {
            self.polled = now;
        }
        let mut at = self.polled + POLL;
        while at <= now || at < now + 9.0 * POLL && self.retry.iter().all(|(due, _)| *due >= at) {
            at += POLL;
        }
        self.poll_timer = Some((at - now).min(10.0 * POLL));
    }

    /// Looks at the retry queue; looks again later while something is in it.
    pub fn on_poll(&mut self, config: &Config) {
        if !self.polling {
            return;
        }
        if self.online {
            self.retry_due(config);
        }
        self.polling = false;
        if !self.retry.is_empty() {
            self.start_polling();
        }
    }

    /// Sends again what waits, long enough or not.
    pub fn retry_all(&mut self, config: &Config) {
        self.retry.iter_mut().for_each(|(at, _)| *at = 0.0);
        self.retry_due(config);
    }

    /// Sends again what has waited long enough.
    pub fn retry_due(&mut self, config: &Config) {
        let now = self.world.now();
        for (at, job) in std::mem::take(&mut self.retry) {
            if at < now {
                self.send(job, None, config);
            } else {
                self.retry.push((at, job));
            }
        }
    }
}

/// A refused connection or our own time-out is nothing to make noise about.
fn expected(error: &str) -> bool {
    error.starts_with("AbortError")
        || (error.starts_with("TypeError")
            && ["failed to fetch", "networkerror", "load failed"].iter().any(|part| text::has(&error.to_ascii_lowercase(), part)))
}

/// Milliseconds until the next try: 3 s, doubled each time, a quarter more or less. What is kept is tried every 24 s for two minutes before that goes on,
/// since it is for as long as it takes.
fn backoff(retries: u32, kept: bool, random: u32) -> f64 {
    let doubled = if kept && retries > 3 { retries.saturating_sub(5).max(3) } else { retries };
    let raw = 3000.0 * f64::from(1u32 << doubled.min(20));
    let capped = raw.min(LONGEST_DELAY);
    let jitter = f64::from(random) / 4_294_967_296.0 - 0.5;
    (capped + jitter * (capped - raw / 2.0)).ceil()
}

/// `Retry-After` in milliseconds: seconds, or the date the web part already turned into `@<ms since 1970>`.
fn retry_after(header: &str, now: f64) -> f64 {
    let header = super::secrets::trim(header);
    let delay = match header.strip_prefix('@') {
        Some(date) => Json::parse(date).and_then(|n| n.as_num()).map(|at| at - now),
        None => Json::parse(header).and_then(|n| n.as_num()).map(|seconds| seconds * 1000.0),
    };
    delay.unwrap_or(0.0).clamp(0.0, LONGEST_RETRY_AFTER)
}

/// The URL with its query parameters set: in place where they are there already, behind the others where not. `None` takes one out.
pub fn with_params(url: &str, params: &[(String, Option<String>)]) -> String {
    let (path, query) = url::cut(url, b'?');
    let mut parts: Vec<String> = text::split(query.unwrap_or(""), b'&').filter(|part| !part.is_empty()).map(String::from).collect();
    for (name, value) in params {
        let is = |part: &str| part.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('='));
        match value {
            None => parts.retain(|part| !is(part)),
            Some(value) => {
                let text = text::join(&[name, "=", value]).into_string();
                match parts.iter_mut().find(|part| is(part)) {
                    Some(part) => *part = text,
                    None => parts.push(text),
                }
            }
        }
    }
    let mut out = String::from(path);
    for (index, part) in parts.iter().enumerate() {
        text::push_ascii(&mut out, if index > 0 { b'&' } else { b'?' });
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_parameters_in_place() {
        let set = |name: &str, value: &str| vec![(String::from(name), Some(String::from(value)))];
        assert_eq!(with_params("https://h/e/", &set("retry_count", "1")), "https://h/e/?retry_count=1");
        assert_eq!(with_params("https://h/e/?retry_count=1&a=b", &set("retry_count", "2")), "https://h/e/?retry_count=2&a=b");
        assert_eq!(with_params("https://h/e/?compression=x", &[(String::from("compression"), None)]), "https://h/e/");
    }

    #[test]
    fn delays_double_within_a_quarter() {
        for retries in 0..10 {
            let raw = 3000.0 * f64::from(1 << retries);
            assert_eq!(backoff(retries, false, 0), (raw * 0.75).ceil());
            assert!(backoff(retries, false, u32::MAX) <= raw * 1.25 + 1.0);
        }
        assert_eq!(retry_after("2", 0.0), 2000.0);
        assert_eq!(retry_after("3600", 0.0), 30_000.0);
        assert_eq!(retry_after("@5000", 1000.0), 4000.0);
        assert_eq!(retry_after("soon", 0.0), 0.0);
    }
}
