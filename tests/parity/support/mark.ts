// What the page says about a request, to the recording server only.

/** The query parameter that carries it. */
export const MARK = '_parity'

export interface Mark {
  /** Which run of which scenario; late requests of an earlier one are thrown away. */
  run: string
  /** Counts the documents of a run. */
  visit: number
  step: number
  /** Counts the requests of a document. */
  nth: number
  via: 'fetch' | 'XHR' | 'sendBeacon'
  /** What else `fetch` was told: `keepalive`, `cache` … */
  init?: Record<string, unknown>
}
