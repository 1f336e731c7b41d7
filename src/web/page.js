// Facts of the page and the browser, each set read in one crossing: fields joined by U+0000, which none of them can hold unescaped. Then what the
// page can be told, its stores, clock and dice. (One file, because the server of the browser tests hangs when a page asks for more than four at
// once.)

// What the core is told, by number: as `Signal` in js.rs.
export const ANSWERED = 0
export const SCRIPT_DONE = 1
export const MODEL = 2
export const MOVED = 3

const w = typeof window === 'undefined' ? {} : window
const n = w.navigator || {}

const attempt = (read) => {
    try {
        const value = read()
        return value === undefined || value === null ? '' : String(value)
    } catch (e) {
        return ''
    }
}

const join = (reads) => reads.map((read) => attempt(read).replaceAll('\0', '')).join('\0')

/** What can change between two events. */
function pageFacts() {
    const d = w.document || {}
    const l = w.location || {}
    return join([
        () => l.href,
        () => l.host,
        () => l.pathname,
        () => d.referrer,
        () => d.title,
        () => n.language || n.userLanguage,
        () => w.innerWidth,
        () => w.innerHeight,
        () => w.screen.width,
        () => w.screen.height,
        () => (d.visibilityState === 'visible' ? 1 : ''),
    ])
}

/** Position, height, and how much is in sight: of the page, or of the first element found by `root`, JSON of a selector or a list of them. */
function scrollFacts(root) {
    let element
    const look = (read) => () => (element ? read() : 0)
    attempt(() => {
        const d = w.document
        if (!root) element = d.documentElement
        else for (const selector of [].concat(JSON.parse(root))) element = element || d.querySelector(selector)
    })
    return join([
        look(() => (!root && (w.scrollY || w.pageYOffset)) || element.scrollTop),
        look(() => element.scrollHeight),
        look(() => element.clientHeight),
    ])
}

const yes = (value) => [true, 'true', 1, '1', 'yes'].includes(value)

/** What stays. */
function agentFacts() {
    const l = w.location || {}
    const flag = (value) => (value ? 1 : '')
    return join([
        () => n.userAgent,
        () => n.vendor,
        () => flag(n.brave),
        () => flag(n.webdriver),
        () => n.userAgentData.brands.map((item) => item && item.brand).join('\n'),
        () => n.userAgentData.platform,
        () => n.maxTouchPoints,
        () => w.devicePixelRatio,
        () => Intl.DateTimeFormat().resolvedOptions().timeZone,
        () => l.hostname,
        () => flag(l.protocol === 'https:'),
        () => flag([n.doNotTrack, n.msDoNotTrack, w.doNotTrack].some(yes)),
        () => flag(yes(n.globalPrivacyControl)),
        () => flag(w.fetch),
        () => flag(w.XMLHttpRequest && 'withCredentials' in new w.XMLHttpRequest()),
        () => flag(n.sendBeacon),
        () => flag('onpagehide' in w),
        () => flag(typeof CompressionStream === 'function'),
    ])
}

/** `navigator.userAgentData`'s device model, later, if there is one. */
export function deviceModel(page) {
    try {
        n.userAgentData
            .getHighEntropyValues(['model'])
            .then((hints) => hints && typeof hints.model === 'string' && hints.model && page.tell(MODEL, hints.model))
            .catch(() => {})
    } catch (e) {
        // no such browser
    }
}

/** Tells of history changes: 1 before the address changes, 2 after pushState, 3 after replaceState, and 8 more inside a popstate.
 *  `page.unwatch` undoes it. */
export function watchHistory(page) {
    let watching = true
    const history = w.history
    const undo = []
    // Others may have wrapped the patch, so it can outlive the watching; and navigation must go on whatever happens here.
    const tell = (what) => {
        try {
            if (watching) page.tell(MOVED, '', '', what)
        } catch (e) {
            // the page comes first
        }
    }
    ;['pushState', 'replaceState'].forEach((name, index) => {
        const original = history && history[name]
        if (typeof original !== 'function' || original.__posthog_wrapped__) return
        const patched = function (state, title, url) {
            let changes = false
            try {
                changes = url !== undefined && url !== null && new URL(String(url), w.document.baseURI).href !== w.location.href
            } catch (e) {
                // the original will say so
            }
            if (changes) tell(1)
            original.call(this, state, title, url)
            tell(index + 2 + (w.event && w.event.type === 'popstate' ? 8 : 0))
        }
        patched.__posthog_wrapped__ = true
        history[name] = patched
        undo.push(() => history[name] === patched && (history[name] = original))
    })
    page.unwatch = () => {
        watching = false
        undo.forEach((step) => step())
    }
}

/** The configuration that the page or PostHog's script put there for this project. */
export function preloadedConfig(token) {
    try {
        return w._POSTHOG_REMOTE_CONFIG[token].config
    } catch (e) {
        return undefined
    }
}

/** Loads a script, once for all who ask; the page may change or refuse it by `prepare_external_dependency_script`. Tells its address and, where it
 *  did not load, why: `!` where the server did not give it, which may be tried elsewhere. */
export function loadScript(page, src, _, inHead) {
    const d = w.document
    const tell = (error) => page.tell(SCRIPT_DONE, src, error)
    const add = () => {
        try {
            const { disable_external_dependency_loading: disabled, prepare_external_dependency_script: prepare } = page.options
            let script = d.createElement('script')
            script.type = 'text/javascript'
            script.crossOrigin = 'anonymous'
            script.src = src
            if (prepare && !disabled) script = prepare(script)
            if (disabled) return tell('Loading of external scripts is disabled')
            if (!script) return tell('prepare_external_dependency_script returned null')
            const there = Array.from(d.scripts).find((other) => other.src === script.src)
            if (there && ['integrity', 'crossOrigin', 'nonce'].some((name) => there[name] !== script[name]))
                return tell('Existing script conflicts with prepared script policy')
            // Marks that posthog-js and its bundles know as well.
            if (there && there.__posthog_loading_callback_fired) return tell('')
            if (there && there.__posthog_loading_error) return tell('!')
            const target = there || script
            target.addEventListener('load', () => {
                target.__posthog_loading_callback_fired = true
                tell('')
            })
            target.addEventListener('error', (error) => {
                target.__posthog_loading_error = error
                target.remove()
                tell('!')
            })
            const first = d.querySelector('body > script')
            if (there) return
            if (inHead) d.head.appendChild(script)
            else if (first) first.parentNode.insertBefore(script, first)
            else d.body.appendChild(script)
        } catch (e) {
            tell(String(e))
        }
    }
    if (d && d.body) add()
    else if (d) d.addEventListener('DOMContentLoaded', add)
    else tell('document not found')
}

// ---- the browser's stores, clock and dice, each behind one call that cannot throw

// Own keys only: nothing stored is found on a prototype.
const memory = new Map()

const area = (number) => (number === 1 ? w.localStorage : w.sessionStorage)

/** `=` and the entry; empty when there is none; undefined when the page may not look. Areas: 0 memory, 1 localStorage, 2 sessionStorage. */
function storeRead(key, _, number) {
    const found = number ? area(number).getItem(key) : memory.get(key)
    return found === null || found === undefined ? '' : '=' + found
}

function storeWrite(key, value, number) {
    if (number) area(number).setItem(key, value)
    else memory.set(key, value)
    return true
}

function storeRemove(key, _, number) {
    if (number) area(number).removeItem(key)
    else memory.delete(key)
}

function cookieRead() {
    return String(w.document.cookie)
}

function cookieWrite(text) {
    w.document.cookie = text
}

let words = []

const dice = () => (Math.random() * 4294967296) >>> 0

/** 32 random bits; `plain` ones need not be good. The good are fetched many at a time, because asking costs more than the bits. */
export function randomWord(plain) {
    if (plain) return dice()
    if (!words.length) {
        try {
            words = Array.from(w.crypto.getRandomValues(new Uint32Array(64)))
        } catch (e) {
            return dice()
        }
    }
    return words.pop()
}

/** The window, or its document. */
export function listened(document) {
    return document ? w.document : typeof window === 'undefined' ? undefined : window
}

/** A message for whoever looks at the console. Levels: 0 log, 1 warn, 2 error. */
function say(message, _, level) {
    console[['log', 'warn', 'error'][level]]('[PostHog.js]', message)
}

/** What the core wants to know or have done, by number: the order is that of `Fact` in js.rs. Two texts and a number are handed over. */
const facts = [
    pageFacts,
    scrollFacts,
    agentFacts,
    storeRead,
    storeWrite,
    storeRemove,
    cookieRead,
    cookieWrite,
    () => n.onLine !== false,
    () => !!w.POSTHOG_DEBUG,
    () => !!(w.document && w.document.body),
    say,
    (text) => encodeURIComponent(text),
    (text) => decodeURIComponent(text),
    (a, b, time) => new Date(time).toISOString(),
    (a, b, time) => new Date(time).toUTCString(),
    (address) => {
        const link = document.createElement('a')
        link.href = address
        return link.host + '\0' + link.pathname
    },
    (a, b, number) => JSON.stringify(number),
    (text) => 'data=' + encodeURIComponent(btoa(unescape(encodeURIComponent(text)))),
    (text, pattern) => {
        const found = new RegExp(pattern.replace('~', ''), pattern[0] === '~' ? 'i' : '').exec(text)
        return found ? found.slice(1).join('\n') : undefined
    },
]

/** A text, or nothing; what is true is an empty text. */
export const textOf = (answer) => (answer === true ? '' : answer === false ? undefined : answer)

/** What throws (a store that refuses, a function that the page has put in place of the browser's) is no answer: the core is at work meanwhile,
 *  and must hear of it as of everything else. */
export function fact(what, a, b, n) {
    try {
        return textOf(facts[what](a, b, n))
    } catch (e) {
        return undefined
    }
}
