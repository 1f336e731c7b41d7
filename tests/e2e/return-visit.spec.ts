// A browser that was here before: the same person, and the same session while it lasts.
import { eventually, expect, test } from './support/fixtures.ts'

for (const defaults of [undefined, '2026-05-30']) {
  test(`a second page of the visit keeps person, session and window, defaults ${defaults ?? 'not given'} @both`, async ({ app }) => {
    const config = { defaults, internal_or_test_user_hostname: null }
    const page = await app.open('/one?utm_source=news', { config })
    const first = await app.inbox.one('$pageview')
    await app.open('/two', { page, config })
    const [, second] = await app.inbox.wait('$pageview', 2)
    for (const key of ['distinct_id', '$device_id', '$session_id', '$window_id']) {
      expect(second?.properties[key], key).toBe(first.properties[key])
    }
    expect(second?.properties).toMatchObject({
      $pathname: '/two',
      $session_entry_url: app.url('/one?utm_source=news'),
      $session_entry_pathname: '/one',
      utm_source: 'news',
      $referrer: '$direct',
    })
    const leave = await app.inbox.one('$pageleave')
    expect(leave.properties).toMatchObject({
      $pageview_id: first.uuid,
      $prev_pageview_id: first.uuid,
      $prev_pageview_pathname: '/one',
      $prev_pageview_duration: expect.any(Number),
    })
  })
}

test('the next day is the same person in a new session @both', async ({ app }) => {
  const page = await app.open('/one', { prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }) })
  const first = await app.inbox.one('$pageview')
  await page.close()
  await app.inbox.one('$pageleave')
  await app.open('/two', { prepare: (tab) => tab.clock.fastForward('24:00:00') })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
  expect(second?.properties.$device_id).toBe(first.properties.$device_id)
  expect(second?.properties.$session_id).not.toBe(first.properties.$session_id)
  expect(second?.properties.$window_id).not.toBe(first.properties.$window_id)
  expect(second?.properties.$session_entry_pathname).toBe('/two')
})

test('a browser closed and opened again knows the person: only the tab is new', async ({ app, browser }) => {
  const page = await app.open('/one')
  const first = await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.register({ kept: 'yes' }))
  await page.close()
  await eventually(() => app.inbox.names()).toContain('$pageleave')
  const state = await app.context.storageState()
  const again = await browser.newContext({ storageState: state })
  try {
    const tab = await again.newPage()
    await tab.goto(app.url('/two'))
    await tab.waitForFunction(() => posthog.__loaded)
    const [, second] = await app.inbox.wait('$pageview', 2)
    expect(second?.properties).toMatchObject({
      distinct_id: first.properties.distinct_id,
      $device_id: first.properties.$device_id,
      $session_id: first.properties.$session_id,
      kept: 'yes',
    })
    expect(second?.properties.$window_id).not.toBe(first.properties.$window_id)
  } finally {
    await again.close()
  }
})

test('a lost localStorage is made good from the cookie', async ({ app }) => {
  const page = await app.open('/one')
  const first = await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.identify('user-1'))
  await app.inbox.one('$identify')
  await app.leave(page)
  await page.evaluate(() => localStorage.clear())
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({
    distinct_id: 'user-1',
    $device_id: first.properties.$device_id,
    $session_id: first.properties.$session_id,
    $is_identified: true,
  })
})

test('a lost cookie is written again from localStorage', async ({ app }) => {
  const page = await app.open('/one')
  const first = await app.inbox.one('$pageview')
  await app.leave(page)
  await app.context.clearCookies()
  await app.open('/two', { page })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties.distinct_id).toBe(first.properties.distinct_id)
  await eventually(() => app.cookie(page)).toMatchObject({ distinct_id: first.properties.distinct_id, $user_state: 'anonymous' })
})

test('a broken entry is a first visit and nothing worse', async ({ app }) => {
  const page = await app.open('/', {
    before: () => {
      for (const key of Object.keys(sessionStorage)) sessionStorage.removeItem(key)
    },
    config: null,
  })
  await page.evaluate((entry) => {
    localStorage.setItem(entry, '{"distinct_id":"half')
    document.cookie = `${entry}=%7Bbroken`
  }, app.entry)
  await app.open('/two', { page })
  const view = await app.inbox.one('$pageview')
  expect(view.properties.distinct_id).toBe(view.properties.$device_id)
  await eventually(() => app.blob(page)).toMatchObject({ distinct_id: view.properties.distinct_id })
})
