//! Where a visitor came from: campaign parameters, search engine and referring domain, read out of URLs. The same derivation feeds the
//! session's super properties, `$initial_*` and `$session_entry_*`.

use super::language::matches;
use super::text::{self, Str};
use super::url;

/// What stands for the referrer of a page that nobody linked to.
pub const DIRECT: &str = "$direct";

/// The campaign parameters in the order in which they are written. From `PERSONAL` on they tell who clicked, not only which advertisement,
/// and are masked when the site asks for it.
const PARAMS: [&str; 26] = [
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_content",
    "utm_term",
    "gad_source",
    "mc_cid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "fbclid",
    "msclkid",
    "twclid",
    COOKIE_PARAM,
    "igshid",
    "ttclid",
    "rdt_cid",
    "epik",
    "qclid",
    "sccid",
    "oppref",
    "bfcid",
    "irclid",
    "_kx",
];
const PERSONAL: usize = 7;

/// posthog-js reads this one from a cookie first and then always overwrites it with what the URL says, nothing included. All that is left
/// of the cookie is that this property comes first.
const COOKIE_PARAM: &str = "li_fat_id";

/// A property that is there but may be null.
pub type Property<'a> = (&'a str, Option<String>);

/// The names of all campaign parameters the SDK knows by itself.
pub fn names() -> &'static [&'static str] {
    &PARAMS
}

/// `url` with the values of personal parameters, the site's own ones included, masked.
pub fn mask(url: &str, custom_personal: &[String]) -> String {
    url::mask_params(url, &|name| PARAMS.iter().skip(PERSONAL).any(|&known| known == name) || custom_personal.iter().any(|own| own == name))
}

/// The campaign parameters of the page's URL and the site's own ones, null where the URL has none or an empty one. `mask_personal` holds
/// the site's own personal parameters if personal data is to be masked.
pub fn params<'a>(url: &str, custom: &'a [String], mask_personal: Option<&[String]>) -> Vec<Property<'a>> {
    let masked = mask_personal.map(|own| mask(url, own));
    let url = masked.as_deref().unwrap_or(url);
    let mut found: Vec<Property<'a>> = Vec::with_capacity(PARAMS.len() + custom.len());
    for &name in [COOKIE_PARAM].iter().chain(&PARAMS) {
        push_param(&mut found, url, name);
    }
    for name in custom {
        push_param(&mut found, url, name);
    }
    found
}

/// Adds a campaign parameter unless it is there already.
fn push_param<'a>(found: &mut Vec<Property<'a>>, url: &str, name: &'a str) {
    if !found.iter().any(|(known, _)| *known == name) {
        found.push((name, url::query_param(url, name).filter(|value| !value.is_empty())));
    }
}

/// The host of `document.referrer`, or `$direct`.
pub fn referring_domain(document_referrer: &str) -> String {
    let host = if document_referrer.is_empty() { Str::default() } else { url::parts(document_referrer).host };
    if host.is_empty() { DIRECT.into() } else { host.into_string() }
}

/// `$search_engine` and `ph_keyword`, each only if known. The engine is that of `referrer`; what was searched for is always read out of the
/// current page's referrer, as posthog-js does even for a stored one.
pub fn search(referrer: &str, document_referrer: &str) -> Vec<Property<'static>> {
    let mut found = Vec::new();
    if let Some(engine) = search_engine(referrer) {
        found.push(("$search_engine", Some(engine.into())));
        let keyword = url::query_param(document_referrer, if engine == "yahoo" { "p" } else { "q" });
        if keyword.as_ref().is_some_and(|keyword| !keyword.is_empty()) {
            found.push(("ph_keyword", keyword));
        }
    }
    found
}

const ENGINES: [&str; 4] = ["google", "bing", "yahoo", "duckduckgo"];

/// A search engine named anywhere in the referrer, its path included. The character after the name can be any; after `google` that is all
/// there need be, the others go on with `com`. Of several names the first of the list counts.
fn search_engine(referrer: &str) -> Option<&'static str> {
    if !referrer.starts_with("http") {
        return None;
    }
    ENGINES.into_iter().find(|&engine| {
        let rest = if engine == "google" { "." } else { ".com" };
        matches(referrer, &text::join(&["^https?://.*", engine, rest]))
    })
}

/// What a person's first visit, or a session's first page, is described by, from the referrer and URL stored then (cut, masked and stripped
/// of its hash already where the site wants that). Names are bare, for the caller to prefix. An empty referrer or URL is one that was not
/// stored: what would come of it is left out.
pub fn person_props(referrer: &str, url: &str, document_referrer: &str) -> Vec<Property<'static>> {
    let mut props: Vec<Property<'static>> = Vec::new();
    if !referrer.is_empty() {
        props.push(("$referrer", Some(referrer.into())));
        props.push(("$referring_domain", Some(if referrer == DIRECT { DIRECT.into() } else { url::parts(referrer).host.into_string() })));
    }
    if !url.is_empty() {
        let parts = url::parts(url);
        props.push(("$current_url", Some(url.into())));
        props.push(("$host", Some(parts.host.into_string())));
        props.push(("$pathname", Some(parts.pathname.into_string())));
        for name in &PARAMS {
            push_param(&mut props, url, name);
        }
    }
    props.append(&mut search(referrer, document_referrer));
    props
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(props: &[Property<'_>]) -> String {
        let part = |(name, value): &Property<'_>| format!("{name}={}", value.as_deref().unwrap_or("null"));
        props.iter().map(part).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_known_parameter_is_written_the_cookie_one_first() {
        let found = params("https://a/?utm_source=x&gclid=&_kx=+1#?mc_cid=2", &[], None);
        assert_eq!(
            text(&found),
            "li_fat_id=null utm_source=x utm_medium=null utm_campaign=null utm_content=null utm_term=null gad_source=null mc_cid=null \
             gclid=null gclsrc=null dclid=null gbraid=null wbraid=null fbclid=null msclkid=null twclid=null igshid=null ttclid=null \
             rdt_cid=null epik=null qclid=null sccid=null oppref=null bfcid=null irclid=null _kx= 1"
        );
    }

    #[test]
    fn custom_parameters_follow_once() {
        let custom = ["ref", "utm_source", "ref"].map(String::from);
        let found = params("https://a/?ref=1&utm_source=2", &custom, None);
        assert_eq!(found.len(), 27);
        assert_eq!(found.last(), Some(&("ref", Some("1".into()))));
    }

    #[test]
    fn masks_what_is_personal() {
        let custom = ["mail", "ref"].map(String::from);
        let own = ["mail".to_string()];
        let found = params("https://a/?utm_source=1&fbclid=2&mail=3&ref=4", &custom, Some(&own));
        let value = |name: &str| found.iter().find(|found| found.0 == name).and_then(|found| found.1.as_deref());
        assert_eq!(
            [value("utm_source"), value("fbclid"), value("mail"), value("ref")],
            [Some("1"), Some("<masked>"), Some("<masked>"), Some("4")]
        );
        assert_eq!(
            mask("https://a/?gad_source=1&mc_cid=2&gclid=3&_kx=4&mail=5", &[]),
            "https://a/?gad_source=1&mc_cid=2&gclid=<masked>&_kx=<masked>&mail=5"
        );
    }

    #[test]
    fn knows_search_engines() {
        for (referrer, found) in [
            ("https://www.google.com/search?q=a+b", "$search_engine=google ph_keyword=a b"),
            ("https://www.google.com/", "$search_engine=google"),
            ("http://x.org/google/", "$search_engine=google"),
            ("http://x.org/google", ""),
            ("https://www.bing.com/?q=x", "$search_engine=bing ph_keyword=x"),
            ("https://bing-com.org/?p=x", "$search_engine=bing"),
            ("https://bing.de/?q=x", ""),
            ("https://search.yahoo.com/?q=x&p=y", "$search_engine=yahoo ph_keyword=y"),
            ("https://duckduckgo.com/?q=", "$search_engine=duckduckgo"),
            ("https://bing.com/?u=http://google.com", "$search_engine=google"),
            ("https://binbing.com/", "$search_engine=bing"),
            ("httpss://google.com/", ""),
            ("android-app://com.google.android.gm/", ""),
            ("https://www.Google.com/", ""),
            ("https://googleé.x/", "$search_engine=google"),
            ("", ""),
        ] {
            assert_eq!(text(&search(referrer, referrer)), found, "{referrer}");
        }
        assert_eq!(text(&search("https://bing.com/?q=stored", "https://x/?q=now")), "$search_engine=bing ph_keyword=now");
    }

    #[test]
    fn names_the_referring_domain() {
        assert_eq!(referring_domain(""), DIRECT);
        assert_eq!(referring_domain("https://u:p@a.example:8443/x"), "a.example:8443");
        assert_eq!(referring_domain("about:blank"), DIRECT);
    }

    #[test]
    fn describes_a_first_visit() {
        let props = person_props("https://www.google.com/search", "https://a.example:81/x?utm_term=t", "https://www.google.com/?q=k");
        assert_eq!(
            text(&props),
            "$referrer=https://www.google.com/search $referring_domain=www.google.com $current_url=https://a.example:81/x?utm_term=t \
             $host=a.example:81 $pathname=/x utm_source=null utm_medium=null utm_campaign=null utm_content=null utm_term=t \
             gad_source=null mc_cid=null gclid=null gclsrc=null dclid=null gbraid=null wbraid=null fbclid=null msclkid=null twclid=null \
             li_fat_id=null igshid=null ttclid=null rdt_cid=null epik=null qclid=null sccid=null oppref=null bfcid=null irclid=null \
             _kx=null $search_engine=google ph_keyword=k"
        );
        assert_eq!(text(&person_props("$direct", "", "")), "$referrer=$direct $referring_domain=$direct");
        assert_eq!(text(&person_props("broken", "", "")), "$referrer=broken $referring_domain=");
        assert_eq!(text(&person_props("", "", "https://google.com/")), "");
    }
}
