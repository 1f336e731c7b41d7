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
