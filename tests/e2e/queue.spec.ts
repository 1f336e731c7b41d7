// The snippet's queue: what the page calls before array.js is there.
import { expect, test } from './support/fixtures.ts'

test('capture before init is taken up when the script arrives, with its properties @script', async ({ app }) => {
  const page = await app.open('/', {
    after: () => {
      posthog.register({ plan: 'pro' })
      posthog.capture('early', { a: 1 })
      posthog.identify('user-1')
    },
  })
  const early = await app.inbox.one('early')
  expect(early.properties).toMatchObject({ a: 1, plan: 'pro' })
  await app.expectOnly(page, ['$pageview', 'early', '$identify', '$pageleave'])
})

test('the order of the queue: loaded, people, functions, alias, the rest, captures @script', async ({ app }) => {
  const page = await app.open('/', {
    config: { loaded: () => ((window as any).order = ['loaded']) },
    after: () => {
      posthog.capture('first capture', { stage: 1 })
      posthog.register({ registered: 'after the capture' })
      posthog.people.set('city', 'Bremen')
      posthog.push(['no_such_method', 1])
      posthog.push(function (this: any) {
        ;(window as any).order.push(`function ${this === posthog || this.__loaded}`)
      })
      posthog.alias('other-name')
      posthog.capture('second capture')
    },
  })
  const first = await app.inbox.one('first capture')
  await app.inbox.one('second capture')
  expect(first.properties.registered).toBe('after the capture')
  await app.inbox.one('$create_alias')
  await app.inbox.one('$set')
  expect(await page.evaluate(() => (window as any).order)).toEqual(['loaded', 'function true'])
  const batched = (await app.inbox.names()).filter((name) => name !== '$pageview')
  expect(batched).toEqual(['$set', '$create_alias', 'first capture', 'second capture'])
})

test('after the script is there the queue is a live instance @script', async ({ app }) => {
  const page = await app.open()
  expect(await page.evaluate(() => [Array.isArray(posthog), '_i' in posthog, posthog.__SV, String(posthog)])).toEqual([
    false,
    false,
    1,
    'posthog',
  ])
  await page.evaluate(() => posthog.push(['capture', 'pushed', { a: 1 }]))
  expect((await app.inbox.one('pushed')).properties.a).toBe(1)
})

test('a named instance made by the snippet has its own queue @script', async ({ app }) => {
  // Token and host reach the page's own script by the address.
  const other = `${app.token}_two`
  const page = await app.open(`/?two=${other}&to=${encodeURIComponent(app.apiHost)}`, {
    after: () => {
      const given = new URLSearchParams(location.search)
      const config = { api_host: given.get('to'), advanced_disable_flags: true, autocapture: false, opt_out_useragent_filter: true }
      posthog.init(given.get('two'), { ...config, disable_surveys: true, capture_pageview: false }, 'two')
      posthog.two.capture('on two')
      posthog.capture('on main')
    },
  })
  expect((await app.inboxOf(other).one('on two')).properties.token).toBe(other)
  await app.inbox.one('on main')
  expect(await page.evaluate(() => [String(posthog.two), posthog.two.config.token])).toEqual(['posthog.two', other])
  await app.expectOnly(page, ['$pageview', 'on main', '$pageleave'])
})

test('the script loaded twice leaves the first instance alone @script', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(async () => {
    ;(window as any).before = posthog
    const script = document.createElement('script')
    script.src = (document.getElementById('sdk') as HTMLScriptElement).src
    const loaded = new Promise((done) => script.addEventListener('load', done))
    document.head.append(script)
    await loaded
  })
  expect(await page.evaluate(() => (window as any).before === posthog)).toBe(true)
  await page.evaluate(() => posthog.capture('e'))
  expect((await app.inbox.one('e')).properties.distinct_id).toBe(view.properties.distinct_id)
  await app.expectOnly(page, ['$pageview', 'e', '$pageleave'])
})

test('calls made inside loaded come before the pageview and before the queue @script', async ({ app }) => {
  await app.open('/', {
    config: {
      loaded: (ph: any) => {
        ph.register({ from_loaded: true })
        ph.identify('user-1')
      },
    },
    after: () => posthog.capture('queued'),
  })
  const view = await app.inbox.one('$pageview')
  expect(view.properties).toMatchObject({ from_loaded: true, distinct_id: 'user-1', $is_identified: true })
  expect((await app.inbox.one('queued')).properties).toMatchObject({ from_loaded: true, distinct_id: 'user-1' })
})

test('a loaded callback that throws does not stop the SDK @both', async ({ app }) => {
  await app.open('/', {
    config: {
      loaded: () => {
        throw new Error('from the page')
      },
    },
  })
  await app.inbox.one('$pageview')
})
