// The words scenarios are written in. A scenario is data: a page's options and a list of steps. It knows nothing of the SDK that plays it.
import { OFF } from '../../e2e/support/off.ts'
import type { Visitor } from '../page/visitor.ts'

/** A function that runs in the page. It sees `posthog`, `note` and the page, and nothing of the file it stands in. */
export type Act = () => unknown

export interface PageOptions {
  /** Options of `init`, over `BASE`; `undefined` takes one of those out. `null`: the page does not call `init`. */
  config?: Record<string, unknown> | null
  /** How the page takes the SDK in: the file first and then `init` (`script`), or the snippet, whose queue waits for the file. */
  by?: 'script' | 'snippet'
  /** Runs before anything else of the page. */
  before?: Act
  /** Runs right after `init`, in the same script. With the snippet, that is before the SDK is there. */
  after?: Act
  /** The site, by its host; `www.shop.example` unless told. */
  host?: string
  /** The page it was reached from. */
  referrer?: string
  html?: string
  token?: string
}

/** What the recording server is to say to requests whose path matches. */
export interface Reply {
  path: RegExp
  /** How often; always, unless told. */
  times?: number
  status?: number
  headers?: Record<string, string>
  /** A function makes what would be too long to read in reports, or holds times: it is given the time at which the run begins, in ms. */
  body?: unknown
  /** The connection is cut instead. */
  drop?: boolean
  /** No answer comes, or not before it is let go. */
  hang?: boolean
}

export type Step =
  | Act
  | { open: string; options: PageOptions }
  | { wait: number }
  | { sleep: number }
  | { setClock: number }
  | { reply: Reply }
  | { letGo: RegExp }
  | { offline: boolean }
  | { tab: string }
  | { click: string; leads: boolean }
  | { move: [number, number] }
  | { drag: [string, string] }
  | { swipe: [string, number, number] }
  | { wheel: number }
  | { type: string }
  | { press: string; leads: boolean }
  | { go: 'back' | 'forward' | 'reload' | 'leave' | 'close' }

export interface Scenario {
  about: string
  /** A usual person with a usual browser, unless told. */
  visitor?: Partial<Visitor>
  /** Of every page; what a page says itself wins, option by option. */
  page?: PageOptions
  steps: Step[]
  /** Going back and forward must lead to pages that the browser kept alive. It does so as it likes; where it did not, the run is played again. */
  kept?: boolean
  /** Also played with a change of SDK between the pages, in both directions. On unless told, where there is more than one page. */
  swap?: boolean
}

export const scenario = (about: string, rest: Omit<Scenario, 'about'>): Scenario => ({ about, ...rest })

/** A value of `capture_exceptions`: none is watched, but what reads them is there from the start. */
export const READY = { capture_unhandled_errors: false, capture_unhandled_rejections: false, capture_console_errors: false }

/** Opens a page of the site in this tab. */
export const open = (path = '/', options: PageOptions = {}): Step => ({ open: path, options })
/** Time passes, and what is due in it happens at its time. `'3s'`, `'500ms'`, `'1h30m'`. */
export const wait = (time: string): Step => ({ wait: milliseconds(time) })
/** The machine sleeps; what became due happens once when it wakes. */
export const sleep = (time: string): Step => ({ sleep: milliseconds(time) })
/** Somebody puts the machine's clock forward, or back with a minus. */
export const setClock = (time: string): Step => ({ setClock: milliseconds(time) })
export const reply = (path: RegExp, what: Omit<Reply, 'path'>): Step => ({ reply: { path, ...what } })
/** The answers that hang come now, for requests whose path matches. */
export const letGo = (path: RegExp): Step => ({ letGo: path })
export const offline = (is = true): Step => ({ offline: is })
/** The steps that follow are played in that tab, which is opened if it is new. */
export const tab = (name: string): Step => ({ tab: name })
/** A real click of the mouse on what the selector finds. */
export const click = (selector: string): Step => ({ click: selector, leads: false })
/** The same on what leads to another page, which is one like the last. */
export const follow = (selector: string): Step => ({ click: selector, leads: true })
/** The real mouse goes to this place in the window. */
export const move = (x: number, y: number): Step => ({ move: [x, y] })
/** The real mouse is pressed at the beginning of one element and released at the end of the other. */
export const drag = (from: string, to: string): Step => ({ drag: [from, to] })
/** A real finger goes from the middle of an element so many pixels right and down. */
export const swipe = (selector: string, right: number, down: number): Step => ({ swipe: [selector, right, down] })
/** The wheel of the mouse, down by so many pixels, and the page has followed. */
export const wheel = (down: number): Step => ({ wheel: down })
/** Text by real keys, where the focus is. */
export const type = (text: string): Step => ({ type: text })
/** One real key by its name, as `Tab`. */
export const press = (key: string): Step => ({ press: key, leads: false })
/** The Enter key where it leads to another page, which is one like the last. */
export const enter: Step = { press: 'Enter', leads: true }
export const back: Step = { go: 'back' }
export const forward: Step = { go: 'forward' }
export const reload: Step = { go: 'reload' }
/** To a page of the site without any SDK. */
export const leave: Step = { go: 'leave' }
export const close: Step = { go: 'close' }

/** Where the events go. */
export const EVENTS = /^\/(e|i\/v0\/e)\/$/

function milliseconds(time: string): number {
  const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  const parts = [...time.replace('-', '').matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  if (!/^-?(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(time)) throw new Error(`no time: ${time}`)
  const sum = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0)
  return Math.round(time.startsWith('-') ? -sum : sum)
}

/** What every page starts with; scenarios about what is off here say so. */
export const BASE: Record<string, unknown> = { ...OFF, api_host: 'https://events.shop.example' }
