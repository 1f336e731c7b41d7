// The page's side of one instance: what only JavaScript can hold (the options object with its functions, the listeners, the events handed back)
// and the calls of those functions. Each is caught on its own; what the core must know comes back as text, a failure as `!` and its message.
// Nothing is decided here.

import {
    answerOf,
    attempt,
    deviceModel,
    inputValue,
    labelFacts,
    letGo,
    loadScript,
    matchesAny,
    MOVED,
    outbox,
    pointers,
    preloadedConfig,
    selection,
    selectorsOf,
    setTime,
    urlMatches,
    watchElements,
    watchHistory,
} from './page.js'
import { copied, dataText, eventObject, eventText, isNothing, jsonText, lazyEvent, messageText, stringify } from './values.js'

// As in `Op` of ops.ts.
const START = 2

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
        if (!isObject(given) || Array.isArray(given)) return false
        const names = renames.split(' ')
        const renamed = {}
        for (let i = 0; i < names.length; i += 2) if (given[names[i]] !== undefined) renamed[names[i + 1]] = given[names[i]]
        extend(options, extend(renamed, given))
        if (page.started) segment(page)
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

    /** What came of a post of signals.js is for that. The default handler answers `?`: then the core says what went wrong. */
    function requestError(page, text, _, statusCode) {
        if (statusCode > 999) return page.facade._followSignals(statusCode)
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

    function hooks(page) {
        const { before_send, opt_in_site_apps } = page.options
        const shown = !isNothing(before_send) || opt_in_site_apps || has(page, '_onCapture') || page.listeners.some((it) => !/^(on|f)/.test(it.event))
        return (has(page, 'sanitize_properties') ? 's' : '') + (shown ? 'h' : '')
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
        // Site apps hear of what was captured before they were there, too.
        if (page.options.opt_in_site_apps) page.facade._callSignals('captured', event)
        if (debug) console.log('[PostHog.js]', 'send "' + event.event + '"', event)
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

    /** Makes an event what is handed back, where a hook has not; `waits`: and keeps it until it is sent. */
    function keep(page, text, waits, time) {
        if (time) page.last = lazyEvent(text, time)
        if (waits) page.unsent.push(text)
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
        const { sent = (page.sent = sentHere()) } = page
        page.facade._followSignals(wanted || sent.action || attempt(() => localStorage.getItem('_postHogToolbarParams')), sent)
    },

    segment,

    // ---- feature flags

    function tellReloading(page) {
        return tell(page, 'featureFlagsReloading', [true])
    },

    /** `failed`: 0 no, 1 yes, 2 nobody was asked. */
    function tellFlags(page, text, _, failed) {
        const variants = JSON.parse(text)
        return tell(page, 'onFeatureFlags', [Object.keys(variants), variants, { errorsLoading: failed > 1 ? undefined : !!failed }])
    },

    function told(page, text, status, ticket) {
        const { waiting } = page
        const answer = waiting[ticket]
        delete waiting[ticket]
        if (answer) answer(text, +status)
    },

    /** What waited has left. */
    function sent(page) {
        page.unsent = []
    },

    outbox,
]

// Frameworks change the address early, so it is kept from when this script is read.
const hashAtFirst = attempt(() => location.hash)

/** What somebody was sent to this page with, for PostHog's toolbar: it is taken out of the address before that is told. It is anybody's text: read as
 *  data, in either of the two ways in which it may be written. */
function sentHere() {
    const found = /(__posthog|state)=([^&]+)/.exec(hashAtFirst + '&' + location.hash)
    for (const decoded of [atob, String]) {
        try {
            const sent = JSON.parse(decoded(decodeURIComponent(found[2])))
            if (sent.action === 'ph_authorize') {
                if (sent.desiredHash) location.hash = sent.desiredHash
                else history.replaceState(history.state, '', location.pathname + location.search)
                return sent
            }
        } catch (e) {
            // not in this way, or nothing
        }
    }
    return {}
}

/** Segment's analytics.js says who the visitor is, and gets PostHog's properties. True where the start has to wait: it comes again when
 *  Segment is ready. Options that come later have nothing to wait for. */
function segment(page) {
    const { facade, options, started: late } = page
    const { segment } = options
    page.started = true
    if (!segment || page.segmented) return
    page.segmented = true
    const done = () => late || facade._ask(START)
    try {
        const { analytics, filterProperties } = isFunction(segment.register) ? { analytics: segment } : segment
        const begin = (user) => {
            const anonymous = (uuid) => user.anonymousId() || uuid
            options.get_device_id = anonymous
            if (!late && user.id()) {
                facade.register({ distinct_id: user.id(), $device_id: anonymous(facade.get_property('$device_id')), $user_state: 'identified' })
            }
            // Who was nobody for Segment when it came later stays who they are here.
            let kept = late && user.anonymousId()
            const enrich = (kind) => (context) => {
                const { event } = context
                const { userId, properties: own } = event
                const who = userId || event.anonymousId
                const name = kind || event.event
                if (!name) return context
                if (userId || !kept || who !== kept) {
                    kept = 0
                    if (who !== facade.get_distinct_id()) userId ? facade.identify(userId) : facade.reset()
                }
                try {
                    let properties = facade.calculateEventProperties(name, own)
                    for (const key in own) delete properties[key]
                    for (const filter of [filterProperties || []].flat()) if (isNothing((properties = filter(properties)))) return context
                    event.properties = { ...properties, ...own }
                } catch (e) {
                    // a filter of the page's: then it is as it was
                }
                return context
            }
            analytics
                .register({
                    name: 'PostHog JS',
                    type: 'enrichment',
                    version: '1.0.0',
                    isLoaded: () => true,
                    load: async () => {},
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
            else if (listener.event === '*' && name[0] !== 'o') listener.call(name, ...values)
        } catch (e) {
            errors.push(messageText(e))
        }
    }
    return errors.join('\n')
}

export class Page {
    /** `told(what, a, b, n, m)` is how the core hears of what happens: see `Signal` in js.rs. */
    constructor(facade) {
        // Made before the core was there: see standin.ts.
        if (facade._early) return facade._early
        // Where a core takes over from one that trapped, what the page has registered stays, and which events have not been sent.
        Object.assign(this, { options: {}, given: {}, listeners: [], unsent: [], last: undefined }, facade._page)
        this.facade = facade
        this.told = this.unwatch = this.unwatchElements = noop
        this.chain = []
        this.locks = []
        // Who waits for an answer, by number.
        this.waiting = []
        facade._page = this
    }

    /** The core is gone. The page gets back what is its own, and nobody waits any longer. The arguments of `START` for the one that takes over: the page
     *  view that the page is in, and the events that were not sent. */
    left() {
        letGo()
        this.waiting.forEach((answer) => attempt(() => answer('error', 0)))
        return '[' + [attempt(() => stringify(this.last.properties.$pageview_id)) || 'null', ...this.unsent] + ']'
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

    /** What is made up for now happened then; 0: that is over. */
    at(time) {
        setTime(time)
    }

    /** Properties as an event will show them. */
    copied(properties) {
        return copied(properties)
    }

    /** Which of the selectors that are waited for find the element. */
    selectorsOf(element) {
        return selectorsOf(this, element)
    }

    /** A line of the log, with what is known of it now. The rest is done in signals.js, which may have to be loaded for it: what the options and
     *  `beforeSend` are, and what is in the attributes, is looked at when it is there. */
    log(options, time) {
        const { facade } = this
        const { sessionManager: sessions } = facade
        if (facade.is_capturing())
            facade._callSignals('log', options, time, facade.get_distinct_id(), sessions && sessions.checkAndGetSessionAndWindowId(true), location.href)
    }

    tell(what, a = '', b = '', n = 0, m = 0) {
        this.told(what, a, b, n, m)
    }

    ask(what, a, b, n) {
        return answerOf(answers, what, this, a, b, n)
    }

    listen(event, call) {
        const listener = { event, call }
        const { listeners } = this
        listeners.push(listener)
        return () => {
            const at = listeners.indexOf(listener)
            if (at >= 0) listeners.splice(at, 1)
        }
    }
}
