// Facts of the page and the browser, each set read in one crossing: fields joined by U+0000, which none of them can hold unescaped. Then what the
// page can be told, its stores, clock and dice. (One file, because the server of the browser tests hangs when a page asks for more than four at
// once.)

import { stringify } from './values.js'

// What the core is told, by number: as `Signal` in js.rs.
export const ANSWERED = 0
export const SCRIPT_DONE = 1
export const MODEL = 2
export const MOVED = 3
export const USED = 4
export const OUTBOX = 5

const w = typeof window === 'undefined' ? {} : window
const n = w.navigator || {}

export const attempt = (read) => {
    try {
        const value = read()
        return value === undefined || value === null ? '' : String(value)
    } catch (e) {
        return ''
    }
}

const join = (reads) => reads.map((read) => attempt(read).replaceAll('\0', '')).join('\0')

// ---- what was begun, and how it ends. Also where the module cannot be asked any more, because it trapped: so nobody but this file must know.

const held = new Set()

/** Keeps what puts something of the page back as it was. What is returned does it, once. */
export const hold = (undo) => {
    const end = () => {
        if (held.delete(end)) attempt(undo)
    }
    held.add(end)
    return end
}

/** Puts everything back. */
export const letGo = () => held.forEach(attempt)

/** Listens to an event; `how`: 1 the document's, not the window's, and 2 more for what happens inside as well. Without a name it is a timer of so many
 *  milliseconds. What is returned ends it. */
export function begin(name, how, handler) {
    if (!name) {
        const timer = setTimeout(handler, how)
        return hold(() => clearTimeout(timer))
    }
    const target = how & 1 ? w.document : w
    attempt(() => target.addEventListener(name, handler, how > 1))
    return hold(() => target.removeEventListener(name, handler, how > 1))
}

export const end = (what) => what()

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

/** What is scrolled: the page, or the first element found by `root`, a selector or a list of them. */
export function scrolled(root) {
    let element
    attempt(() => {
        const d = w.document
        if (!root) element = d.documentElement
        else for (const selector of [].concat(root)) element = element || d.querySelector(selector)
    })
    return element
}

/** Position, height, and how much is in sight, of what is scrolled; `root` is JSON here. */
function scrollFacts(root) {
    const element = scrolled(root && JSON.parse(root))
    const look = (read) => () => (element ? read() : 0)
    return join([
        look(() => (!root && w.scrollY) || element.scrollTop),
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
        // The first `Intl.DateTimeFormat` of a page takes longer than all of the start: 15 ms beside 0.
        () => (w.Temporal ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone),
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
    page.unwatch = hold(() => {
        watching = false
        undo.forEach((step) => step())
    })
}

// ---- the elements that are used. What a use needs is read here in one go, from the element up to `body`, and told in one text; which of it counts,
// and what of it may be told, is decided in core/autocapture.rs. Only what few uses need is asked for afterwards: `page.chain` are the elements.

const TEXT = 3
const FRAGMENT = 11
const PASSIVE = { capture: true, passive: true }

export const tagOf = (el) => String(el.tagName || '').toLowerCase()
const textIn = (value) => (typeof value === 'string' ? value : '')
export const fits = (el, selector) => {
    try {
        return el.matches(selector)
    } catch (e) {
        return false
    }
}
export const targetOf = (e) => {
    const target = e.target === undefined ? e.srcElement : e.target
    return target && target.shadowRoot ? e.composedPath()[0] : target
}
/** The element around it; a shadow tree is in its host. `seen` is told of that. */
export const around = (el, seen) => {
    const parent = el.parentNode
    const host = parent && parent.nodeType === FRAGMENT && parent.host
    if (host) seen()
    return host || parent
}
/** Listens to events of the document, or of another target, in its own phase; `undo` takes what ends it. */
export const hearing = (undo) => (target, types, handler) => {
    for (const type of types.split(' ')) {
        target.addEventListener(type, handler, PASSIVE)
        undo.push(() => target.removeEventListener(type, handler, PASSIVE))
    }
}

const ownTexts = (el) => Array.from(el.childNodes).filter((node) => node.nodeType === TEXT).map((node) => node.textContent)

/** An element's facts: see `Node` in core/autocapture.rs. `speaks`: its texts are wanted. `inner`: it is in another one, whose spans are wanted too
 *  (1) or all that is in it (2). */
function describe(el, host, speaks, inner) {
    const tag = tagOf(el)
    let nth = 1
    let nthOfType = 1
    for (let other = el; !inner && (other = other.previousElementSibling); nth++) if (other.tagName === el.tagName) nthOfType++
    const wanted = (node) => node.nodeType === 1 && (inner === 2 || (speaks && tagOf(node) === 'span'))
    return {
        tag,
        host,
        kind: textIn(el.type),
        name: textIn(el.name || el.id),
        nth,
        nthOfType,
        attributes: Object.fromEntries(Array.from(el.attributes, ({ name, value }) => [name, value])),
        texts: speaks ? ownTexts(el) : undefined,
        inside: Array.from(el.childNodes).filter(wanted).map((node) => describe(node, 0, 1, inner || 1)),
    }
}

/** The facts of an element and of those around it; they are `page.chain` until the next. */
export function elementFacts(page, target) {
    const chain = (page.chain = [])
    const nodes = []
    let host = 0
    for (let el = target; el && el.nodeType === 1 && chain.length < 1000; el = around(el, () => (host = 1))) {
        const tag = tagOf(el)
        nodes.push(describe(el, host, !chain.length || /^(a|button|form|label)$/.test(tag)))
        chain.push(el)
        host = 0
        if (tag === 'body') break
    }
    return { svg: target && 'ownerSVGElement' in target ? 1 : 0, nodes }
}

/** Tells of every use of an element. A click that ends on nothing, because the element under it was made anew between down and up, is told as one of
 *  the element that was pressed. `page.unwatchElements` ends it. */
export function watchElements(page, _, __, copies) {
    const undo = []
    const hear = hearing(undo)
    let down
    const far = (e) => Math.abs(e.clientX - down.x) > 5 || Math.abs(e.clientY - down.y) > 5
    const pointed = (e) => {
        if (e.type === 'pointerdown') {
            const el = targetOf(e)
            down = e.isPrimary && !e.button && !e.ctrlKey && el && { el, id: e.pointerId, x: e.clientX, y: e.clientY }
        } else if (down && (e.type !== 'blur' || e.target === w)) {
            if (!/move|up/.test(e.type) || e.pointerId !== down.id || far(e)) down = undefined
            else if (e.type === 'pointerup') {
                const ended = down
                ended.up = true
                setTimeout(() => (down = down === ended ? undefined : down))
            }
        }
    }
    const pressed = (e, target) => {
        const meant =
            down &&
            down.up &&
            down.id === e.pointerId &&
            (e.detail || /touch|pen/.test(e.pointerType)) &&
            !e.button &&
            !far(e) &&
            down.el.isConnected &&
            /^(html|body)$/.test(tagOf(target)) &&
            down.el
        down = undefined
        return meant
    }
    const used = (e) => {
        try {
            const found = targetOf(e)
            const meant = e.type === 'click' && found && pressed(e, found)
            let target = meant || found
            if (target && target.nodeType === TEXT) target = target.parentNode
            const facts = {
                ...elementFacts(page, target),
                event: e.type,
                mouse: e instanceof MouseEvent ? [e.clientX, e.clientY, e.timeStamp || Date.now()] : undefined,
                host: w.location.host,
                pressed: meant ? 1 : 0,
                selectors: selectorsOf(page, target),
            }
            page.tell(USED, stringify(facts))
        } catch (error) {
            // the page comes first
        }
        page.chain = []
    }
    hear(w.document, 'submit change click' + (copies ? ' copy cut paste' : ''), used)
    hear(w.document, 'pointerdown pointermove pointerup pointercancel', pointed)
    hear(w, 'blur', pointed)
    page.unwatchElements = hold(() => undo.forEach((step) => step()))
}

/** Which of the selectors that surveys and tours wait for find the element, or the link or button that a drawing is in: if
 *  any. */
export function selectorsOf(page, target) {
    const control = page.chain.find((el) => target && 'ownerSVGElement' in target && /^(a|button)$/.test(tagOf(el)))
    const found = (selector) => Array.from(w.document.querySelectorAll(selector)).some((el) => el === target || el === control)
    return page.selectors && Array.from(page.selectors).filter(found)
}

/** Over which of them the mouse is a hand. */
export function pointers(page) {
    return page.chain.map((el) => (attempt(() => w.getComputedStyle(el).cursor) === 'pointer' ? 1 : 0)).join('')
}

/** Does one of the selectors, a JSON list, fit one of them? */
export function matchesAny(page, selectors) {
    return JSON.parse(selectors).some((selector) => page.chain.some((el) => fits(el, selector)))
}

/** Does one of the patterns under this name in `autocapture` fit the address? */
export function urlMatches(page, name) {
    const { autocapture, get_current_url: override } = page.options
    let url = w.location.href
    attempt(() => {
        const own = override(url)
        if (own && typeof own === 'string') url = own
    })
    return autocapture[name].some((pattern) => url.match(new RegExp(pattern)))
}

/** What stands on a control, in small letters: its facts, and those of all that is in it, in it. */
export function labelFacts(page, _, __, index) {
    return stringify(describe(page.chain[index], 0, 1, 2)).toLowerCase()
}

export function selection() {
    return String(w.getSelection())
}

/** What is in a field, after `=`, where the page allows that it is told. `ignored`: a JSON list of selectors. */
export function inputValue(page, ignored) {
    const el = page.chain[0]
    const allowed = (page.options.autocapture || {}).capture_value_css_selector_allowlist || ['[data-ph-capture-value]']
    const refuses = [...JSON.parse(ignored), '.ph-sensitive', '.ph-no-capture']
    for (let at = (el.options && el.options[el.selectedIndex]) || el; at && at.nodeType === 1; at = at.assignedSlot || around(at, () => {}))
        if (refuses.some((selector) => fits(at, selector))) return undefined
    if (el.multiple || el.querySelector('.ph-no-capture, .ph-sensitive')) return undefined
    return (typeof allowed === 'function' ? allowed(el) : allowed.some((selector) => fits(el, selector))) ? '=' + el.value : undefined
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

// ---- what goes on between the page and others: its requests, its console

/** Puts what `make` makes of the function `owner[name]` in its place. What is returned takes it out again, also where PostHog's own code has
 *  wrapped it since: its layers say what is under them, as these do. */
export function patch(owner, name, make) {
    const layer = { next: owner[name] }
    if (typeof layer.next !== 'function') return () => {}
    const wrapped = make(function (...all) {
        return layer.next.apply(this, all)
    })
    wrapped.__posthog_layer__ = layer
    owner[name] = wrapped
    return () => {
        if (owner[name] === wrapped) owner[name] = layer.next
        else for (let above = layerOf(owner[name]); above; above = layerOf(above.next)) if (above.next === wrapped) above.next = layer.next
    }
}

const layerOf = (method) => method.__posthog_layer__ || method.__rrweb_layer__

// What `fetch` reads of its second argument, own or not.
const INIT =
    'attributionReporting body browsingTopics cache credentials duplex integrity keepalive method mode priority redirect referrer referrerPolicy signal window'

/** Puts the headers that `wanted` names on the page's own requests: asked with the address, and 1 for the ids, 2 for `traceparent`, or 3. What goes
 *  wrong here leaves the request as the page made it; what returns ends it. */
export function watchRequests(wanted) {
    const undo = [
        patch(w, 'fetch', (next) => function (input, init) {
            let all = arguments
            try {
                // The SDK's own are marked, see send.js.
                if (!(init && init.headers && init.headers.own)) {
                    const request = input instanceof Request
                    const headers = new Headers((init && init.headers) || (request ? input.headers : undefined))
                    const found = wanted(request ? input.url : input, headers.has('traceparent') ? 1 : 3)
                    const names = Object.keys(found)
                    if (names[0] && (init === Object(init) || !init)) {
                        const traced = { ...init }
                        for (const key of INIT.split(' ')) if (init && key in init) traced[key] = init[key]
                        traced.headers = headers
                        for (const name of names) headers.set(name, found[name])
                        all = request ? [new Request(input, traced)] : [input, traced]
                    }
                }
            } catch (e) {
                // as it is
            }
            return next.apply(this, all)
        }),
    ]
    const xhr = w.XMLHttpRequest && w.XMLHttpRequest.prototype
    const opened = new WeakMap()
    let sends
    // OpenTelemetry's own instrumentation below sets `traceparent` on requests of this origin, and XMLHttpRequest would send both.
    const instrumented = (url) => {
        let method = sends
        while (method && !method.__wrapped) method = (layerOf(method) || {}).next
        const telemetry = method && w[Symbol.for('opentelemetry.js.api.1')]
        return telemetry && telemetry.propagation && new URL(url, w.location.href).origin === w.location.origin
    }
    const set = (request, what) => {
        try {
            const url = opened.get(request)
            if (url === undefined || (what > 1 && instrumented(url))) return
            const found = wanted(url, what)
            for (const name of Object.keys(found)) request.setRequestHeader(name, found[name])
        } catch (e) {
            // as it is
        }
    }
    if (xhr) {
        undo.push(
            patch(xhr, 'open', (next) => function (method, url) {
                const answer = next.apply(this, arguments)
                opened.set(this, url)
                set(this, 1)
                return answer
            }),
            patch(xhr, 'setRequestHeader', (next) => function (name) {
                if (/^traceparent$/i.test(name)) opened.delete(this)
                return next.apply(this, arguments)
            }),
            patch(xhr, 'send', (next) => function () {
                set(this, 2)
                return next.apply(this, arguments)
            }),
        )
        sends = xhr.send
    }
    return () => undo.forEach((step) => step())
}

/** Tells `said` of what is said on the console: how loud, and what. What is returned ends it. */
export function hearConsole(said) {
    let inside = false
    const undo = ['debug', 'log', 'warn', 'error', 'info'].map((level) =>
        patch(console, level, (next) => {
            const wrapped = (...args) => {
                // The SDK's own messages are no news.
                if (!inside && args.length && args[0] !== '[PostHog.js]') {
                    inside = true
                    attempt(() => said(level, args))
                    inside = false
                }
                return next.apply(console, args)
            }
            // By this PostHog's scripts find the console's own.
            wrapped.__rrweb_original__ = console[level].__rrweb_original__ || console[level]
            return wrapped
        }),
    )
    return () => {
        inside = true
        undo.forEach((step) => step())
    }
}

// ---- the outbox: what takes the browser a while. Which, in core/outbox.rs.

/** Makes a request of the table of records, and answers with what came of it when its transaction is complete. Nothing stays open: a page with a
 *  connection could not be kept for coming back. */
const records = (mode, act) =>
    new Promise((done, failed) => {
        const open = w.indexedDB.open('prickle', 1)
        open.onupgradeneeded = () => open.result.createObjectStore('outbox')
        open.onerror = failed
        open.onsuccess = () => {
            const db = open.result
            try {
                const transaction = db.transaction('outbox', mode)
                const request = act(transaction.objectStore('outbox'))
                transaction.oncomplete = () => done(request && request.result)
                transaction.onabort = failed
            } catch (error) {
                failed(error)
            }
            // When its transactions are complete.
            db.close()
        }
    })

/** By number what it does, and by number what it tells then: `act` and `told` in core/outbox.rs. */
export function outbox(page, a, b, what) {
    const { locks } = n
    const tell = (told, a, b) => page.tell(OUTBOX, a, b, told)
    const list = (text) => text.split('\0').slice(0, -1)
    const range = () => IDBKeyRange.bound(a, b)
    ;[
        () => Promise.resolve().then(() => tell(0)),
        () => {
            const wanted = new AbortController()
            let end = () => wanted.abort()
            const held = () =>
                new Promise((over) => {
                    end = over
                    if (b) tell(1)
                })
            if (locks) locks.request(a, { signal: wanted.signal }, held).catch(() => {})
            else held()
            page.locks.push(hold(() => end()))
        },
        () =>
            records('readwrite', (table) => {
                for (const record of list(a)) table.put(record, record.split('\n', 1)[0])
                for (const key of list(b)) table.delete(key)
            }).then(
                () => tell(2),
                () => tell(3),
            ),
        async () => {
            const found = await records('readonly', (table) => table.getAll(range())).catch(() => [])
            const all = locks && (await locks.query().catch(() => {}))
            tell(4, all ? stringify(all) : '', found.join(''))
        },
        () => page.locks.splice(0).forEach(attempt),
        () => records('readwrite', (table) => table.delete(range())).catch(() => {}),
    ][what]()
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
    return true
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


/** A message for whoever looks at the console. Levels: 0 log, 1 warn, 2 error. */
function say(message, _, level) {
    console[['log', 'warn', 'error'][level]]('[PostHog.js]', message)
}

let past = 0

/** What is made up for now happened then; 0: that is over. */
export function setTime(time) {
    past = time
}

export function now() {
    return past || Date.now()
}

/** What the core wants to know or have done, by number: the order is that of `Fact` in js.rs. Two texts and a number are handed over. */
export const facts = [
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
    (a, b, number) => stringify(number),
    (text) => 'data=' + encodeURIComponent(btoa(unescape(encodeURIComponent(text)))),
    (text, pattern) => {
        const found = new RegExp(pattern.replace(/^~/, ''), pattern[0] === '~' ? 'i' : '').exec(text)
        return found ? found.slice(1).join('\n') : undefined
    },
    (start) => Object.keys(w.localStorage).filter((key) => key.startsWith(start)).sort().join('\0'),
]

/** A text, or nothing; what is true is an empty text. */
const textOf = (answer) => (answer === true ? '' : answer === false ? undefined : answer)

/** A text, or nothing; what throws is nothing too. */
export function answerOf(answers, what, ...args) {
    try {
        return textOf(answers[what](...args))
    } catch (e) {
        return undefined
    }
}

/** What throws (a store that refuses, a function that the page has put in place of the browser's) is no answer: the core is at work meanwhile,
 *  and must hear of it as of everything else. */
export function fact(what, a, b, n) {
    return answerOf(facts, what, a, b, n)
}
