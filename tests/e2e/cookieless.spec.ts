// Capturing without a trace in the browser.
import { expect, test } from './support/fixtures.ts'

const SENTINEL = '$posthog_cookieless'
const nothing = { local: {}, session: {}, cookies: {} }

test('always: events go out under the sentinel id and nothing is ever stored @both', async ({ app }) => {
  const page = await app.open('/?utm_source=news', { config: { cookieless_mode: 'always' } })
  await page.evaluate(() => posthog.capture('e'))
  const view = await app.inbox.one('$pageview')
  const event = await app.inbox.one('e')
  for (const { properties } of [view, event]) {
    expect(properties).toMatchObject({
      distinct_id: SENTINEL,
      $device_id: null,
      $cookieless_mode: true,
      $is_identified: false,
      utm_source: 'news',
    })
    for (const gone of ['$session_id', '$window_id', '$session_entry_url']) expect(properties).not.toHaveProperty(gone)
  }
  expect(await app.stored(page)).toEqual(nothing)
  expect(await page.evaluate(() => [posthog.get_session_id(), posthog.sessionManager === undefined])).toEqual(['', true])
  await page.evaluate(() => {
    posthog.register({ s: 1 })
    posthog.opt_out_capturing()
    posthog.capture('consent calls are ignored')
    posthog.reset()
  })
  expect((await app.inbox.one('consent calls are ignored')).properties.s).toBe(1)
  expect(await app.stored(page)).toEqual(nothing)
  expect(await page.evaluate(() => posthog.get_distinct_id())).toBe(SENTINEL)
})

test('always: what an earlier visit stored is removed', async ({ app }) => {
  const page = await app.open('/one')
  await app.inbox.one('$pageview')
  await app.open('/two', { page, config: { cookieless_mode: 'always' } })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({ $cookieless_mode: true, distinct_id: SENTINEL })
  const held = await app.stored(page)
  expect(held.local).not.toHaveProperty(app.entry)
  expect(held.cookies).not.toHaveProperty(app.entry)
})

test('on_reject: nothing while undecided, cookieless after no, a person after yes', async ({ app }) => {
  const page = await app.open('/', { config: { cookieless_mode: 'on_reject' } })
  await page.evaluate(() => posthog.capture('undecided'))
  expect(await page.evaluate(() => posthog.is_capturing())).toBe(false)
  expect(await app.stored(page)).toEqual(nothing)

  await page.evaluate(() => {
    posthog.opt_out_capturing()
    posthog.capture('rejected')
  })
  const view = await app.inbox.one('$pageview')
  const rejected = await app.inbox.one('rejected')
  for (const { properties } of [view, rejected]) {
    expect(properties).toMatchObject({ distinct_id: SENTINEL, $device_id: null, $cookieless_mode: true })
    expect(properties).not.toHaveProperty('$session_id')
  }
  expect(await app.stored(page)).toEqual({ ...nothing, local: { [`__ph_opt_in_out_${app.token}`]: '0' } })

  await page.evaluate(() => {
    posthog.opt_in_capturing()
    posthog.capture('accepted')
  })
  const accepted = await app.inbox.one('accepted')
  expect(accepted.properties.distinct_id).not.toBe(SENTINEL)
  expect(accepted.properties.$session_id).toBeTruthy()
  expect(accepted.properties).not.toHaveProperty('$cookieless_mode')
  expect(await app.blob(page)).toMatchObject({ distinct_id: accepted.properties.distinct_id, $user_state: 'anonymous' })

  await page.evaluate(() => {
    posthog.opt_out_capturing()
    posthog.capture('rejected again')
  })
  expect((await app.inbox.one('rejected again')).properties).toMatchObject({ distinct_id: SENTINEL, $cookieless_mode: true })
  expect(await app.blob(page)).toBeNull()
  expect(await app.cookie(page)).toBeNull()
})

test('on_reject: a rejected visitor comes back cookieless', async ({ app }) => {
  const config = { cookieless_mode: 'on_reject' }
  const page = await app.open('/one', { config })
  await page.evaluate(() => posthog.opt_out_capturing())
  await app.inbox.one('$pageview')
  await app.open('/two', { page, config })
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({ distinct_id: SENTINEL, $cookieless_mode: true, $pathname: '/two' })
})

test('on_reject with opt_out_capturing_by_default captures cookieless from the start', async ({ app }) => {
  const page = await app.open('/', { config: { cookieless_mode: 'on_reject', opt_out_capturing_by_default: true } })
  expect((await app.inbox.one('$pageview')).properties).toMatchObject({ distinct_id: SENTINEL, $cookieless_mode: true })
  expect(await app.stored(page)).toEqual(nothing)
})
