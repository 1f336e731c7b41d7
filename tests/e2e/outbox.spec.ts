// No event is lost: what the page could not deliver is delivered by the next, and who wants to know is told.
import { eventually, expect, onPrickle, test, type Page, type WireRequest } from './support/fixtures.ts'

test.skip(!onPrickle, 'posthog-js keeps events in memory only')

const QUIET = { capture_pageview: false }

/** The uuids of all events of this name that were on the wire, in the order of the requests. */
const onTheWire = (requests: WireRequest[], name: string): string[] =>
  requests.flatMap(({ body }) => (body.batch as any[]).filter(({ event }) => event === name).map(({ uuid }) => uuid))

/** What is left in localStorage and IndexedDB. */
const left = (page: Page): Promise<{ entries: string[]; records: string[] }> =>
  page.evaluate(async () => {
    const entries = Object.keys(localStorage).filter((key) => key.includes('_outbox'))
    const known = await indexedDB.databases()
    if (!known.some(({ name }) => name === 'prickle')) return { entries, records: [] }
    const db = await new Promise<IDBDatabase>((done) => {
      const open = indexedDB.open('prickle')
      open.onsuccess = () => done(open.result)
    })
    const records = await new Promise<string[]>((done) => {
      const all = db.transaction('outbox').objectStore('outbox').getAll()
      all.onsuccess = () => done(all.result)
    })
    db.close()
    return { entries, records }
  })

const delivery = (page: Page): Promise<any> => page.evaluate(() => (posthog as any).delivery())

test('an event survives a closed tab while the server is down, and is resent as it was', async ({ app }) => {
  await app.inbox.fail({ path: '/e/', drop: 'before', times: 1000 })
  const first = await app.open('/', { config: QUIET })
  const made = await first.evaluate(() => posthog.capture('kept', { n: 1 }))
  await eventually(async () => (await app.inbox.eventRequests()).length).toBeGreaterThan(0)
  await first.close()
  await app.inbox.well()
  const page = await app.open('/', { config: QUIET })
  const kept = await app.inbox.one('kept')
  expect(kept.uuid).toBe(made!.uuid)
  expect(kept.timestamp).toBe(new Date(made!.timestamp!).toISOString())
  await eventually(() => delivery(page)).toEqual({ captured: 1, delivered: 1, pending: 0, dropped: {} })
  await eventually(async () => (await left(page)).records).toEqual([])
})

test('the renderer crashes at once, and the next page delivers', async ({ app }) => {
  const first = await app.open('/', { config: { ...QUIET, request_queue_config: { flush_interval_ms: 5000 } } })
  await first.evaluate(() => {
    for (let n = 0; n < 20; n += 1) posthog.capture('crashed', { n })
  })
  const session = await app.context.newCDPSession(first)
  void session.send('Page.crash').catch(() => undefined)
  await first.waitForEvent('crash')
  await app.open('/', { config: QUIET })
  await app.inbox.wait('crashed', 20)
})

test('where all is well nothing is sent twice, over pages and tabs', async ({ app }) => {
  const config = { capture_pageview: true, capture_pageleave: true }
  let page = await app.open('/', { config })
  await page.evaluate(() => posthog.capture('e'))
  page = await app.open('/two', { config, page })
  await page.evaluate(() => posthog.capture('e'))
  const other = await app.open('/three', { config })
  await other.evaluate(() => posthog.capture('e', {}, { send_instantly: true }))
  await page.close()
  await other.close()
  const last = await app.open('/four', { config })
  await app.inbox.wait('e', 3)
  await app.inbox.wait('$pageview', 4)
  // Long enough for somebody to look for what was left.
  await eventually(async () => (await delivery(last)).pending, 'what beacons had is counted').toBe(0).catch(() => undefined)
  await last.evaluate(() => (posthog as any).flush())
  const requests = await app.inbox.eventRequests()
  for (const name of ['e', '$pageview', '$pageleave']) {
    const ids = onTheWire(requests, name)
    expect(new Set(ids).size, name).toBe(ids.length)
  }
})

test('two tabs in an outage: each event once, of both', async ({ app }) => {
  await app.inbox.fail({ path: '/e/', status: 503, times: 1000 })
  const first = await app.open('/', { config: QUIET })
  const second = await app.open('/', { config: QUIET })
  const gone = await app.open('/', { config: QUIET })
  for (const page of [first, second, gone]) await page.evaluate(() => posthog.capture('e'))
  await eventually(async () => (await app.inbox.eventRequests()).length).toBeGreaterThan(2)
  await gone.close()
  // Its beacon meets the outage too.
  await eventually(async () => (await app.inbox.eventRequests()).some(({ transport, status }) => transport === 'beacon' && status === 503)).toBe(true)
  await app.inbox.well()
  await app.inbox.wait('e', 3)
  const well = (await app.inbox.eventRequests()).filter(({ status }) => status === 200)
  const ids = onTheWire(well, 'e')
  expect(new Set(ids).size).toBe(ids.length)
  await eventually(() => delivery(first)).toEqual({ captured: 3, delivered: 3, pending: 0, dropped: {} })
})

test('opting out empties it', async ({ app }) => {
  await app.inbox.fail({ path: '/e/', status: 503, times: 1000 })
  const page = await app.open('/', { config: QUIET })
  await page.evaluate(() => posthog.capture('e'))
  await eventually(async () => (await left(page)).records.length).toBe(1)
  await page.evaluate(() => posthog.opt_out_capturing())
  await eventually(() => left(page)).toEqual({ entries: [], records: [] })
  await page.evaluate(() => posthog.capture('not wanted'))
  expect(await delivery(page)).toMatchObject({ dropped: { opted_out: 1 } })
  expect((await left(page)).entries).toEqual([])
})

for (const [name, config] of [
  ['outbox: false', { outbox: false }],
  ['persistence: memory', { persistence: 'memory' }],
  ['cookieless', { cookieless_mode: 'always' }],
] as const) {
  test(`nothing is stored with ${name}`, async ({ app }) => {
    await app.inbox.fail({ path: '/e/', status: 503, times: 1000 })
    const page = await app.open('/', { config: { ...QUIET, ...config } })
    await page.evaluate(() => posthog.capture('e'))
    await eventually(async () => (await app.inbox.eventRequests()).length).toBeGreaterThan(0)
    expect(await left(page)).toEqual({ entries: [], records: [] })
    expect(await delivery(page)).toEqual({ captured: 1, delivered: 0, pending: 1, dropped: {} })
    expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([])
  })
}

test('flush tells what was sent, what waits and what was dropped', async ({ app }) => {
  const page = await app.open('/', {
    config: { ...QUIET, request_queue_config: { flush_interval_ms: 5000 }, before_send: (event: any) => (event.event === 'no' ? null : event) },
  })
  const flushed = await page.evaluate(() => {
    for (const name of ['a', 'b', 'no']) posthog.capture(name)
    const both = [(posthog as any).flush(), (posthog as any).flush()]
    return Promise.all(both)
  })
  expect(flushed).toEqual([
    { sent: 2, pending: 0, dropped: {} },
    { sent: 2, pending: 0, dropped: {} },
  ])
  expect(await delivery(page)).toEqual({ captured: 3, delivered: 2, pending: 0, dropped: { before_send: 1 } })
  await app.inbox.fail({ path: '/e/', status: 400, times: 1 })
  const refused = await page.evaluate(() => {
    posthog.capture('c')
    return (posthog as any).flush()
  })
  expect(refused).toEqual({ sent: 0, pending: 0, dropped: { rejected: 1 } })
  await app.inbox.fail({ path: '/e/', status: 503, times: 1 })
  const waiting = await page.evaluate(() => {
    posthog.capture('d')
    return (posthog as any).flush()
  })
  expect(waiting).toEqual({ sent: 0, pending: 1, dropped: {} })
  expect(await page.evaluate(() => (posthog as any).flush())).toEqual({ sent: 1, pending: 0, dropped: {} })
  await app.inbox.one('d')
})

test('ready waits for init and the remote configuration', async ({ app }) => {
  const page = await app.open('/', { config: { ...QUIET, advanced_disable_flags: true } })
  expect(await page.evaluate(() => (posthog as any).ready())).toBe(false)
  const asked = await app.open('/', { config: { ...QUIET, advanced_disable_flags: undefined, advanced_disable_feature_flags: true } })
  expect(await asked.evaluate(() => (posthog as any).ready())).toBe(true)
})

test('shutdown drains, and takes nothing more', async ({ app }) => {
  const page = await app.open('/', { config: { ...QUIET, request_queue_config: { flush_interval_ms: 5000 } } })
  await app.inbox.fail({ path: '/e/', status: 200, store: true, delay_ms: 300, times: 1 })
  const waited = await page.evaluate(async () => {
    posthog.capture('last')
    const before = performance.now()
    await posthog.shutdown()
    posthog.capture('late')
    return performance.now() - before
  })
  expect(waited).toBeGreaterThan(250)
  await app.expectOnly(page, ['last'])
  expect((await app.inbox.eventRequests())[0]).toMatchObject({ transport: 'fetch' })
})

test('a page that goes lets go of its locks, which would keep it out of the back-forward cache, and goes on when it is back', async ({ app }) => {
  const page = await app.open('/', { config: QUIET })
  await page.evaluate(() => posthog.capture('before'))
  await app.inbox.one('before')
  await eventually(() => page.evaluate(async () => ((await navigator.locks.query()).held ?? []).length)).toBeGreaterThan(0)
  // Playwright's browsers have no such cache.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await eventually(() => page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([])
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    posthog.capture('after')
  })
  await app.inbox.one('after')
  await eventually(() => delivery(page)).toEqual({ captured: 2, delivered: 2, pending: 0, dropped: {} })
})
