//! Browser, operating system, device and in-app browser, read out of the user agent, with posthog-js's names and its order of tests: what
//! is named here ends up in people's dashboards, beside what posthog-js named before.
//!
//! The tests are data: lines of `name=pattern=…`, the first line that fits wins. They are matched by the few lines of `here`, because a
//! general regular expression engine is many times the size of all else in this file.

use super::host::Agent;
use super::text::push_ascii;
use super::url::cut;

// The patterns. A field may begin with `~`: the case of letters does not matter (the pattern is then in lower case). `|` separates
// alternatives. What each sign stands for; all others stand for themselves:
//   #  some digits            $  a digit      %  some digits and dots
//   '  some letters           &  a letter     <  a letter from c to r     !  a letter, digit or _
//   >  `)` or `;`             ^  the beginning or end of a word
//   *  anything, as little as possible        +  anything, as much as possible        `  anything but `)` and `;`
//   @  a captured version, numbers with dots between; where what follows does not fit, with fewer numbers
//   ?  the same or nothing
//   {  }  begin and end of what is captured, if that is something else; without an end it goes on to the end

/// `name=pattern=version pattern=…`. They are matched against the user agent and, after a tab, `navigator.vendor`. A browser
/// without a version pattern never has a version.
const BROWSERS: &str = "\
Opera Mini= OPR/*Mini|Mini* OPR/
Opera= OPR/=Opera/@|OPR/@
BlackBerry=~blackberry|playbook|bb10=BlackBerry @=Version/@
Internet Explorer Mobile=IEMobile|WPDesktop=rv:@
Oculus Browser=OculusBrowser=OculusBrowser/@
Samsung Internet=SamsungBrowser=SamsungBrowser/@
Microsoft Edge=Edge|Edg/=Edge/@|Edg/@
Vivaldi=Vivaldi/=Vivaldi/@
Yandex=YaBrowser/=YaBrowser/@
Whale=Whale/=Whale/@
DuckDuckGo=DuckDuckGo/|Ddg/=DuckDuckGo/@|Ddg/@
Claude=Claude/=Claude/@|Codex/@|ChatGPT/@
Codex=Codex/=Claude/@|Codex/@|ChatGPT/@
ChatGPT=ChatGPT/=Claude/@|Codex/@|ChatGPT/@
Facebook Mobile=FBIOS
UC Browser=UCWEB|UCBrowser=UCBrowser/@|UCWEB/@
Chrome iOS=CriOS=CriOS/@
Chrome=CrMo|Chrome=Chrome/@|CrMo/@
Android Mobile=Android*Safari|Safari*Android=~android @
Firefox iOS=FxiOS=FxiOS/@
Konqueror=~konqueror=~konqueror@|konqueror:@|konqueror/@
Brave=Brave/=Brave/@
Mobile Safari=Mobile*Safari|Safari*Mobile|Mobile*\t*Apple=Version/@
Safari=Safari|\t*Apple=Version/@
Pale Moon=PaleMoon/=PaleMoon/@
Waterfox=Waterfox/=Waterfox/@
Firefox=Firefox=Firefox/@
Internet Explorer=MSIE|Trident/=rv:@|MSIE @
Firefox=Gecko=Firefox/@";

/// Only if the site asks for it, and then before all others.
const GOOGLE_SEARCH_APP: &str = "Google Search App=GSA/=GSA/@";
/// Where the browser says itself that it is this one.
const BRAVE: &str = "Brave==Brave/@";

/// `name=pattern=signs that may stand before a third number`. With the last field the version is three numbers, the third 0 if missing.
const SYSTEMS: &str = "\
Xbox=~xbox; xbox {*}>
Nintendo=~nintendo
PlayStation=~playstation
BlackBerry=~blackberry|playbook|bb10
Windows=~windows
iOS=iPhone*OS {#_#|iPad*OS {#_#|iPod*OS {#_#|iPhone=_
watchOS=~watch+/{#.#.#|watch os,{#.#},
Android=~android {#.#|android=.
Mac OS X=~mac os x {#_#|mac os x {#.#=_.
Mac OS X=~mac
Chrome OS=CrOS
Linux=~linux|debian";

/// `number after NT=what that Windows is called`
const WINDOWS_VERSIONS: &str = "5.0=2000\n5.1=XP\n5.2=XP\n6.0=Vista\n6.1=7\n6.2=8\n6.3=8.1\n6.4=10\n10.0=10";

/// `name=pattern=type`; without a type it is a phone.
const DEVICES: &str = "\
Nintendo=~nintendo !=Console
PlayStation=~playstation !=Console
Xbox=~xbox=Console
Ouya=~ouya=Console
Windows Phone=~windows phone|wpdesktop
iPad=iPad=Tablet
iPod Touch=iPod
iPhone=iPhone
Apple Watch=~watchos,%|watchos/%|watch os,%|watch os/%|watch$,$/%=Wearable
BlackBerry=~blackberry|playbook|bb10
Kobo=~kobo ereader|kobo touch=Tablet
Nokia=~nokia
Kindle Fire=~kf&&wi bui|kf&&wi)|aeo<< bui|aeo<<)|kf' bui*silk/|kf')*silk/=Tablet
Android=~android|zte
Generic mobile=~pda|mobile
Generic tablet=~tablet=Tablet";

/// Android devices that say `Mobile` and are tablets all the same, and those that do not say it and are phones.
const ANDROID_TABLETS: &str = "~9138b|tb782b|nexus 9|nexus 7|pixel c|huaweisht|btv|noble nook|smart ultra 6";
const ANDROID_PIXELS: &str = "~pixel$|pixela|pixelx|pixell|pixel ";
const ANDROID_PHONES: &str = "~huaweimed-al00|tah-|apa|sm-g92|i980|zte|u304aa";

/// `name=pattern=version pattern`. The version is what the version pattern captures, else what the pattern does.
const WEBVIEWS: &str = "\
Instagram=~^instagram ?^|^instagram/?^|^instagram^
Threads=~^barcelona ?|^barcelona/?
Messenger=~^messengerforios^|^fban/orca-android^|^fb_iab/orca-android^=~^fbav/@
Facebook Lite=~^fban/ema^=~^fbav/@
Facebook=~^fbios^|^fban/fb4a^|^fb_iab/fb4a^=~^fbav/@
LinkedIn=~^linkedinapp]/@^|^linkedinapp/@^|^linkedinapp^
Twitter=~^twitterandroid/@^|^twitter for iphone/@^|^twitter for ipad/@^|^twitter for android/@^|^twitterandroid^|^twitter for iphone^|^twitter for ipad^|^twitter for android^
TikTok=~^musical_ly_{#.@_|^musical_ly_{#.@^|^musical_ly/{#.@_|^musical_ly/{#.@^|^trill_{#.@_|^trill_{#.@^|^trill/{#.@_|^trill/{#.@^|^musical_ly^|^musical_ly_|^trill^|^trill_=~^app_version/@
WeChat=~^micromessenger/?|^wechat/?
Line=~^line/?
Google=~^gsa/?
Pinterest=~[pinterest/ios^|[pinterest/android^|^pinterest/@|^pinterest for ios/@|^pinterest for android/@|^pinterest for android tablet/@
WhatsApp=~^wa4a/?|^waios/?
Snapchat=~^snapchat ?|^snapchat/?
Bing=~^bingweb/?|^bingsapphire/?
Naver=~^naver(inapp; search;=~^naver(inapp; search;`; @
KakaoTalk=~^kakaotalk {#.@|^kakaotalk/{#.@|^kakaotalk |^kakaotalk/";

/// What the user agent tells. What is unknown is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detected {
    pub browser: &'static str,
    /// A JSON number such as `156` or `13.1`
    pub browser_version: Option<String>,
    pub os: &'static str,
    pub os_version: String,
    pub device: &'static str,
    /// `Desktop`, `Mobile`, `Tablet` …
    pub device_type: &'static str,
    /// The app whose in-app browser it is.
    pub webview_app: &'static str,
    pub webview_app_version: String,
}

/// Reads the user agent. The size of the screen, in CSS pixels and NaN where unknown, tells tablets from phones where the browser hides the
/// device; `google_search_app` is the site's wish to see that app named as a browser.
pub fn detect(agent: &Agent, screen_width: f64, screen_height: f64, google_search_app: bool) -> Detected {
    let text = agent.user_agent.as_str();
    let (browser, browser_version) = browser(agent, google_search_app);
    let (os, os_version) = system(text);
    let (device, mut device_type) = device(text);
    if device.is_empty() {
        device_type = "Desktop";
        if agent.platform == "Android" && agent.max_touch_points > 0.0 {
            let ratio = if agent.pixel_ratio > 0.0 { agent.pixel_ratio } else { 1.0 };
            let wide = |side: f64| side / ratio >= 600.0;
            device_type = if wide(screen_width) && wide(screen_height) { "Tablet" } else { "Mobile" };
        }
    }
    let (webview_app, webview_app_version) = webview(text);
    Detected { browser, browser_version, os, os_version, device, device_type, webview_app, webview_app_version }
}

fn browser(agent: &Agent, google_search_app: bool) -> (&'static str, Option<String>) {
    let mut text = agent.user_agent.clone();
    push_ascii(&mut text, b'\t');
    text.push_str(&agent.vendor);
    let table = if agent.brave {
        BRAVE
    } else if google_search_app && has("GSA/", &text) {
        GOOGLE_SEARCH_APP
    } else {
        BROWSERS
    };
    let line = line_of(table, &text);
    let mut versions = line.rest;
    while let Some(fields) = versions {
        let (pattern, rest) = cut(fields, b'=');
        if let Some(hit) = find(pattern, &text) {
            return (line.name, Some(number(captured(&hit, &text))));
        }
        versions = rest;
    }
    (line.name, None)
}

/// The first two numbers of a version as JavaScript writes the number they make.
fn number(version: &str) -> String {
    let (mut whole, rest) = cut(version, b'.');
    while let Some(rest) = whole.strip_prefix("0") {
        whole = rest;
    }
    let mut fraction = rest.map_or("", |rest| cut(rest, b'.').0);
    while let Some(rest) = fraction.strip_suffix("0") {
        fraction = rest;
    }
    let mut number = String::from(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        push_ascii(&mut number, b'.');
        number.push_str(fraction);
    }
    number
}

fn system(text: &str) -> (&'static str, String) {
    let line = line_of(SYSTEMS, text);
    let mut name = line.name;
    let mut version = String::new();
    if name == "Windows" {
        if has("Phone|WPDesktop", text) {
            name = "Windows Phone";
        } else if has("Mobile", text) && !has("IEMobile^", text) {
            name = "Windows Mobile";
        } else if let Some(hit) = find("~windows nt {%", text) {
            version.push_str(if has("~arm", text) { "RT" } else { windows_version(captured(&hit, text)) });
        }
    } else {
        let found = captured(&line.hit, text);
        match line.rest {
            Some(signs) if !found.is_empty() => {
                for byte in found.bytes() {
                    push_ascii(&mut version, if byte == b'_' { b'.' } else { byte });
                }
                let bytes = text.as_bytes();
                let sign = bytes.get(line.hit.end).is_some_and(|&byte| signs.bytes().any(|sign| sign == byte));
                let from = line.hit.end + usize::from(sign);
                let third = text.get(from..run(b'#', bytes, from)).unwrap_or("");
                push_ascii(&mut version, b'.');
                version.push_str(if third.is_empty() { "0" } else { third });
            }
            _ => version.push_str(found),
        }
    }
    (name, version)
}

fn windows_version(number: &str) -> &'static str {
    let mut rest = Some(WINDOWS_VERSIONS);
    while let Some(lines) = rest {
        let (line, next) = cut(lines, b'\n');
        let (key, name) = cut(line, b'=');
        if key == number {
            return name.unwrap_or("");
        }
        rest = next;
    }
    ""
}

fn device(text: &str) -> (&'static str, &'static str) {
    let line = line_of(DEVICES, text);
    if line.name == "Android" && (!has("Mobile", text) || has(ANDROID_TABLETS, text)) {
        let phone = (has(ANDROID_PIXELS, text) && !has("~pixel c", text))
            || has(ANDROID_PHONES, text)
            || (has("~lmy47v", text) && !has("~qtaqz3", text));
        if !phone {
            return ("Android Tablet", "Tablet");
        }
    }
    if line.name.is_empty() || (line.name == "Generic tablet" && has("~tablet pc", text)) {
        return ("", "");
    }
    (line.name, line.rest.unwrap_or("Mobile"))
}

fn webview(text: &str) -> (&'static str, String) {
    let line = line_of(WEBVIEWS, text);
    let hit = line.rest.and_then(|pattern| find(pattern, text)).unwrap_or(line.hit);
    (line.name, captured(&hit, text).into())
}

/// A line of a table, found: its name, the fields after its pattern, and where the pattern fits.
#[derive(Default)]
struct Line {
    name: &'static str,
    rest: Option<&'static str>,
    hit: Hit,
}

/// The first line of `table` whose pattern fits somewhere in `text`; if none does, one without a name.
fn line_of(table: &'static str, text: &str) -> Line {
    let mut lines = Some(table);
    while let Some(left) = lines {
        let (line, next) = cut(left, b'\n');
        let (name, fields) = cut(line, b'=');
        let (pattern, rest) = cut(fields.unwrap_or(""), b'=');
        if let Some(hit) = find(pattern, text) {
            return Line { name, rest, hit };
        }
        lines = next;
    }
    Line::default()
}

/// Where a pattern fits: what it captures lies from `start` (if it captures at all) to `end`.
#[derive(Clone, Copy, Default)]
struct Hit {
    start: Option<usize>,
    end: usize,
}

fn captured<'a>(hit: &Hit, text: &'a str) -> &'a str {
    hit.start.and_then(|start| text.get(start..hit.end)).unwrap_or("")
}

fn has(pattern: &str, text: &str) -> bool {
    find(pattern, text).is_some()
}

/// The leftmost place where one of the pattern's alternatives fits; of several that fit there, the first alternative.
fn find(pattern: &str, text: &str) -> Option<Hit> {
    let (fold, mut left) = match pattern.strip_prefix('~') {
        Some(pattern) => (true, Some(pattern)),
        None => (false, Some(pattern)),
    };
    let text = Text { bytes: text.as_bytes(), fold };
    let mut best = None;
    let mut before = text.bytes.len() + 1;
    while let Some(alternatives) = left {
        let (alternative, next) = cut(alternatives, b'|');
        // Every alternative begins with a sign for one character, so most places are passed by at a glance.
        let first = alternative.bytes().find(|&sign| sign != b'^');
        for at in 0..before {
            let mut hit = Hit::default();
            if first.is_none_or(|sign| text.is(sign, at)) && text.fits(alternative.as_bytes(), at, &mut hit) {
                best = Some(hit);
                before = at;
                break;
            }
        }
        left = next;
    }
    best
}

struct Text<'a> {
    bytes: &'a [u8],
    /// Letters fit in either case.
    fold: bool,
}

impl Text<'_> {
    /// Whether the character at `at` is what `sign` stands for.
    fn is(&self, sign: u8, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|&byte| is_of(sign, byte) || (self.fold && byte.to_ascii_lowercase() == sign))
    }

    /// Whether the alternative fits at `at`, and what it captures.
    fn fits(&self, mut pattern: &[u8], mut at: usize, hit: &mut Hit) -> bool {
        while let Some((&sign, rest)) = pattern.split_first() {
            match sign {
                b'^' => {
                    let before = at.checked_sub(1).and_then(|before| self.bytes.get(before));
                    if before.is_some_and(|&byte| is_word(byte)) == self.bytes.get(at).is_some_and(|&byte| is_word(byte)) {
                        return false;
                    }
                }
                b'{' => hit.start = Some(at),
                b'}' => hit.end = at,
                b'#' | b'%' | b'\'' => {
                    let end = run(sign, self.bytes, at);
                    if end == at {
                        return false;
                    }
                    at = end;
                }
                b'*' | b'`' => loop {
                    if self.fits(rest, at, hit) {
                        return true;
                    }
                    match self.bytes.get(at) {
                        None => return false,
                        Some(b';' | b')') if sign == b'`' => return false,
                        _ => at += 1,
                    }
                },
                b'+' => return (at..=self.bytes.len()).rev().any(|at| self.fits(rest, at, hit)),
                b'@' | b'?' => return self.fits_version(sign, rest, at, hit),
                _ => {
                    if !self.is(sign, at) {
                        return false;
                    }
                    at += 1;
                }
            }
            pattern = rest;
        }
        if hit.end == 0 {
            hit.end = at;
        }
        true
    }

    /// `@` or `?` and what follows: as many numbers as there are, else fewer.
    fn fits_version(&self, sign: u8, rest: &[u8], at: usize, hit: &mut Hit) -> bool {
        hit.start.get_or_insert(at);
        let mut end = run(b'%', self.bytes, at);
        while end > at {
            // Only where a number ends, whole and with no dot missing before it.
            let whole = !matches!(self.bytes.get(end), Some(b'0'..=b'9')) && is_version(self.bytes.get(at..end).unwrap_or_default());
            hit.end = end;
            if whole && self.fits(rest, end, hit) {
                return true;
            }
            end -= 1;
        }
        hit.end = at;
        sign == b'?' && self.fits(rest, at, hit)
    }
}

/// Numbers with single dots between.
fn is_version(bytes: &[u8]) -> bool {
    bytes.split(|&byte| byte == b'.').all(|number| !number.is_empty())
}

/// Where a run of what `sign` stands for ends that begins at `from`.
fn run(sign: u8, bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while bytes.get(end).is_some_and(|&byte| is_of(sign, byte)) {
        end += 1;
    }
    end
}

/// Whether `byte` is what `sign` stands for.
fn is_of(sign: u8, byte: u8) -> bool {
    match sign {
        b'#' | b'$' => byte.is_ascii_digit(),
        b'%' => byte.is_ascii_digit() || byte == b'.',
        b'\'' | b'&' => byte.is_ascii_alphabetic(),
        b'<' => matches!(byte | 32, b'c'..=b'r'),
        b'>' => matches!(byte, b')' | b';'),
        b'!' => is_word(byte),
        _ => byte == sign,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// posthog-js's own findings on some hundred user agents, real ones and ones put together from their pieces.
    const FOUND_BY_POSTHOG: &str = include_str!("../../tests/fixtures/useragents.tsv");

    #[test]
    fn finds_what_posthog_js_finds() {
        let mut rows = 0;
        for row in FOUND_BY_POSTHOG.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = row.split('\t').collect();
            let number = |at: usize| fields[at].parse().unwrap_or(f64::NAN);
            let agent = Agent {
                user_agent: fields[0].into(),
                vendor: fields[1].into(),
                platform: fields[2].into(),
                max_touch_points: number(3),
                pixel_ratio: number(6),
                brave: fields[7] == "1",
                ..Agent::default()
            };
            let found = detect(&agent, number(4), number(5), fields[8] == "1");
            let version = found.browser_version.as_deref().unwrap_or("null");
            let found = [
                found.browser,
                version,
                found.os,
                &found.os_version,
                found.device,
                found.device_type,
                found.webview_app,
                &found.webview_app_version,
            ];
            assert_eq!(fields[9..], found, "{row}");
            rows += 1;
        }
        assert!(rows > 500, "only {rows} rows");
    }

    #[test]
    fn writes_versions_as_javascript_writes_numbers() {
        for (version, written) in
            [("156.0.0.0", "156"), ("13.1.2", "13.1"), ("007.0900", "7.09"), ("0.0", "0"), ("0.50", "0.5"), ("10", "10")]
        {
            assert_eq!(number(version), written);
        }
    }

    #[test]
    fn unknown_sizes_are_a_phone() {
        let agent = Agent { platform: "Android".into(), max_touch_points: 5.0, user_agent: "X11; Linux".into(), ..Agent::default() };
        assert_eq!(detect(&agent, f64::NAN, 900.0, false).device_type, "Mobile");
        assert_eq!(detect(&agent, 800.0, 900.0, false).device_type, "Tablet");
    }

    #[test]
    fn takes_any_text() {
        for text in ["", "\u{0}", "é", "Xbox; Xbox é)", "Instagram 1.é", "iPhone OS 1_", "Windows NT ", "watch/1.2.", "Version/.1"] {
            let agent = Agent { user_agent: text.into(), vendor: "é".into(), ..Agent::default() };
            detect(&agent, 1.0, 1.0, true);
        }
    }
}
