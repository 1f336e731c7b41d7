// The accidents of the table: twenty events are captured in one tick, and this happens to them.
import { setTimeout as rest } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Mood } from './collector.ts'
import type { Stand } from './stand.ts'

export const EVENTS = 20

export interface Accident {
  name: string
  /** Nothing went wrong, so nothing may come twice. */
  healthy?: true
  /** `cargo xtask test` plays it too. */
  ring?: true
  /** Some of what was to be stored is not, so the ledger need not be exact. */
  forgets?: true
  /** Gives back the page on which the visitor is at the end. */
  play: (stand: Stand) => Promise<Page>
}

/** Longer than the tries of an SDK that gives up after three. */
const LONG = 45_000

export const ACCIDENTS: Accident[] = [
  {
    name: 'none',
    healthy: true,
    ring: true,
    async play(stand) {
      const page = await stand.open()
      await stand.capture(page, EVENTS)
      return page
    },
  },
  {
    name: 'navigation in the same tick, then return',
    healthy: true,
    play: (stand) => goneAndBack(stand, 'leave'),
  },
  {
    name: 'tab closed in the same tick, then reopened',
    healthy: true,
    ring: true,
    play: (stand) => goneAndBack(stand, 'close'),
  },
  {
    name: 'server resets connections, tab closed, reopened when it is well',
    ring: true,
    play: (stand) => closedInTrouble(stand, 'resets'),
  },
  {
    name: 'server answers 503, tab closed, reopened when it is well',
    play: (stand) => closedInTrouble(stand, 'unavailable'),
  },
  {
    name: '45 s of connection resets, same tab',
    play: (stand) => satOut(stand, 'resets'),
  },
  {
    name: '45 s of 503, same tab',
    play: (stand) => satOut(stand, 'unavailable'),
  },
  {
    name: '45 s offline, same tab',
    async play(stand) {
      const page = await stand.open()
      await stand.browser.context.setOffline(true)
      await stand.capture(page, EVENTS)
      await rest(LONG)
      await stand.browser.context.setOffline(false)
      return page
    },
  },
  {
    name: 'renderer crash after the tick, reopened',
    async play(stand) {
      await stand.capture(await stand.open(), EVENTS, 'crash')
      await rest(1000)
      return stand.comeBack()
    },
  },
  {
    name: 'resets and browser killed 1.5 s later, relaunched when the server is well',
    ring: true,
    forgets: true,
    async play(stand) {
      const page = await stand.open()
      stand.collector.mood = 'resets'
      await stand.capture(page, EVENTS)
      await rest(1500)
      await stand.browser.kill()
      stand.collector.mood = 'well'
      await stand.relaunch()
      return stand.comeBack()
    },
  },
]

async function goneAndBack(stand: Stand, then: 'leave' | 'close'): Promise<Page> {
  await stand.capture(await stand.open(), EVENTS, then)
  await rest(2000)
  return stand.comeBack()
}

async function closedInTrouble(stand: Stand, mood: Mood): Promise<Page> {
  const page = await stand.open()
  stand.collector.mood = mood
  await stand.capture(page, EVENTS)
  await stand.untilRefused()
  await stand.capture(page, 0, 'close')
  await rest(1000)
  stand.collector.mood = 'well'
  return stand.comeBack()
}

async function satOut(stand: Stand, mood: Mood): Promise<Page> {
  const page = await stand.open()
  stand.collector.mood = mood
  await stand.capture(page, EVENTS)
  await rest(LONG)
  stand.collector.mood = 'well'
  return page
}
