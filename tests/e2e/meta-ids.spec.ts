// Meta's ids of click and browser, which conversions that a server reports need.
import { eventually, expect, test } from './support/fixtures.ts'

const BROWSER = 'fb.1.1700000000001.123456789'

test('a click id and the pixel’s browser id travel until a server took them @both', async ({ app }) => {
  const page = await app.open('/?fbclid=IwAR1_x', {
    config: { person_profiles: 'always' },
    before: () => {
      document.cookie = '_fbp=fb.1.1700000000001.123456789'
    },
  })
  const view = await app.inbox.one('$pageview')
  expect(view.$set).toEqual({ $fbp: BROWSER, $fbc: expect.stringMatching(/^fb\.1\.\d{13}\.IwAR1_x$/) })
  const stored = () => page.evaluate((token) => JSON.parse(localStorage.getItem(`ph_${token}_posthog`) as string), app.token)
  await eventually(async () => (await stored()).$fbc_persistence?.delivered).toBe(true)
  expect((await stored()).$fbc_persistence).toEqual({ value: view.$set?.$fbc, delivered: true })
  expect((await stored()).$fbp_persistence).toEqual({ value: BROWSER, delivered: true })
  await page.evaluate(() => posthog.capture('later'))
  expect(await app.inbox.one('later')).not.toHaveProperty('$set')
})

test('an id of the page’s own is kept in place of the click @both', async ({ app }) => {
  const page = await app.open('/?fbclid=x', { config: { person_profiles: 'always', capture_pageview: false } })
  await page.evaluate(() => {
    posthog.capture('own', {}, { $set: { $fbc: 'fb.2.3.own' } })
    posthog.capture('gone', {}, { $unset: ['$fbc'] })
    posthog.capture('after', {}, {})
  })
  expect((await app.inbox.one('own')).$set).toEqual({ $fbc: 'fb.2.3.own' })
  expect(await app.inbox.one('gone')).not.toHaveProperty('$set')
  expect(await app.inbox.one('after')).not.toHaveProperty('$set')
})
