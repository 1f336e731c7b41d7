// The promise of the whole: replace the script, keep every visitor. (That both send the same is proven in tests/parity.) Each case runs with posthog-js and the SDK under test.
import { existsSync } from 'node:fs'
import { expect, test, type Page } from './support/fixtures.ts'
import { arrayJs, sdkUnderTest } from './support/env.ts'
import { timeOf } from './support/shapes.ts'

test.skip(!existsSync(arrayJs('posthog')), 'posthog-js is not installed')

const theirs = 'posthog'
const ours = sdkUnderTest

const become = (page: Page): Promise<void> =>
  page.evaluate(() => {
    posthog.register({ plan: 'pro', nested: { seats: [1, 2] }, nothing: null, text: 'äöü 😀 "quoted"' })
    posthog.register_for_session({ tonight: true })
    posthog.identify('user-1', { email: 'ann@burr.test' })
    posthog.group('company', 'acme', { name: 'Acme' })
    posthog.group('team', 'blue')
  })

const whoAmI = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    id: posthog.get_distinct_id(),
    device: posthog.get_property('$device_id'),
    session: posthog.get_session_id(),
    groups: posthog.getGroups(),
    plan: posthog.get_property('plan'),
    nested: posthog.get_property('nested'),
    nothing: posthog.get_property('nothing'),
    text: posthog.get_property('text'),
    tonight: posthog.getSessionProperty('tonight'),
    state: posthog.get_property('$user_state'),
    origin: posthog.get_property('$initial_person_info'),
  }))

for (const persistence of ['localStorage+cookie', 'localStorage', 'cookie', 'sessionStorage']) {
  for (const defaults of [undefined, '2026-05-30', '2026-08-29']) {
    test(`a visitor known to posthog-js stays the same person, and goes back the same: ${persistence}, defaults ${defaults ?? 'none'} @script`, async ({
      app,
    }) => {
      const config = { persistence, defaults, internal_or_test_user_hostname: null }
      const page = await app.open('/one?utm_source=news', { sdk: theirs, config })
      await become(page)
      await app.inbox.wait('$groupidentify', 2)
      const before = await whoAmI(page)
      const [first] = await app.inbox.wait('$pageview', 1)

      await app.open('/two', { sdk: ours, config, page })
      expect(await whoAmI(page)).toEqual(before)
      const [, second] = await app.inbox.wait('$pageview', 2)
      const kept = ['$device_id', '$session_id', '$window_id', '$session_entry_url', '$configured_session_timeout_ms', 'utm_source']
      for (const key of kept) expect(second?.properties[key], key).toEqual(first?.properties[key])
      expect(second?.properties).toMatchObject({
        distinct_id: 'user-1',
        plan: 'pro',
        tonight: true,
        $groups: { company: 'acme', team: 'blue' },
        $is_identified: true,
      })

      await page.evaluate(() => {
        posthog.register({ since_swap: 'yes' })
        posthog.unregister('nothing')
      })
      await app.open('/three', { sdk: theirs, config, page })
      expect(await whoAmI(page)).toEqual({ ...(before as object), nothing: undefined })
      const [, , third] = await app.inbox.wait('$pageview', 3)
      for (const key of kept) expect(third?.properties[key], key).toEqual(first?.properties[key])
      expect(third?.properties).toMatchObject({
        distinct_id: 'user-1',
        plan: 'pro',
        since_swap: 'yes',
        $groups: { company: 'acme', team: 'blue' },
      })
    })
  }
}

test('what one SDK stored, the other leaves byte for byte but for times and counters @script', async ({ app }) => {
  const page = await app.open('/one', { sdk: theirs })
  await become(page)
  await app.inbox.wait('$groupidentify', 2)
  const stable = (text: string): unknown => {
    const { $initialization_time, $capture_rate_limit, $sesid, ...rest } = JSON.parse(text)
    expect([typeof $initialization_time, typeof $capture_rate_limit.tokens]).toEqual(['string', 'number'])
    return { ...rest, session: $sesid.slice(1) }
  }
  const before = await app.stored(page)
  await app.open('/one', { sdk: ours, page })
  await app.inbox.wait('$pageview', 2)
  const after = await app.stored(page)
  expect(Object.keys(after.local)).toEqual(Object.keys(before.local))
  expect(Object.keys(after.session).sort()).toEqual(Object.keys(before.session).sort())
  expect(stable(after.local[app.entry] ?? '{}')).toEqual(stable(before.local[app.entry] ?? '{}'))
  const cookieKeys = (text: string | undefined): string[] => Object.keys(JSON.parse(text ?? '{}'))
  expect(cookieKeys(after.cookies[app.entry])).toEqual(cookieKeys(before.cookies[app.entry]))
  for (const key of ['window_id', 'primary_window_exists', 'session_registered_properties']) {
    expect(after.session[`ph_${app.token}_${key}`], key).toBe(before.session[`ph_${app.token}_${key}`])
  }
})

test('an anonymous visitor of posthog-js becomes known under ours, joined to the same anonymous id @script', async ({ app }) => {
  const page = await app.open('/one', { sdk: theirs })
  const first = await app.inbox.one('$pageview')
  await app.open('/two', { sdk: ours, page })
  await page.evaluate(() => posthog.identify('user-1'))
  expect((await app.inbox.one('$identify')).properties.$anon_distinct_id).toBe(first.properties.distinct_id)
})

test('consent given to one SDK holds for the other @script', async ({ app }) => {
  const page = await app.open('/one', { sdk: theirs })
  await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.opt_out_capturing())
  await app.open('/two', { sdk: ours, page })
  await page.evaluate(() => posthog.capture('dropped'))
  expect(await page.evaluate(() => posthog.has_opted_out_capturing())).toBe(true)
  await app.expectOnly(page, ['$pageview'])
})

test('a session of posthog-js that has gone stale is not carried on @script', async ({ app }) => {
  const page = await app.open('/one', { sdk: theirs, prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }) })
  const first = await app.inbox.one('$pageview')
  await page.close()
  await app.inbox.one('$pageleave')
  await app.open('/two', { sdk: ours, prepare: (tab) => tab.clock.fastForward('31:00') })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
  expect(second?.properties.$session_id).not.toBe(first.properties.$session_id)
  expect(timeOf(second?.properties.$session_id) - timeOf(first.properties.$session_id)).toBeGreaterThan(30 * 60_000)
})
