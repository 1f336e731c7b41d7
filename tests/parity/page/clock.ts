// Time stands still until the runner moves it, and goes on from one page to the next. Both SDKs are told the same time at the same point.
import { install, type Clock } from '@sinonjs/fake-timers'

export interface PageClock {
  now(): number
  /** Runs the timers that are due next, up to `end`. False, with the clock at `end`, when there was none. */
  step(end: number): boolean
  /** The machine slept until then: what became due meanwhile runs once. */
  wake(at: number): void
  /** Somebody sets the clock of the machine; what waits goes on waiting as long as before. */
  set(at: number): void
}

export function startClock(now: number): PageClock {
  const clock: Clock = install({
    now,
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'Date',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
    ],
  })
  performance.now = () => clock.now - now
  /** What a timer throws is thrown at the page, as browsers do. */
  const page = (act: () => unknown): void => {
    try {
      act()
    } catch (error) {
      reportError(error)
    }
  }
  return {
    now: () => clock.now,
    step(end) {
      const due = Math.min(...[...(clock.timers?.values() ?? [])].map((timer) => timer.callAt ?? Infinity))
      // One can be overdue where the clock was set.
      page(() => clock.tick(Math.max(0, Math.min(due, end) - clock.now)))
      return due <= end
    },
    wake(at) {
      if (at > clock.now) page(() => clock.jump(at - clock.now))
    },
    set: (at) => clock.setSystemTime(at),
  }
}
