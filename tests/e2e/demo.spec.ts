// The demo as a whole: Burr clicked through by a person, its events in the collector, the live page telling them as they come.
import { signUp, somebody, walk } from '../../www-demo/app/walk.mjs'
import { dirname } from 'node:path'
import { Collector } from './support/collector.ts'
import { buildDemoApp } from './support/demo-app.ts'
import { arrayJs, sdkUnderTest } from './support/env.ts'
import { expect, test } from '@playwright/test'

const TOKEN = 'phc_demo'
const FUNNEL = ['item_created', 'item_shared', 'export_completed']

test.describe.configure({ mode: 'serial' })

let collector: Collector

test.beforeAll(async () => {
  test.setTimeout(120_000)
  collector = await Collector.start(['--app', buildDemoApp(), '--sdk', dirname(arrayJs(sdkUnderTest))])
})

test.afterAll(() => collector?.stop())

test('a session clicked through shows up on the live page, event by event @script', async ({ context, page }) => {
  test.setTimeout(120_000)
  const live = await context.newPage()
  await live.goto(`${collector.url}/live/?token=${TOKEN}`)
  await page.bringToFront()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const person = await walk(page, collector.url)
  expect(errors).toEqual([])

  const inbox = collector.of(TOKEN)
  const names = await inbox.names()
  for (const name of [
    'user_signed_up',
    'user_onboarding_completed',
    'feature_used',
    'subscription_started',
    'subscription_upgraded',
    'subscription_canceled',
    'user_logged_in',
    ...FUNNEL,
  ]) {
    expect(names, name).toContain(name)
  }
  expect(names.filter((name) => name === 'item_created')).toHaveLength(2)

  const [created] = await inbox.events('item_created')
  expect(created?.properties).toMatchObject({
    $is_identified: true,
    $groups: { company: expect.any(String) },
    app_version: expect.any(String),
  })
  const own = (await inbox.persons()).find((known) => JSON.stringify(known).includes(person.email))
  expect(own).toBeDefined()
  expect(JSON.stringify(await inbox.groups())).toContain(person.company)
  expect(await inbox.funnel(...FUNNEL)).toMatchObject(FUNNEL.map((event) => ({ event, persons: 1 })))

  // The live page was open all the while and was never loaded again.
  await live.bringToFront()
  await expect(live.locator('#count-events')).toHaveText(String((await inbox.events()).length))
  await expect(live.locator('#events')).toContainText('subscription_canceled')
  for (const event of FUNNEL) await expect(live.locator('#funnel')).toContainText(event)
  await expect(live.locator('#people')).toContainText(person.name ?? '')
})

test('development mode opts out: the app works and sends nothing @script', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) => /^\/(e|i\/v0\/e)\/$/.test(new URL(request.url()).pathname) && sent.push(request.url()))
  await page.addInitScript(() => localStorage.setItem('burr.dev', 'on'))
  await page.goto(`${collector.url}/?bots=1`)
  await signUp(page, somebody())
  expect(await page.evaluate((key) => localStorage.getItem(key), `__ph_opt_in_out_${TOKEN}`)).toBe('0')
  // Leaving would send whatever was queued.
  await page.goto(`${collector.url}/live/`)
  expect(sent).toEqual([])
})
