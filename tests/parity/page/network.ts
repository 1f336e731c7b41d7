// Marks every request that a script of the page makes, so that the recording server knows in which order and by which means they were made.
// The mark is a query parameter that the server takes off again; the SDK never sees it. Also counts what is under way, which is how the runner
// knows that a step is over.
import { MARK, type Mark } from '../support/mark.ts'

export interface Traffic {
  /** Requests and reads of bodies that are not done. */
  pending(): number
}

export function watchTraffic(run: string, visit: number, step: () => number): Traffic {
  let made = 0
  let pending = 0
  const marked = (url: string, via: Mark['via'], init?: Mark['init']): string => {
    const mark: Mark = { run, visit, step: step(), nth: made++, via, ...(init && Object.keys(init).length ? { init } : {}) }
    const cut = url.includes('#') ? url.indexOf('#') : url.length
    return `${url.slice(0, cut)}${url.includes('?') ? '&' : '?'}${MARK}=${encodeURIComponent(JSON.stringify(mark))}${url.slice(cut)}`
  }
  const counted = <T>(promise: Promise<T>): Promise<T> => {
    pending++
    const over = (): void => void pending--
    promise.then(over, over)
    return promise
  }

  const { fetch } = window
  window.fetch = (input, init) => {
    const { method: _method, headers: _headers, body: _body, signal: _signal, ...rest } = init ?? {}
    // A Request stays one, with another address.
    return counted(fetch(input instanceof Request ? new Request(marked(input.url, 'fetch', rest), input) : marked(String(input), 'fetch', rest), init))
  }
  const watch = (owner: object, names: string[]): void => {
    const methods = owner as Record<string, (...all: unknown[]) => Promise<unknown>>
    for (const name of names) {
      const original = methods[name]
      if (original) methods[name] = function (...all) {
        return counted(original.apply(this, all))
      }
    }
  }
  // Reading answers, and compressing bodies by whichever way.
  watch(Response.prototype, ['text', 'json', 'arrayBuffer', 'blob'])
  watch(Blob.prototype, ['text', 'arrayBuffer'])
  watch(ReadableStreamDefaultReader.prototype, ['read'])
  watch(WritableStreamDefaultWriter.prototype, ['write', 'close'])

  const { open, send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL, ...more: unknown[]) {
    return (open as (...all: unknown[]) => void).call(this, method, marked(String(url), 'XHR'), ...(more.length ? more : [true]))
  }
  XMLHttpRequest.prototype.send = function (body) {
    pending++
    this.addEventListener('loadend', () => void pending--)
    return send.call(this, body)
  }

  const { sendBeacon } = navigator
  navigator.sendBeacon = (url, data) => sendBeacon.call(navigator, marked(String(url), 'sendBeacon'), data ?? null)

  // Scripts that are put in carry no mark; the server knows them by what the browser says, and they are under way too.
  for (const put of ['appendChild', 'insertBefore'] as const) {
    const original = Node.prototype[put] as (this: Node, node: Node, before?: Node | null) => Node
    Node.prototype[put] = function (this: Node, ...nodes: [Node, (Node | null)?]): Node {
      const [script] = nodes
      if (script instanceof HTMLScriptElement && script.src) {
        pending++
        for (const end of ['load', 'error']) script.addEventListener(end, () => void pending--)
      }
      return original.apply(this, nodes)
    } as never
  }

  return { pending: () => pending }
}
