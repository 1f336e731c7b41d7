// When the core fails: the page goes on as if nothing had happened, a fresh core takes over, and when that fails too there is silence. Played with a build
// that traps on command (src/trap.rs).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prickleDist, trapDist } from './support/env.ts'
import { eventually, expect, onPrickle, test, type App, type Page } from './support/fixtures.ts'

test.skip(!onPrickle, 'posthog-js has no core that could trap')

/** Runs before the SDK: what the page itself has, does and hears. */
function ownPage(): void {
  const page = window as any
  page.reached = []
  window.onerror = (message) => void page.reached.push(String(message))
  window.onunhandledrejection = (event) => void page.reached.push(String(event.reason))
  page.natives = () => [
    history.pushState,
    history.replaceState,
    window.fetch,
    XMLHttpRequest.prototype.open,
    XMLHttpRequest.prototype.send,
    console.error,
    window.onerror,
    window.onunhandledrejection,
  ]
  page.own = page.natives()
  page.patched = () => page.natives().map((now: unknown, index: number) => now !== page.own[index])
  page.order = []
  page.addEventListener('online', () => page.order.push('before'))
  page.inLoaded = 0
}

/** Each makes the core trap at one place, as the page's own code would; it answers whether that went as without the SDK. */
const places: Record<string, () => unknown> = {
  'a listener': () => {
    const page = window as any
    page.addEventListener('online', () => page.order.push('after'), { once: true })
    page.order = []
    page.prickleTrap = 'listener'
    window.dispatchEvent(new Event('online'))
    return page.order.join()
  },
  'a timer': async () => {
    const page = window as any
    const before = page.prickleTrapped || 0
    page.prickleTrap = 'timer'
    posthog.capture('waits', { n: before })
    const own = new Promise((done) => setTimeout(done, 1))
    while ((page.prickleTrapped || 0) === before) await new Promise((done) => setTimeout(done, 20))
    await own
    return 'before,after'
  },
  'what the page tells': () => {
    const page = window as any
    page.prickleTrap = 'told'
    history.pushState({ own: 1 }, '', `/told-${page.prickleTrapped || 0}`)
    return history.state.own === 1 && location.pathname.startsWith('/told-') && 'before,after'
  },
  'a callback': () => {
    const page = window as any
    page.order = []
    const stop = posthog.on('eventCaptured', (event: any) => {
      if (event.event !== 'outer') return
      page.order.push('before')
      page.prickleTrap = 'capture'
      if (posthog.capture('inner') === undefined) page.order.push('after')
    })
    const answer = posthog.capture('outer')
    stop()
    return answer === undefined && page.order.join()
  },
  'an export': () => {
    const page = window as any
    page.prickleTrap = 'export'
    return posthog.get_property('plan') === undefined && 'before,after'
  },
  'the end of the stack': () => {
    const page = window as any
    page.prickleTrap = 'export:deep'
    return posthog.get_property('plan') === undefined && 'before,after'
  },
  'the end of the memory': () => {
    const page = window as any
    page.prickleTrap = 'export:memory'
    return posthog.get_property('plan') === undefined && 'before,after'
  },
}

const watchSays = (said: string[]) => async (tab: Page) =>
  void tab.on('console', (line) => line.text().includes('[PostHog.js]') && line.type() === 'error' && said.push(line.text()))

const reached = (page: Page): Promise<string[]> => page.evaluate(() => (window as any).reached)
const patched = (page: Page): Promise<boolean[]> => page.evaluate(() => (window as any).patched())
/** A core answers again. */
const up = (page: Page): Promise<unknown> => page.waitForFunction(() => posthog.get_session_id())

const UNPATCHED = Array(8).fill(false)
const HISTORY = [true, true, ...Array(6).fill(false)]
const ALL = Array(8).fill(true)

async function open(app: App, said: string[], config: Record<string, unknown> = {}): Promise<Page> {
  const page = await app.open('/', {
    sdk: 'trap',
    before: ownPage,
    prepare: watchSays(said),
    config: { capture_pageview: 'history_change', loaded: () => void (window as any).inLoaded++, ...config },
  })
  await app.inbox.one('$pageview')
  return page
}

for (const [name, trap] of Object.entries(places)) {
  test(`${name} traps: a fresh core goes on where the old one stopped; the second time there is silence`, async ({ app }) => {
    const said: string[] = []
    const page = await open(app, said)
    await page.evaluate(() => {
      const page = window as any
      page.heard = []
      posthog.on('eventCaptured', (event: any) => page.heard.push(event.event))
      posthog.onSessionId((id: string) => (page.session = id))
      posthog.identify('user-1')
      posthog.register({ plan: 'pro' })
      posthog.updateFlags({ beta: 'b' })
      posthog.capture('before')
    })
    expect(await page.evaluate(trap)).toBe('before,after')
    expect(await page.evaluate(() => (window as any).prickleTrapped)).toBe(1)
    // Calls of the time in which the fresh core is on its way wait.
    await page.evaluate(() => posthog.capture('meanwhile'))
    await up(page)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/The core failed; a fresh one takes over\. .*Error/)
    expect(await patched(page)).toEqual(HISTORY)
    const answers = await page.evaluate(() => {
      const captured = posthog.capture('after')
      return [posthog.get_distinct_id(), posthog.get_property('plan'), posthog.getFeatureFlag('beta'), captured?.event, posthog.__loaded]
    })
    expect(answers).toEqual(['user-1', 'pro', 'b', 'after', true])
    const [before, meanwhile, after] = [await app.inbox.one('before'), await app.inbox.one('meanwhile'), await app.inbox.one('after')]
    for (const event of [meanwhile, after]) {
      const { $session_id, $window_id, $device_id, $pageview_id } = before.properties
      expect(event.properties).toMatchObject({ distinct_id: 'user-1', plan: 'pro', $session_id, $window_id, $device_id })
      if (name !== 'what the page tells') expect(event.properties.$pageview_id).toBe($pageview_id)
    }
    expect(await page.evaluate(() => (window as any).inLoaded)).toBe(1)
    expect(await page.evaluate(() => (window as any).heard.includes('after'))).toBe(true)
    expect(await page.evaluate(() => (window as any).session)).toBe(before.properties.$session_id)
    await page.evaluate(() => history.pushState(null, '', '/next'))
    await eventually(async () => (await app.inbox.events('$pageview')).map((event) => event.properties.$pathname), 'page views').toContain('/next')

    expect(await page.evaluate(trap)).toBe('before,after')
    expect(await page.evaluate(() => (window as any).prickleTrapped)).toBe(2)
    await eventually(() => said.length, 'errors said').toBe(2)
    expect(said[1]).toContain('The core failed; nothing more is captured on this page.')
    expect(await patched(page)).toEqual(UNPATCHED)
    const quiet = await page.evaluate(() => {
      window.dispatchEvent(new Event('online'))
      history.pushState(null, '', '/silent')
      posthog.identify('someone-else')
      posthog.register({ plan: 'none' })
      posthog.group('company', 'acme')
      posthog.reset()
      posthog.set_config({ capture_pageview: true })
      posthog.onFeatureFlags(() => {})()
      posthog.opt_out_capturing()
      const { reloadFeatureFlagsAsync, ready } = posthog.featureFlags
      return Promise.all([
        posthog.capture('gone'),
        posthog.get_distinct_id(),
        posthog.get_property('plan'),
        posthog.getFeatureFlag('beta'),
        posthog.get_session_id(),
        posthog.config.token,
        reloadFeatureFlagsAsync.call(posthog.featureFlags).then((told: any) => told.status),
        ready.call(posthog.featureFlags),
        posthog.shutdown(),
      ])
    })
    expect(quiet).toEqual([undefined, 'user-1', 'pro', 'b', '', app.token, 'error', false, undefined])
    expect(await reached(page)).toEqual([])
    expect(said).toHaveLength(2)
    await app.leave(page)
    const names = await app.inbox.names()
    expect(names.filter((event) => ['gone', '$pageleave', 'inner', 'outer'].includes(event))).toEqual([])
    expect(names.filter((event) => ['before', 'meanwhile', 'after', '$identify'].includes(event)).sort()).toEqual(['$identify', 'after', 'before', 'meanwhile'])
    expect((await app.inbox.events('$pageview')).filter((event) => event.properties.$pathname === '/')).toHaveLength(1)
    if (name === 'a timer') expect((await app.inbox.wait('waits')).map((event) => event.properties.n)).toEqual([0])
  })
}

test('every instance of the page goes on, each as itself', async ({ app }) => {
  const said: string[] = []
  const other = `${app.token}_two`
  const page = await open(app, said)
  await page.evaluate(
    ([token, config]) => {
      posthog.init(token, config, 'two').register({ from: 'two' })
      posthog.two.capture('two before')
      posthog.capture('one before')
      ;(window as any).prickleTrap = 'export'
      posthog.get_property('x')
    },
    [other, app.quiet()] as const,
  )
  await up(page)
  await page.evaluate(() => {
    posthog.capture('one after')
    posthog.two.capture('two after')
  })
  const [before, after] = [await app.inboxOf(other).one('two before'), await app.inboxOf(other).one('two after')]
  expect(after.properties.distinct_id).toBe(before.properties.distinct_id)
  expect(after.properties).toMatchObject({ from: 'two', token: other })
  expect((await app.inbox.one('one after')).properties.distinct_id).toBe((await app.inbox.one('one before')).properties.distinct_id)
  expect(said).toHaveLength(1)
  expect(await reached(page)).toEqual([])
})

test('a page that recurses without end gets its own error and keeps the SDK', async ({ app }) => {
  const page = await open(app, [])
  const caught = await page.evaluate(() => {
    const recurse = (): void => {
      posthog.get_property('plan')
      recurse()
    }
    try {
      recurse()
    } catch (error) {
      return error instanceof RangeError
    }
    return false
  })
  expect(caught).toBe(true)
  await up(page)
  await page.evaluate(() => posthog.capture('after'))
  await app.inbox.one('after')
})

const SIGNALS = {
  capture_exceptions: { capture_unhandled_errors: true, capture_unhandled_rejections: true, capture_console_errors: true },
  tracing_headers: true,
  capture_heatmaps: true,
}

test('signals.js traps: the first module does not notice, and what was watched is watched again once', async ({ app }) => {
  const said: string[] = []
  const page = await open(app, said, SIGNALS)
  await eventually(() => patched(page), 'what signals.js patches').toEqual(ALL)
  for (const round of [1, 2]) {
    const answers = await page.evaluate(async (round) => {
      ;(window as any).prickleTrap = 'signals'
      const told = posthog.captureException(new Error(`lost ${round}`))
      const answer = await fetch('/elsewhere')
      return [told, answer.ok, posthog.capture(`first module ${round}`)?.event]
    }, round)
    expect(answers).toEqual([undefined, true, `first module ${round}`])
    await eventually(() => said.length, 'errors said').toBe(round)
    if (round === 2) break
    expect(said[0]).toContain('signals.js failed; it is started anew.')
    await eventually(() => patched(page), 'what signals.js patches').toEqual(ALL)
    await page.evaluate(() => posthog.captureException(new Error('kept')))
    const { properties } = await app.inbox.one('$exception')
    expect(properties.$exception_list[0]).toMatchObject({ type: 'Error', value: 'kept' })
  }
  expect(said[1]).toContain('signals.js failed; what it does is off on this page.')
  expect(await patched(page)).toEqual(HISTORY)
  expect(await page.evaluate(() => [posthog.captureException(new Error('gone')), posthog.captureLog({ body: 'gone' })])).toEqual([undefined, undefined])
  await page.evaluate(() => posthog.metrics.flush())
  expect(await page.evaluate(() => (window as any).prickleTrapped)).toBe(2)
  expect(await reached(page)).toEqual([])
  await app.inbox.one('first module 2')
  expect(await app.inbox.events('$exception')).toHaveLength(1)
})

test('the core traps twice: what signals.js has patched is put back as well', async ({ app }) => {
  const said: string[] = []
  const page = await open(app, said, SIGNALS)
  await eventually(() => patched(page), 'what signals.js patches').toEqual(ALL)
  for (const after of [ALL, UNPATCHED]) {
    await page.evaluate(() => {
      ;(window as any).prickleTrap = 'export'
      posthog.get_property('x')
    })
    if (after === ALL) await up(page)
    await eventually(() => patched(page), 'what is patched').toEqual(after)
  }
  expect(said).toHaveLength(2)
  expect(await reached(page)).toEqual([])
})

test('what ships cannot be made to trap', () => {
  const mark = 'prickleTrap'
  for (const file of ['array.js', 'signals.js', 'module.js', 'module.cjs', 'slim.js', 'web-experiments.js'])
    expect(readFileSync(join(prickleDist, file), 'utf8'), file).not.toContain(mark)
  for (const file of ['array.js', 'signals.js']) expect(readFileSync(join(trapDist, file), 'utf8'), file).toContain(mark)
})
