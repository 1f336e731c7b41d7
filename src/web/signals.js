// The page's side of one instance, for the second module: its options, its `capture`, and what is read of the page for what is watched. Nothing is
// decided here.

import {
    answerOf,
    around,
    attempt,
    elementFacts,
    facts,
    fits,
    hearConsole,
    hearing,
    hold,
    labelFacts,
    letGo,
    loadScript,
    matchesAny,
    patch,
    pointers,
    scrolled,
    tagOf,
    targetOf,
    textOf,
    watchRequests,
} from './page.js'
import { dataText, isNothing, keyValues, metricsEnvelope, record, safeText, stringify } from './values.js'
import { lateTool } from './webmcp.js'

// What the module is told, by number: as `Signal` in src/signals/page.rs. The first is a script of page.js.
const PLOTTED = 2
const STIRRED = 3
const GESTURED = 4
const MEASURED = 5
const POINTS_ASKED = 6
const THROWN = 7
const STEPPED = 8
const TOLD = 9
const LOGGED = 10
const FLUSHED = 11
const RESET = 12
const TOOLBAR = 13
const SAMPLED = 14
const METRICS_FLUSHED = 15

// What it asks the first module, as in `Op` of ops.ts.
const POST = 60
const REMOTE = 76
const LOG = 5

const w = typeof window === 'undefined' ? {} : window
const isFunction = (value) => typeof value === 'function'

/** What the module asks, by number: the order is that of `Ask` in src/signals/page.rs. */
const answers = [
    function data({ facade }) {
        return dataText(facade.config)
    },

    function remote(page) {
        return stringify(page.host.ask(REMOTE))
    },

    function capture(page, text) {
        const { event, properties, options } = JSON.parse(text)
        if (options && options.timestamp) options.timestamp = new Date(options.timestamp)
        const { handed } = page
        page.handed = undefined
        page.last = page.facade.capture(event, properties, options && { ...options, ...handed })
        return !!page.last
    },

    loadScript,

    // ---- the pointer

    watchPointer,

    function unwatchPointer(page) {
        page.unwatchPointer()
    },

    takeUp,

    function forgetUsed(page) {
        page.used.clear()
    },

    function factsAtHand(page) {
        return stringify(elementFacts(page, page.at[0]))
    },

    pointers,

    matchesAny,

    labelFacts,

    function handPoints(page, points) {
        page.points = JSON.parse(points)
    },

    // ---- web vitals

    observeVitals,

    // ---- what goes on between the page and others

    function isCapturing({ facade }) {
        return facade.is_capturing()
    },

    function post({ host }, about, body, ticket) {
        const { url, kind, transport } = JSON.parse(about)
        host.ask(POST, url, kind, JSON.parse(body), transport, ticket)
    },

    /** Starts what is wanted of the integrations and stops what is not. `wishes` are bits: 1 headers on requests, 2 the console is kept, 4 and
     *  sent, 8 site apps, 16 the server's configuration is settled, 32 a quiet toolbar, 64 anything at all, 128 how long requests take. `ui`: the host
     *  for people. `apps`: site apps of the old kind. Names PostHog's scripts that it takes. */
    function integrate(page, ui, apps, wishes) {
        const { undo, options } = page
        const scripts = []
        const follow = (name, wanted, start) => {
            if (wanted) undo[name] = undo[name] || hold(start())
            else if (undo[name]) undo[name] = undo[name]()
        }
        follow('requests', wishes & 1, () => watchRequests((url, what) => headersFor(page, url, what)))
        follow('measured', wishes & 128, () => measureRequests(page))
        follow('console', wishes & 2, () => recordConsole(page))
        if (wishes & 4 && !page.reads) scripts.push((page.reads = 'logs'))
        if (wishes & 16 && !page.settled) {
            page.settled = true
            startSiteApps(page, wishes & 8, JSON.parse(apps) || [], (url) => {
                loadScript(page, new URL(url, options.api_host).href, '', options.external_scripts_inject_target === 'head')
            })
        }
        follow('toolbar', wishes & 64, () => {
            page.wanted = page.wanted || toolbarWanted(page)
            return () => {}
        })
        if (page.wanted && wishes & 64 && openToolbar(page, ui, wishes & 32)) scripts.push('toolbar')
        return scripts.join()
    },

    /** One of them is there, or (not `well`) cannot be. */
    function scriptReady(page, kind, _, well) {
        const { undo } = page
        if (kind === 'toolbar') {
            w.ph_toolbar_state = well ? 2 : 0
            if (well) callToolbar(page)
        } else if (kind === 'logs') {
            const { logs } = w.__PosthogExtensions__ || {}
            if (undo.console) undo.console = undo.console()
            page.reads = well
            if (well && logs) undo.console = hold(listenToConsole(page, logs))
        }
    },
    // ---- exceptions

    watchErrors,

    // ---- metrics

    function metricsFlushed(page) {
        for (const done of page.flushed.splice(0)) done()
    },
]

// ---- the pointer: where it was, for heatmaps, and what came of it, for dead clicks

const isElement = (node) => !!node && node.nodeType === 1
const inToolbar = (node) => isElement(node) && !!node.closest('#__POSTHOG_TOOLBAR__,.toolbar-global-fade-container')

const isPlace = ({ target, clientX, clientY }) => Number.isFinite(clientX) && Number.isFinite(clientY) && !inToolbar(target)

/** Tells where on the page an event was, as JSON, and where in the window. */
function plot(page, event, kind) {
    if (!isPlace(event)) return
    const { clientX, clientY } = event
    const root = page.options.scroll_root_selector
    const element = scrolled(root)
    const target = targetOf(event)
    let fixed = false
    attempt(() => {
        for (let node = target; !fixed && isElement(node) && node !== element && tagOf(node) !== 'body'; node = node.parentNode)
            fixed = ['fixed', 'sticky'].includes(w.getComputedStyle(node).position)
    })
    const moved = (ofWindow, own) => (fixed ? 0 : (!root && w[ofWindow]) || (element && element[own]) || 0)
    page.at = [target, event]
    const x = clientX + moved('scrollX', 'scrollLeft')
    const y = clientY + moved('scrollY', 'scrollTop')
    page.tell(PLOTTED, stringify({ x, y, target_fixed: fixed }).slice(0, -1), kind, clientX, clientY)
}

/** The element of this number is at hand, and told as a heatmap's point where that is wanted. */
function takeUp(page, plots, _, number) {
    page.at = page.used.get(number)
    if (plots) plot(page, page.at[1], 'deadclick')
}

const numbers = new WeakMap()
let lastNumber = 0
let lastUse = 0

/** Whose response to a gesture nobody can observe. */
const SURFACES = 'canvas,video,audio,embed,object'
const EDITABLE = ['', 'text', 'search', 'email', 'password', 'url', 'tel', 'number']

const isEditable = (node) => {
    const tag = isElement(node) && tagOf(node)
    if (tag === 'input') return EDITABLE.includes((node.getAttribute('type') || '').toLowerCase())
    return tag === 'textarea' || (tag && (node.isContentEditable || /^(true)?$/.test(node.getAttribute('contenteditable'))))
}

/** Watches the pointer. `wanted`, added up: 1 heatmaps, 2 dead clicks, 4 dead swipes. What the page does by itself meanwhile is told as a number:
 *  0 its content changed, 1 it was scrolled, 2 a selection changed, 4 its window got or lost the focus, 5 a finger touched it. `page.unwatchPointer`
 *  undoes it. */
function watchPointer(page, _, __, wanted) {
    const d = w.document
    const undo = []
    const hear = hearing(undo)
    const on = (target, types, handler) => hear(target, types, (event) => attempt(() => handler(event)))
    page.unwatchPointer()
    page.unwatchPointer = hold(() => undo.forEach((step) => step()))
    if (wanted & 1) {
        let timer
        on(d, 'click', (event) => plot(page, event, 'click'))
        on(d, 'mousemove', (event) => {
            if (!isPlace(event)) return
            clearTimeout(timer)
            timer = setTimeout(() => attempt(() => plot(page, event, 'mousemove')), 500)
        })
        undo.push(() => clearTimeout(timer))
    }
    // posthog-js has to load this part.
    if (page.options.disable_external_dependency_loading) return
    const watch = () => watchDeaths(page, on, undo, wanted & 4)
    // What the browser does to make the page is no sign of life.
    if (d.readyState !== 'loading') return watch()
    let starting
    on(d, 'DOMContentLoaded', () => (starting = setTimeout(() => attempt(watch))))
    undo.push(() => clearTimeout(starting))
}

function watchDeaths(page, on, undo, swipes) {
    const d = w.document
    const settings = page.options.capture_dead_clicks || {}
    const ignored = settings.css_selector_ignorelist || ['.ph-no-deadclick', '.ph-no-capture']
    const stir = (what) => page.tell(STIRRED, '', '', what)

    // An observed tree ends at shadow roots, so each is observed by itself. Zone.js wraps the observer, and would do work at each change.
    const observed = new WeakSet()
    const observe = (root) => {
        if (!root || observed.has(root)) return
        observed.add(root)
        observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true })
        observeInside(root)
    }
    const observeInside = (node) => {
        observe(node.shadowRoot)
        node.querySelectorAll('*').forEach((inner) => observe(inner.shadowRoot))
    }
    const observePath = (event) => event.composedPath().forEach((node) => attempt(() => observe(node.shadowRoot)))
    const observer = new (w.__zone_symbol__MutationObserver || w.MutationObserver)((changes) => {
        let seen
        for (const { target, addedNodes } of changes)
            attempt(() => {
                if (!target.isConnected) return
                seen = true
                addedNodes.forEach((node) => isElement(node) && observeInside(node))
            })
        if (seen) stir(0)
    })
    undo.push(() => observer.disconnect())
    observe(d)

    // What is selected by pressing, moving and releasing belongs to the click that ends it.
    let gesture
    let timer
    // Where nothing is shown there is none.
    const selected = () => d.getSelection() || {}
    let hadRange = selected().type === 'Range'
    const forget = () => {
        clearTimeout(timer)
        gesture = undefined
    }
    undo.push(forget)
    const isInGesture = (node) => {
        const [target] = gesture.path
        for (; node; node = node.getRootNode().host) if (gesture.path.includes(node) || (isElement(target) && target.contains(node))) return true
        return false
    }
    const touchesGesture = (selection) => {
        const [target] = gesture.path
        const range = selection.rangeCount > 0 && selection.getRangeAt(0)
        if (!range || !isElement(target) || range.startContainer.getRootNode() !== target.getRootNode())
            return isInGesture(selection.focusNode) || isInGesture(selection.anchorNode)
        const { startContainer: start } = range
        return range.collapsed ? isInGesture((isElement(start) && start.childNodes[range.startOffset]) || start) : range.intersectsNode(target)
    }
    on(w, 'mousedown', (event) => {
        observePath(event)
        forget()
        if (event.button) return
        gesture = { path: event.composedPath(), trusted: event.isTrusted }
        const selection = selected()
        gesture.began = selection.type === 'Range' && touchesGesture(selection)
    })
    on(w, 'mouseup', (event) => {
        if (!gesture || event.button || event.isTrusted !== gesture.trusted) return
        const path = event.composedPath()
        gesture.node = gesture.path.find((node) => isElement(node) && path.includes(node))
        gesture.detail = event.detail
        timer = setTimeout(forget)
    })
    on(w, 'mouseout', (event) => event.relatedTarget === null && forget())
    on(w, 'dragstart pointercancel', forget)
    on(d, 'visibilitychange', () => d.visibilityState === 'hidden' && forget())
    on(w, 'blur focus', (event) => {
        if (event.target !== w) return
        if (event.type === 'blur') forget()
        stir(4)
    })
    on(w, 'scroll', () => stir(1))
    on(d, 'selectionchange', (event) => {
        const selection = selected()
        const { type, focusNode } = selection
        const had = hadRange
        hadRange = type === 'Range'
        const target = targetOf(event)
        const focused = isElement(focusNode) ? focusNode : focusNode && focusNode.parentElement
        let active = d.activeElement
        while (active && active.shadowRoot && active.shadowRoot.activeElement) active = active.shadowRoot.activeElement
        const edits = [target, focused, active].some(isEditable)
        // A caret that is reported outside of what has the focus may be inside a closed shadow root.
        const hidden = type === 'Caret' && active && !active.shadowRoot && focusNode && focusNode !== d.activeElement && focusNode.contains(d.activeElement)
        if (!had && !hadRange && !edits && !hidden) return
        if (gesture && (had || hadRange || edits)) {
            let editor = isEditable(target) && target
            if (!editor && type === 'Caret') editor = isEditable(active) || hidden ? active : edits && focused
            gesture.changed =
                gesture.changed ||
                (editor
                    ? isInGesture(editor)
                    : focusNode || selection.anchorNode
                      ? touchesGesture(selection)
                      : had && !hadRange && gesture.began)
        }
        stir(2)
    })

    const use = (event, node, passes, selected, ...swipe) => {
        const chain = []
        for (let el = node; isElement(el); el = tagOf(el) !== 'body' && around(el, () => {})) chain.push(el)
        const some = (selector) => chain.some((el) => fits(el, selector))
        if (!chain.length || tagOf(node) === 'html' || inToolbar(node) || ignored.some(some) || passes(some)) return
        const number = numbers.get(node) || ++lastNumber
        numbers.set(node, number)
        page.used.set(++lastUse, [node, event])
        page.tell(GESTURED, ...swipe, selected ? -lastUse : lastUse, number)
    }
    on(w, 'click', (event) => {
        observePath(event)
        const node = targetOf(event)
        let selected
        if (gesture && !event.button && event.detail > 0 && event.detail === gesture.detail && event.isTrusted === gesture.trusted && node === gesture.node) {
            selected = gesture.changed
            forget()
        }
        // With a modifier key a click is for the browser, and a link does something by itself.
        const modified = !settings.capture_clicks_with_modifier_keys && (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
        use(event, node, (some) => modified || some('a'), selected, '', '')
    })
    if (!swipes) return
    let start
    const { swipe_threshold_px: least = 30 } = settings
    on(w, 'touchstart', (event) => {
        observePath(event)
        const { touches } = event
        start = touches.length === 1 && [touches[0].clientX, touches[0].clientY]
        stir(5)
    })
    on(w, 'touchcancel', () => (start = undefined))
    on(w, 'touchend', (event) => {
        const from = start
        const [to] = event.changedTouches
        start = undefined
        if (!from || !to) return
        const [x, y] = [to.clientX - from[0], to.clientY - from[1]]
        // Looked at here, because to know what is under a finger costs a layout.
        if (x * x + y * y < least * least || d.elementsFromPoint(...from).some((element) => element.matches(SURFACES))) return
        const direction = Math.abs(x) >= Math.abs(y) ? (x >= 0 ? 'right' : 'left') : y >= 0 ? 'down' : 'up'
        use(event, targetOf(event), () => false, 0, direction, String(Math.round(Math.hypot(x, y))))
    })
}

// ---- web vitals

const VITALS = ['LCP', 'CLS', 'FCP', 'INP']

/** Sets web vitals' observers to work, which cannot be stopped. `kind`: the script they are of. `names`: JSON of the metrics that are wanted, and of
 *  those that are to tell what they are about. Not true where the script is not there. */
function observeVitals(page, kind, names, softNavigations) {
    const extensions = w.__PosthogExtensions__ || {}
    const all = extensions.postHogWebVitalsCallbacksByFlavor
    const own = all ? all[kind] : kind === 'web-vitals' && extensions.postHogWebVitalsCallbacks
    if (!own || !VITALS.every((name) => own['on' + name])) return false
    const plain = own.withoutAttribution
    const [wanted, attributed] = JSON.parse(names)
    const flat = (all) => Object.fromEntries(Object.entries(all).filter(([, value]) => Object(value) !== value))
    for (const name of VITALS.filter((name) => wanted.includes(name))) {
        const tells = attributed.includes(name)
        const options = { reportSoftNavs: !!softNavigations }
        if (plain && tells && name === 'INP') options.includeProcessedEventEntries = false
        const tell = (metric) => {
            const { name, value, attribution } = metric
            if (!name || typeof value !== 'number') return
            const sessions = page.facade.sessionManager
            const { sessionId, windowId } = sessions ? sessions.checkAndGetSessionAndWindowId(true) : {}
            const text = stringify({
                ...metric,
                entries: undefined,
                attribution: attributed.includes(name) && attribution ? flat(attribution) : undefined,
                $session_id: sessionId,
                $window_id: windowId,
            })
            page.tell(MEASURED, name, text, value)
        }
        ;((!tells && plain) || own)['on' + name]((metric) => void attempt(() => tell(metric)), options)
    }
    return true
}

// ---- the log

/** What every line tells: when, who, which session and where. Taken by the first module at the time of a call, and here for the console. */
function contextOf({ facade }) {
    const { sessionManager: sessions } = facade
    return [Date.now(), facade.get_distinct_id(), sessions && sessions.checkAndGetSessionAndWindowId(true), w.location.href]
}

const hooked = (hooks, value) => {
    for (const hook of isNothing(hooks) ? [] : [].concat(hooks)) if (!value || !(value = hook(value))) return
    return value
}

const textOrNone = (value) => (isNothing(value) ? undefined : String(value))

/** A line of the log, which the page may still change. `console`: 1 where it was said there. */
function line(page, console, options, time, id, session, href) {
    if (!options || !options.body) return
    const { logs = {}, disable_capture_url_hashes: withoutHash } = page.options
    const own = hooked(logs.beforeSend, options)
    if (!own || !own.body) return
    const { sessionId, windowId, sessionStartTimestamp, lastActivityTimestamp } = session || {}
    const context = {
        posthogDistinctId: id || undefined,
        sessionId,
        'window.id': windowId,
        sessionStartTimestamp: textOrNone(sessionStartTimestamp),
        lastActivityTimestamp: textOrNone(lastActivityTimestamp),
        'url.full': withoutHash ? href.split('#')[0] : href,
    }
    const [$os, $os_version] = page.core.system().split('\0')
    const system = { $os: $os || undefined, $os_version: $os_version || undefined }
    const [written, envelope] = record(own, context, time, system, logs, console)
    page.tell(LOGGED, stringify(written), stringify(envelope), console)
}

/** Keeps what is said on the console in `page.lines` until PostHog's script is there for it. What is returned ends it. */
function recordConsole(page) {
    const lines = (page.lines = [])
    const { maxBufferSize = 100 } = page.options.logs || {}
    return hearConsole((level, args) => {
        if (lines.length >= maxBufferSize || !page.facade.is_capturing()) return
        const [occurredAtMs, ...context] = contextOf(page)
        lines.push({ level, args, occurredAtMs, context })
    })
}

/** PostHog's script takes the console over, and what was kept of it. */
function listenToConsole(page, logs) {
    // The SDK's own messages are no news.
    const isNews = ({ body }) => !/^"\[PostHog\.js\]"/.test(body)
    const said = (options, context) => attempt(() => isNews(options) && line(page, 1, options, ...context))
    const host = Object.create(page.facade, {
        logs: {
            value: {
                captureConsoleLog: (options) => said(options, contextOf(page)),
                captureBufferedConsoleLog: (options, context, time) => said(options, [time, ...context]),
            },
        },
    })
    const stop = logs.initializeLogs(host)
    if (page.lines.length && logs.replayConsoleBuffer) logs.replayConsoleBuffer(host, page.lines)
    return stop
}

// ---- metrics

/** A measurement, which the page may still change. */
function sampled(page, type, name, value, options, time) {
    const { metrics } = page.options
    const { unit, attributes, bounds } = options || {}
    const given = { name, type, value: type === 'count' && value === undefined ? 1 : value, unit, attributes, ...(type === 'histogram' && { bounds: Array.isArray(bounds) ? [...bounds] : bounds }) }
    let sample
    try {
        sample = hooked((metrics || {}).beforeSend, given)
    } catch (error) {
        page.host.ask(LOG, 2, 'metrics.beforeSend: ' + error)
    }
    if (!sample) return
    const facts = { name: textOnly(sample.name), type: sample.type, unit: sample.unit, bounds: sample.bounds }
    try {
        const own = { ...sample.attributes }
        facts.key = stringify(Object.keys(own).sort().map((key) => [key, stringify(own[key])]))
        facts.attributes = keyValues(own)
    } catch (e) {
        facts.key = undefined
    }
    const changed = page.measured !== metrics
    page.measured = metrics
    page.tell(SAMPLED, stringify(facts), changed ? stringify(metricsEnvelope(metrics || {})) : '', typeof sample.value === 'number' ? sample.value : NaN, time)
}

const textOnly = (value) => (typeof value === 'string' ? value : undefined)

const nowExactly = () => w.performance.now()

const tried = (read) => {
    try {
        return read()
    } catch (e) {
        // none
    }
}

// The SDK's own requests are marked, see send.js.
const isOwn = (marked) => marked && marked.own

/** Measures how long the page's requests take, to the headers of a response of `fetch`, and to the end of XMLHttpRequest's. Streams of events stay
 *  open as long as somebody listens: they are none. What is returned ends it. */
function measureRequests(page) {
    const asked = () => {
        const { network } = page.options.metrics || {}
        return network === true ? {} : network
    }
    const isStream = (read) => tried(() => /^text\/event-stream/i.test(read()))
    const facts = (method, url) => {
        const request = { method: String(method).toUpperCase(), url: String(url) }
        const start = nowExactly()
        return (status, failure, fulfilled) =>
            tried(() => {
                const options = asked()
                if (!options) return
                const durationMs = nowExactly() - start
                const { protocol, hostname, port, pathname, href } = new URL(request.url, document.baseURI)
                const known = page.core.request(request.method, [protocol, hostname, port, pathname].join('\0'), status, failure, fulfilled)
                if (!known) return
                request.url = href
                const { name = 'http.client.request.duration', attributes } = options
                const metric = isFunction(name) ? name(request) : name
                const own = attributes && attributes(request, { status: status || undefined, durationMs })
                if (metric) page.facade.metrics.histogram(metric, durationMs, { unit: 'ms', attributes: { ...JSON.parse(known), ...own } })
            })
    }
    const undo = [
        patch(w, 'fetch', (next) => function (input, init) {
            const done = !isOwn(init && init.headers) && asked() && tried(() => facts((init && init.method) || (input && input.method) || 'GET', (input && input.url) || input))
            const result = next.apply(this, arguments)
            if (!done) return result
            return result.then(
                (response) => {
                    if (!isStream(() => response.headers.get('content-type'))) done(response.status, '', true)
                    return response
                },
                (error) => {
                    done(0, String((error && error.name) || ''), false)
                    throw error
                },
            )
        }),
    ]
    const xhr = w.XMLHttpRequest && w.XMLHttpRequest.prototype
    if (xhr) {
        const opened = new WeakMap()
        undo.push(
            patch(xhr, 'open', (next) => function (method, url) {
                opened.set(this, [method, url])
                return next.apply(this, arguments)
            }),
            patch(xhr, 'send', (next) => function () {
                const found = opened.get(this)
                if (!found || isOwn(this) || !asked()) return next.apply(this, arguments)
                const done = tried(() => facts(...found))
                if (!done) return next.apply(this, arguments)
                // Of a request that fails the headers are gone at its end.
                let stream
                const read = () => (stream = stream || isStream(() => this.getResponseHeader('content-type')))
                const headers = () => this.readyState === 2 && read()
                const end = () => {
                    stop()
                    if (!read()) done(this.status, '', false)
                }
                const stop = () => {
                    this.removeEventListener('readystatechange', headers)
                    this.removeEventListener('loadend', end)
                }
                this.addEventListener('readystatechange', headers)
                this.addEventListener('loadend', end)
                try {
                    return next.apply(this, arguments)
                } catch (error) {
                    stop()
                    throw error
                }
            }),
        )
    }
    return () => undo.forEach((step) => step())
}

// ---- tracing

/** The headers of a request to this address: see `watchRequests`. */
function headersFor({ facade, core }, url, wanted) {
    const { hostname, origin } = new URL(url, w.location.href)
    const found = core.trace(hostname, origin, wanted)
    const headers = {}
    if (found[0] === '1') {
        const { sessionManager: sessions } = facade
        const id = facade.get_distinct_id()
        if (sessions) {
            const { sessionId, windowId } = sessions.checkAndGetSessionAndWindowId(true)
            headers['X-POSTHOG-SESSION-ID'] = sessionId
            headers['X-POSTHOG-WINDOW-ID'] = windowId
        }
        if (id && id !== '$posthog_cookieless') headers['X-POSTHOG-DISTINCT-ID'] = id
    }
    if (found[1]) headers.traceparent = found.slice(1)
    return headers
}

// ---- PostHog's toolbar

const KEY = '_postHogToolbarParams'

/** What to open the toolbar with on this page, if at all: what somebody was sent here with, or had it open with on the page before. */
function toolbarWanted({ options: { name, token }, host }) {
    try {
        const { sent = {} } = host
        const params = sent.action ? { ...sent, source: 'url' } : { ...JSON.parse(w.localStorage.getItem(KEY) || '{}'), source: 'localstorage' }
        // Or what somebody was sent here for once would be done on every page.
        if (!sent.action) delete params.userIntent
        if (params.token && params.token === token && name !== 'ph_toolbar_internal') return params
    } catch (e) {
        // not here
    }
}

function wantToolbar(page, params) {
    page.wanted = params || {}
    page.tell(TOOLBAR)
}

const isToolbarOpen = () => !!document.getElementById('__POSTHOG_TOOLBAR__')

/** Opens the toolbar, once for all instances of the page. True where its script is to be loaded. */
function openToolbar(page, apiURL, quiet) {
    if (isToolbarOpen()) return
    const params = (page.params = { token: page.options.token, ...page.wanted, apiURL, ...(quiet ? { instrument: false } : {}) })
    page.wanted = undefined
    try {
        localStorage.setItem(KEY, stringify({ ...params, source: undefined }))
    } catch (e) {
        // then not on the next page
    }
    if (w.ph_toolbar_state) callToolbar(page)
    else {
        w.ph_toolbar_state = 1
        // Turbolinks replaces the whole body, and the toolbar with it.
        const again = () => {
            w.ph_toolbar_state = 0
            wantToolbar(page, params)
        }
        addEventListener('turbolinks:load', again)
        page.undo.toolbar = hold(() => removeEventListener('turbolinks:load', again))
        return true
    }
}

function callToolbar({ params, facade }) {
    const load = w.ph_load_toolbar || w.ph_load_editor
    if (w.ph_toolbar_state > 1 && isFunction(load)) load(params, facade)
}

// ---- site apps

/** What a site app is shown of an event. */
function globalsOf(facade, { $set, $set_once, ...event }) {
    const properties = { ...event.properties }
    const merge = (name, value) => value && (properties[name] = { ...properties[name], ...value })
    merge('$set', $set)
    merge('$set_once', $set_once)
    const ids = facade.get_property('$groups') || {}
    const groups = {}
    const known = facade.get_property('$stored_group_properties') || {}
    for (const type of Object.keys(known)) groups[type] = { id: ids[type], type, properties: known[type] }
    return {
        event: { ...event, properties, elements_chain: properties.$elements_chain || '', distinct_id: properties.distinct_id },
        person: { properties: facade.get_property('$stored_person_properties') },
        groups,
    }
}

/** An event was captured. Site apps hear of those from before they were there; who and in which groups the visitor was is of when this file is. */
function captured(page, event) {
    const globals = globalsOf(page.facade, event)
    if (page.kept && page.kept.push(globals) > 1000) page.kept.splice(0, 10)
    if (page.hear) page.hear(globals)
}

/** Starts the site apps that PostHog's script has brought; those of the old kind, where it has brought none, are scripts that `load` loads. */
function startSiteApps(page, wanted, old, load) {
    const { facade, options } = page
    const remote = (w._POSTHOG_REMOTE_CONFIG || {})[options.token]
    const loaders = (remote && remote.siteApps) || []
    const apps = loaders.map((loader) => ({ loader }))
    const forget = () => {
        page.kept = undefined
    }
    const told = (app, globals) => prepared(page, () => app.processEvent && app.processEvent(globals))
    const done = (app, well) => {
        try {
            if (well) for (const globals of page.kept || []) told(app, globals)
        } catch (e) {
            // one that throws is one that failed
        }
        app.done = true
        if (apps.every((other) => other.done)) forget()
    }
    if (!apps.length) {
        forget()
        if (wanted) {
            for (const { id, url } of old) {
                // It finds the instance by this.
                w['__$$ph_site_app_' + id] = facade
                load(url)
            }
        }
    } else if (wanted) {
        for (const app of apps) {
            let returned, well
            const restore = prepared(page)
            try {
                app.processEvent = app.loader.init({
                    posthog: facade,
                    callback: (answer) => {
                        restore()
                        well = !!answer
                        if (returned) done(app, well)
                    },
                }).processEvent
                returned = true
                if (well !== undefined) done(app, well)
            } catch (e) {
                restore()
                done(app)
            }
        }
        page.hear = (globals) => apps.forEach((app) => attempt(() => told(app, globals)))
    }
}

const REFUSED = {}

// Where elements come into the document: what is put in, first or all along.
const INSERTIONS = {
    Node: 'appendChild insertBefore replaceChild',
    Element: 'append prepend before after replaceWith insertAdjacentElement',
    Document: 'append prepend',
    DocumentFragment: 'append prepend',
    CharacterData: 'before after replaceWith',
    DocumentType: 'before after replaceWith',
}

/** While `call` runs (without one: until what is returned is called), scripts and styles go past the page's own preparation. */
function prepared(page, call) {
    const undo = []
    const prepare = (node) => {
        const tag = node instanceof Element ? node.tagName.toLowerCase() : ''
        const hook = page.options['prepare_external_dependency_' + (tag === 'style' ? 'stylesheet' : tag)]
        if (!hook || page.prepared.has(node)) return node
        const own = hook(node)
        if (own) page.prepared.add(own)
        return own || REFUSED
    }
    const restore = () => undo.splice(0).forEach((step) => step())
    if (page.options.prepare_external_dependency_script || page.options.prepare_external_dependency_stylesheet) {
        for (const name of Object.keys(INSERTIONS)) {
            for (const method of INSERTIONS[name].split(' ')) {
                undo.push(
                    patch(w[name].prototype, method, (next) => function (...nodes) {
                        const one = name === 'Node'
                        const own = nodes.map((node, index) => (one && index ? node : prepare(node)))
                        const left = own.filter((node) => node !== REFUSED)
                        if (left.length === own.length) return next.apply(this, own)
                        if (one) return nodes[method === 'replaceChild' ? 1 : 0]
                        if (method[0] === 'i') return null
                        if (left.length || method[0] !== 'r') return next.apply(this, left)
                    }),
                )
            }
        }
    }
    if (!call) return restore
    try {
        return call()
    } finally {
        restore()
    }
}

// ---- exceptions

// One more of the language's facts: a text rewritten by rules, lines by turns a pattern and what takes its place.
facts.push((text, rules) => {
    const lines = rules.split('\n')
    for (let i = 1; i < lines.length; i += 2) text = text.replace(new RegExp(lines[i - 1], 'gim'), lines[i])
    return text
})

const isObject = (value) => value === Object(value)
const classOf = (value) => Object.prototype.toString.call(value).slice(8, -1)
const isError = (value) => value instanceof Error || /^(DOM|WebAssembly\.)?(Error|Exception)$/.test(classOf(value))

const stackOf = (value) => {
    try {
        return [value.stacktrace, value.stack].find((stack) => stack && typeof stack === 'string')
    } catch (e) {
        return undefined
    }
}

// Is it of the class, or of one derived from it?
const isNamed = (value, name) => value && ((value.constructor && value.constructor.name === name) || isNamed(Object.getPrototypeOf(value), name))

// The facts of what was thrown, of its causes and members, in the order in which they are told: 50 values at most, each object once. `says` is
// for the rules in core/thrown.rs. Events and objects around an error are no values of their own.
const factsOf = (value) => {
    const seen = new Set()
    const all = []
    const look = (value, source, parent) => {
        if (all.length > 49 || seen.has(value)) return
        const add = (kind, message, type, name = type, stack = stackOf(value)) => {
            const mechanism = { exception_id: all.length, source, parent_id: parent }
            all.push({ says: [kind, type, name, message].join('\u0001'), stack, mechanism })
        }
        const within = (inner) => look(inner, source, parent)
        try {
            const tag = classOf(value)
            if (!isObject(value)) return add(typeof value === 'string' ? 'i' : 'b', String(value))
            seen.add(value)
            const isEvent = value instanceof Event
            const { constructor, name, message, detail, cause, errors } = value
            const keys = Object.keys(value)
            if (tag === 'PromiseRejectionEvent' || (isEvent && isObject(detail) && 'reason' in detail)) {
                const { reason } = 'reason' in value ? value : detail
                typeof reason === 'object' && reason ? within(reason) : add('c', String(reason))
            } else if (tag === 'ErrorEvent' && !isNothing(value.error)) within(value.error)
            else if (tag === 'ErrorEvent' && message) {
                const { filename, lineno, colno } = value
                add('i', message, undefined, undefined, filename && lineno ? `Error\n    at ${filename}:${lineno}:${colno}` : undefined)
            } else if (isError(value)) {
                if (/^DOM/.test(tag)) add(message ? 'k' : 'l', message, tag, name || tag)
                else add('j', String(message), name || constructor.name)
                const id = all.length - 1
                if (cause) look(cause, 'cause', id)
                if (isNamed(value, 'AggregateError') && Array.isArray(errors)) errors.slice(0, 1000).forEach((member) => look(member, 'member', id))
            } else if (isEvent) add('e', keys.sort().join(', '), constructor.name)
            else if (typeof value === 'function') add('b', String(value))
            else {
                const error = keys.map((key) => value[key]).find(isError)
                if (error) within(error)
                else if (typeof name === 'string') add(typeof message === 'string' ? 'h' : 'g', message, name)
                else if (typeof message === 'string') add('d', message)
                else {
                    const { constructor } = Object.getPrototypeOf(value) || {}
                    const type = constructor && constructor.name
                    add(type && type !== 'Object' ? 'f' : 'e', keys.sort().join(', '), undefined, type || 'Object')
                }
            }
        } catch (e) {
            add('a')
        }
    }
    look(value)
    return all
}

/** An exception as the module takes it: what was thrown; by whom it was caught: 0 the page, 1 and 2 nobody, 3 the console, 4 an agent; where that was, as a
 *  stack; what builds of the page left to know its files by; and properties of the page's. */
function thrownText(value, by, stack, properties) {
    const { _debugIds, _posthogChunkIds, _posthogReleaseId } = window
    const ids = { ..._posthogChunkIds, ..._debugIds, ..._posthogChunkIds }
    return safeText([factsOf(value), by, stack, ids, _posthogReleaseId, properties]) || '[]'
}

/** Sentry's `event`, whose first exception is the error, as properties, and the release. */
const sentryText = ({ name, message }, { level, event_id, exception, tags }, { organization, projectId, prefix }) => {
    const $exception_list = ((exception && exception.values) || []).map((value) => {
        const { stacktrace } = value
        const frames = ((stacktrace && stacktrace.frames) || []).map((frame) => ({ ...frame, platform: 'web:javascript' }))
        return { ...value, stacktrace: stacktrace ? { ...stacktrace, type: 'raw', frames } : undefined }
    })
    const properties = {
        $exception_level: level,
        $exception_list,
        $exception_message: message,
        $exception_type: name,
        $sentry_event_id: event_id,
        $sentry_exception: exception,
        $sentry_exception_message: message,
        $sentry_exception_type: name,
        $sentry_tags: tags,
    }
    if (organization && projectId)
        properties.$sentry_url = (prefix || 'https://sentry.io/organizations/') + organization + '/issues/?project=' + projectId + '&query=' + event_id
    return safeText([properties, w._posthogReleaseId]) || '[]'
}

// Where errors that nobody caught arrive: the error of what the handler is given, and where the SDK heard of it if that says more.
const arrivals = [
    [w, 'onerror', (event, filename, lineno, colno, error) => {
        if (!isNothing(error)) return [error]
        return [typeof event === 'string' && filename ? new ErrorEvent('error', { message: event, filename, lineno, colno }) : event]
    }],
    [w, 'onunhandledrejection', (event) => [event]],
    [console, 'error', (...words) => {
        const error = words.find((word) => word instanceof Error)
        return [error || (words.length === 1 ? words[0] : words.join(' ')), new Error().stack]
    }],
]

/** Tells of errors that nobody caught (bit 1), rejected promises (2) and what is said by console.error (4), and no longer of others. Others may have
 *  put their own around what is here: then it stays there and tells nothing. */
function watchErrors(page, _, __, wanted) {
    page.unwatchErrors()
    page.watched = wanted
    let watching = true
    const undo = []
    arrivals.forEach(([owner, name, read], index) => attempt(() => {
        if (!((wanted >> index) & 1)) return
        const original = owner[name]
        const patched = function (...given) {
            attempt(() => {
                // What SDKs say themselves is no news.
                if (!watching || (given.length > 1 && /^\[PostHog\.js\]( |$)|^rrweb logger error:$/.test(given[0]))) return
                const [error, stack] = read(...given)
                page.tell(THROWN, thrownText(error, index + 1, stack))
            })
            // Firefox lets nobody touch a handler whose document is gone.
            const said = attempt(() => (original.apply ? 1 : undefined)) ? original.apply(this, given) : undefined
            return index < 2 && isNothing(said) ? false : said
        }
        patched.__POSTHOG_INSTRUMENTED__ = true
        owner[name] = patched
        undo.push(() => owner[name] === patched && (owner[name] = original))
    }))
    page.unwatchErrors = hold(() => {
        watching = false
        undo.forEach(attempt)
    })
}

/** What the facade can ask, by name. */
const calls = {
    log(page, ...all) {
        attempt(() => line(page, 0, ...all))
    },
    flushLogs(page, transport) {
        page.tell(FLUSHED, '', '', transport ? 1 : 0)
    },
    reset(page) {
        page.tell(RESET)
    },
    captured,
    toolbar: wantToolbar,

    lateTool,

    metric: sampled,

    flushMetrics(page, done) {
        page.flushed.push(done)
        page.tell(METRICS_FLUSHED)
    },

    /** The heatmap's points that wait, by address; they are forgotten. */
    heatmap(page) {
        page.points = undefined
        page.tell(POINTS_ASKED)
        return page.points
    },

    /** What was thrown, with properties of the page's and options for `capture`, and where it was given; or what Sentry tells of it. What was
     *  captured, if anything was. */
    exception(page, error, properties, options, stack, event, settings) {
        const text = event ? sentryText(error, event, settings) : thrownText(error, 0, stack, properties)
        page.last = undefined
        page.handed = options
        page.tell(event ? TOLD : THROWN, text)
        page.handed = undefined
        return page.last
    },

    /** An error that nobody caught, or a rejected promise, before it was watched for. */
    early(page, event, options) {
        const by = event.type === 'error' ? 1 : 2
        if (!(page.watched & by)) return
        page.handed = options
        page.tell(THROWN, thrownText(event, by))
        page.handed = undefined
    },

    step(page, message, properties, time) {
        page.tell(STEPPED, safeText([message, properties]) || '[]', '', time)
    },
}

export class Page {
    /** `told(what, a, b, n, m)` is how the module hears of what happens: see `Signal` in src/signals/page.rs. */
    constructor(facade, host) {
        this.facade = facade
        this.host = host
        this.told = this.unwatchPointer = this.unwatchErrors = () => {}
        // Options for the next event, and what became of the last.
        this.handed = this.last = undefined
        // The bits of `watchErrors`.
        this.watched = 0
        // Elements with the events that used them: those by whose numbers somebody may ask, and the one at hand.
        this.used = new Map()
        this.at = undefined
        // The one at hand and those around it, while they are asked of.
        this.chain = []
        // What ends an integration that was started, by its name.
        this.undo = {}
        // Events for site apps that are still to come, and scripts that have been prepared for them.
        this.kept = []
        // The options of metrics as they were when something was last measured, and who waits for what was measured to have left.
        this.measured = {}
        this.flushed = []
        this.prepared = new WeakSet()
    }

    get options() {
        return this.facade.config
    }

    /** The module is gone: the page gets back what is its own, and nobody waits for what was measured. */
    left() {
        letGo()
        for (const done of this.flushed.splice(0)) attempt(done)
    }

    /** A tool of an agent's failed. */
    toolFailed(error, properties) {
        this.tell(THROWN, thrownText(error, 4, undefined, properties))
    }

    call(name, args) {
        try {
            return calls[name](this, ...args)
        } catch (e) {
            // The page's own objects do not want to be read.
        }
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    ask(what, a, b, n) {
        return answerOf(answers, what, this, a, b, n)
    }
}
