// A browser that was never here before.
import { eventually, expect, test } from './support/fixtures.ts'
import { UUID7 } from './support/shapes.ts'

for (const defaults of [undefined, '2026-05-30']) {
  test(`first visit sends one pageview and stores an anonymous identity, defaults ${defaults ?? 'not given'} @both`, async ({ app }) => {
    const page = await app.open('/pricing?utm_source=news&gclid=g1', { config: { defaults, internal_or_test_user_hostname: null } })
    const view = await app.inbox.one('$pageview')
    const id = view.properties.distinct_id
    expect(id).toMatch(UUID7)
    expect(view.uuid).toMatch(UUID7)
    expect(view.properties).toMatchObject({
      token: app.token,
      $device_id: id,
      $lib: 'web',
      $lib_version: '1.449.2',
      $current_url: app.url('/pricing?utm_source=news&gclid=g1'),
      $host: new URL(app.url('/')).host,
      $pathname: '/pricing',
      title: 'Page /pricing',
      $referrer: '$direct',
      $referring_domain: '$direct',
      utm_source: 'news',
      utm_medium: null,
      gclid: 'g1',
      $session_entry_url: app.url('/pricing?utm_source=news&gclid=g1'),
      $session_entry_utm_source: 'news',
      $pageview_id: view.uuid,
      $is_identified: false,
      $process_person_profile: false,
      $config_defaults: defaults ?? 'unset',
      $browser: 'Chrome',
      $browser_version: expect.any(Number),
      $os: 'Linux',
      $device_type: 'Desktop',
      $browser_language: 'en-US',
      $browser_language_prefix: 'en',
      $timezone: 'Europe/Berlin',
      $viewport_width: 1280,
      $viewport_height: 720,
      $screen_width: 1280,
      $screen_height: 720,
    })
    expect(view.properties.$session_id).toMatch(UUID7)
    expect(view.properties.$window_id).toMatch(UUID7)
    expect(view.properties.$insert_id).toMatch(/^[0-9a-z]{8,16}$/)
    expect(view.properties).not.toHaveProperty('$user_id')
    expect(view).not.toHaveProperty('$set')
    expect(view).not.toHaveProperty('$set_once')

    await eventually(() => app.blob(page)).toMatchObject({
      distinct_id: id,
      $device_id: id,
      $user_state: 'anonymous',
      $sesid: [expect.any(Number), view.properties.$session_id, expect.any(Number)],
      $initial_person_info: { r: '$direct', u: app.url('/pricing?utm_source=news&gclid=g1') },
    })
    const { session } = await app.stored(page)
    expect(session[`ph_${app.token}_window_id`]).toBe(JSON.stringify(view.properties.$window_id))
    expect(session[`ph_${app.token}_primary_window_exists`]).toBe('true')
    await app.expectOnly(page, ['$pageview', '$pageleave'])
  })
}

test('importing the package without init sends and stores nothing @npm', async ({ app }) => {
  const page = await app.open('/', { config: null })
  await page.waitForLoadState('load')
  const { local, session, cookies } = await app.stored(page)
  expect({ local, session, cookies }).toEqual({ local: {}, session: {}, cookies: {} })
  await app.expectOnly(page, [])
})

test('importing the package puts nothing on the page @npm', async ({ app }) => {
  const page = await app.open()
  expect(await page.evaluate(() => (window as any).sameInstance)).toBe(true)
  const view = await app.inbox.one('$pageview')
  expect(view.properties.$sdk_dist_channel).toBe('npm')
})

test('the script file names its channel @script', async ({ app }) => {
  await app.open()
  expect((await app.inbox.one('$pageview')).properties.$sdk_dist_channel).toBe('cdn')
})

test('the initial pageview waits until the page is seen', async ({ app }) => {
  const page = await app.open('/', {
    before: () => {
      let state = 'hidden'
      Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => state })
      ;(window as any).show = () => {
        state = 'visible'
        document.dispatchEvent(new Event('visibilitychange'))
      }
    },
  })
  await page.evaluate(() => posthog.capture('while hidden'))
  await app.inbox.wait('while hidden')
  expect(await app.inbox.names()).toEqual(['while hidden'])
  await page.evaluate(() => (window as any).show())
  await app.inbox.wait('$pageview')
})

test('capture_pageview false sends no pageview and no pageleave', async ({ app }) => {
  const page = await app.open('/', { config: { capture_pageview: false } })
  await page.evaluate(() => posthog.capture('only this'))
  await app.expectOnly(page, ['only this'])
})
