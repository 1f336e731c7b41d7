// The first script of every page of a scenario: takes the clock, the dice, the console and the network in hand, before any SDK is there.
import { startClock, type PageClock } from './clock.ts'
import { described } from './described.ts'
import { keepLog, type Line } from './log.ts'
import { watchTraffic } from './network.ts'
import { seedRandom } from './random.ts'
import { posesAs, type Visitor } from './visitor.ts'

export interface Start {
  run: string
  visit: number
  step: number
  now: number
  visitor: Visitor
}

/** What the runner holds of a page. */
export interface Probe {
  clock: PageClock
  /** The step that is being played. */
  step: number
  /** Which document of the run it is. */
  visit: number
  /** Resolves with what is still under way, after everything that can happen without time passing has happened. */
  quiet(): Promise<number>
  /** How often an SDK asked for the part of it that is loaded later, and how often that came up. */
  parts: number
  later: number
  /** How many scripts are being imported that need no time to come up. */
  imports: number
  take(): Line[]
  /** Plays a function of the scenario. */
  play(act: () => unknown): Promise<Outcome>
}

export interface Outcome {
  returned?: unknown
  threw?: unknown
}

declare global {
  interface Window {
    probe: Probe
    note(...what: unknown[]): void
    startProbe(start: Start): void
  }
}

window.startProbe = ({ run, visit, step, now, visitor }) => {
  const later = window.setTimeout.bind(window)
  const turn = (): Promise<void> => new Promise((resolve) => later(resolve, 0))
  const probe = { step, visit } as Probe
  window.probe = probe
  seedRandom(visit + 1, visitor.chance)
  posesAs(visitor)
  const log = keepLog(() => probe.step)
  const traffic = watchTraffic(run, visit, () => probe.step)
  probe.parts = probe.later = probe.imports = 0
  probe.clock = startClock(now)
  probe.take = () => log.take()
  probe.quiet = async () => {
    for (let calm = 0, tries = 0; calm < 4 && tries < 60; tries++) {
      await turn()
      calm = traffic.pending() ? 0 : calm + 1
    }
    return traffic.pending()
  }
  probe.play = async (act) => {
    try {
      return { returned: described(await act()) }
    } catch (error) {
      return { threw: described(error) }
    }
  }
  window.note = (...what) => log.add('note', what)
}
