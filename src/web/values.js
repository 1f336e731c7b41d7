// Facts about JavaScript values that only JavaScript can tell. What crosses into Rust is JSON text, made in one pass each.

const isObject = (value) => value === Object(value)

// An Error's own fields are not enumerable, so they are named.
const fieldsOf = (value) => {
    if (!(value instanceof Error)) return value
    const fields = { name: value.name, message: value.message, stack: value.stack }
    if (value.cause !== undefined) fields.cause = value.cause
    if (Array.isArray(value.errors)) fields.errors = value.errors
    return fields
}

// posthog-js's copy of event data: objects by their own enumerable keys whatever their class (so dates, maps and functions are {}), an object met
// before is left out, holes are closed.
const copyOf = (value, seen) => {
    if (typeof value === 'bigint') return String(value)
    if (!isObject(value)) return value
    if (seen.has(value)) return undefined
    seen.add(value)
    if (Array.isArray(value)) {
        const items = []
        value.forEach((item) => items.push(copyOf(item, seen)))
        return items
    }
    const source = fieldsOf(value)
    const copy = {}
    for (const key in source) {
        if (Object.prototype.hasOwnProperty.call(source, key) && !seen.has(source[key])) copy[key] = copyOf(source[key], seen)
    }
    return copy
}

const withoutBigInts = (key, value) => (typeof value === 'bigint' ? String(value) : value)

/** An event's data as JSON text, properties and options in a line each, because they share what was met before. A line with `!` and what
 *  went wrong follows when they could not be read (a getter that throws). */
export function eventText(properties, options, raw) {
    try {
        const seen = new Set()
        const text = (value) => (raw ? JSON.stringify(value, withoutBigInts) : JSON.stringify(copyOf(value, seen)))
        const own = isObject(properties) && !Array.isArray(properties) ? text(properties) : '{}'
        if (!isObject(options)) return own
        const given = {}
        for (const key of Object.keys(options)) given[key] = options[key]
        if (options.timestamp !== undefined) given.timestamp = options.timestamp === null ? null : new Date(options.timestamp).getTime()
        return own + '\n' + text(given)
    } catch (e) {
        return '{}' + (isObject(options) ? '\n{}' : '') + '\n!' + messageText(e).replaceAll('\n', ' ')
    }
}

/** Any value as JSON text, as JSON.stringify would store it; undefined where it has none. Big integers become strings, cycles `[Circular]`. */
export function jsonText(value) {
    try {
        return JSON.stringify(value, withoutBigInts)
    } catch (e) {
        const above = []
        const safe = (item) => {
            if (typeof item === 'bigint') return String(item)
            if (!isObject(item)) return item
            if (typeof item === 'function') return undefined
            if (above.includes(item)) return '[Circular]'
            above.push(item)
            let copy
            if (Array.isArray(item)) copy = item.map(safe)
            else if (typeof item.toJSON === 'function') copy = item.toJSON()
            else {
                copy = {}
                const source = fieldsOf(item)
                for (const key of Object.keys(source)) copy[key] = safe(source[key])
            }
            above.pop()
            return copy
        }
        try {
            return JSON.stringify(safe(value))
        } catch (again) {
            return undefined
        }
    }
}

/** A value as message text. */
export function messageText(value) {
    try {
        return value instanceof Error ? value.name + ': ' + value.message : String(value)
    } catch (e) {
        return ''
    }
}

/** The event as hooks see it: with its timestamp as a Date. */
export function eventObject(text, time) {
    const event = JSON.parse(text)
    event.timestamp = new Date(time)
    return event
}

/** The event as `capture` returns it. Its parts are read from the text when somebody looks at them, which few pages do. */
export function lazyEvent(text, uuid, name, time) {
    let parts
    const event = { uuid, event: name }
    for (const key of ['properties', '$set', '$unset', '$set_once']) {
        if (key !== 'properties' && !text.includes('"' + key + '":')) continue
        Object.defineProperty(event, key, {
            configurable: true,
            enumerable: true,
            get() {
                parts = parts || JSON.parse(text)
                return parts[key]
            },
            set(value) {
                Object.defineProperty(event, key, { configurable: true, enumerable: true, writable: true, value })
            },
        })
    }
    event.timestamp = new Date(time)
    return event
}

/** Copies what is defined and can be read. */
export function extend(target, source) {
    for (const key of Object.keys(source)) {
        try {
            const value = source[key]
            if (value !== undefined) target[key] = value
        } catch (e) {
            // as if it were not there
        }
    }
    return target
}

/** Completes the default options with what JSON cannot hold. */
export function completeDefaults(config, absent, noops, internalHosts, onRequestError) {
    for (const key of absent) config[key] = undefined
    for (const key of noops) config[key] = () => {}
    config.get_device_id = (uuid) => uuid
    config.on_request_error = onRequestError
    if (internalHosts) config.internal_or_test_user_hostname = /^(localhost|127\.0\.0\.1)$/
    return config
}

/** Is the page's host one of internal users? A text matches whole, an expression as it says. */
export function matchesHost(pattern) {
    const host = typeof location === 'undefined' ? '' : location.hostname
    if (!pattern || !host) return false
    return typeof pattern === 'string' ? pattern === host : pattern.test(host)
}
