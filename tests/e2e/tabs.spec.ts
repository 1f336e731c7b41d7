// Two tabs of one browser: one person, one session, two windows.
import { expect, test } from './support/fixtures.ts'

test('a second tab shares person and session and is a window of its own @both', async ({ app }) => {
  await app.open('/one')
  const first = await app.inbox.one('$pageview')
  await app.open('/two')
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({
    distinct_id: first.properties.distinct_id,
    $device_id: first.properties.$device_id,
    $session_id: first.properties.$session_id,
  })
  expect(second?.properties.$window_id).not.toBe(first.properties.$window_id)
})

test('a tab opened by script from another does not take over its window id', async ({ app }) => {
  const page = await app.open('/one')
  const first = await app.inbox.one('$pageview')
  const opening = app.context.waitForEvent('page')
  await page.evaluate(() => void window.open('/two', '_blank'))
  const opened = await opening
  await opened.waitForFunction(() => posthog.__loaded)
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.$session_id).toBe(first.properties.$session_id)
  expect(second?.properties.$window_id).not.toBe(first.properties.$window_id)
})

test('what one tab identifies, the other knows on its next page', async ({ app }) => {
  const one = await app.open('/one')
  const two = await app.open('/two')
  await app.inbox.wait('$pageview', 2)
  await one.evaluate(() => {
    posthog.identify('user-1', { plan: 'pro' })
    posthog.register({ team: 'blue' })
  })
  await app.inbox.one('$identify')
  await one.close()
  await app.open('/three', { page: two })
  const views = await app.inbox.wait('$pageview', 3)
  expect(views[2]?.properties).toMatchObject({ distinct_id: 'user-1', $is_identified: true })
})

test('activity in one tab keeps the session of the other alive', async ({ app }) => {
  // The clock is the browser's: both tabs share it.
  const one = await app.open('/one', { prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }) })
  const two = await app.open('/two')
  const [first] = await app.inbox.wait('$pageview', 2)
  for (const _ of [1, 2]) {
    await one.clock.fastForward('20:00')
    await one.evaluate(() => posthog.capture('busy here'))
  }
  await app.inbox.wait('busy here', 2)
  await two.evaluate(() => posthog.capture('back again'))
  expect((await app.inbox.one('back again')).properties.$session_id).toBe(first?.properties.$session_id)
})

test('a tab that opens while another is busy knows who it is', async ({ app }) => {
  const one = await app.open('/one', { prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }) })
  const first = await app.inbox.one('$pageview')
  await one.clock.runFor(20_000)
  await one.evaluate(() => {
    posthog.capture('busy')
    posthog.identify('user-1')
    posthog.group('company', 'acme')
    posthog.capture('busy')
  })
  await app.open('/two')
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({
    distinct_id: 'user-1',
    $device_id: first.properties.$device_id,
    $session_id: first.properties.$session_id,
    $groups: { company: 'acme' },
  })
})
