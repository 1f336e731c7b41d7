// Pages of an app with history navigation: a view per path, and what is said of the one before.
import { expect, test } from './support/fixtures.ts'

test('history_change: a pageview for every new path, none for query or hash @both', async ({ app }) => {
  const page = await app.open('/one', { config: { capture_pageview: 'history_change' } })
  const first = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    document.title = 'Two'
    history.pushState({}, '', '/two?x=1')
  })
  await app.inbox.wait('$pageview', 2)
  await page.evaluate(() => {
    history.pushState({}, '', '/two?x=2#there')
    history.replaceState({}, '', '/three')
  })
  await app.inbox.wait('$pageview', 3)
  await page.goBack()
  const views = await app.inbox.wait('$pageview', 4)
  expect(
    views.map(({ properties: { navigation_type, $pathname, $prev_pageview_pathname } }) => [
      navigation_type,
      $pathname,
      $prev_pageview_pathname,
    ]),
  ).toEqual([
    [undefined, '/one', undefined],
    ['pushState', '/two', '/one'],
    ['replaceState', '/three', '/two'],
    ['popstate', '/two', '/three'],
  ])
  expect(views[1]?.properties).toMatchObject({
    title: 'Two',
    $prev_pageview_id: first.uuid,
    $pageview_id: views[1]?.uuid,
    $current_url: app.url('/two?x=1'),
  })
  for (const view of views) expect(view.properties.$session_id).toBe(first.properties.$session_id)
  await page.evaluate(() => posthog.capture('on the last'))
  expect((await app.inbox.one('on the last')).properties.$pageview_id).toBe(views[3]?.uuid)
  await app.leave(page)
  expect((await app.inbox.one('$pageleave')).properties).toMatchObject({ $pageview_id: views[3]?.uuid, $prev_pageview_pathname: '/two' })
})

test('without history_change only the first pageview is made', async ({ app }) => {
  const page = await app.open('/one')
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    history.pushState({}, '', '/two')
    posthog.capture('e')
  })
  expect((await app.inbox.one('e')).properties.$pathname).toBe('/two')
  await app.expectOnly(page, ['$pageview', 'e', '$pageleave'])
})

test('the defaults of a date bring history pageviews', async ({ app }) => {
  const page = await app.open('/one', { config: { defaults: '2025-05-24' } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => history.pushState({}, '', '/two'))
  await app.inbox.wait('$pageview', 2)
  expect(await page.evaluate(() => posthog.config.capture_pageview)).toBe('history_change')
})

test('a page that wraps history itself keeps working, before and after us', async ({ app }) => {
  const page = await app.open('/one', {
    config: { capture_pageview: 'history_change' },
    before: () => {
      const push = history.pushState
      history.pushState = function (...given) {
        ;((window as any).pushed ??= []).push(given[2])
        return push.apply(this, given)
      }
    },
  })
  await app.inbox.one('$pageview')
  await page.evaluate(() => history.pushState({ state: 1 }, '', '/two'))
  await app.inbox.wait('$pageview', 2)
  expect(await page.evaluate(() => [(window as any).pushed, history.state])).toEqual([['/two'], { state: 1 }])
})

test('pageleave tells duration and scroll of the page', async ({ app }) => {
  const page = await app.open('/long', {
    html: '<div style="height: 3000px">long</div>',
    prepare: (tab) => tab.clock.install({ time: '2026-03-01T10:00:00Z' }),
  })
  const view = await app.inbox.one('$pageview')
  const scrolled = page.evaluate(() =>
    new Promise((done) => addEventListener('scrollend', done, { once: true })).then(() => window.scrollY),
  )
  await page.evaluate(() => window.scrollTo(0, 1000))
  expect(await scrolled).toBe(1000)
  await page.clock.fastForward(30_000)
  await app.leave(page)
  const { properties } = await app.inbox.one('$pageleave')
  expect(properties).toMatchObject({
    $pageview_id: view.uuid,
    $prev_pageview_pathname: '/long',
    $prev_pageview_last_scroll: 1000,
    $prev_pageview_max_scroll: 1000,
  })
  expect(properties.$prev_pageview_duration).toBeGreaterThanOrEqual(30)
  expect(properties.$prev_pageview_duration).toBeLessThan(60)
  expect(properties.$prev_pageview_last_content).toBeGreaterThanOrEqual(1720)
  expect(properties.$prev_pageview_max_scroll_percentage).toBeGreaterThan(0.4)
  expect(properties.$prev_pageview_max_scroll_percentage).toBeLessThan(0.5)
})

test('disable_scroll_properties leaves the scroll out', async ({ app }) => {
  const page = await app.open('/', { config: { disable_scroll_properties: true } })
  await app.inbox.one('$pageview')
  await app.leave(page)
  const { properties } = await app.inbox.one('$pageleave')
  expect(properties).not.toHaveProperty('$prev_pageview_last_scroll')
  expect(properties.$prev_pageview_pathname).toBe('/')
})

test('capture_pageleave can be had alone, or left out', async ({ app }) => {
  const page = await app.open('/one', { config: { capture_pageview: false, capture_pageleave: true } })
  await app.leave(page)
  await app.inbox.one('$pageleave')
  await app.open('/two', { page, config: { capture_pageleave: false } })
  await app.expectOnly(page, ['$pageleave', '$pageview'])
})

test('a pageview of the page’s own counts like one of ours', async ({ app }) => {
  const page = await app.open('/one', { config: { capture_pageview: false, capture_pageleave: true } })
  await page.evaluate(() => {
    posthog.capture('$pageview')
    posthog.capture('$pageview', { $current_url: 'https://other.test/x', title: 'mine' })
  })
  const [one, two] = await app.inbox.wait('$pageview', 2)
  expect(two?.properties).toMatchObject({ $prev_pageview_id: one?.uuid, $current_url: 'https://other.test/x' })
  expect(await page.evaluate(() => posthog.getPageViewId())).toBe(two?.uuid)
})
