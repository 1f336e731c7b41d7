// Facts about JavaScript values that only JavaScript can tell. What crosses into Rust is JSON text, made in one pass each.

const isObject = (value) => value === Object(value)

export const isNothing = (value) => value === undefined || value === null

/** As the browser does it by itself: libraries of old (Prototype.js) have taught arrays, texts and numbers to write themselves, and would be written as
 *  texts of texts. */
export function stringify(value, replacer) {
    for (const { prototype } of [Array, String, Number]) {
        const { toJSON } = prototype
        if (toJSON && delete prototype.toJSON) {
            try {
                return stringify(value, replacer)
            } finally {
                prototype.toJSON = toJSON
            }
        }
    }
    return JSON.stringify(value, replacer)
}

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
        const text = (value) => (raw ? stringify(value, withoutBigInts) : stringify(copyOf(value, seen)))
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
            if (typeof value !== 'function' && key !== 'segment') text = stringify(value)
        } catch (e) {
            // no data
        }
        if (text !== undefined) parts.push(stringify(key) + ':' + text)
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
        return stringify(value, withoutBigInts)
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
        return stringify(safe(value))
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

// Half of a pair of surrogates is no character.
const whole = (text) => text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) => (found[1] ? found : '\ufffd'))

const LIST_MOST = 1000

/** An object's entries as OpenTelemetry writes them, whatever the values are: nothing here throws, runs for ever or grows without measure. */
export function keyValues(attributes) {
    const above = []
    let left = 10000
    const text = (value) => ({ stringValue: whole(String(value)) })
    const whole64 = (value) => ({ [BigInt.asIntN(64, value) === value ? 'intValue' : 'stringValue']: String(value) })
    // `read` may throw; what is not there has no entry.
    const entry = (list, read, depth, key) => {
        let value
        try {
            value = read()
            if (isNothing(value)) return
            value = any(value, depth)
        } catch (e) {
            value = text('[Unserializable]')
        }
        list.push(key === undefined ? value : { key: whole(key), value })
    }
    const pairs = (value, depth) => {
        const list = []
        for (const key of Object.keys(value)) {
            if (list.length >= LIST_MOST || left <= 0) break
            if (key) entry(list, () => value[key], depth, key)
        }
        return list
    }
    const items = (value, depth) => {
        const list = []
        let i = 0
        for (; i < value.length && i < LIST_MOST && left > 0; i++) entry(list, () => value[i], depth)
        if (i < value.length) list.push(text('[Truncated]'))
        return list
    }
    const any = (value, depth) => {
        if (left-- <= 0) return text('[Truncated]')
        if (value === true || value === false) return { boolValue: value }
        if (typeof value === 'bigint' || Number.isInteger(value)) return whole64(BigInt(value))
        if (Number.isFinite(value)) return { doubleValue: value }
        if (typeof value === 'function') return text('[Function]')
        if (!isObject(value)) return text(value)
        if (above.includes(value)) return text('[Circular]')
        if (depth > 19) return text('[Truncated]')
        if (value instanceof Date) return text(isNaN(value) ? value : value.toISOString())
        above.push(value)
        try {
            let json
            try {
                json = typeof value.toJSON === 'function' && { value: value.toJSON() }
            } catch (e) {
                // then by its fields
            }
            if (json) return any(json.value, depth + 1)
            return Array.isArray(value) ? { arrayValue: { values: items(value, depth + 1) } } : { kvlistValue: { values: pairs(value, depth + 1) } }
        } finally {
            above.pop()
        }
    }
    return pairs(attributes, 0)
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

const SDK = { name: 'web', version: '1.449.2' }

/** What lines or metrics are said to come from. `system`: what is known of it; `name`: that of a service that has none. */
const resource = (options, name, system) => {
    const { serviceName, environment, serviceVersion, resourceAttributes } = options
    // The page's own come first.
    const {
        'service.name': service = serviceName,
        'deployment.environment': place = environment,
        'service.version': version = serviceVersion,
        'telemetry.sdk.name': _,
        'telemetry.sdk.version': __,
        ...own
    } = resourceAttributes || {}
    return {
        attributes: keyValues({
            ...system,
            ...own,
            'service.name': service || name,
            'deployment.environment': place || undefined,
            'service.version': version || undefined,
            'telemetry.sdk.name': SDK.name,
            'telemetry.sdk.version': SDK.version,
        }),
    }
}

/** What metrics are sent in, with `%` for them. */
export function metricsEnvelope(options) {
    return { resourceMetrics: [{ resource: resource(options, 'unknown_service'), scopeMetrics: [{ scope: SDK, metrics: '%' }] }] }
}

/** A line of the log as OpenTelemetry writes it, and what it is sent in, with `%` for the lines. `context`: what is known besides its own attributes;
 *  `system` has the name and version; `options`: those of logs. */
export function record({ level, body, attributes, trace_id, span_id, trace_flags }, context, time, system, options, console) {
    const rank = LEVELS.includes(level) ? LEVELS.indexOf(level) : 2
    const nanos = time + '000000'
    for (const key of Object.keys(Object(attributes))) {
        Object.defineProperty(context, key, { get: () => attributes[key], configurable: true, enumerable: true })
    }
    const os = { 'os.name': system.$os === 'Mac OS X' ? 'macOS' : system.$os, 'os.version': system.$os_version }
    return [
        {
            timeUnixNano: nanos,
            observedTimeUnixNano: nanos,
            severityNumber: rank * 4 + 1,
            severityText: LEVELS[rank].toUpperCase(),
            body: keyValues({ get body() { return String(body) } })[0].value,
            attributes: keyValues(context),
            traceId: trace_id || undefined,
            spanId: span_id || undefined,
            flags: trace_flags,
        },
        {
            resourceLogs: [
                {
                    scopeLogs: [{ logRecords: '%', scope: { ...SDK, ...(console && { name: 'console' }) } }],
                    resource: resource(options, console ? 'posthog-browser-logs' : 'unknown_service', os),
                },
            ],
        },
    ]
}
