// The page's side of one instance: what only JavaScript can hold (the options object with its functions, the listeners, the events handed back)
// and the calls of those functions. Each is caught on its own; what the core must know comes back as text, a failure as `!` and its message.
// Nothing is decided here.

import {
    bare,
    CAPTURE_LOG,
    deviceModel,
    inputValue,
    labelFacts,
    loadScript,
    LOG_CONTEXT,
    matchesAny,
    MOVED,
    patch,
    pointers,
    preloadedConfig,
    READY,
    recordConsole,
    selection,
    selectorsOf,
    textOf,
    TOOLBAR,
    toolbarState,
    urlMatches,
    watchElements,
    watchHistory,
    watchRequests,
} from './page.js'
import { copied, dataText, eventObject, eventText, isNothing, jsonText, lazyEvent, messageText, record } from './values.js'

const isObject = (value) => value !== null && typeof value === 'object'
const isFunction = (value) => typeof value === 'function'
const noop = () => {}
const sameUuid = (uuid) => uuid

const failure = (error) => '!' + messageText(error)

// Copies what is defined and can be read.
const extend = (target, source) => {
    for (const key of isObject(source) ? Object.keys(source) : []) {
        try {
            const value = source[key]
            if (value !== undefined) target[key] = value
        } catch (e) {
            // as if it were not there
        }
    }
    return target
}

/** What the core asks, by number: the order is that of `Ask` in js.rs. `page` is the instance's; the rest are texts, and a number at the end. */
const answers = [
    function data(page) {
        return dataText(page.options)
    },

    function givenData(page) {
        return dataText(page.given)
    },

    /** Lays the page's options over the present ones. `renames`: old and new names by turns. A new name wins over an old one. */
    function lay(page, renames) {
        const { options, given } = page
        const late = page.started && !options.segment
        if (!isObject(given) || Array.isArray(given)) return false
        const names = renames.split(' ')
        const renamed = {}
        for (let i = 0; i < names.length; i += 2) if (given[names[i]] !== undefined) renamed[names[i + 1]] = given[names[i]]
        extend(options, extend(renamed, given))
        if (late) segment(page, '', '', 1)
        return true
    },

    /** Starts from the defaults: JSON, completed with what JSON cannot hold. */
    function setDefaults(page, text, absent, internalHosts) {
        const options = JSON.parse(text)
        for (const key of absent.split(' ')) options[key] = undefined
        options.loaded = options._onCapture = options.on_request_error = noop
        options.get_device_id = sameUuid
        if (internalHosts) options.internal_or_test_user_hostname = /^(localhost|127\.0\.0\.1)$/
        page.options = options
    },

    /** Completes one of the page's settings with those of the defaults, where both are lists of settings. */
    function complete(page, key, base) {
        const own = page.options[key]
        if (isObject(own) && !Array.isArray(own)) page.options[key] = extend(JSON.parse(base), own)
    },

    /** No text takes the option away. */
    function setOption(page, key, text) {
        if (text) page.options[key] = JSON.parse(text)
        else delete page.options[key]
    },

    /** The caller's own options object learns of this, as posthog-js does it. */
    function setGiven(page, key, text) {
        try {
            page.given[key] = JSON.parse(text)
        } catch (e) {
            // frozen
        }
    },

    // ---- the page's functions

    has,

    function deviceId(page, uuid) {
        try {
            const id = page.options.get_device_id(uuid)
            return typeof id === 'string' ? id : uuid
        } catch (e) {
            return uuid
        }
    },

    function loaded(page) {
        try {
            if (isFunction(page.options.loaded)) page.options.loaded(page.facade)
        } catch (e) {
            return failure(e)
        }
    },

    function internalHost(page) {
        try {
            const pattern = page.options.internal_or_test_user_hostname
            const host = location.hostname
            return !!(pattern && host) && (typeof pattern === 'string' ? pattern === host : pattern.test(host))
        } catch (e) {
            return false
        }
    },

    function sanitize(page, text, event) {
        try {
            return jsonText(page.options.sanitize_properties(JSON.parse(text), event))
        } catch (e) {
            return failure(e)
        }
    },

    /** The default handler answers `?`: then the core says what went wrong. */
    function requestError(page, text, _, statusCode) {
        const handler = page.options.on_request_error
        if (handler === noop) return '?'
        try {
            if (isFunction(handler)) handler({ statusCode, text })
        } catch (e) {
            return failure(e)
        }
    },

    function rewrite(page, url) {
        try {
            const rewritten = page.options.rewriteRequestPath(new URL(url))
            return rewritten ? String(rewritten) : url
        } catch (e) {
            return url
        }
    },

    // ---- events

    function hasHooks(page) {
        return !isNothing(page.options.before_send) || page.listeners.some((it) => it.event !== 'onSessionId')
    },

    /** Shows an event to `before_send`. Its text afterwards; `?` when it was dropped; `!` and a message when a hook threw. */
    function beforeSend(page, text, _, time) {
        let event = eventObject(text, time)
        page.last = event
        const hooks = page.options.before_send
        try {
            for (const hook of isNothing(hooks) ? [] : Array.isArray(hooks) ? hooks : [hooks]) {
                event = hook(event)
                if (isNothing(event)) return '?'
            }
        } catch (e) {
            return failure(e)
        }
        page.last = event
        return lastText(page)
    },

    /** Tells the listeners of the event that is about to leave. `uuid`: the one it must have. What they threw, a line each. */
    function tellCaptured(page, uuid, _, debug) {
        const event = page.last
        try {
            if (event.uuid !== uuid) event.uuid = uuid
        } catch (e) {
            // frozen
        }
        if (debug) bare(console.log)('[PostHog.js]', 'send "' + event.event + '"', event)
        const errors = tell(page, 'eventCaptured', [event])
        // Who heard of it may have captured others meanwhile.
        page.last = event
        return errors
    },

    lastText,

    function tellSession(page, text) {
        const { sessionId, windowId, ...changeReason } = JSON.parse(text)
        return tell(page, 'onSessionId', [sessionId, windowId, changeReason])
    },

    /** Makes an event what is handed back. */
    function keep(page, text, _, time) {
        page.last = lazyEvent(text, time)
    },

    // ---- the page's surroundings; what comes of it is told later

    deviceModel,

    watchHistory,

    function unwatchHistory(page) {
        page.unwatch()
    },

    /** Tells what `watchHistory` does before a change, when the synchronous work at hand is done. */
    function soon(page) {
        Promise.resolve().then(() => page.tell(MOVED, '', '', 1))
    },

    function preloaded(page, token) {
        return jsonText(preloadedConfig(token))
    },

    loadScript,

    // ---- the elements that are used

    watchElements,

    function unwatchElements(page) {
        page.unwatchElements()
    },

    pointers,

    matchesAny,

    urlMatches,

    labelFacts,

    selection,

    inputValue,

    function followSignals(page, _, __, wanted) {
        page.facade._followSignals(wanted)
    },

    segment,

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
        follow('requests', wishes & 1, () => watchRequests(page))
        follow('console', wishes & 2, () => recordConsole(page, () => page.core(LOG_CONTEXT)))
        if (wishes & 4 && !page.reads) scripts.push((page.reads = 'logs'))
        follow('apps', wishes & 8, () => bufferEvents(page))
        if (wishes & 16 && !page.settled) {
            page.settled = true
            startSiteApps(page, wishes & 8, JSON.parse(apps) || [], (url) => {
                loadScript(page, new URL(url, options.api_host).href, '', options.external_scripts_inject_target === 'head')
            })
        }
        follow('toolbar', wishes & 64, () => {
            page.wanted = toolbarWanted(options)
            return () => {}
        })
        if (page.wanted && wishes & 64 && openToolbar(page, ui, wishes & 32)) scripts.push('toolbar')
        return scripts.join()
    },

    /** One of them is there, or (not `well`) cannot be. */
    function scriptReady(page, kind, _, well) {
        const { facade, undo } = page
        if (kind === 'toolbar') {
            window.ph_toolbar_state = well ? 2 : 0
            if (well) callToolbar(page)
        } else if (kind === 'logs') {
            const lines = page.lines
            const { logs } = window.__PosthogExtensions__ || {}
            if (undo.console) undo.console = undo.console()
            page.reads = well
            if (well && logs) {
                undo.console = logs.initializeLogs(facade)
                if (lines.length && logs.replayConsoleBuffer) logs.replayConsoleBuffer(facade, lines)
            }
        }
    },
]

const KEY = '_postHogToolbarParams'

/** What to open the toolbar with on this page, if at all: what somebody was sent here with, or had it open with on the page before. */
function toolbarWanted({ name, token }) {
    try {
        let params = toolbarState()
        const sent = params && params.action === 'ph_authorize'
        if (sent) {
            if (params.desiredHash) location.hash = params.desiredHash
            else history.replaceState(history.state, '', location.pathname + location.search)
        } else {
            params = JSON.parse(localStorage.getItem(KEY) || '{}')
            // Or what somebody was sent here for once would be done on every page.
            delete params.userIntent
        }
        params.source = sent ? 'url' : 'localstorage'
        if (params.token && params.token === token && name !== 'ph_toolbar_internal') return params
    } catch (e) {
        // not here
    }
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
    if (window.ph_toolbar_state) callToolbar(page)
    else {
        window.ph_toolbar_state = 1
        // Turbolinks replaces the whole body, and the toolbar with it.
        const again = () => {
            window.ph_toolbar_state = 0
            page.toolbar(params)
        }
        addEventListener('turbolinks:load', again)
        page.undo.toolbar = () => removeEventListener('turbolinks:load', again)
        return true
    }
}

function callToolbar({ params, facade }) {
    const load = window.ph_load_toolbar || window.ph_load_editor
    if (window.ph_toolbar_state > 1 && isFunction(load)) load(params, facade)
}

const hooked = (hooks, value) => {
    for (const hook of isNothing(hooks) ? [] : [].concat(hooks)) if (!value || !(value = hook(value))) return
    return value
}

/** Segment's analytics.js says who the visitor is, and gets PostHog's properties. Tells when it is ready; `late`: not from `init`. */
function segment(page, uuid, _, late) {
    const { facade, options } = page
    page.started = true
    if (!options.segment) return
    const done = () => late || page.tell(READY)
    try {
        const { segment } = options
        const { analytics, filterProperties } = isFunction(segment.register) ? { analytics: segment } : segment
        const begin = (user) => {
            const anonymous = (uuid) => user.anonymousId() || uuid
            options.get_device_id = anonymous
            if (!late && user.id()) {
                facade.register({ distinct_id: user.id(), $device_id: anonymous(uuid) })
                facade.persistence.set_property('$user_state', 'identified')
            }
            // Who was nobody for Segment when it came later stays who they are here.
            let kept = late && user.anonymousId()
            const enrich = (kind) => (context) => {
                const { event } = context
                const name = kind || event.event
                if (!name) return context
                if (event.anonymousId !== kept || event.userId) kept = undefined
                if (!kept && !event.userId && event.anonymousId !== facade.get_distinct_id()) facade.reset()
                if (event.userId && event.userId !== facade.get_distinct_id()) facade.identify(event.userId)
                let properties = facade.calculateEventProperties(name, event.properties)
                if (!isNothing(filterProperties)) {
                    for (const key in event.properties) delete properties[key]
                    try {
                        properties = hooked(filterProperties, properties)
                    } catch (e) {
                        properties = undefined
                    }
                    if (!properties) return context
                }
                event.properties = { ...properties, ...event.properties }
                return context
            }
            analytics
                .register({
                    name: 'PostHog JS',
                    type: 'enrichment',
                    version: '1.0.0',
                    isLoaded: () => true,
                    load: () => Promise.resolve(),
                    track: enrich(),
                    page: enrich('$pageview'),
                    identify: enrich('$identify'),
                    screen: enrich('$screen'),
                })
                .then(done, done)
        }
        const user = analytics.user()
        if (isFunction(user.then)) user.then(begin)
        else begin(user)
    } catch (e) {
        done()
    }
    return true
}

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

/** Keeps what is captured until the site apps are there. */
function bufferEvents(page) {
    const kept = (page.kept = [])
    return page.listen('eventCaptured', (event) => {
        kept.push(globalsOf(page.facade, event))
        if (kept.length > 1000) kept.splice(0, 10)
    })
}

/** Starts the site apps that PostHog's script has brought; those of the old kind, where it has brought none, are scripts. */
function startSiteApps(page, wanted, old, load) {
    const { facade, options } = page
    const remote = (window._POSTHOG_REMOTE_CONFIG || {})[options.token]
    const loaders = (remote && remote.siteApps) || []
    const apps = loaders.map((loader) => ({ loader }))
    const forget = () => {
        if (page.undo.apps) page.undo.apps()
        page.kept = []
    }
    const told = (app, globals) => prepared(page, () => app.processEvent && app.processEvent(globals))
    const done = (app, well) => {
        try {
            if (well) page.kept.forEach((globals) => told(app, globals))
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
                window['__$$ph_site_app_' + id] = facade
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
        page.listen('eventCaptured', (event) => {
            const globals = globalsOf(facade, event)
            for (const app of apps) {
                try {
                    told(app, globals)
                } catch (e) {
                    // the others hear of it
                }
            }
        })
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
                    patch(window[name].prototype, method, (next) => function (...nodes) {
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

function has(page, name) {
    return isFunction(page.options[name]) && page.options[name] !== noop
}

function lastText(page) {
    return jsonText(page.last) || '{}'
}

function tell(page, name, values) {
    const errors = []
    const listeners = page.listeners.slice()
    const old = page.options._onCapture
    if (name === 'eventCaptured' && has(page, '_onCapture')) listeners.unshift({ event: name, call: (event) => old(event.event, event) })
    for (const listener of listeners) {
        try {
            if (listener.event === name) listener.call(...values)
            else if (listener.event === '*' && name !== 'onSessionId') listener.call(name, ...values)
        } catch (e) {
            errors.push(messageText(e))
        }
    }
    return errors.join('\n')
}

export class Page {
    /** `told(what, a, b, n, m)` is how the core hears of what happens: see `Signal` in js.rs. */
    constructor(facade) {
        this.facade = facade
        this.told = noop
        this.unwatch = this.unwatchElements = noop
        this.chain = []
        this.options = {}
        this.given = {}
        this.listeners = []
        this.last = undefined
        this.undo = {}
        this.started = false
        this.kept = []
        this.prepared = new WeakSet()
    }

    /** One event from the page. What was captured, undefined when it was not. */
    capture(core, event, properties, options) {
        const text = eventText(properties, options, isObject(options) && options._noTruncate)
        const own = core.capture(typeof event === 'string' ? event : undefined, text) ? this.last : undefined
        // What comes of it can capture others, so it is done when this one is safe.
        core.settle()
        return own
    }

    /** A call's arguments as the core reads them. */
    text(values) {
        return jsonText(values) || '[]'
    }

    /** Properties as an event will show them. */
    copied(properties) {
        return copied(properties)
    }

    /** Which of the selectors that are waited for find the element. */
    selectorsOf(element) {
        return selectorsOf(this, element)
    }

    /** Asks the core. */
    core(what, ...values) {
        return this.facade._ask(what, ...values)
    }

    /** A line of the log. Of what was kept from the console, `context` and `time` are those of then. */
    log(options, source = 0, context = undefined, time = Date.now()) {
        try {
            const known = options && options.body && (context || this.core(LOG_CONTEXT))
            const { logs = {} } = this.options
            const own = known && hooked(logs.beforeSend, options)
            if (own && own.body) this.core(CAPTURE_LOG, source, ...record(own, known, time, logs, source))
        } catch (e) {
            // a hook of the page's
        }
    }

    /** Opens the toolbar. False where it is open. */
    toolbar(params) {
        if (isToolbarOpen() || !this.started) return false
        this.wanted = params || {}
        this.tell(TOOLBAR)
        return true
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    /** A text, or nothing; what is true is an empty text. */
    ask(what, a, b, n) {
        try {
            return textOf(answers[what](this, a, b, n))
        } catch (e) {
            // The page has put something else in the place of what was asked.
        }
    }

    listen(event, call) {
        const listener = { event, call }
        this.listeners.push(listener)
        return () => {
            this.listeners = this.listeners.filter((other) => other !== listener)
        }
    }
}
