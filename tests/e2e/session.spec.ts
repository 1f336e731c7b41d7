// When a session ends: 30 idle minutes, 24 hours. The clock is the test's.
import { expect, test, type Page } from './support/fixtures.ts'
import { UUID7 } from './support/shapes.ts'

const START = new Date('2026-03-01T10:00:00Z')
const prepare = (page: Page): Promise<void> => page.clock.install({ time: START })

const ids = (page: Page): Promise<[string, string]> =>
  page.evaluate(() => {
    const { sessionId, windowId } = posthog.sessionManager.checkAndGetSessionAndWindowId(true)
    return [sessionId, windowId] as [string, string]
  })

test('half an hour without activity ends the session and the window @both', async ({ app }) => {
  const page = await app.open('/', { prepare })
  const view = await app.inbox.one('$pageview')
  await page.clock.fastForward('30:30')
  await page.evaluate(() => posthog.capture('after the pause'))
  const after = await app.inbox.one('after the pause')
  expect(after.properties.$session_id).toMatch(UUID7)
  expect(after.properties.$session_id).not.toBe(view.properties.$session_id)
  expect(after.properties.$window_id).not.toBe(view.properties.$window_id)
  expect(after.properties.distinct_id).toBe(view.properties.distinct_id)
  const { $sesid } = (await app.blob(page)) ?? {}
  expect($sesid[1]).toBe(after.properties.$session_id)
  expect($sesid[2]).toBeGreaterThanOrEqual(START.getTime() + 30.5 * 60_000)
})

test('activity within the half hour carries the session on', async ({ app }) => {
  const page = await app.open('/', { prepare })
  const view = await app.inbox.one('$pageview')
  for (let round = 1; round <= 3; round += 1) {
    await page.clock.fastForward('29:00')
    await page.evaluate(() => posthog.capture('still here'))
  }
  const rounds = await app.inbox.wait('still here', 3)
  for (const event of rounds) expect(event.properties.$session_id).toBe(view.properties.$session_id)
})

test('a session lasts 24 hours at most, however busy', async ({ app }) => {
  const page = await app.open('/', { prepare, config: { session_idle_timeout_seconds: 36_000 } })
  const view = await app.inbox.one('$pageview')
  for (const hours of ['09:00:00', '09:00:00']) {
    await page.clock.fastForward(hours)
    await page.evaluate(() => posthog.capture('busy'))
  }
  const busy = await app.inbox.wait('busy', 2)
  for (const event of busy) expect(event.properties.$session_id).toBe(view.properties.$session_id)
  await page.clock.fastForward('06:00:10')
  await page.evaluate(() => posthog.capture('next day'))
  expect((await app.inbox.one('next day')).properties.$session_id).not.toBe(view.properties.$session_id)
})

test('the idle time can be configured, and reads alone do not count as activity', async ({ app }) => {
  const page = await app.open('/', { prepare, config: { session_idle_timeout_seconds: 60 } })
  const view = await app.inbox.one('$pageview')
  expect(view.properties.$configured_session_timeout_ms).toBe(60_000)
  await page.clock.fastForward(40_000)
  expect((await ids(page))[0]).toBe(view.properties.$session_id)
  await page.clock.fastForward(40_000)
  await page.evaluate(() => posthog.capture('later'))
  expect((await app.inbox.one('later')).properties.$session_id).not.toBe(view.properties.$session_id)
})

test('onSessionId tells the present session at once and every new one with its reason', async ({ app }) => {
  const page = await app.open('/', { prepare })
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    const seen: unknown[] = ((window as any).seen = [])
    ;(window as any).off = posthog.onSessionId((...told: unknown[]) => seen.push(told))
  })
  const [before, window1] = await ids(page)
  await page.clock.fastForward('31:00')
  await page.evaluate(() => posthog.capture('second session'))
  const [after, window2] = await ids(page)
  const seen = await page.evaluate(() => (window as any).seen)
  expect(seen[0]).toEqual([before, window1])
  expect(seen.at(-1).slice(0, 2)).toEqual([after, window2])
  expect(after).not.toBe(before)
  await page.evaluate(() => (window as any).off())
  await page.clock.fastForward('31:00')
  await page.evaluate(() => posthog.capture('third session'))
  expect(await page.evaluate(() => (window as any).seen.length)).toBe(seen.length)
})

test('what was registered for the session goes with it', async ({ app }) => {
  const page = await app.open('/', { prepare })
  await page.evaluate(() => {
    posthog.register_for_session({ campaign_popup: 'seen' })
    posthog.capture('in session')
  })
  expect((await app.inbox.one('in session')).properties.campaign_popup).toBe('seen')
  await page.clock.fastForward('31:00')
  await page.evaluate(() => posthog.capture('in next session'))
  await page.evaluate(() => posthog.capture('in next session'))
  const [, next] = await app.inbox.wait('in next session', 2)
  expect(next?.properties).not.toHaveProperty('campaign_popup')
})

test('get_session_id answers at once after init and agrees with the events', async ({ app }) => {
  const page = await app.open('/', { prepare })
  const view = await app.inbox.one('$pageview')
  expect(await page.evaluate(() => posthog.get_session_id())).toBe(view.properties.$session_id)
  expect(await page.evaluate(() => posthog.get_session_replay_url())).toContain(`/replay/${view.properties.$session_id}`)
})
