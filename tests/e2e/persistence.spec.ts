// Where things are kept, under which names, and with which bytes: a site must be able to switch SDKs and keep every visitor.
import { expect, onPrickle, test, type Page } from './support/fixtures.ts'

const fill = (page: Page): Promise<void> =>
  page.evaluate(() => {
    posthog.register({ sup: 1, mirrored: 'm' })
    posthog.register_for_session({ ses: 2 })
    posthog.identify('user-1')
    posthog.group('company', 'acme')
  })

const BLOB_KEYS = [
  '$initialization_time',
  '$configured_session_timeout_ms',
  'distinct_id',
  '$device_id',
  '$user_state',
  '$capture_rate_limit',
  '$initial_person_info',
  '$sesid',
  '$client_session_props',
]

test('the main entry: its name, its keys in their order, its values @both', async ({ app }) => {
  const page = await app.open('/start?utm_source=news')
  const view = await app.inbox.one('$pageview')
  const { local, cookies } = await app.stored(page)
  expect(Object.keys(local)).toEqual([app.entry])
  const blob = JSON.parse(local[app.entry] ?? '')
  expect(Object.keys(blob)).toEqual(BLOB_KEYS)
  const [active, session, start] = blob.$sesid
  const origin = { r: '$direct', u: app.url('/start?utm_source=news') }
  expect(blob).toEqual({
    $initialization_time: view.properties.$initialization_time,
    $configured_session_timeout_ms: 1_800_000,
    distinct_id: view.properties.distinct_id,
    $device_id: view.properties.distinct_id,
    $user_state: 'anonymous',
    $capture_rate_limit: { tokens: expect.any(Number), last: expect.any(Number) },
    $initial_person_info: origin,
    $sesid: [active, view.properties.$session_id, start],
    $client_session_props: { sessionId: session, props: origin },
  })
  // Compact JSON, as JSON.stringify writes it.
  expect(local[app.entry]).toBe(JSON.stringify(blob))
  const id = view.properties.distinct_id
  expect(cookies).toEqual({
    [app.entry]: JSON.stringify({
      $device_id: id,
      distinct_id: id,
      $sesid: blob.$sesid,
      $initial_person_info: origin,
      $user_state: 'anonymous',
    }),
  })
})

test('the cookie: percent-encoded, for a year, for the whole site, Lax', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  const [cookie] = await app.context.cookies()
  expect(cookie).toMatchObject({ name: app.entry, path: '/', sameSite: 'Lax', secure: false, httpOnly: false, domain: '127.0.0.1' })
  const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400
  expect(days).toBeGreaterThan(364.9)
  expect(days).toBeLessThan(365.1)
  const raw = await page.evaluate(() => document.cookie)
  const text = (await app.stored(page)).cookies[app.entry] ?? ''
  expect(raw).toBe(`${app.entry}=${encodeURIComponent(text)}`)
})

test('on a real domain the cookie is for all its subdomains, and no probe is left behind', async ({ app }) => {
  const page = await app.open('/', { host: 'app.burr.test' })
  await app.inbox.one('$pageview')
  expect((await app.context.cookies()).map(({ name, domain }) => [name, domain])).toEqual([[app.entry, '.burr.test']])
  await app.open('/', { host: 'www.burr.test' })
  const [one, two] = await app.inbox.wait('$pageview', 2)
  expect(two?.properties.distinct_id).toBe(one?.properties.distinct_id)
  expect(two?.properties.$session_id).toBe(one?.properties.$session_id)
  await page.evaluate(() => posthog.reset())
  expect((await app.context.cookies()).map(({ domain }) => domain)).toEqual(['.burr.test'])
})

test('cross_subdomain_cookie false keeps the cookie to the host', async ({ app }) => {
  await app.open('/', { host: 'app.burr.test', config: { cross_subdomain_cookie: false } })
  await app.inbox.one('$pageview')
  expect((await app.context.cookies()).map(({ domain }) => domain)).toEqual(['app.burr.test'])
})

test('cookie_expiration and the days of register set the life of the cookie', async ({ app }) => {
  const page = await app.open('/', { config: { cookie_expiration: 7 } })
  await app.inbox.one('$pageview')
  const life = async (): Promise<number> => Math.round((((await app.context.cookies())[0]?.expires ?? 0) - Date.now() / 1000) / 86_400)
  expect(await life()).toBe(7)
  await page.evaluate(() => posthog.register({ a: 1 }, 30))
  expect(await life()).toBe(30)
})

test('cookie_persisted_properties are mirrored too', async ({ app }) => {
  const page = await app.open('/', { config: { cookie_persisted_properties: ['mirrored'] } })
  await fill(page)
  await app.inbox.one('$identify')
  const cookie = await app.cookie(page)
  expect(cookie).toMatchObject({ mirrored: 'm', distinct_id: 'user-1', $user_state: 'identified', $epp: true })
  expect(Object.keys(cookie ?? {})).toEqual([
    '$device_id',
    'distinct_id',
    '$sesid',
    '$epp',
    '$initial_person_info',
    '$user_state',
    'mirrored',
  ])
})

test.describe('mode', () => {
  for (const [mode, where] of Object.entries<string[]>({
    localStorage: ['local'],
    cookie: ['cookie'],
    sessionStorage: ['session'],
    memory: [],
    'LOCALSTORAGE+COOKIE': ['local', 'cookie'],
    'no such mode': ['local', 'cookie'],
  })) {
    test(`${mode} keeps the main entry in: ${where.join(' and ') || 'nothing'}`, async ({ app }) => {
      const config = { persistence: mode }
      const page = await app.open('/one', { config })
      await fill(page)
      await app.inbox.one('$identify')
      const held = await app.stored(page)
      expect(app.entry in held.local, 'in localStorage').toBe(where.includes('local'))
      expect(app.entry in held.cookies, 'in a cookie').toBe(where.includes('cookie'))
      if (mode === 'memory') expect(held).toEqual({ local: {}, session: {}, cookies: {} })
      if (mode === 'cookie') expect(await app.cookie(page)).toMatchObject({ sup: 1, distinct_id: 'user-1', $groups: { company: 'acme' } })
      if (mode === 'sessionStorage')
        expect(JSON.parse(held.session[app.entry] ?? '{}')).toMatchObject({ sup: 1, ses: 2, distinct_id: 'user-1' })

      await app.open('/two', { page, config })
      const [, second] = await app.inbox.wait('$pageview', 2)
      if (mode === 'memory') expect(second?.properties.distinct_id).not.toBe('user-1')
      else expect(second?.properties).toMatchObject({ distinct_id: 'user-1', sup: 1, $groups: { company: 'acme' } })
    })
  }
})

test('a change of mode at run time moves everything and leaves nothing behind', async ({ app }) => {
  const page = await app.open()
  await fill(page)
  await app.inbox.one('$identify')
  await page.evaluate(() => posthog.set_config({ persistence: 'memory' }))
  const empty = await app.stored(page)
  expect(empty.local).not.toHaveProperty(app.entry)
  expect(empty.cookies).not.toHaveProperty(app.entry)
  expect(await page.evaluate(() => posthog.get_distinct_id())).toBe('user-1')
  await page.evaluate(() => posthog.set_config({ persistence: 'localStorage' }))
  expect(await app.blob(page)).toMatchObject({ distinct_id: 'user-1', sup: 1 })
  expect(await app.cookie(page)).toBeNull()
})

test('disable_persistence stores nothing and clears what was there', async ({ app }) => {
  const page = await app.open('/one')
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { page, config: { disable_persistence: true } })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.$device_id).toBeTruthy()
  expect(first.properties.distinct_id).toBeTruthy()
  const held = await app.stored(page)
  expect(held.local).not.toHaveProperty(app.entry)
  expect(held.cookies).not.toHaveProperty(app.entry)
})

test('persistence_name replaces token and suffix in all names', async ({ app }) => {
  const page = await app.open('/', { config: { persistence_name: 'mine' } })
  await app.inbox.one('$pageview')
  const held = await app.stored(page)
  expect(Object.keys(held.local)).toEqual(['ph_mine'])
  expect(Object.keys(held.cookies)).toEqual(['ph_mine'])
  expect(Object.keys(held.session).sort()).toEqual([
    'ph_mine',
    'ph_mine_primary_window_exists',
    'ph_mine_session_registered_properties',
    'ph_mine_window_id',
  ])
})

test('a token with odd characters: written out in the entry, raw in the window keys', async ({ app }) => {
  const token = `${app.token}+/=`
  const page = await app.open('/', { token })
  await app.inboxOf(token).one('$pageview')
  const held = await app.stored(page)
  expect(Object.keys(held.local)).toEqual([`ph_${app.token}PLSLEQ_posthog`])
  expect(Object.keys(held.session)).toContain(`ph_${token}_window_id`)
})

test('persistence_save_debounce_ms gathers writes, and leaving the page writes them', async ({ app }) => {
  const page = await app.open('/', { config: { persistence_save_debounce_ms: 60_000 } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.register({ late: 1 }))
  expect(await page.evaluate(() => posthog.get_property('late'))).toBe(1)
  expect((await app.blob(page))?.late).toBeUndefined()
  await app.leave(page)
  expect((await app.blob(page))?.late).toBe(1)
})

test('the session entry holds what came with the visit', async ({ app }) => {
  const page = await app.open('/?utm_source=news&fbclid=f1')
  await app.inbox.one('$pageview')
  const { session } = await app.stored(page)
  expect(JSON.parse(session[app.entry] ?? '{}')).toMatchObject({
    utm_source: 'news',
    utm_medium: null,
    fbclid: 'f1',
    $referrer: '$direct',
    $referring_domain: '$direct',
  })
})

test.describe('what changes with every event', () => {
  const START = new Date('2026-03-01T10:00:00Z')
  const prepare = (page: Page): Promise<void> => page.clock.install({ time: START })
  const since = (blob: Record<string, any> | null): [activity: number, count: number] => [
    blob?.$sesid[0] - START.getTime(),
    blob?.$capture_rate_limit.last - START.getTime(),
  ]

  test('is stored when the page is left right after it @both', async ({ app }) => {
    const page = await app.open('/one', { prepare })
    const view = await app.inbox.one('$pageview')
    await page.clock.runFor(20_000)
    const now = await page.evaluate(() => {
      const before = Date.now()
      posthog.capture('last words')
      return before
    })
    await app.leave(page)
    const [activity, count] = since(await app.blob(page))
    expect(activity).toBeGreaterThanOrEqual(now - START.getTime())
    expect(count).toBeGreaterThanOrEqual(now - START.getTime())
    await app.open('/two', { page })
    const [, again] = await app.inbox.wait('$pageview', 2)
    expect((await app.inbox.one('last words')).properties.$session_id).toBe(view.properties.$session_id)
    expect(again?.properties.$session_id).toBe(view.properties.$session_id)
    expect(again?.properties.distinct_id).toBe(view.properties.distinct_id)
  })

  test('is stored when nobody looks at the page any more', async ({ app }) => {
    const page = await app.open('/one', { prepare })
    await app.inbox.one('$pageview')
    await page.clock.runFor(20_000)
    await page.evaluate(() => {
      posthog.capture('last words')
      document.dispatchEvent(new Event('visibilitychange'))
    })
    const [activity, count] = since(await app.blob(page))
    expect(activity).toBeGreaterThanOrEqual(20_000)
    expect(count).toBeGreaterThanOrEqual(20_000)
  })

  test('is written together, at most every three seconds', async ({ app }) => {
    test.skip(!onPrickle, 'posthog-js writes at every event')
    const page = await app.open('/one', { prepare })
    await app.inbox.one('$pageview')
    await page.clock.runFor(10_000)
    await page.evaluate(() => {
      const { setItem } = Storage.prototype
      ;(window as any).written = 0
      Storage.prototype.setItem = function (...all) {
        // The outbox writes every event, see outbox.spec.ts.
        if (!/_outbox/.test(all[0])) (window as any).written++
        setItem.apply(this, all)
      }
      setInterval(() => posthog.capture('steady'), 500)
    })
    await page.clock.runFor(30_000)
    const written = await page.evaluate(() => (window as any).written)
    expect(written).toBeGreaterThan(6)
    expect(written).toBeLessThanOrEqual(10)
    expect(await page.evaluate(() => posthog.get_property('$sesid')[0])).toBeGreaterThan(START.getTime() + 35_000)
  })
})
