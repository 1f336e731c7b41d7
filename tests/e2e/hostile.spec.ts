// Browsers that refuse storage or cookies: the page works, events arrive, nothing reaches the page's error handlers.
import { expect, test } from './support/fixtures.ts'
import { cookiesBlocked, cookiesThrow, storageDenied, storageFull } from './support/hostile.ts'

const hostile = {
  'storage denied': storageDenied,
  'storage full': storageFull,
  'cookies blocked': cookiesBlocked,
  'naming the cookie throws': cookiesThrow,
}

for (const [name, script] of Object.entries(hostile)) {
  test(`${name}: everything is captured under one identity @both`, async ({ app }) => {
    const page = await app.open('/', { prepare: (tab) => tab.addInitScript(script) })
    await page.evaluate(() => {
      posthog.capture('one')
      posthog.register({ plan: 'pro' })
      posthog.identify('user-1')
      posthog.capture('two')
    })
    const view = await app.inbox.one('$pageview')
    const one = await app.inbox.one('one')
    const two = await app.inbox.one('two')
    expect(one.properties.distinct_id).toBe(view.properties.distinct_id)
    expect(one.properties.$session_id).toBe(view.properties.$session_id)
    expect(two.properties).toMatchObject({
      distinct_id: 'user-1',
      plan: 'pro',
      $session_id: view.properties.$session_id,
      $is_identified: true,
    })
    await app.expectOnly(page, ['$pageview', 'one', '$identify', 'two', '$pageleave'])
  })

  test(`${name}: opting out works for the page at least`, async ({ app }) => {
    const page = await app.open('/', { prepare: (tab) => tab.addInitScript(script) })
    await app.inbox.one('$pageview')
    await page.evaluate(() => {
      posthog.opt_out_capturing()
      posthog.capture('dropped')
    })
    expect(await page.evaluate(() => posthog.has_opted_out_capturing())).toBe(true)
    await app.expectOnly(page, ['$pageview'])
  })
}

test('storage denied: the cookie carries the visitor to the next page', async ({ app }) => {
  const page = await app.open('/one', { prepare: (tab) => tab.addInitScript(storageDenied) })
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
  expect(second?.properties.$session_id).toBe(first.properties.$session_id)
})

test('cookies blocked: localStorage carries the visitor to the next page', async ({ app }) => {
  const page = await app.open('/one', { prepare: (tab) => tab.addInitScript(cookiesBlocked) })
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
})

test('storage that fills up while the page is open loses no event and no identity of the page', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(storageFull)
  await page.evaluate(() => {
    posthog.register({ big: 'x'.repeat(500) })
    posthog.capture('after')
  })
  const after = await app.inbox.one('after')
  expect(after.properties.distinct_id).toBe(view.properties.distinct_id)
  expect(after.properties.big).toHaveLength(500)
})

test('both denied: memory only, and still working', async ({ app }) => {
  const page = await app.open('/', {
    prepare: async (tab) => {
      await tab.addInitScript(storageDenied)
      await tab.addInitScript(cookiesBlocked)
    },
  })
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.capture('e'))
  expect((await app.inbox.one('e')).properties.distinct_id).toBe(view.properties.distinct_id)
})

test('a page that spoils built-ins after the SDK is up does not spoil the SDK', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    ;(Array.prototype as any).extra = () => 1
    ;(Object.prototype as any).extra = () => 1
    posthog.capture('e', { list: [1, 2] })
    delete (Object.prototype as any).extra
  })
  expect((await app.inbox.one('e')).properties).toMatchObject({ list: [1, 2], token: app.token, $os: 'Linux' })
})
