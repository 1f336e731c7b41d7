// The page a test begins with, the requests that leave it, and the facade an app would hold. It is a script that the tests evaluate and no
// module: the server of the runner hangs when a page asks for more than four files at once, and src/web has that many.
;(() => {
const address = location.href
const undo = []
const facades = []

/** Gives `target[key]` another value until the test ends. */
const replace = (target, key, value) => describe(target, key, { value, configurable: true, enumerable: true, writable: true })

/** The same for a property that is read by a function. */
const getter = (target, key, get, set) => describe(target, key, { get, set, configurable: true, enumerable: true })

function describe(target, key, description) {
    const before = Object.getOwnPropertyDescriptor(target, key)
    // WebKit may go on with what it remembers of a window's own property that is only described anew, but not with what is gone.
    delete target[key]
    Object.defineProperty(target, key, description)
    undo.push(() => (before ? Object.defineProperty(target, key, before) : delete target[key]))
}

function leavePage() {
    for (const facade of facades.splice(0)) facade.shutdown()
    while (undo.length) undo.pop()()
    delete history.pushState
    delete history.replaceState
    // Browsers ignore an address that changes too often.
    if (location.href !== address || history.state !== null) history.replaceState(null, '', address)
    localStorage.clear()
    sessionStorage.clear()
    for (const cookie of document.cookie.split('; ')) document.cookie = cookie.split('=')[0] + '=; max-age=0; path=/'
    delete window.POSTHOG_DEBUG
    delete window._POSTHOG_REMOTE_CONFIG
}

let tokens = 0

// Small and silent: no request but the events', each at once and readable.
const quiet = () => ({
    api_host: location.origin,
    request_batching: false,
    disable_compression: true,
    capture_pageview: false,
    capture_pageleave: false,
    opt_out_useragent_filter: true,
    advanced_disable_flags: true,
    disable_external_dependency_loading: true,
    disableDeviceModel: true,
})

// What an app holds. It does what the package's facade does and no more.
function facadeOf(makeCore, ops) {
    const posthog = {}
    const core = makeCore(posthog)
    core.page = posthog._page
    const ask = (op, ...args) => {
        const answer = core.call(ops[op], args.length ? core.page.text(args) : '[]')
        return answer === undefined ? undefined : JSON.parse(answer)
    }
    Object.defineProperty(posthog, 'config', { get: () => core.page.options })
    Object.defineProperty(posthog, '__loaded', { get: () => !!ask('LOADED') })
    return Object.assign(posthog, {
        core,
        init(token, config, name) {
            core.page.given = config !== null && typeof config === 'object' ? config : {}
            const started = ask('INIT', typeof token === 'string' ? token : null, name)
            if (started) ask('START')
            return started
        },
        capture: (...args) => core.page.capture(core, ...args),
        calculateEventProperties: (event, properties) => ask('EVENT_PROPERTIES', event, properties, undefined, undefined, true),
        on: (event, callback) => core.page.listen(event, callback),
        onSessionId(callback) {
            const [session, window] = ask('CURRENT_SESSION') || []
            const stop = core.page.listen('onSessionId', callback)
            if (session) callback(session, window)
            return stop
        },
        get_session_id: () => ask('SESSION_ID'),
        resetSessionId: () => ask('RESET_SESSION'),
        register: (properties) => ask('REGISTER', properties),
        get_property: (name) => ask('GET_PROPERTY', name),
        get_distinct_id: () => ask('GET_PROPERTY', 'distinct_id'),
        identify: (...args) => ask('IDENTIFY', ...args),
        reset: (options) => ask('RESET', options),
        set_config(changes) {
            core.page.given = changes
            ask('SET_CONFIG')
        },
        opt_in_capturing: (options) => ask('OPT_IN', options),
        opt_out_capturing: () => ask('OPT_OUT'),
        clear_opt_in_out_capturing: () => ask('CLEAR_CONSENT'),
        is_capturing: () => !!ask('IS_CAPTURING'),
        shutdown: () => ask('SHUTDOWN'),
    })
}

const unpacked = async (type, body) => {
    const blob = body instanceof Blob ? body : new Blob([body])
    if (type === 'text/plain') return new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).text()
    const text = await blob.text()
    if (!text.startsWith('data=')) return text
    return new TextDecoder().decode(Uint8Array.from(atob(decodeURIComponent(text.slice(5))), (c) => c.charCodeAt(0)))
}

function freshPage(makeCore, ops) {
    leavePage()
    const page = {
        replace,
        getter,
        until,
        moment,
        /** Every request of the page: how, where, and what. Answered by `answer`. */
        sent: [],
        answer: () => new Response('{}'),
        /** What was said on the console, and what reached `window.onerror`. */
        said: [],
        errors: [],
        facade() {
            const facade = facadeOf(makeCore, ops)
            facades.push(facade)
            return facade
        },
        /** An instance that runs, with few options of its own. */
        start(config, token) {
            const posthog = page.facade()
            posthog.token = token || 'phc_' + ++tokens
            posthog.init(posthog.token, { ...quiet(), ...config })
            return posthog
        },
        quiet,
        /** The events that left, as they stood in the bodies. */
        async events() {
            const bodies = await Promise.all(page.sent.filter((request) => request.body !== undefined).map((r) => unpacked(r.type, r.body)))
            return bodies.flatMap((text) => JSON.parse(text).batch ?? [])
        },
        /** Their names, where nothing was compressed. */
        names: () => page.sent.filter((r) => typeof r.body === 'string').flatMap((r) => (JSON.parse(r.body).batch ?? []).map((e) => e.event)),
        /** What the instance keeps in localStorage. */
        stored: (posthog) => JSON.parse(localStorage.getItem('ph_' + posthog.token + '_posthog')),
    }
    const { fetch, navigator } = window
    const sendBeacon = navigator.sendBeacon
    /** The browser's own requests again. */
    page.unstub = () => {
        replace(window, 'fetch', fetch)
        replace(navigator, 'sendBeacon', sendBeacon)
    }
    replace(window, 'fetch', (url, init) => {
        const { method, headers, keepalive, body } = init
        page.sent.push({ via: 'fetch', url, method, type: headers.get('Content-Type'), keepalive, body })
        return new Promise((resolve) => resolve(page.answer(url, init)))
    })
    replace(navigator, 'sendBeacon', (url, blob) => {
        page.sent.push({ via: 'beacon', url, method: 'POST', type: blob.type, body: blob })
        return true
    })
    for (const level of ['log', 'warn', 'error']) {
        const real = console[level]
        replace(console, level, (...words) => {
            page.said.push(level + ' ' + words.map(String).join(' '))
            real.apply(console, words)
        })
    }
    const error = (event) => page.errors.push(String(event.error || event.reason || event.message))
    for (const name of ['error', 'unhandledrejection']) {
        window.addEventListener(name, error)
        undo.push(() => window.removeEventListener(name, error))
    }
    return page
}

const script = (names, body) => new Function(...names, body)

/** Resolves when every task that is due has run: timers, answers, promises. */
const moment = () => new Promise((resolve) => setTimeout(() => setTimeout(resolve, 2), 2))

async function until(condition) {
    for (const end = performance.now() + 8000; !condition(); ) {
        if (performance.now() > end) throw new Error('it never happened: ' + condition)
        await moment()
    }
}

return { freshPage, leavePage, script, until }
})()
