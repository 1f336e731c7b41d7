// Sends what it is told the way it is told, and tells what came of it. Nothing is decided here but what only shows while sending: whether the
// compressed body still fits the browser's budget for requests that outlive the page.

let pending = 0

const sizeOf = (body) => (body === undefined ? 0 : typeof body === 'string' ? new Blob([body]).size : body.byteLength)

const nameOf = (error) => {
    try {
        return (error && error.name ? error.name : 'Error') + ': ' + (error && error.message ? error.message : String(error))
    } catch (e) {
        return 'Error: unknown'
    }
}

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
 * One request by fetch or XMLHttpRequest. `headers`: names and values by turns. `compress`: gzip the body first, with the browser's own
 * compressor. `options`: the instance's, for its `fetch_options`. `done(status, text, retryAfter, error, gzipFailed)` is called once.
 */
export function request(url, method, xhr, headers, contentType, body, compress, timeout, keepaliveBelow, options, done) {
    const answer = (status, text, after, error) => done(status, text || '', after || '', error ? nameOf(error) : '', false)
    if (compress) {
        gzip(body).then(
            (bytes) => request(url, method, xhr, headers, contentType, bytes, false, timeout, keepaliveBelow, options, done),
            (error) => done(0, '', '', nameOf(error), true)
        )
        return
    }
    try {
        if (xhr) byXhr(url, method, headers, contentType, body, timeout, answer)
        else byFetch(url, method, headers, contentType, body, timeout, keepaliveBelow, options, answer)
    } catch (error) {
        answer(0, '', '', error)
    }
}

function byXhr(url, method, headers, contentType, body, timeout, answer) {
    const xhr = new XMLHttpRequest()
    xhr.open(method, url, true)
    for (let i = 0; i < headers.length; i += 2) xhr.setRequestHeader(headers[i], headers[i + 1])
    if (contentType) xhr.setRequestHeader('Content-Type', contentType)
    xhr.timeout = timeout
    let late = false
    xhr.ontimeout = () => (late = true)
    xhr.onloadend = () => (late ? answer(0, '', '', timedOut(timeout)) : answer(xhr.status, xhr.responseText, retryAfter(xhr.getResponseHeader('Retry-After'))))
    xhr.send(body)
}

function byFetch(url, method, headers, contentType, body, timeout, keepaliveBelow, options, answer) {
    const list = new Headers()
    for (let i = 0; i < headers.length; i += 2) list.append(headers[i], headers[i + 1])
    if (contentType) list.append('Content-Type', contentType)
    const abort = typeof AbortController === 'function' ? new AbortController() : undefined
    const timer = abort && setTimeout(() => abort.abort(timedOut(timeout)), timeout)
    const init = { method, headers: list, referrerPolicy: 'strict-origin', body, signal: abort && abort.signal, ...options.fetch_options }
    const size = sizeOf(body)
    init.keepalive = init.method === 'POST' && init.keepalive !== false && init.body === body && pending + size < keepaliveBelow
    const reserved = init.keepalive ? size : 0
    pending += reserved
    let over = false
    const finish = (...result) => {
        if (over) return
        over = true
        pending -= reserved
        clearTimeout(timer)
        answer(...result)
    }
    try {
        fetch(url, init)
            .then((response) => response.text().then((text) => finish(response.status, text, retryAfter(response.headers.get('Retry-After')))))
            .catch((error) => finish(0, '', '', error))
    } catch (error) {
        finish(0, '', '', error)
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
