//! Browser, operating system, device and in-app browser, read out of the user agent, with posthog-js's names and its order of tests: what
//! is named here ends up in people's dashboards, beside what posthog-js named before.
//!
//! The tests are data: lines of `name=pattern=…`, the first line that fits wins. Patterns are regular expressions, which a browser has an engine
//! for, with `@` for a version.

use super::host::Agent;
use super::language;
use super::text::{self, Str, push_ascii};
use super::url::cut;

/// Numbers with dots between, captured.
const VERSION: &str = r"(\d+(?:\.\d+)*)";

/// `name=pattern=version pattern=…`. They are matched against the user agent and, after a tab, `navigator.vendor`. A browser
/// without a version pattern never has a version.
const BROWSERS: &str = r"Opera Mini= OPR/.*?Mini|Mini.*? OPR/
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
Android Mobile=Android.*?Safari|Safari.*?Android=~android @
Firefox iOS=FxiOS=FxiOS/@
Konqueror=~konqueror=~konqueror@|konqueror:@|konqueror/@
Brave=Brave/=Brave/@
Mobile Safari=Mobile.*?Safari|Safari.*?Mobile|Mobile.*?\t.*?Apple=Version/@
Safari=Safari|\t.*?Apple=Version/@
Pale Moon=PaleMoon/=PaleMoon/@
Waterfox=Waterfox/=Waterfox/@
Firefox=Firefox=Firefox/@
Internet Explorer=MSIE|Trident/=rv:@|MSIE @
Firefox=Gecko=Firefox/@";

/// Only if the site asks for it, and then before all others.
const GOOGLE_SEARCH_APP: &str = "Google Search App=GSA/=GSA/@";
/// Where the browser says itself that it is this one.
const BRAVE: &str = "Brave==Brave/@";

/// `name=pattern`. Where two numbers are captured the version is three, the last 0 if it is missing.
const SYSTEMS: &str = r"Xbox=~xbox; xbox (.*?)[);]
Nintendo=~nintendo
PlayStation=~playstation
BlackBerry=~blackberry|playbook|bb10
Windows=~windows
iOS=(?:iPhone|iPad|iPod).*?OS (\d+)_(\d+)_?(\d+)?|iPhone
watchOS=~watch.*/(\d+\.\d+\.\d+)|watch os,(\d+\.\d+),
Android=~android (\d+)\.(\d+)\.?(\d+)?|android
Mac OS X=~mac os x (\d+)[_.](\d+)[_.]?(\d+)?
Mac OS X=~mac
Chrome OS=CrOS
Linux=~linux|debian";

/// `number after NT=what that Windows is called`
const WINDOWS_VERSIONS: &str = "5.0=2000\n5.1=XP\n5.2=XP\n6.0=Vista\n6.1=7\n6.2=8\n6.3=8.1\n6.4=10\n10.0=10";

/// `name=pattern=type`; without a type it is a phone.
const DEVICES: &str = r"Nintendo=~nintendo \w=Console
PlayStation=~playstation \w=Console
Xbox=~xbox=Console
Ouya=~ouya=Console
Windows Phone=~windows phone|wpdesktop
iPad=iPad=Tablet
iPod Touch=iPod
iPhone=iPhone
Apple Watch=~watch(?: ?os[,/]|\d,\d/)[\d.]+=Wearable
BlackBerry=~blackberry|playbook|bb10
Kobo=~kobo ereader|kobo touch=Tablet
Nokia=~nokia
Kindle Fire=~(?:kf[a-z]{2}wi|aeo[c-r]{2})(?: bui|\))|kf[a-z]+(?: bui|\)).*?silk/=Tablet
Android=~android|zte
Generic mobile=~pda|mobile
Generic tablet=~tablet=Tablet";

/// Android devices that say `Mobile` and are tablets all the same, and those that do not say it and are phones.
const ANDROID_TABLETS: &str = r"~9138b|tb782b|nexus 9|nexus 7|pixel c|huaweisht|btv|noble nook|smart ultra 6";
const ANDROID_PIXELS: &str = r"~pixel\d|pixela|pixelx|pixell|pixel ";
const ANDROID_PHONES: &str = r"~huaweimed-al00|tah-|apa|sm-g92|i980|zte|u304aa";

/// `name=pattern=version pattern`. The version is what the version pattern captures, else what the pattern does.
const WEBVIEWS: &str = r"Instagram=~\binstagram(?:[ /]@?)?\b
Threads=~\bbarcelona[ /]@?
Messenger=~\b(?:messengerforios|fban/orca-android|fb_iab/orca-android)\b=~\bfbav/@
Facebook Lite=~\bfban/ema\b=~\bfbav/@
Facebook=~\b(?:fbios|fban/fb4a|fb_iab/fb4a)\b=~\bfbav/@
LinkedIn=~\blinkedinapp(?:\]?/@)?\b
Twitter=~\btwitter(?:android| for (?:iphone|ipad|android))(?:/@)?\b
TikTok=~\b(?:musical_ly|trill)(?:[_/](\d+(?:\.\d+)+))?(?:_|\b)=~\bapp_version/@
WeChat=~\b(?:micromessenger|wechat)/@?
Line=~\bline/@?
Google=~\bgsa/@?
Pinterest=~\[pinterest/(?:ios|android)\b|\bpinterest(?: for (?:ios|android(?: tablet)?))?/@
WhatsApp=~\bwa(?:4a|ios)/@?
Snapchat=~\bsnapchat[ /]@?
Bing=~\bbing(?:web|sapphire)/@?
Naver=~\bnaver\(inapp; search;=~\bnaver\(inapp; search;[^);]*?; @
KakaoTalk=~\bkakaotalk[ /](\d+(?:\.\d+)+)?";

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
        if let Some(found) = find(pattern, &text) {
            return (line.name, Some(number(first(&found))));
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

/// Which system it is, and its version.
pub fn system(text: &str) -> (&'static str, String) {
    let line = line_of(SYSTEMS, text);
    let mut name = line.name;
    let mut version = String::new();
    if name == "Windows" {
        if has("Phone|WPDesktop", text) {
            name = "Windows Phone";
        } else if has("Mobile", text) && !has(r"IEMobile\b", text) {
            name = "Windows Mobile";
        } else if let Some(found) = find(r"~windows nt ([\d.]+)", text) {
            version.push_str(if has("~arm", text) { "RT" } else { windows_version(&found) });
        }
    } else {
        let mut groups = text::split(&line.found, b'\n');
        let (one, two) = (groups.next().unwrap_or(""), groups.next().unwrap_or(""));
        version.push_str(if one.is_empty() { two } else { one });
        if !one.is_empty() && !two.is_empty() {
            let third = groups.next().unwrap_or("");
            for part in &[two, if third.is_empty() { "0" } else { third }] {
                push_ascii(&mut version, b'.');
                version.push_str(part);
            }
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
    let found = line.rest.and_then(|pattern| find(pattern, text)).unwrap_or(line.found);
    (line.name, first(&found).into())
}

/// A line of a table, found: its name, the fields after its pattern, and what the pattern captures.
#[derive(Default)]
struct Line {
    name: &'static str,
    rest: Option<&'static str>,
    found: Str,
}

/// The first line of `table` whose pattern fits somewhere in `text`; if none does, one without a name.
fn line_of(table: &'static str, text: &str) -> Line {
    let mut lines = Some(table);
    while let Some(left) = lines {
        let (line, next) = cut(left, b'\n');
        let (name, fields) = cut(line, b'=');
        let (pattern, rest) = cut(fields.unwrap_or(""), b'=');
        if let Some(found) = find(pattern, text) {
            return Line { name, rest, found };
        }
        lines = next;
    }
    Line::default()
}

fn find(pattern: &str, text: &str) -> Option<Str> {
    language::find(text, &text::replace(pattern, "@", VERSION)).map(Str::new)
}

fn has(pattern: &str, text: &str) -> bool {
    find(pattern, text).is_some()
}

/// The first text that was captured.
fn first(found: &str) -> &str {
    text::split(found, b'\n').find(|group| !group.is_empty()).unwrap_or("")
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
