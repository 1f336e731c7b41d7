import { ANSWERED } from './page.js'
import { messageText } from './values.js'

// Sends what it is told the way it is told, and tells what came of it. Nothing is decided here but what only shows while sending: whether the
// compressed body still fits the browser's budget for requests that outlive the page.

let pending = 0

// A body is what is posted: a text or bytes.
const sizeOf = (body) => (body === undefined ? 0 : new Blob([body]).size)

// Retry-After is seconds or a date.
const retryAfter = (header) => {
    if (!header) return ''
    if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return header
    const date = Date.parse(header)
    return isNaN(date) ? '' : '@' + date
}

const gzip = async (text) => {
    const input = new TextEncoder().encode(text)
    const stream = new Blob([input]).stream().pipeThrough(new CompressionStream('gzip'))
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
    // Some browsers hand out broken streams: the header and the length at the end tell.
    const end = new DataView(bytes.buffer)
    const sound = bytes.length >= 18 && bytes[0] === 31 && bytes[1] === 139 && bytes[2] === 8
    if (!sound || end.getUint32(bytes.length - 4, true) !== input.length) throw new Error('native gzip is broken')
    return bytes
}

const timedOut = (timeout) => {
    const error = new Error('PostHog request timed out after ' + timeout + 'ms')
    error.name = 'AbortError'
    return error
}

/**
 * One request by fetch or XMLHttpRequest, a POST if there is a body. `headers`: names and values by turns, joined by U+0000. `compress`: gzip the body
 * first, with the browser's own compressor. `page` is the instance's, for its `fetch_options`, and is told once what came of it: text, Retry-After
 * and status. Without a status the text is what went wrong, and below 0 that was the compressor.
 */
export function request(page, id, url, xhr, headers, body, compress, timeout, keepaliveBelow) {
    const done = (status, text, retryAfter) => page.tell(ANSWERED, text, retryAfter, status, id)
    const failed = (error) => done(0, messageText(error), '')
    const answered = (status, text, header) => done(status, status ? text : '', retryAfter(header))
    const send = (body) => {
        try {
            if (xhr) byXhr(url, lines(headers), body, timeout, answered, failed)
            else byFetch(url, lines(headers), body, timeout, keepaliveBelow, page.options, answered, failed)
        } catch (error) {
            failed(error)
        }
    }
    if (!compress) return send(body)
    // A page that goes takes a body along that is still being compressed: that counts as a failure of the compressor, and once.
    let over = false
    const once = (call) => (result) => {
        if (over) return
        over = true
        removeEventListener('pagehide', gone)
        call(result)
    }
    const broken = once((error) => done(-1, messageText(error), ''))
    const gone = () => broken(new Error('the page goes'))
    addEventListener('pagehide', gone)
    gzip(body).then(once(send), broken)
}

const methodOf = (body) => (body === undefined ? 'GET' : 'POST')

// `[name, value]` of each header.
const lines = (headers) => {
    const list = headers.split('\0')
    const pairs = []
    for (let i = 0; i + 1 < list.length; i += 2) pairs.push([list[i], list[i + 1]])
    return pairs
}

function byXhr(url, headers, body, timeout, answered, failed) {
    const xhr = new XMLHttpRequest()
    xhr.own = true
    xhr.open(methodOf(body), url, true)
    for (const [name, value] of headers) xhr.setRequestHeader(name, value)
    xhr.timeout = timeout
    let late = false
    xhr.ontimeout = () => (late = true)
    xhr.onloadend = () => (late ? failed(timedOut(timeout)) : answered(xhr.status, xhr.responseText, xhr.getResponseHeader('Retry-After')))
    xhr.send(body)
}

function byFetch(url, headers, body, timeout, keepaliveBelow, options, answered, failed) {
    const list = new Headers()
    for (const [name, value] of headers) list.append(name, value)
    // Nobody's to trace or measure: see `watchRequests` in page.js, `measureRequests` in signals.js.
    list.own = true
    const abort = typeof AbortController === 'function' ? new AbortController() : undefined
    const timer = abort && setTimeout(() => abort.abort(timedOut(timeout)), timeout)
    const init = { method: methodOf(body), headers: list, referrerPolicy: 'strict-origin', body, signal: abort && abort.signal, ...options.fetch_options }
    const size = sizeOf(body)
    init.keepalive = init.method === 'POST' && init.keepalive !== false && init.body === body && pending + size < keepaliveBelow
    const reserved = init.keepalive ? size : 0
    pending += reserved
    let over = false
    const finish = (tell, ...result) => {
        if (over) return
        over = true
        pending -= reserved
        clearTimeout(timer)
        tell(...result)
    }
    try {
        fetch(url, init)
            .then((response) => response.text().then((text) => finish(answered, response.status, text, response.headers.get('Retry-After'))))
            .catch((error) => finish(failed, error))
    } catch (error) {
        finish(failed, error)
    }
}

/** Hands the body to the browser. The number of bytes it has, negative when the browser took it. */
export function beacon(url, contentType, body) {
    const blob = new Blob([body], { type: contentType })
    try {
        if (navigator.sendBeacon(url, blob)) return -blob.size - 1
    } catch (e) {
        // as good as refused
    }
    return blob.size
}
