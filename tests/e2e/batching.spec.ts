// How events travel: gathered into batches, packed, at once when asked, and as beacons when the page goes.
import { expect, test } from './support/fixtures.ts'
import { UUID7 } from './support/shapes.ts'

test('events of one interval travel in one gzip request of the known shape @both', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    for (const n of [1, 2, 3]) posthog.capture(`e${n}`)
  })
  await app.inbox.one('e3')
  const requests = await app.inbox.eventRequests()
  const batch = requests.find((request) => request.body.batch.some((event: any) => event.event === 'e1'))
  expect(batch).toMatchObject({ method: 'POST', path: '/e/', query: {}, encoding: 'gzip', transport: 'fetch', status: 200 })
  expect(batch?.headers['content-type']).toBe('text/plain')
  expect(batch?.headers).not.toHaveProperty('content-encoding')
  expect(Object.keys(batch?.body)).toEqual(['api_key', 'batch', 'sent_at'])
  expect(batch?.body.api_key).toBe(app.token)
  expect(batch?.body.sent_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(batch?.body.batch.map((event: any) => event.event)).toEqual(['e1', 'e2', 'e3'])
  for (const event of batch?.body.batch ?? []) {
    expect(Object.keys(event)).toEqual(['uuid', 'event', 'properties', 'timestamp'])
    expect(event.uuid).toMatch(UUID7)
    expect(event.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  }
  const uuids = batch?.body.batch.map((event: any) => event.uuid)
  expect([...uuids].sort()).toEqual(uuids)
})

test('by default a batch waits three seconds', async ({ app }) => {
  const page = await app.open('/', {
    config: { request_queue_config: undefined, capture_pageview: false },
    prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }),
  })
  const sent: string[] = []
  page.on('request', (request) => sent.push(new URL(request.url()).pathname))
  await page.clock.pauseAt('2026-03-01T11:00:00Z')
  await page.evaluate(() => posthog.capture('one'))
  await page.clock.runFor(2800)
  await page.evaluate(() => posthog.capture('two'))
  expect(sent).toEqual([])
  await page.clock.runFor(400)
  await app.inbox.one('two')
  expect(sent).toEqual(['/e/'])
  expect(await app.inbox.names()).toEqual(['one', 'two'])
})

test('the first pageview, send_instantly, and any options at all go at once, alone', async ({ app }) => {
  const page = await app.open('/', { config: { request_queue_config: { flush_interval_ms: 5000 } } })
  await page.evaluate(() => {
    posthog.capture('waits')
    posthog.capture('instant', {}, { send_instantly: true })
    posthog.capture('with options', {}, {})
  })
  await app.inbox.one('$pageview')
  await app.inbox.one('instant')
  await app.inbox.one('with options')
  for (const request of await app.inbox.eventRequests()) expect(request.body.batch).toHaveLength(1)
  expect(await app.inbox.names()).not.toContain('waits')
})

test('request_batching false sends every event by itself', async ({ app }) => {
  const page = await app.open('/', { config: { request_batching: false } })
  await page.evaluate(() => {
    posthog.capture('one')
    posthog.capture('two')
  })
  await app.inbox.one('one')
  await app.inbox.one('two')
  expect(await app.inbox.eventRequests()).toHaveLength(3)
  await app.leave(page)
  await app.inbox.one('$pageleave')
  const last = (await app.inbox.eventRequests()).at(-1)
  expect(last).toMatchObject({ transport: 'beacon' })
})

for (const how of ['closing the tab', 'following a link', 'reloading'] as const) {
  test(`${how} with events queued loses none: they go as one beacon @both`, async ({ app }) => {
    const page = await app.open('/', { config: { request_queue_config: { flush_interval_ms: 5000 } } })
    const view = await app.inbox.one('$pageview')
    await page.evaluate(() => {
      posthog.capture('one')
      posthog.capture('two', { text: 'x'.repeat(2000) })
    })
    if (how === 'closing the tab') await page.close()
    if (how === 'following a link') await app.leave(page)
    if (how === 'reloading') await page.reload()
    const leave = await app.inbox.one('$pageleave')
    const beacons = (await app.inbox.eventRequests()).filter((request) => request.transport === 'beacon')
    expect(beacons).toHaveLength(1)
    expect(beacons[0]).toMatchObject({ path: '/e/', encoding: 'gzip', query: {} })
    expect(beacons[0]?.headers['content-type']).toBe('text/plain')
    expect(beacons[0]?.body.batch.map((event: any) => event.event)).toEqual(['one', 'two', '$pageleave'])
    expect(leave.properties).toMatchObject({ $pageview_id: view.uuid, $prev_pageview_id: view.uuid, $prev_pageview_pathname: '/' })
  })
}

test('many queued events all go with the page', async ({ app }) => {
  const page = await app.open('/', {
    config: { request_queue_config: { flush_interval_ms: 5000 }, rate_limiting: { events_per_second: 1000, events_burst_limit: 1000 } },
  })
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    for (let n = 0; n < 200; n += 1) posthog.capture('many', { n, noise: Math.random().toString(36).repeat(3) })
  })
  await page.close()
  const many = await app.inbox.wait('many', 200)
  expect(new Set(many.map((event) => event.properties.n)).size).toBe(200)
})

test('disable_compression: plain JSON, and base64 when the page goes', async ({ app }) => {
  const page = await app.open('/', { config: { disable_compression: true } })
  await page.evaluate(() => posthog.capture('e', { text: 'äöü 😀 +/=' }))
  expect((await app.inbox.one('e')).properties.text).toBe('äöü 😀 +/=')
  for (const request of await app.inbox.eventRequests()) {
    expect(request).toMatchObject({ encoding: 'json', query: {} })
    expect(request.headers['content-type']).toBe('application/json')
  }
  await page.evaluate(() => posthog.capture('last', { text: 'äöü 😀 +/=' }))
  await app.leave(page)
  expect((await app.inbox.one('last')).properties.text).toBe('äöü 😀 +/=')
  const beacon = (await app.inbox.eventRequests()).find((request) => request.transport === 'beacon')
  expect(beacon).toMatchObject({ encoding: 'form+base64', query: { compression: 'base64' } })
  expect(beacon?.headers['content-type']).toBe('application/x-www-form-urlencoded')
})

test('request_headers go on every request but beacons', async ({ app }) => {
  const page = await app.open('/', { config: { request_headers: { 'X-Mine': 'yes' } } })
  await page.evaluate(() => {
    posthog.capture('batched')
    posthog.capture('by XHR', {}, { transport: 'XHR' })
    posthog.capture('by beacon', {}, { transport: 'sendBeacon' })
  })
  await app.inbox.one('batched')
  await app.inbox.one('by XHR')
  await app.inbox.one('by beacon')
  const requests = await app.inbox.eventRequests()
  const headerOf = (name: string): string | undefined =>
    requests.find((request) => request.body.batch.some((event: any) => event.event === name))?.headers['x-mine']
  expect([headerOf('$pageview'), headerOf('batched'), headerOf('by XHR'), headerOf('by beacon')]).toEqual(['yes', 'yes', 'yes', undefined])
})

test('api_transport XHR sends by XMLHttpRequest', async ({ app }) => {
  const kinds: string[] = []
  const page = await app.open('/', {
    config: { api_transport: 'XHR' },
    prepare: async (tab) => void tab.on('request', (request) => request.url().endsWith('/e/') && kinds.push(request.resourceType())),
  })
  await page.evaluate(() => posthog.capture('e'))
  await app.inbox.one('e')
  expect(kinds.length).toBeGreaterThan(0)
  expect(new Set(kinds)).toEqual(new Set(['xhr']))
})

test('without fetch, XMLHttpRequest takes over; without CompressionStream, gzip stays', async ({ app }) => {
  const page = await app.open('/', {
    before: () => {
      delete (window as any).fetch
      delete (window as any).CompressionStream
    },
  })
  await page.evaluate(() => posthog.capture('e'))
  await app.inbox.one('e')
  for (const request of await app.inbox.eventRequests()) expect(request.encoding).toBe('gzip')
})

test('disable_beacon: what is queued still goes when the page does', async ({ app }) => {
  const page = await app.open('/', { config: { disable_beacon: true, request_queue_config: { flush_interval_ms: 5000 } } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.capture('queued'))
  await page.close()
  await app.inbox.one('queued')
  for (const request of await app.inbox.eventRequests()) expect(request.transport).toBe('fetch')
})
