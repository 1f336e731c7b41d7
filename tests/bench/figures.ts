// What is measured, in which order and groups it is shown, and what is aimed at: ratios to posthog-js, because only they can be compared between
// machines.

export interface Figures {
  /** Milliseconds on the main thread. */
  evaluation: number
  init: number
  first: number
  start: number
  /** Microseconds, each the median of many calls. */
  small: number
  large: number
  /** An autocaptured click in a list of 20 rows, and in a page of 5,000 nodes, 12 levels deep. */
  click: number
  deepClick: number
  /** Milliseconds of the main thread in the first five seconds of a page with the default options. */
  busy: number
  /** Milliseconds of the longest task at load, and how many are longer than 50, where the processor has a sixth of its speed. */
  longest: number
  long: number
  /** KB of JavaScript objects and of WebAssembly's memory. */
  heapInit: number
  heap: number
  /** Writes to localStorage, sessionStorage and cookies for each event, at one event a second and at ten. */
  writes: number
  writesBusy: number
  /** KB of bodies. */
  wire: number
  /** KB of the script, after brotli 11. */
  download: number
}

export interface Row {
  key: keyof Figures
  unit: string
  what: string
  /** The same where no group is above it. */
  full?: string
  /** The highest ratio that is aimed at. */
  goal?: number
  /** The same for each round, so that there is no spread to show. */
  counted?: boolean
  /** Stands in the README too. */
  quoted?: boolean
}

export interface Group {
  title: string
  about: string
  rows: Row[]
}

export const GROUPS: Group[] = [
  {
    title: 'Start',
    about: 'Until the first event is captured, in one go. The script has arrived; what is measured is the main thread.',
    rows: [
      { key: 'evaluation', unit: 'ms', what: 'evaluation of the script' },
      { key: 'init', unit: 'ms', what: '<code>init</code>' },
      { key: 'first', unit: 'ms', what: 'first <code>capture</code>' },
      { key: 'start', unit: 'ms', what: 'all three', full: 'start: evaluation, <code>init</code> and first <code>capture</code>', goal: 0.25, quoted: true },
    ],
  },
  {
    title: 'Every event',
    about: 'One call on a page that has been running for a while.',
    rows: [
      { key: 'small', unit: 'µs', what: '<code>capture</code> with 10 properties', goal: 0.15, quoted: true },
      { key: 'large', unit: 'µs', what: '<code>capture</code> with 200 properties', goal: 0.3, quoted: true },
      { key: 'click', unit: 'µs', what: 'autocaptured click, list of 20 rows', goal: 0.25, quoted: true },
      { key: 'deepClick', unit: 'µs', what: 'autocaptured click, page of 5,000 nodes' },
      { key: 'writes', unit: '', what: 'writes to storage and cookies for each event, one event a second', counted: true, quoted: true },
      { key: 'writesBusy', unit: '', what: 'the same, ten events a second', full: 'writes for each event, ten events a second', counted: true },
    ],
  },
  {
    title: 'A page that loads',
    about:
      'Default options: the remote configuration and feature flags are asked for, autocapture is on, the page view is captured and sent. Only what the SDK does is counted.',
    rows: [
      { key: 'busy', unit: 'ms', what: 'main thread, first five seconds', full: 'main thread, first five seconds of a page', quoted: true },
      { key: 'longest', unit: 'ms', what: 'longest task, processor six times slower', full: 'longest task at load, processor six times slower', quoted: true },
      { key: 'long', unit: '', what: 'tasks over 50 ms, processor six times slower', full: 'tasks over 50 ms at load, processor six times slower', quoted: true },
    ],
  },
  {
    title: 'Memory',
    about: 'JavaScript objects and the memory of WebAssembly, after the garbage is collected.',
    rows: [
      { key: 'heapInit', unit: 'KB', what: 'after <code>init</code>', full: 'memory after <code>init</code>', goal: 0.5, quoted: true },
      { key: 'heap', unit: 'KB', what: 'after <code>init</code> and 450 events', full: 'memory after <code>init</code> and 450 events', goal: 0.5, quoted: true },
    ],
  },
  {
    title: 'Network',
    about: 'The script-tag file, and the bodies of requests.',
    rows: [
      { key: 'download', unit: 'KB', what: '<code>array.js</code>, brotli 11', counted: true },
      { key: 'wire', unit: 'KB', what: 'sent for the same 1,000 events' },
    ],
  },
]

export interface Spread {
  low: number
  median: number
  high: number
}

/** A row as it was measured: quartiles and medians over the rounds. */
export interface Measured extends Row {
  theirs: Spread
  ours: Spread
  /** Of the medians; undefined where theirs is nothing. */
  ratio: number | undefined
}

export function measured(row: Row, theirs: number[], ours: number[]): Measured {
  const [a, b] = [spread(theirs), spread(ours)]
  return { ...row, theirs: a, ours: b, ratio: a.median ? b.median / a.median : undefined }
}

/** Quartiles by linear interpolation. */
function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): number => {
    const place = (sorted.length - 1) * part
    const [below = 0, above = 0] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
    return below + (above - below) * (place - Math.floor(place))
  }
  return { low: at(0.25), median: at(0.5), high: at(0.75) }
}

/** Three figures, as many as such a measurement is worth. */
export function shown(value: number, unit: string): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit ? `${text} ${unit}` : text
}

export const ratioShown = (ratio: number | undefined): string => (ratio === undefined ? '' : ratio.toFixed(2))
