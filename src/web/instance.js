// The page's side of one instance: what only JavaScript can hold (the options object with its functions, the listeners, the events handed back)
// and the calls of those functions. Each is caught on its own; what the core must know comes back as text, a failure as `!` and its message.
// Nothing is decided here.

import { eventObject, jsonText, messageText } from './values.js'

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

// The data of an options object. A function, or an object that is no data (cycles, live things), only says that it is there.
const dataText = (options) => {
    const parts = []
    for (const key of Object.keys(options)) {
        let text = 'true'
        try {
            const value = options[key]
            if (!isFunction(value)) text = JSON.stringify(value)
        } catch (e) {
            // no data
        }
        if (text !== undefined) parts.push(JSON.stringify(key) + ':' + text)
    }
    return '{' + parts.join(',') + '}'
}

export class Page {
    constructor(facade) {
        this.facade = facade
        this.options = {}
        this.given = {}
        this.listeners = []
        this.lastId = 0
        this.last = undefined
        this.onRequestError = noop
    }

    /** A call's arguments as the core reads them. */
    text(values) {
        return jsonText(values) || '[]'
    }

    // ---- options

    /** Starts from the defaults: JSON, completed with what JSON cannot hold. */
    setDefaults(text, absent, internalHosts) {
        const options = JSON.parse(text)
        for (const key of absent.split(' ')) options[key] = undefined
        options.loaded = options._onCapture = noop
        options.get_device_id = sameUuid
        options.on_request_error = this.onRequestError
        if (internalHosts) options.internal_or_test_user_hostname = /^(localhost|127\.0\.0\.1)$/
        this.options = options
    }

    /** Lays the page's options over the present ones. `renames`: old and new names by turns. A new name wins over an old one. */
    lay(source, renames) {
        if (!isObject(source) || Array.isArray(source)) return false
        const names = renames.split(' ')
        const renamed = {}
        for (let i = 0; i < names.length; i += 2) if (source[names[i]] !== undefined) renamed[names[i + 1]] = source[names[i]]
        extend(this.options, extend(renamed, source))
        return true
    }

    /** Completes one of the page's settings with those of the defaults, where both are lists of settings. */
    complete(key, base) {
        const own = this.options[key]
        if (isObject(own) && !Array.isArray(own)) this.options[key] = extend(JSON.parse(base), own)
    }

    setOption(key, text) {
        if (text === undefined) delete this.options[key]
        else this.options[key] = JSON.parse(text)
    }

    /** The caller's own options object learns of this, as posthog-js does it. */
    setGiven(key, text) {
        try {
            this.given[key] = JSON.parse(text)
        } catch (e) {
            // frozen
        }
    }

    data() {
        return dataText(this.options)
    }

    givenData() {
        return dataText(this.given)
    }

    // ---- the page's functions

    has(name) {
        return isFunction(this.options[name]) && this.options[name] !== noop
    }

    deviceId(uuid) {
        try {
            const id = this.options.get_device_id(uuid)
            return typeof id === 'string' ? id : uuid
        } catch (e) {
            return uuid
        }
    }

    loaded() {
        try {
            if (isFunction(this.options.loaded)) this.options.loaded(this.facade)
            return ''
        } catch (e) {
            return failure(e)
        }
    }

    internalHost() {
        try {
            const pattern = this.options.internal_or_test_user_hostname
            const host = location.hostname
            return !!(pattern && host) && (typeof pattern === 'string' ? pattern === host : pattern.test(host))
        } catch (e) {
            return false
        }
    }

    sanitize(text, event) {
        try {
            return jsonText(this.options.sanitize_properties(JSON.parse(text), event))
        } catch (e) {
            return failure(e)
        }
    }

    /** Default handlers answer true: then the core says what went wrong. */
    requestError(statusCode, text) {
        const handler = this.options.on_request_error
        if (handler === this.onRequestError) return '?'
        try {
            if (isFunction(handler)) handler({ statusCode, text })
            return ''
        } catch (e) {
            return failure(e)
        }
    }

    rewrite(url) {
        try {
            const rewritten = this.options.rewriteRequestPath(new URL(url))
            return rewritten ? String(rewritten) : url
        } catch (e) {
            return url
        }
    }

    // ---- events

    hasHooks() {
        const hook = this.options.before_send
        return (hook !== undefined && hook !== null) || this.listeners.some((it) => it.event !== 'onSessionId')
    }

    /** Shows an event to `before_send`. Its text afterwards; `?` when it was dropped; `!` and a message when a hook threw. */
    beforeSend(text, time) {
        let event = eventObject(text, time)
        this.last = event
        const hooks = this.options.before_send
        try {
            for (const hook of hooks === undefined || hooks === null ? [] : Array.isArray(hooks) ? hooks : [hooks]) {
                event = hook(event)
                if (event === undefined || event === null) return '?'
            }
        } catch (e) {
            return failure(e)
        }
        this.last = event
        return jsonText(event) || '{}'
    }

    /** Tells the listeners of the event that is about to leave. `uuid`: the one it must have. What they threw, a line each. */
    tellCaptured(uuid, debug) {
        const event = this.last
        try {
            if (event.uuid !== uuid) event.uuid = uuid
        } catch (e) {
            // frozen
        }
        if (debug) console.log('[PostHog.js]', 'send "' + event.event + '"', event)
        const errors = this.tell('eventCaptured', [event])
        // Who heard of it may have captured others meanwhile.
        this.last = event
        return errors
    }

    lastText() {
        return jsonText(this.last) || '{}'
    }

    tell(name, values) {
        const errors = []
        const listeners = this.listeners.slice()
        const old = this.options._onCapture
        if (name === 'eventCaptured' && this.has('_onCapture')) listeners.unshift({ event: name, call: (event) => old(event.event, event) })
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

    listen(event, call) {
        const id = ++this.lastId
        this.listeners.push({ id, event, call })
        return () => {
            this.listeners = this.listeners.filter((listener) => listener.id !== id)
        }
    }

    tellSession(text) {
        const { sessionId, windowId, ...changeReason } = JSON.parse(text)
        return this.tell('onSessionId', [sessionId, windowId, changeReason])
    }
}
