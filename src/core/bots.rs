//! Which visitors are programs. Their events are dropped before anything else is done with them.

use super::url::cut;

/// What the user agents of known programs hold, in lower case.
const BOTS: &str = "\
amazonbot
amazonproductbot
app.hypefactors.com
applebot
archive.org_bot
awariobot
backlinksextendedbot
baiduspider
bingbot
bingpreview
chrome-lighthouse
dataforseobot
deepscan
duckduckbot
facebookexternal
facebookcatalog
http://yandex.com/bots
hubspot
ia_archiver
leikibot
linkedinbot
meta-externalagent
mj12bot
msnbot
nessus
petalbot
pinterestbot
prerender
rogerbot
screaming frog
sebot-wa
sitebulb
slackbot
slurp
trendictionbot
turnitin
twitterbot
vercel-screenshot
vercelbot
yandexbot
zoombot
bot.htm
bot.php
(bot;
bot/
crawler
ahrefsbot
ahrefssiteaudit
semrushbot
siteauditbot
splitsignalbot
gptbot
oai-searchbot
chatgpt-user
perplexitybot
better uptime bot
sentryuptimebot
uptimerobot
headlesschrome
lightpanda
cypress
google-hoteladsverifier
adsbot-google
apis-google
duplexweb-google
feedfetcher-google
google favicon
google web preview
google-read-aloud
googlebot
googleother
google-cloudvertexbot
googleweblight
mediapartners-google
storebot-google
google-inspectiontool
bytespider";

/// Whether a program drives this browser: by its user agent, by one of its brands (one a line), by its own word in `navigator.webdriver`.
/// `custom` are the site's own names; letters outside ASCII must stand there in the case they have in the user agent.
pub fn is_bot(user_agent: &str, brands: &str, webdriver: bool, custom: &[String]) -> bool {
    if webdriver || is_named(user_agent, custom) {
        return true;
    }
    let mut rest = Some(brands);
    while let Some(lines) = rest {
        let (brand, next) = cut(lines, b'\n');
        if is_named(brand, custom) {
            return true;
        }
        rest = next;
    }
    false
}

/// Whether `text` holds a name of the table or of the site.
fn is_named(text: &str, custom: &[String]) -> bool {
    let mut rest = Some(BOTS);
    while let (Some(lines), false) = (rest, text.is_empty()) {
        let (name, next) = cut(lines, b'\n');
        if holds(text, name) {
            return true;
        }
        rest = next;
    }
    !text.is_empty() && custom.iter().any(|name| holds(text, name))
}

/// Whether `text` holds `name`, whatever the case of their letters.
fn holds(text: &str, name: &str) -> bool {
    let (text, name) = (text.as_bytes(), name.as_bytes());
    (0..=text.len()).any(|at| text.get(at..at + name.len()).is_some_and(|part| part.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

    #[test]
    fn lets_people_through() {
        assert!(!is_bot(CHROME, "Chromium\nNot;A=Brand\nGoogle Chrome", false, &[]));
        assert!(!is_bot("", "", false, &["x".into()]));
        assert!(!is_bot("Mozilla/5.0 Cubot Note", "", false, &[]));
    }

    #[test]
    fn knows_programs_by_user_agent_brand_and_word() {
        for agent in [
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
            "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
            "x (BOT; y",
            "BYTESPIDER",
        ] {
            assert!(is_bot(agent, "", false, &[]), "{agent}");
        }
        assert!(is_bot(CHROME, "Chromium\nHeadlessChrome", false, &[]));
        assert!(is_bot(CHROME, "", true, &[]));
        assert!(is_bot("", "", true, &[]));
    }

    #[test]
    fn knows_the_sites_own_names() {
        assert!(is_bot(CHROME, "", false, &["linux X86".into()]));
        assert!(is_bot(CHROME, "Größe", false, &["größE".into()]));
        assert!(!is_bot(CHROME, "", false, &["windows".into()]));
        // As in posthog-js, where an empty name is found in everything.
        assert!(is_bot(CHROME, "", false, &[String::new()]));
    }
}
