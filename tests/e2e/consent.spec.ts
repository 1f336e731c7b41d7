// Opted in, opted out, undecided: what is sent, and what is stored.
import { expect, test } from './support/fixtures.ts'
import { doNotTrack, globalPrivacyControl } from './support/hostile.ts'

const consentKey = (token: string): string => `__ph_opt_in_out_${token}`

test('opted out: nothing is sent, now or after a reload, and the identity stays stored @both', async ({ app }) => {
  const page = await app.open('/one')
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.opt_out_capturing()
    posthog.capture('dropped')
    posthog.identify('user-1')
    posthog.group('company', 'acme')
  })
  expect((await app.stored(page)).local[consentKey(app.token)]).toBe('0')
  await app.open('/two', { page })
  await page.evaluate(() => posthog.capture('dropped too'))
  const answers = await page.evaluate(() => [
    posthog.has_opted_out_capturing(),
    posthog.has_opted_in_capturing(),
    posthog.is_capturing(),
    posthog.get_explicit_consent_status(),
  ])
  expect(answers).toEqual([true, false, false, 'denied'])
  expect(await app.blob(page)).toMatchObject({
    distinct_id: 'user-1',
    $device_id: view.properties.$device_id,
    $groups: { company: 'acme' },
  })
  await app.expectOnly(page, ['$pageview'])
})

test('the development opt-out: a page that opts out in loaded sends nothing at all @both', async ({ app }) => {
  const page = await app.open('/', {
    config: {
      loaded: (ph: { opt_out_capturing: () => void }) => {
        const dev = location.hostname === '127.0.0.1'
        if (dev) ph.opt_out_capturing()
      },
    },
    after: () => {
      posthog.capture('queued by the page')
      posthog.identify('user-1')
    },
  })
  await page.evaluate(() => posthog.capture('later'))
  expect((await app.stored(page)).local[consentKey(app.token)]).toBe('0')
  await app.expectOnly(page, [])
  expect(await app.inbox.eventRequests()).toHaveLength(1)
})

test('what was captured before opting out is still sent', async ({ app }) => {
  const page = await app.open()
  await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.capture('before')
    posthog.opt_out_capturing()
    posthog.capture('after')
  })
  await app.inbox.one('before')
  await app.expectOnly(page, ['$pageview', 'before'])
})

test('opting in again tells so, once or under another name, and goes on capturing', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.opt_out_capturing()
    posthog.register({ while_out: 1 })
    posthog.opt_in_capturing()
    posthog.capture('in')
  })
  const optIn = await app.inbox.one('$opt_in')
  expect(optIn.properties).toMatchObject({ distinct_id: view.properties.distinct_id, while_out: 1 })
  expect((await app.stored(page)).local[consentKey(app.token)]).toBe('1')
  await page.evaluate(() => {
    posthog.opt_in_capturing()
    posthog.opt_out_capturing()
    posthog.opt_in_capturing({ captureEventName: 'agreed', captureProperties: { where: 'footer' } })
    posthog.opt_out_capturing()
    posthog.opt_in_capturing({ captureEventName: null })
  })
  expect((await app.inbox.one('agreed')).properties.where).toBe('footer')
  await app.expectOnly(page, ['$pageview', '$opt_in', 'in', 'agreed', '$pageleave'])
})

test('clear_opt_in_out_capturing takes the decision back', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.opt_out_capturing()
    posthog.clear_opt_in_out_capturing()
    posthog.capture('undecided')
  })
  await app.inbox.one('undecided')
  expect((await app.stored(page)).local).not.toHaveProperty(consentKey(app.token))
  expect(await page.evaluate(() => posthog.get_explicit_consent_status())).toBe('pending')
})

test('opt_out_capturing_by_default waits for consent; the first pageview comes with it', async ({ app }) => {
  const page = await app.open('/', { config: { opt_out_capturing_by_default: true } })
  await page.evaluate(() => posthog.capture('undecided'))
  expect(await page.evaluate(() => [posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status()])).toEqual([true, 'pending'])
  const undecided = await app.blob(page)
  expect(undecided?.$user_state).toBe('anonymous')
  await page.evaluate(() => posthog.opt_in_capturing())
  const view = await app.inbox.one('$pageview')
  expect(view.properties.distinct_id).toBe(undecided?.distinct_id)
  await app.expectOnly(page, ['$opt_in', '$pageview', '$pageleave'])
})

test('opt_out_persistence_by_default keeps the browser clean until consent, and cleans it again', async ({ app }) => {
  const page = await app.open('/', { config: { opt_out_capturing_by_default: true, opt_out_persistence_by_default: true } })
  await page.evaluate(() => posthog.register({ while_out: 1 }))
  expect(await app.stored(page)).toEqual({ local: {}, session: {}, cookies: {} })
  await page.evaluate(() => posthog.opt_in_capturing())
  await app.inbox.one('$opt_in')
  expect(await app.blob(page)).toMatchObject({ $user_state: 'anonymous', while_out: 1 })
  expect(await app.cookie(page)).toMatchObject({ $user_state: 'anonymous' })
  await page.evaluate(() => posthog.opt_out_capturing())
  const after = await app.stored(page)
  expect(Object.keys(after.local)).toEqual([consentKey(app.token)])
  expect(after.cookies).toEqual({})
})

test('consent can be kept in a cookie, under a name of its own', async ({ app }) => {
  const page = await app.open('/', { config: { opt_out_capturing_persistence_type: 'cookie', consent_persistence_name: 'my_choice' } })
  await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.opt_out_capturing())
  const held = await app.stored(page)
  expect(held.cookies.my_choice).toBe('0')
  expect(Object.keys(held.local)).toEqual([app.entry])
  await app.open('/', { page, config: { opt_out_capturing_persistence_type: 'localStorage', consent_persistence_name: 'my_choice' } })
  expect(await page.evaluate(() => posthog.has_opted_out_capturing())).toBe(true)
  const moved = await app.stored(page)
  expect(moved.local.my_choice).toBe('0')
  expect(moved.cookies).not.toHaveProperty('my_choice')
  await app.expectOnly(page, ['$pageview'])
})

test('opt_out_capturing_cookie_prefix goes before the token', async ({ app }) => {
  const page = await app.open('/', { config: { opt_out_capturing_cookie_prefix: 'choice_' } })
  await page.evaluate(() => posthog.opt_out_capturing())
  expect((await app.stored(page)).local[`choice_${app.token}`]).toBe('0')
})

for (const [name, signal] of Object.entries({ doNotTrack, globalPrivacyControl })) {
  test(`respect_dnt obeys ${name}, even after opting in`, async ({ app }) => {
    const page = await app.open('/', { config: { respect_dnt: true }, prepare: (tab) => tab.addInitScript(signal) })
    await page.evaluate(() => {
      posthog.capture('dropped')
      posthog.opt_in_capturing()
      posthog.capture('dropped too')
    })
    expect(await page.evaluate(() => [posthog.get_explicit_consent_status(), posthog.is_capturing()])).toEqual(['denied', false])
    await app.expectOnly(page, [])
  })
}

test('without respect_dnt the signal is not looked at', async ({ app }) => {
  await app.open('/', { prepare: (tab) => tab.addInitScript(doNotTrack) })
  await app.inbox.one('$pageview')
})

test('reset takes consent with it', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.opt_in_capturing()
    posthog.reset()
  })
  expect(await page.evaluate(() => posthog.get_explicit_consent_status())).toBe('pending')
  expect((await app.stored(page)).local).not.toHaveProperty(consentKey(app.token))
})
