// Super properties: what is registered goes on every event.
import { expect, test } from './support/fixtures.ts'

test('register, register_once, unregister @both', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.register({ plan: 'pro', nested: { seats: 5 }, nothing: null, price: 1.5, odd: undefined })
    posthog.register_once({ plan: 'free', first: 'yes' })
    posthog.capture('one')
    posthog.unregister('plan')
    posthog.register_once({ plan: 'again' })
    posthog.register({ first: 'changed' })
    posthog.capture('two', { price: 2 })
  })
  const one = await app.inbox.one('one')
  expect(one.properties).toMatchObject({ plan: 'pro', nested: { seats: 5 }, nothing: null, price: 1.5, first: 'yes' })
  expect(one.properties).not.toHaveProperty('odd')
  const two = await app.inbox.one('two')
  expect(two.properties).toMatchObject({ plan: 'again', first: 'changed', price: 2 })
  expect(await app.blob(page)).toMatchObject({ plan: 'again', nested: { seats: 5 }, nothing: null, price: 1.5, first: 'changed' })
  expect(await app.cookie(page)).not.toHaveProperty('plan')
  expect(await page.evaluate(() => [posthog.get_property('plan'), posthog.get_property('none')])).toEqual(['again', undefined])
})

test('register_once takes a default that counts as unset', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.register({ level: 0, other: 'None' })
    posthog.register_once({ level: 7, other: 'set' }, 0)
    posthog.register_once({ other: 'set' })
    posthog.capture('e')
  })
  expect((await app.inbox.one('e')).properties).toMatchObject({ level: 7, other: 'set' })
})

test('super properties outlive the page, session properties the page but not the tab', async ({ app }) => {
  const page = await app.open('/one')
  await page.evaluate(() => {
    posthog.register({ forever: 1 })
    posthog.register_for_session({ tonight: 2 })
  })
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({ forever: 1, tonight: 2 })
  const { session } = await app.stored(page)
  expect(JSON.parse(session[app.entry] ?? '{}')).toMatchObject({ tonight: 2 })
  expect(JSON.parse(session[`ph_${app.token}_session_registered_properties`] ?? '[]')).toContain('tonight')
  await page.close()
  await app.open('/three')
  const [, , third] = await app.inbox.wait('$pageview', 3)
  expect(third?.properties.forever).toBe(1)
  expect(third?.properties).not.toHaveProperty('tonight')
})

test('unregister_for_session and getSessionProperty', async ({ app }) => {
  const page = await app.open()
  const read = await page.evaluate(() => {
    posthog.register_for_session({ tonight: 2 })
    const before = posthog.getSessionProperty('tonight')
    posthog.unregister_for_session('tonight')
    posthog.capture('e')
    return [before, posthog.getSessionProperty('tonight') ?? null]
  })
  expect(read).toEqual([2, null])
  expect((await app.inbox.one('e')).properties).not.toHaveProperty('tonight')
})

test('what the SDK itself sets wins over what is registered or passed, where it must', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.register({ $lib: 'registered', $session_id: 'registered', token: 'registered' })
    posthog.capture('e', {
      $session_id: 'passed',
      $window_id: 'passed',
      token: 'passed',
      $browser: 'mine',
      distinct_id: 'mine',
      $config_defaults: 'x',
    })
  })
  const event = await app.inbox.one('e')
  expect(event.properties).toMatchObject({
    token: app.token,
    $session_id: view.properties.$session_id,
    $window_id: view.properties.$window_id,
    $config_defaults: 'unset',
    $lib: 'registered',
    $browser: 'mine',
    distinct_id: 'mine',
  })
})
