// The browser's stores, clock and dice, each behind one call that cannot throw.

const w = typeof window === 'undefined' ? {} : window

// Own keys only: nothing stored is found on a prototype.
const memory = new Map()

const area = (number) => (number === 1 ? w.localStorage : w.sessionStorage)

/** `=` and the entry; empty when there is none; undefined when the page may not look. Areas: 0 memory, 1 localStorage, 2 sessionStorage. */
export function storeRead(number, key) {
    try {
        const found = number ? area(number).getItem(key) : memory.get(key)
        return found === null || found === undefined ? '' : '=' + found
    } catch (e) {
        return undefined
    }
}

export function storeWrite(number, key, value) {
    try {
        if (number) area(number).setItem(key, value)
        else memory.set(key, value)
        return true
    } catch (e) {
        return false
    }
}

export function storeRemove(number, key) {
    try {
        if (number) area(number).removeItem(key)
        else memory.delete(key)
    } catch (e) {
        // nothing there to remove
    }
}

export function cookieRead() {
    try {
        return w.document.cookie
    } catch (e) {
        return undefined
    }
}

export function cookieWrite(text) {
    try {
        w.document.cookie = text
    } catch (e) {
        // refused
    }
}

let words = []

/** 32 random bits. They are fetched many at a time, because asking costs more than the bits. */
export function randomWord() {
    if (!words.length) {
        try {
            words = Array.from(w.crypto.getRandomValues(new Uint32Array(64)))
        } catch (e) {
            words = [Math.random() * 4294967296]
        }
    }
    return words.pop() >>> 0
}

export function timezoneOffset(time) {
    return new Date(time).getTimezoneOffset()
}

export function online() {
    return !w.navigator || w.navigator.onLine !== false
}

export function debugForced() {
    return !!w.POSTHOG_DEBUG
}

/** The window, or its document. */
export function listened(document) {
    return document ? w.document : typeof window === 'undefined' ? undefined : window
}

export function hasBody() {
    return !!(w.document && w.document.body)
}

/** A message for whoever looks at the console. Levels: 0 log, 1 warn, 2 error. */
export function say(level, message) {
    try {
        console[['log', 'warn', 'error'][level]]('[PostHog.js]', message)
    } catch (e) {
        // a console of the page's own
    }
}
