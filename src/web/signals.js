// The page's side of one instance, for the second module: its options, its `capture`, and what is read of the page for what is watched. Nothing is
// decided here.

import {
    around,
    attempt,
    elementFacts,
    fits,
    hearConsole,
    hearing,
    labelFacts,
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
import { dataText, isNothing, record } from './values.js'

// What the module is told, by number: as `Signal` in src/signals/page.rs. The first is a script of page.js.
const PLOTTED = 2
const STIRRED = 3
const GESTURED = 4
const MEASURED = 5
const LOGGED = 6
const FLUSHED = 7
const RESET = 8
const TOOLBAR = 9

// What it asks the first module, as in `Op` of ops.ts.
const POST = 60
const REMOTE = 76

const w = typeof window === 'undefined' ? {} : window
const isFunction = (value) => typeof value === 'function'

/** What the module asks, by number: the order is that of `Ask` in src/signals/page.rs. */
const answers = [
    function data({ facade }) {
        return dataText(facade.config)
    },

    function remote(page) {
        return JSON.stringify(page.host.ask(REMOTE))
    },

    function capture({ facade }, text) {
        const { event, properties, options } = JSON.parse(text)
        if (options && options.timestamp) options.timestamp = new Date(options.timestamp)
        facade.capture(event, properties, options)
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
        return JSON.stringify(elementFacts(page, page.at[0]))
    },

    pointers,

    matchesAny,

    labelFacts,

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
     *  sent, 8 site apps, 16 the server's configuration is settled, 32 a quiet toolbar, 64 anything at all. `ui`: the host for people.
     *  `apps`: site apps of the old kind. Names PostHog's scripts that it takes. */
    function integrate(page, ui, apps, wishes) {
        const { undo, options } = page
        const scripts = []
        const follow = (name, wanted, start) => {
            if (wanted) undo[name] = undo[name] || start()
            else if (undo[name]) undo[name] = undo[name]()
        }
        follow('requests', wishes & 1, () => watchRequests((url, what) => headersFor(page, url, what)))
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
            if (well && logs) undo.console = listenToConsole(page, logs)
        }
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
    page.tell(PLOTTED, JSON.stringify({ x, y, target_fixed: fixed }).slice(0, -1), kind, clientX, clientY)
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
    page.unwatchPointer = () => undo.forEach((step) => step())
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
            const text = JSON.stringify({
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
    page.tell(LOGGED, JSON.stringify(written), JSON.stringify(envelope), console)
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
        localStorage.setItem(KEY, JSON.stringify({ ...params, source: undefined }))
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
        page.undo.toolbar = () => removeEventListener('turbolinks:load', again)
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
}

export class Page {
    /** `told(what, a, b, n, m)` is how the module hears of what happens: see `Signal` in src/signals/page.rs. */
    constructor(facade, host) {
        this.facade = facade
        this.host = host
        this.told = this.unwatchPointer = () => {}
        // Elements with the events that used them: those by whose numbers somebody may ask, and the one at hand.
        this.used = new Map()
        this.at = undefined
        // The one at hand and those around it, while they are asked of.
        this.chain = []
        // What ends an integration that was started, by its name.
        this.undo = {}
        // Events for site apps that are still to come, and scripts that have been prepared for them.
        this.kept = []
        this.prepared = new WeakSet()
    }

    get options() {
        return this.facade.config
    }

    call(name, args) {
        return calls[name](this, ...args)
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    /** A text, or nothing; what is true is an empty text, and what throws is nothing. */
    ask(what, a, b, n) {
        try {
            return textOf(answers[what](this, a, b, n))
        } catch (e) {
            // The page has put something else in the place of what was asked.
        }
    }
}
