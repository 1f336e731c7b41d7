//! What was thrown, as `$exception_list`: one entry for the value, and one for each of its causes and members. A page can throw anything; what
//! values say of themselves was read by `factsOf` in signals.js, and is worded here.

use super::json::{Json, Map};
use super::language::rewrite;
use super::stack;
use super::text;
use super::url;

/// Makes type and value of an entry of what `factsOf` wrote: the letter of the kind of value, type, name and message. U+0001 stands between all.
const WORDS: &str = concat!(
    // What could not be read, what is no object, what a promise was rejected with, and an object that has a message.
    "^a\u{1}[^]*\n\u{1}Unknown error\n",
    "^b\u{1}\u{1}\u{1}\n\u{1}Primitive value captured as exception: \n",
    "^c\u{1}\u{1}\u{1}\nUnhandledRejection\u{1}Non-Error promise rejection captured with value: \n",
    "^d\u{1}\u{1}\u{1}\n\u{1}\n",
    // Events, and objects that have keys; not all that there are.
    "^([ef]\u{1}.*\u{1})(?![^])\n$1[object has no keys]\n",
    "^([ef]\u{1}.*\u{1})(?:(.{0,40})(?:, .*)?|.*)$\n$1$2\n",
    "^e\u{1}(.*)\u{1}(.*)\u{1}\n$1\u{1}$2 captured as exception with keys: \n",
    "^f\u{1}\u{1}(.*)\u{1}\n\u{1}'$1' captured as exception with keys: \n",
    // Objects that have a name.
    "^g\u{1}(.*)\u{1}.*\u{1}\n$1\u{1}'$1' captured as exception\n",
    "^h\u{1}(.*)\u{1}.*\u{1}([^]*)\n$1\u{1}'$1' captured as exception with message: '$2'\n",
    // Texts, which may begin with the name of an error.
    "^i\u{1}\u{1}\u{1}(?:uncaught (?:exception: )?)?(?:((?:eval|internal|range|reference|syntax|type|uri|)error): )?(.*)(?![^])\n$1\u{1}$2\n",
    "^i\u{1}\u{1}\n\n",
    // Errors, and those of the browser.
    "^j\u{1}(.*)\u{1}.*\u{1}\n$1\u{1}\n",
    "^k\u{1}(.*)\u{1}(.*)\u{1}\n$1\u{1}$2: \n",
    "^l\u{1}(.*)\u{1}(.*)\u{1}.*\n$1\u{1}$2\n",
    "^ *\u{1}\nError\u{1}\n",
);
const ERROR: u8 = b'j';

/// The entries for what `factsOf` tells. `handled` by the page, or told to the `console`; `stack`: where the SDK heard of it.
pub fn list(facts: &[Json], handled: bool, console: bool, stack: &Json) -> Json {
    let mut entries = Vec::new();
    for facts in facts.iter().filter_map(Json::as_map) {
        let says = facts.word("says");
        let kind = says.bytes().next().unwrap_or_default();
        let own = facts.get("stack");
        // What brings no stack is lent one; the browser's own errors never are.
        let lends = own.is_none() && entries.is_empty() && kind <= ERROR && stack.is_string();
        let synthetic = kind < ERROR || lends;
        let mut mechanism = facts.map("mechanism");
        if mechanism.has("source") {
            mechanism.set_str("type", "chained");
        } else {
            mechanism.set_str("type", if console { "onconsole" } else { "generic" });
            mechanism.set("handled", Json::bool(handled));
        }
        mechanism.set("synthetic", Json::bool(synthetic));
        let said = rewrite(&says, WORDS);
        let (class, value) = url::cut(&said, 1);
        let mut entry = Map::new();
        entry.set_str("type", class);
        entry.set_str("value", value.unwrap_or_default());
        entry.set("mechanism", Json::from(&mechanism));
        if let Some(stack) = own.unwrap_or(stack).as_str().filter(|_| own.is_some() || lends) {
            let skip = if synthetic { 1 + u8::from(console) } else { 0 };
            let frames = stack::frames(&stack, skip);
            if let Some(trace) = Json::parse(&text::join(&["{\"type\":\"raw\",\"frames\":", &frames, "}"])) {
                entry.set("stacktrace", trace);
            }
        }
        entries.push(Json::from(&entry));
    }
    Json::list(entries.iter())
}
