// Facts about JavaScript values that only JavaScript can tell. What crosses into Rust is JSON text, made in one pass each.

const isObject = (value) => value === Object(value)
export const isNothing = (value) => value === undefined || value === null

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
        const own = text({ ...properties })
        if (!options) return own
        const given = {}
        for (const key of Object.keys(options)) given[key] = options[key]
        if (options.timestamp !== undefined) given.timestamp = options.timestamp === null ? null : new Date(options.timestamp).getTime()
        return own + '\n' + text(given)
    } catch (e) {
        return '{}' + (options ? '\n{}' : '') + '\n!' + messageText(e).replaceAll('\n', ' ')
    }
}

/** The data of an options object. A function, or an object that is no data (cycles, live things), only says that it is there. */
export function dataText(options) {
    const parts = []
    for (const key of Object.keys(options)) {
        let text = 'true'
        try {
            const value = options[key]
            if (typeof value !== 'function') text = JSON.stringify(value)
        } catch (e) {
            // no data
        }
        if (text !== undefined) parts.push(JSON.stringify(key) + ':' + text)
    }
    return '{' + parts.join(',') + '}'
}

/** Properties as an event will show them. */
export function copied(properties) {
    try {
        return copyOf(properties, new Set())
    } catch (e) {
        return {}
    }
}

/** Any value as JSON text, as JSON.stringify would store it; undefined where it has none. Big integers become strings, cycles `[Circular]`. */
export function jsonText(value) {
    try {
        return JSON.stringify(value, withoutBigInts)
    } catch (e) {
        return safeText(value)
    }
}

/** Any value as JSON text with errors by their fields too, whatever is in it. */
export function safeText(value) {
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
    } catch (e) {
        return undefined
    }
}

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1)
const isError = (value) => value instanceof Error || /^(DOM|WebAssembly\.)?(Error|Exception)$/.test(tagOf(value))

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
            const tag = tagOf(value)
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

/** An exception as the core takes it: what was thrown; by whom it was caught: 0 the page, 1 and 2 nobody, 3 the console; where that was, as a
 *  stack; what builds of the page left to know its files by; and properties of the page's. */
export function thrownText(value, by, stack, properties) {
    const { _debugIds, _posthogChunkIds, _posthogReleaseId } = window
    const ids = { ..._posthogChunkIds, ..._debugIds, ..._posthogChunkIds }
    return safeText([factsOf(value), by, stack, ids, _posthogReleaseId, properties]) || '[]'
}

/** A value as message text. */
export function messageText(value) {
    try {
        return value instanceof Error ? value.name + ': ' + value.message : String(value)
    } catch (e) {
        return ''
    }
}

// With the time that an event was moved away from as a Date again.
const parsed = (text) => {
    const event = JSON.parse(text)
    const { properties } = event
    const moved = '$event_time_override_system_time'
    if (properties[moved]) properties[moved] = new Date(properties[moved])
    return event
}

/** The event as hooks see it: with its timestamp as a Date. */
export function eventObject(text, time) {
    const event = parsed(text)
    event.timestamp = new Date(time)
    return event
}

/** The event as `capture` returns it. Its parts are read from the text when somebody looks at them, which few pages do. */
export function lazyEvent(text, time) {
    let parts
    const event = {}
    const part = (key) => {
        Object.defineProperty(event, key, {
            configurable: true,
            enumerable: true,
            get: () => (parts = parts || parsed(text))[key],
            set: (value) => Object.defineProperty(event, key, { configurable: true, enumerable: true, writable: true, value }),
        })
    }
    for (const key of ['uuid', 'event', 'properties']) part(key)
    for (const key of ['$set', '$unset', '$set_once']) if (text.includes('"' + key + '":') && key in (parts = parts || parsed(text))) part(key)
    event.timestamp = new Date(time)
    return event
}

/** Minutes between UTC and the visitor's clock at a time. */
export function timezoneOffset(time) {
    try {
        return new Date(time).getTimezoneOffset()
    } catch (e) {
        return 0
    }
}
