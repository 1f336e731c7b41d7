//! What a stack says: the frames of the text that a browser puts on an error, innermost last, as PostHog's servers take them. Chrome (and Node, and
//! all that are made of it) writes `at name (file:1:2)`, Firefox and Safari `name@file:1:2`. The browser's own regular expressions make the one
//! out of the other, by the rules below.

use super::language::{find, rewrite};
use super::text;
use super::url;

const FRAMES: usize = 50;

/// A pattern and what takes its place, by turns. Where a line is a frame it begins with `{"`, as no line of a stack does once its quotes are escaped.
const RULES: &str = concat!(
    // What JSON cannot hold as it is.
    r#"(["\\])
\$1
[\0-\x09\x0b-\x1f\u2028\u2029]
 
"#,
    // What webpack says of a module that failed stands in brackets; and what is no frame for sure.
    r#"\(error: (.*)\)
$1
^(?:.{1025,}|.*Error: .*)$

"#,
    // Chrome without a function, Chrome, and the others.
    r#"^ *at (\S+):0*(\d+):0*(\d+) *$
{"function":"","filename":"$1","in_app":false,"platform":"web:javascript","lineno":$2,"colno":$3}
^ *at (?:(.+?\)(?: \[.+\])?|.*?) ?\((?:address at )?)?(?:async )?((?:[-a-z]+:)?.*?)(?::0*(\d+))?(?::0*(\d+))?\)? *$
{"function":"$1","filename":"$2","in_app":false,"platform":"web:javascript","lineno":$3,"colno":$4}
^(?!\{") *(.*?)(?:\(.*?\))?@?([-a-z]*:/.*?|\[native code\]|[^@\n]*(?:bundle|\d+\.js)|/[-\w. /=]+)(?::0*(\d+))?(?::0*(\d+))? *$
{"function":"$1","filename":"$2","in_app":false,"platform":"web:javascript","lineno":$3,"colno":$4}
^(?!\{").*\n?

,"\w+no":(?=[,}])

"#,
    // Of code that was made of a text, the place that made it counts.
    r#""filename":"eval.*?\((\S*):0*(\d+):0*(\d+)\).*
"filename":"$1","in_app":false,"platform":"web:javascript","lineno":$2,"colno":$3}
""(,"filename":"\S+ line \d+.* > eval)
"eval"$1
"filename":"(\S+) line (\d+)(?: > eval line \d+)* > eval.*
"filename":"$1","in_app":false,"platform":"web:javascript","lineno":$2}
"function":"(?:<anonymous>)?"
"function":"?"
"#,
    // Files of the page's own: by these schemes, or without one.
    r#"("filename":"(?:(?:https?|file|blob|app|capacitor|ionic|webpack|webpack-internal|ng):|(?!"|<anonymous>"|[a-z][-a-z0-9.+]+:)).*?"in_app":)false
$1true
"#,
    // A run of frames that comes more than once stays once, from U+0001 to U+0002. What is left of it where the stack, or another frame, cut it
    // short goes.
    "(\\{.+\\n)\\1+\n$1\n",
    "((?:\\{.+\\n){2,10}?)\\1+\n\u{1}$1\u{2}\n",
    "\u{1}((?:\\{.+\\n)+)((?:\\{.+\\n)+)\u{2}\\1(?![^])\n\u{1}$1$2\u{2}\n",
    "\u{1}((?:\\{.+\\n)+)((?:\\{.+\\n)+)\u{2}\\1\n$2$1\n",
    "[\u{1}\u{2}]\n",
);

/// The frames without the first `skip` lines, as a JSON list.
pub fn frames(stack: &str, skip: u8) -> String {
    let mut rest = stack;
    for _ in 0..skip {
        rest = url::cut(rest, b'\n').1.unwrap_or_default();
    }
    let mut text = rewrite(&text::join(&[rest, "\n"]), RULES);
    // A frame without a file is taken to be in that of the innermost.
    if let Some(file) = find(&text, r#"^.*("filename":".*?",)"#) {
        text = text::replace(&text, r#""filename":"","#, &file);
    }
    let mut list = text::join(&["]"]);
    for (index, line) in text::split(&text, b'\n').enumerate() {
        if index < FRAMES && line.starts_with('{') {
            list = text::join(&[if list.len() > 1 { "," } else { "" }, &list]);
            list = text::join(&[line, &list]);
        }
    }
    text::join(&["[", &list]).into_string()
}
