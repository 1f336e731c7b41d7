// When the server or the network fails: nothing is lost that can be kept, nothing is counted twice.
import { eventually, expect, onPrickle, test, type Page } from './support/fixtures.ts'

const prepare = (page: Page): Promise<void> => page.clock.install({ time: '2026-03-01T10:00:00Z' })

test('500s, then recovery: the batch arrives once, its tries are counted @both', async ({ app }) => {
  const page = await app.open('/', { prepare })
  await app.inbox.one('$pageview')
  await app.inbox.fail({ path: '/e/', status: 500, times: 2 })
  await page.evaluate(() => posthog.capture('e'))
  await eventually(async () => {
    await page.clock.runFor(3000)
    return (await app.inbox.events('e')).length
  }).toBe(1)
  const tries = (await app.inbox.eventRequests()).filter((request) => request.body.batch.some((event: any) => event.event === 'e'))
  expect(tries.map((request) => [request.status, request.query.retry_count])).toEqual([
    [500, undefined],
    [500, '1'],
    [200, '2'],
  ])
  const uuids = new Set(tries.map((request) => request.body.batch[0].uuid))
  expect(uuids.size).toBe(1)
  const [first, second, third] = tries.map((request) => Date.parse(request.body.sent_at))
  // Three seconds give or take a quarter, then six, each waiting for the next look at the queue every three seconds.
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(2250)
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(4500)
})

for (const [status, retried] of [
  [502, true],
  [204, !onPrickle],
  [400, false],
  [401, false],
  [413, false],
  [429, onPrickle],
] as const) {
  test(`an answer of ${status} is ${retried ? '' : 'not '}tried again`, async ({ app }) => {
    const page = await app.open('/', {
      prepare,
      config: { capture_pageview: false, on_request_error: (answer: any) => ((window as any).told ??= []).push(answer.statusCode) },
    })
    await app.inbox.fail({ path: '/e/', status, times: 1 })
    await page.evaluate(() => posthog.capture('e'))
    await eventually(async () => (await app.inbox.eventRequests()).length).toBe(1)
    if (status >= 400) await page.waitForFunction(() => (window as any).told?.length === 1)
    if (retried) {
      await eventually(async () => {
        await page.clock.runFor(3000)
        return (await app.inbox.events('e')).length
      }).toBe(1)
    } else {
      if (status >= 400) expect(await page.evaluate(() => (window as any).told)).toEqual([status])
      await page.clock.runFor('10:00')
    }
    const tries = (await app.inbox.eventRequests()).map((request) => [request.status, request.query.retry_count])
    expect(tries).toEqual(
      retried
        ? [
            [status, undefined],
            [200, '1'],
          ]
        : [[status, undefined]],
    )
    await app.expectOnly(page, retried ? ['e'] : [])
  })
}

test('Retry-After is obeyed', async ({ app }) => {
  const page = await app.open('/', { prepare, config: { capture_pageview: false } })
  await app.inbox.fail({ path: '/e/', status: 503, times: 1, retry_after: '20' })
  await page.evaluate(() => posthog.capture('e'))
  await eventually(async () => {
    await page.clock.runFor(3000)
    return (await app.inbox.events('e')).length
  }).toBe(1)
  const [first, second] = (await app.inbox.eventRequests()).map((request) => Date.parse(request.body.sent_at))
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(20_000)
})

test('a dropped connection is tried again; what had been stored is not stored twice', async ({ app }) => {
  const page = await app.open('/', { prepare, config: { capture_pageview: false } })
  await app.inbox.fail({ path: '/e/', drop: 'after', times: 1 })
  await page.evaluate(() => posthog.capture('e'))
  const tries = async (): Promise<(string | undefined)[]> => (await app.inbox.eventRequests()).map((request) => request.query.retry_count)
  await eventually(async () => {
    await page.clock.runFor(3000)
    return tries()
  }).toContain('1')
  await app.expectOnly(page, ['e'])
})

test('offline, then online: what happened meanwhile arrives, once, with its own times @both', async ({ app }) => {
  const page = await app.open('/', { prepare })
  await app.inbox.one('$pageview')
  await app.context.setOffline(true)
  for (const n of [1, 2, 3]) {
    await page.evaluate((number) => posthog.capture('offline', { n: number }), n)
    await page.clock.runFor(5000)
  }
  expect(await app.inbox.events('offline')).toEqual([])
  await app.context.setOffline(false)
  await eventually(async () => {
    await page.clock.runFor(3000)
    return (await app.inbox.events('offline')).length
  }).toBe(3)
  const arrived = (await app.inbox.events('offline')).sort((a, b) => a.properties.n - b.properties.n)
  const times = arrived.map((event) => Date.parse(event.timestamp ?? ''))
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5000)
  expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(5000)
  await app.expectOnly(page, ['$pageview', 'offline', 'offline', 'offline', '$pageleave'])
})

test('a long time offline is no matter', async ({ app }) => {
  const page = await app.open('/', { prepare })
  await app.inbox.one('$pageview')
  await app.context.setOffline(true)
  await page.evaluate(() => posthog.capture('offline'))
  await page.clock.runFor(300)
  await page.clock.fastForward('02:00:00')
  await app.context.setOffline(false)
  await eventually(async () => {
    await page.clock.runFor(3000)
    return (await app.inbox.events('offline')).length
  }).toBe(1)
})

test('closing the tab while a batch waits for its next try sends it as a beacon', async ({ app }) => {
  const page = await app.open('/', { config: { capture_pageview: false } })
  await app.inbox.fail({ path: '/e/', status: 500, times: 1 })
  await page.evaluate(() => posthog.capture('e'))
  await eventually(async () => (await app.inbox.eventRequests()).map((request) => request.status)).toEqual([500])
  // The answer has to be with the SDK before the tab goes, and its queue of retries is on every event.
  await eventually(() => page.evaluate(() => posthog.calculateEventProperties('probe', {}).$sdk_debug_retry_queue_size)).toBe(1)
  await page.close()
  await app.inbox.one('e')
  expect((await app.inbox.eventRequests()).at(-1)).toMatchObject({ transport: 'beacon' })
})

test('the client’s own rate limit: the burst goes, the rest is dropped and told about once', async ({ app }) => {
  const page = await app.open('/', {
    prepare,
    config: { capture_pageview: false, rate_limiting: { events_per_second: 2, events_burst_limit: 5 } },
  })
  await page.clock.pauseAt('2026-03-01T11:00:00Z')
  await page.evaluate(() => {
    for (let n = 0; n < 10; n += 1) posthog.capture(`e${n}`)
  })
  await page.clock.runFor(1000)
  await page.evaluate(() => {
    posthog.capture('later')
    posthog.capture('later too')
    posthog.capture('too many')
  })
  await page.clock.runFor(1000)
  const warnings = await app.inbox.wait('$$client_ingestion_warning', 2)
  expect(warnings[0]?.properties.$$client_ingestion_warning_message).toContain(
    'Config is set to 2 events per second and 5 events burst limit.',
  )
  await app.expectOnly(page, [
    'e0',
    'e1',
    'e2',
    'e3',
    'e4',
    'later',
    'later too',
    '$$client_ingestion_warning',
    '$$client_ingestion_warning',
  ])
})

test('the server’s quota stops events for a minute', async ({ app }) => {
  const page = await app.open('/', { prepare, config: { capture_pageview: false } })
  await app.inbox.fail({ path: '/e/', status: 200, store: true, body: { status: 1, quota_limited: ['events'] }, times: 1 })
  await page.evaluate(() => posthog.capture('first', {}, { send_instantly: true }))
  // Sent again and again until one is held back: from then on the answer has been read.
  await eventually(async () => {
    const before = (await app.inbox.eventRequests()).length
    await page.evaluate(() => posthog.capture('probe', {}, { send_instantly: true }))
    await page.evaluate((url) => fetch(`${url}/_/health`).catch(() => undefined), app.apiHost)
    return (await app.inbox.eventRequests()).length - before
  }).toBe(0)
  await page.evaluate(() => posthog.capture('held back'))
  await page.clock.runFor(10_000)
  await page.clock.runFor(55_000)
  await page.evaluate(() => posthog.capture('after the minute'))
  await page.clock.runFor(1000)
  await app.inbox.one('after the minute')
  expect(await app.inbox.names()).not.toContain('held back')
})
