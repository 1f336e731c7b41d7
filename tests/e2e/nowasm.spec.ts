// Pages on which the core cannot be had at once: what arrives is what arrives of any other page, and until the core is there what is known is told.
import type { Page, Route } from '@playwright/test'
import { eventually, expect, onPrickle, test, type App, type Visit, type WireEvent } from './support/fixtures.ts'
import { NO_WEBASSEMBLY, REFUSALS } from './support/refusals.ts'
import { timeOf } from './support/shapes.ts'

test.skip(!onPrickle, 'posthog-js has no core')

const [REFUSED] = Object.values(NO_WEBASSEMBLY)
const up = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => typeof (window as any).posthog?.init === 'function' && !Array.isArray((window as any).posthog))

/** A visit of two pages. Calls are made as soon as they can be, or when the page's first view was captured: where the core comes late, that comes late. */
async function story(app: App, token: string, visit: Partial<Visit>): Promise<WireEvent[]> {
  const shared: Visit = { ...visit, token, unready: true, config: { capture_pageview: 'history_change', person_profiles: 'always' } }
  const page = await app.open('/one?utm_source=news', {
    ...shared,
    after: () => {
      posthog.register({ plan: 'pro' })
      posthog.capture('early', { text: '\u00e4\u20ac', when: new Date(0), list: [1, { deep: null }] })
    },
  })
  const inbox = app.inboxOf(token)
  await inbox.wait('$pageview', 1)
  await page.evaluate(() => {
    posthog.identify('user-1', { email: 'ann@shop.example' }, { first: 1 })
    posthog.group('company', 'acme', { name: 'Acme' })
    posthog.capture('made', { price: 9.99, big: 2 ** 60, none: undefined })
  })
  await inbox.one('made')
  await page.evaluate(() => history.pushState({}, '', '/two'))
  await inbox.wait('$pageview', 2)
  await page.evaluate(() => posthog.capture('instant', {}, { send_instantly: true, $set: { seen: true } }))
  await inbox.one('instant')
  await app.open('/three', { ...shared, page })
  await inbox.wait('$pageview', 3)
  await page.evaluate(() => {
    posthog.alias('other-name')
    posthog.reset()
    posthog.capture('afterwards')
  })
  await inbox.one('afterwards')
  await app.expectOnly(
    page,
    ['early', '$pageview', '$identify', '$groupidentify', 'made', '$pageview', 'instant', '$pageleave', '$pageview', '$create_alias', 'afterwards', '$pageleave'],
    token,
  )
  await page.close()
  return (await inbox.events()).filter(({ event }) => event !== 'marker')
}

/** Without what differs between any two visits: ids, times, and what is measured. */
function told(events: WireEvent[]): unknown[] {
  const ids = new Map<string, string>()
  const plain = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      const same = value.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, (id) => {
        if (!ids.has(id)) ids.set(id, `id ${ids.size}`)
        return ids.get(id) ?? ''
      })
      return /^(token|timestamp|\$insert_id)$/.test(key) ? '' : same.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => (time.startsWith('1970') ? time : ''))
    }
    return typeof value === 'number' && /time|duration|tokens$|size$/i.test(key) ? 0 : value
  }
  return JSON.parse(JSON.stringify(events.map(({ uuid: _, ...event }) => event), plain)) as unknown[]
}

for (const [name, visit] of Object.entries(REFUSALS)) {
  for (const delivery of ['script', 'npm', 'slim'] as const) {
    test(`${name}: the events are those of a healthy page, ${delivery} @${delivery === 'script' ? 'script' : 'npm'}`, async ({ app }) => {
      const theirs = await story(app, `${app.token}_healthy`, { delivery: delivery === 'slim' ? 'npm' : delivery })
      const ours = await story(app, `${app.token}_refused`, { ...visit, delivery })
      expect(told(ours)).toEqual(told(theirs))
    })
  }
}

for (const [name, visit] of Object.entries(NO_WEBASSEMBLY)) {
  test(`${name}: what is loaded later works as well @both`, async ({ app }) => {
    const page = await app.open('/', {
      ...visit,
      unready: true,
      config: { capture_heatmaps: { flush_interval_milliseconds: 200 }, capture_exceptions: true },
      after: () => {
        posthog.captureException(new TypeError('early'), { n: 1 })
      },
    })
    const early = await app.inbox.one('$exception')
    expect(early.properties).toMatchObject({ n: 1, $exception_list: [{ type: 'TypeError', value: 'early', mechanism: { handled: true } }] })
    expect(early.properties.$exception_list[0].stacktrace.frames.length).toBeGreaterThan(0)
    await page.evaluate(() => {
      posthog.captureLog({ body: 'a line', level: 'warn' })
      posthog.metrics.count('orders', 2)
      return posthog.metrics.flush()
    })
    await expect(async () => {
      await page.mouse.click(5, 5)
      expect(await app.inbox.events('$$heatmap')).not.toEqual([])
    }).toPass()
    const [heatmap] = await app.inbox.events('$$heatmap')
    expect(Object.values(heatmap?.properties.$heatmap_data ?? {}).flat()).toContainEqual({ x: 5, y: 5, target_fixed: false, type: 'click' })
  })
}

test('plain JavaScript is fetched where it is needed, and nowhere else @script', async ({ app }) => {
  const asked: string[] = []
  app.context.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const config = { capture_heatmaps: true }
  await app.open('/', { config })
  await eventually(() => asked.filter((path) => path.startsWith('/sdk/'))).toEqual(['/sdk/prickle/array.js', '/sdk/prickle/signals.js'])
  asked.length = 0
  await app.open('/', { ...REFUSED, config })
  await eventually(() => asked.filter((path) => path.startsWith('/sdk/'))).toEqual(
    ['array', 'nowasm', 'signals', 'nowasm-signals'].map((name) => `/sdk/prickle/${name}.js`),
  )
})

test('a policy that forbids WebAssembly is met once @script', async ({ app }) => {
  const breaches: string[] = []
  const prepare = async (tab: Page): Promise<void> => {
    await tab.exposeFunction('breach', (what: string) => breaches.push(what))
    await tab.addInitScript(() => addEventListener('securitypolicyviolation', ({ blockedURI }) => (window as any).breach(blockedURI)))
  }
  await app.open('/', { ...REFUSED, prepare, config: { capture_heatmaps: true }, after: () => posthog.capture('one') })
  await app.inbox.one('one')
  await expect(async () => {
    await app.context.pages()[0]?.mouse.click(5, 5)
    expect(await app.inbox.events('$$heatmap')).not.toEqual([])
  }).toPass()
  expect(breaches).toEqual(['wasm-eval'])
})

/** A page whose core is on its way until the test lets it come. */
async function waiting(app: App, path: string, visit: Visit = {}): Promise<{ page: Page; letCome: () => Promise<void> }> {
  const held: Route[] = []
  await app.context.route('**/nowasm.js', (route) => void held.push(route))
  const page = await app.open(path, { ...REFUSED, unready: true, ...visit })
  await up(page)
  await eventually(() => held.length).toBe(1)
  const letCome = async (): Promise<void> => {
    await held[0]?.continue()
  }
  return { page, letCome }
}

test('until the core is there, the stored state answers', async ({ app }) => {
  const flags = { config: { advanced_disable_flags: false } }
  await app.inbox.flags({ beta: true, checkout: 'b', old: false })
  const first = await app.open('/one', flags)
  await first.waitForFunction(() => posthog.getFeatureFlag('checkout'))
  await first.evaluate(() => {
    posthog.identify('user-1')
    posthog.register({ plan: 'pro' })
    posthog.group('company', 'acme')
    posthog.register_for_session({ tonight: true })
    posthog.opt_in_capturing({ captureEventName: false })
  })
  await app.inbox.one('$identify')
  const { page, letCome } = await waiting(app, '/two', { ...flags, page: first })
  const ask = (): Promise<unknown> =>
    page.evaluate(() => ({
      loaded: posthog.__loaded,
      who: posthog.get_distinct_id(),
      props: [posthog.get_property('plan'), posthog.persistence?.props.plan, posthog.getGroups(), posthog.getSessionProperty('tonight')],
      consent: [posthog.get_explicit_consent_status(), posthog.has_opted_out_capturing(), posthog.is_capturing()],
      flags: [posthog.getFeatureFlag('checkout'), posthog.isFeatureEnabled('beta'), posthog.isFeatureEnabled('old'), posthog.getFeatureFlag('none')],
      host: typeof posthog.config.api_host,
    }))
  const early = await ask()
  expect(early).toMatchObject({ loaded: true, who: 'user-1', consent: ['granted', false, true] })
  await letCome()
  await page.waitForFunction(() => posthog.get_session_id())
  expect(early).toEqual(await ask())
})

test('until the core is there, who opted out has opted out', async ({ app }) => {
  const first = await app.open('/one')
  await app.inbox.one('$pageview')
  await first.evaluate(() => posthog.opt_out_capturing())
  const { page, letCome } = await waiting(app, '/two', { page: first })
  const ask = (): Promise<unknown> =>
    page.evaluate(() => [posthog.get_explicit_consent_status(), posthog.has_opted_out_capturing(), posthog.is_capturing(), typeof posthog.capture('never')])
  expect(await ask()).toEqual(['denied', true, false, 'undefined'])
  await letCome()
  await page.waitForFunction(() => posthog.sessionManager)
  await app.expectOnly(page, ['$pageview'])
})

test('flags that init brings along can be read before the core is there, and are told as read', async ({ app }) => {
  const { page, letCome } = await waiting(app, '/', { config: { bootstrap: { featureFlags: { checkout: 'b' }, featureFlagPayloads: { checkout: { n: 1 } } } } })
  expect(await page.evaluate(() => [posthog.getFeatureFlag('checkout'), posthog.isFeatureEnabled('checkout')])).toEqual(['b', true])
  await letCome()
  expect((await app.inbox.one('$feature_flag_called')).properties).toMatchObject({ $feature_flag: 'checkout', $feature_flag_response: 'b' })
})

test('calls keep their order, their time and their arguments', async ({ app }) => {
  const { page, letCome } = await waiting(app, '/', {
    config: { loaded: () => ((window as any).inLoaded = ((window as any).inLoaded ?? 0) + 1) },
  })
  const times = await page.evaluate(async () => {
    const later = (): Promise<void> => new Promise((done) => setTimeout(done, 150))
    const times: number[] = []
    const own = { n: 1, inner: { n: 1 } }
    times.push(Date.now())
    posthog.capture('one', own)
    own.n = own.inner.n = 2
    await later()
    times.push(Date.now())
    posthog.on('eventCaptured', ({ event }: any) => ((window as any).heard ??= []).push(event))
    posthog.onSessionId((id: string) => ((window as any).session = id))
    posthog.onFeatureFlags((flags: string[]) => ((window as any).flags = flags))
    const stop = posthog.on('eventCaptured', () => ((window as any).unwanted = true))
    stop()
    posthog.updateFlags({ beta: true })
    ;(posthog as any).push(() => ((window as any).pushed = [typeof posthog.get_distinct_id(), (window as any).inLoaded]))
    posthog.capture('two', own)
    await later()
    return times
  })
  expect(await page.evaluate(() => (window as any).inLoaded)).toBeUndefined()
  await letCome()
  const [one, two] = [await app.inbox.one('one'), await app.inbox.one('two')]
  for (const [index, event] of [one, two].entries()) {
    expect(Math.abs(Date.parse(event.timestamp ?? '') - (times[index] ?? 0))).toBeLessThan(50)
    expect(Math.abs(timeOf(event.uuid) - (times[index] ?? 0))).toBeLessThan(50)
  }
  expect(timeOf(two.uuid) - timeOf(one.uuid)).toBeGreaterThanOrEqual(149)
  expect(one.properties).toMatchObject({ n: 1, inner: { n: 1 } })
  expect(two.properties).toMatchObject({ n: 2, inner: { n: 2 } })
  // What is not told with a time of its own is told as it would have been: the session began with the first call.
  expect(Math.abs(timeOf(one.properties.$session_id) - (times[0] ?? 0))).toBeLessThan(100)
  const seen = await page.evaluate(() => {
    const { inLoaded, heard, session, flags, unwanted, pushed } = window as any
    return { inLoaded, pushed, heard: heard.filter((name: string) => name[0] !== '$'), session, flags, unwanted, now: posthog.capture('three')?.timestamp?.getTime() - Date.now() }
  })
  expect(seen).toMatchObject({ inLoaded: 1, pushed: ['string', 1], heard: ['two'], session: one.properties.$session_id, flags: ['beta'] })
  expect(seen.unwanted).toBeUndefined()
  expect(Math.abs(seen.now)).toBeLessThan(50)
})

test('whoever is told flags when there are some is told of those that init brought along', async ({ app }) => {
  const { page, letCome } = await waiting(app, '/', { config: { bootstrap: { featureFlags: { checkout: 'b' } } } })
  await page.evaluate(() => void posthog.onFeatureFlags((_: string[], variants: unknown) => ((window as any).told = variants)))
  await letCome()
  await page.waitForFunction(() => (window as any).told)
  expect(await page.evaluate(() => (window as any).told)).toEqual({ checkout: 'b' })
})

test('nothing throws before the core is there, whatever it is given, and promises are kept', async ({ app }) => {
  const { page, letCome } = await waiting(app, '/')
  await page.evaluate(() => {
    const own = window as any
    const circle: any = { big: 1n, text: 'x' }
    circle.self = circle
    posthog.register(circle)
    posthog.identify('user-1', circle)
    posthog.setPersonProperties(circle)
    posthog.group('company', 'acme', circle)
    posthog.capture('odd', circle)
    posthog.capture(undefined as any)
    posthog.set_config(null as any)
    posthog.autocapture.setElementSelectors(new Set(['p']))
    posthog.featureFlags.getEarlyAccessFeatures(() => {})
    posthog.sessionManager?.resetSessionId()
    own.ready = posthog.featureFlags.ready().then((is: boolean) => ['ready', is])
    own.selectors = () => posthog.autocapture.getElementSelectors(document.querySelector('p'))
  })
  await letCome()
  expect((await app.inbox.one('odd')).properties).toMatchObject({ text: 'x', distinct_id: 'user-1' })
  expect(await page.evaluate(() => (window as any).ready)).toEqual(['ready', false])
  expect(await page.evaluate(() => (window as any).selectors())).toEqual(['p'])
})

test('where there can be no core at all, the page is told once and goes on', async ({ app }) => {
  const said: string[] = []
  await app.context.route('**/nowasm.js', (route) => route.fulfill({ status: 404, body: 'no' }))
  const page = await app.open('/', {
    unready: true,
    prepare: async (tab) => {
      await REFUSALS['there is no WebAssembly']?.prepare?.(tab)
      tab.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    },
    after: () => {
      posthog.capture('one')
      posthog.identify('user-1')
    },
  })
  await up(page)
  const ready = page.evaluate(() => posthog.featureFlags.ready())
  await eventually(() => said.filter((text) => text.startsWith('[PostHog.js]')).length).toBe(1)
  expect(await ready).toBe(false)
  const answers = await page.evaluate(() => {
    posthog.register({ plan: 'pro' })
    posthog.group('company', 'acme')
    posthog.captureException(new Error('x'))
    posthog.captureLog({ body: 'x' })
    posthog.metrics.count('x')
    posthog.reset()
    return [typeof posthog.capture('two'), posthog.__loaded, document.body.textContent]
  })
  expect(answers).toEqual(['undefined', false, expect.stringContaining('hello')])
  expect(said.filter((text) => text.startsWith('[PostHog.js]'))).toHaveLength(1)
  expect(await app.inbox.names()).toEqual([])
})
