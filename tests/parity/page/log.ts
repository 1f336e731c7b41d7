// What happens in the page, in order: what scenarios note (callbacks and their arguments) and what is said on the console or thrown at the page.
import { described } from './described.ts'

export interface Line {
  step: number
  /** `note`, a level of the console, or `uncaught`. */
  kind: string
  what: unknown[]
}

export interface Log {
  add(kind: string, what: unknown[]): void
  /** What came since the last time. */
  take(): Line[]
}

export function keepLog(step: () => number): Log {
  let lines: Line[] = []
  const add = (kind: string, what: unknown[]): void => void lines.push({ step: step(), kind, what: what.map((value) => described(value)) })
  for (const level of ['error', 'warn', 'info', 'log', 'debug'] as const) {
    console[level] = (...words: unknown[]) => add(level, [words.map(String).join(' ')])
  }
  window.addEventListener('error', (event) => {
    if (event.error !== undefined) add('uncaught', [event.error])
  })
  window.addEventListener('unhandledrejection', (event) => add('uncaught', [event.reason]))
  return { add, take: () => lines.splice(0) }
}
