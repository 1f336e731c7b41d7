// Options of init and set_config, dated defaults, and what the server's config changes.
import { expect, test } from './support/fixtures.ts'

test('every given option is readable on posthog.config, unknown ones too', async ({ app }) => {
  const page = await app.open('/', { config: { person_profiles: 'always', surveys: { prefillFromUrl: true }, something_new: { a: 1 } } })
  const config = await page.evaluate(() => {
    const { person_profiles, surveys, something_new, token, name, defaults, persistence, api_host } = posthog.config
    return { person_profiles, surveys, something_new, token, name, defaults, persistence, api_host }
  })
  expect(config).toEqual({
    person_profiles: 'always',
    surveys: { prefillFromUrl: true },
    something_new: { a: 1 },
    token: app.token,
    name: 'posthog',
    defaults: 'unset',
    persistence: 'localStorage+cookie',
    api_host: app.apiHost,
  })
})

const dated = {
  none: {
    capture_pageview: true,
    persistence_save_debounce_ms: 0,
    split_storage: false,
    external_scripts_inject_target: 'body',
    disable_capture_url_hashes: false,
    cookieWinsOnConflict: false,
  },
  '2025-05-24': { capture_pageview: 'history_change', persistence_save_debounce_ms: 0, external_scripts_inject_target: 'body' },
  '2026-01-30': { capture_pageview: 'history_change', external_scripts_inject_target: 'head', persistence_save_debounce_ms: 0 },
  '2026-05-30': { persistence_save_debounce_ms: 250, split_storage: true, disable_capture_url_hashes: false },
  '2026-06-25': { disable_capture_url_hashes: true, cookieWinsOnConflict: false },
  '2026-08-29': { disable_capture_url_hashes: true, cookieWinsOnConflict: true },
  '2031-01-01': { persistence_save_debounce_ms: 250, disable_capture_url_hashes: true, cookieWinsOnConflict: true },
}

for (const [date, expected] of Object.entries(dated)) {
  test(`defaults ${date}`, async ({ app }) => {
    const page = await app.open('/', { config: { defaults: date === 'none' ? undefined : date } })
    const config = await page.evaluate((keys) => Object.fromEntries(keys.map((key) => [key, posthog.config[key]])), Object.keys(expected))
    expect(config).toEqual(expected)
    expect((await app.inbox.one('$pageview')).properties.$config_defaults).toBe(date === 'none' ? 'unset' : date)
  })
}

test('old names of options still work', async ({ app }) => {
  const page = await app.open('/', { config: { process_person: 'always', xhr_headers: { 'X-Old': 'yes' }, cookie_name: 'old_name' } })
  const view = await app.inbox.one('$pageview')
  expect(view.properties.$process_person_profile).toBe(true)
  expect((await app.inbox.eventRequests())[0]?.headers['x-old']).toBe('yes')
  expect(Object.keys((await app.stored(page)).local)).toEqual(['ph_old_name'])
})

test('set_config changes what comes after and ignores what is no object', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.set_config({ property_denylist: ['$os'], person_profiles: 'always' })
    posthog.set_config('nonsense')
    posthog.set_config(null)
    posthog.capture('e')
  })
  const { properties } = await app.inbox.one('e')
  expect(properties).not.toHaveProperty('$os')
  expect(properties.$process_person_profile).toBe(true)
})

test('debug writes to the console and remembers; it is quiet otherwise', async ({ app }) => {
  const lines: string[] = []
  const page = await app.open('/', { prepare: async (tab) => void tab.on('console', (line) => lines.push(line.text())) })
  await page.evaluate(() => posthog.capture('quiet'))
  await app.inbox.one('quiet')
  expect(lines).toEqual([])
  await page.evaluate(() => {
    posthog.debug()
    posthog.capture('loud')
  })
  await app.inbox.one('loud')
  expect(lines.some((line) => line.includes('send "loud"'))).toBe(true)
  expect((await app.stored(page)).local.ph_debug).toBe('true')
  await page.evaluate(() => posthog.debug(false))
  expect((await app.stored(page)).local.ph_debug).not.toBe('true')
})

test('remote config: events go where the server says, packed as it can read', async ({ app }) => {
  await app.inbox.remoteConfig({
    supportedCompression: [],
    analytics: { endpoint: '/i/v0/e/' },
    hasFeatureFlags: false,
    surveys: false,
    sessionRecording: false,
  })
  const page = await app.open('/', { config: { advanced_disable_flags: undefined } })
  await page.waitForFunction(() => posthog.analyticsDefaultEndpoint === '/i/v0/e/')
  await page.evaluate(() => posthog.capture('e'))
  await app.inbox.one('e')
  const [request] = await app.inbox.requests(/^\/i\/v0\/e\/$/)
  expect(request).toMatchObject({ encoding: 'json' })
  expect(await app.inbox.requests(/^\/flags\/$/)).toEqual([])
})

test('remote config that cannot be had stops nothing', async ({ app }) => {
  for (const path of [`/array/${app.token}/config.js`, `/array/${app.token}/config`]) await app.inbox.fail({ path, status: 500, times: 5 })
  const page = await app.open('/', { config: { advanced_disable_flags: undefined } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.capture('e'))
  await app.inbox.one('e')
})

test('advanced_disable_flags asks the server for nothing', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => posthog.capture('e'))
  await app.inbox.one('e')
  expect((await app.inbox.requests()).map((request) => request.path).filter((path) => path !== '/e/')).toEqual([])
})

test('a development host marks its visitors as internal, where the defaults say so', async ({ app }) => {
  await app.open('/', { config: { defaults: '2026-05-30' } })
  const set = await app.inbox.one('$set')
  expect(set.properties.$set).toEqual({ $internal_or_test_user: true })
})

test.describe('bots', () => {
  test('a headless browser is a bot and sends nothing', async ({ app }) => {
    const page = await app.open('/', { config: { opt_out_useragent_filter: undefined } })
    await page.evaluate(() => posthog.capture('e'))
    await app.expectOnly(page, [])
  })

  test('bots can be counted under a name of their own', async ({ app }) => {
    await app.open('/', { config: { opt_out_useragent_filter: undefined, __preview_capture_bot_pageviews: true } })
    const view = await app.inbox.one('$bot_pageview')
    expect(view.properties.$browser_type).toBe('bot')
  })
})

test.describe('masking and URLs', () => {
  test('mask_personal_data_properties hides click ids wherever the address goes', async ({ app }) => {
    const page = await app.open('/?gclid=secret&utm_source=news&mail=me#top', {
      config: { mask_personal_data_properties: true, custom_personal_data_properties: ['mail'] },
    })
    const { properties } = await app.inbox.one('$pageview')
    expect(properties.$current_url).toBe(app.url('/?gclid=<masked>&utm_source=news&mail=<masked>#top'))
    expect(properties).toMatchObject({ gclid: '<masked>', utm_source: 'news' })
    expect(JSON.stringify(await app.stored(page))).not.toContain('secret')
    expect(JSON.stringify(properties)).not.toContain('secret')
  })

  test('disable_capture_url_hashes cuts the address at the hash', async ({ app }) => {
    await app.open('/?a=1#secret', { config: { disable_capture_url_hashes: true } })
    const { properties } = await app.inbox.one('$pageview')
    expect(properties.$current_url).toBe(app.url('/?a=1'))
    expect(JSON.stringify(properties)).not.toContain('secret')
  })

  test('the referrer is told, and stays that of the first page of the visit', async ({ app }) => {
    const page = await app.open('/one', { config: null, unready: true })
    await page.setContent(`<a href="${app.url('/two', 'www.burr.test')}">go</a>`)
    await app.open('/none', { config: {}, page: await app.tab() })
    await app.inbox.one('$pageview')
    await page.click('a')
    const [, view] = await app.inbox.wait('$pageview', 2)
    expect(view?.properties).toMatchObject({ $referrer: app.url('/'), $referring_domain: new URL(app.url('/')).host })
  })
})
