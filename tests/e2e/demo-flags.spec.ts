// The demo's feature flags: what Burr makes of them, who sees what on the live page, and what is changed there changes Burr.
import { addItem, onboard, openPlayground, signUp, somebody } from '../../www-demo/app/walk.mjs'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Collector } from './support/collector.ts'
import { buildDemoApp } from './support/demo-app.ts'
import { arrayJs, root, scratch, sdkUnderTest } from './support/env.ts'
import { eventually } from './support/eventually.ts'
import { expect, test, type Browser, type Page } from '@playwright/test'

const TOKEN = 'phc_demo'
const DASHBOARD = 'new-dashboard-v2'
const AI = 'ai-features-beta'
const PRICING = 'pricing-page-experiment'
const DEMO_FLAGS = join(root, 'www-demo/flags.toml')

// Several people sign up in one test, each on a page of their own.
test.describe.configure({ mode: 'serial', timeout: 90_000 })

let collector: Collector
/** A copy: the live page writes into it. */
const file = join(scratch, `flags-${sdkUnderTest}-${process.pid}.toml`)

test.beforeAll(async () => {
  test.setTimeout(120_000)
  mkdirSync(scratch, { recursive: true })
  copyFileSync(DEMO_FLAGS, file)
  collector = await Collector.start(['--app', buildDemoApp(), '--sdk', dirname(arrayJs(sdkUnderTest)), '--flags', file])
})

test.beforeEach(async () => {
  copyFileSync(DEMO_FLAGS, file)
  await fetch(`${collector.url}/_/clear?token=${TOKEN}`, { method: 'POST' })
})

// A page left open asks for its flags again, and would tell the next test's inbox what it sees by then.
test.afterEach(async ({ browser }) => {
  for (const context of browser.contexts()) {
    await context.setOffline(true)
    await context.close()
  }
})

test.afterAll(() => collector?.stop())

const inbox = () => collector.of(TOKEN)

type Person = ReturnType<typeof somebody>

/** Somebody on a device of their own, with a company and a board. */
async function visitor(browser: Browser, person: Person = somebody()): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${collector.url}/?bots=1`)
  await page.getByRole('button', { name: 'Allow' }).click()
  await signUp(page, person)
  await onboard(page, person)
  return page
}

const insider = (): Person => ({ ...somebody(), name: 'Ines Sider', email: `ines.${Date.now()}@example.com` })

const go = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name }).click()

async function livePage(browser: Browser): Promise<Page> {
  const live = await (await browser.newContext()).newPage()
  await live.goto(`${collector.url}/live/?token=${TOKEN}`)
  await expect(live.locator('#link')).toHaveText('Live')
  return live
}

const flagOf = (live: Page, key: string) => live.locator(`[data-flag="${key}"]`)

/** What the playground says of a flag; it stands in a closed shadow root. */
const reading = (page: Page, key: string): Promise<string> =>
  page.evaluate((key) => {
    const host = document.querySelector('[data-instrument=flags]') as (HTMLElement & { reading?: HTMLElement }) | null
    return host?.reading?.querySelector(`[data-flag="${key}"] .value`)?.textContent ?? ''
  }, key)

/** What was told of a flag's being looked at. */
const calls = async (key: string) =>
  (await inbox().events('$feature_flag_called')).filter((event) => event.properties.$feature_flag === key).map((event) => event.properties)

test('flags: insiders get the new boards page, and the live page says so @script', async ({ browser }) => {
  // Nobody but insiders.
  writeFileSync(file, readFileSync(file, 'utf8').replace('{ rollout_percentage = 50 },', '{ rollout_percentage = 0 },'))
  const person = insider()
  const page = await visitor(browser, person)
  await addItem(page, { kind: 'Quote', title: 'Dieter Rams', note: 'Less, but better.' })
  await go(page, 'Boards')
  await expect(page.getByRole('region', { name: 'What stuck lately' })).toContainText('Dieter Rams')
  const stranger = somebody()
  const other = await visitor(browser, stranger)
  await go(other, 'Boards')
  await expect(other.getByRole('link', { name: 'Open Field notes' })).toBeVisible()
  // The flags have come: it was looked at.
  await eventually(async () => (await calls(DASHBOARD)).map((call) => call.$feature_flag_response)).toContain(false)
  await expect(other.getByRole('heading', { name: 'What stuck lately' })).toHaveCount(0)

  await eventually(async () => (await calls(DASHBOARD)).find((call) => call.$feature_flag_response === true)).toMatchObject({
    $feature_flag_id: 1,
    $feature_flag_version: 1,
    $feature_flag_reason: 'Matched condition set 1',
    $feature_flag_has_experiment: false,
  })
  const live = await livePage(browser)
  const flag = flagOf(live, DASHBOARD)
  await expect(flag).toContainText('people whose email contains “@example.com”')
  await flag.locator('summary').click()
  const told = ({ name = '' }: Person) => flag.locator('.told-list li', { has: live.getByRole('button', { name, exact: true }) })
  await expect(told(person)).toHaveText(/^Ines Sider\s*true\s*Matched condition set 1/)
  await expect(told(stranger)).toHaveText(/false\s*Out of rollout bound/)
})

test('flags: a company that pays gets suggestions, as many a day as the payload says @script', async ({ browser }) => {
  const page = await visitor(browser)
  await expect(page.getByRole('button', { name: 'Add item' })).toBeVisible()
  await eventually(async () => (await calls(AI)).map((call) => call.$feature_flag_response)).toContain(false)
  await expect(page.getByRole('button', { name: 'Suggest a title' })).toHaveCount(0)
  await go(page, 'Plans')
  await page.getByRole('button', { name: 'Start Team' }).click()
  await page.goBack()
  // The group's new plan was enough; nothing was reloaded by hand.
  const suggest = page.getByRole('button', { name: 'Suggest a title' })
  await expect(suggest).toContainText('20 left today')
  await page.getByRole('textbox', { name: 'Note' }).fill('Hooks on every bract, and a dog to carry them.')
  await suggest.click()
  await expect(page.getByLabel('Title')).toHaveValue('Hooks on every bract, and a')
  await expect(suggest).toContainText('19 left today')
  await eventually(async () => (await calls(AI)).map((call) => call.$feature_flag_response)).toEqual([false, true])
  const live = await livePage(browser)
  await expect(flagOf(live, AI)).toContainText('every company whose plan is “team” or “business”')
  await expect(flagOf(live, AI).locator('summary')).toContainText('true 1')
})

test('flags: what is changed on the live page changes the app when it asks again @script', async ({ browser }) => {
  const page = await visitor(browser, insider())
  await openPlayground(page)
  await eventually(() => reading(page, DASHBOARD)).toBe('on')
  const looked = (await calls(DASHBOARD)).length
  const live = await livePage(browser)
  const reload = () => page.getByRole('button', { name: 'Reload flags' }).click()

  await flagOf(live, DASHBOARD).getByRole('switch').click()
  await expect(flagOf(live, DASHBOARD).getByRole('switch')).not.toBeChecked()
  await eventually(() => readFileSync(file, 'utf8')).toMatch(/key = "new-dashboard-v2"\nid = 1\nversion = 2[^[]*enabled = false/)
  expect(await reading(page, DASHBOARD)).toBe('on')
  await reload()
  await eventually(() => reading(page, DASHBOARD)).toBe('off')

  await flagOf(live, DASHBOARD).getByRole('switch').click()
  await expect(flagOf(live, DASHBOARD).getByRole('switch')).toBeChecked()
  await flagOf(live, DASHBOARD).getByRole('slider', { name: 'email contains' }).fill('0')
  await flagOf(live, DASHBOARD).getByRole('slider', { name: 'everybody' }).fill('100')
  await eventually(() => readFileSync(file, 'utf8')).toMatch(/rollout_percentage = 0 },\n {4}{ rollout_percentage = 100 },/)
  await reload()
  await eventually(() => reading(page, DASHBOARD)).toBe('on')
  await expect(flagOf(live, DASHBOARD).locator('summary')).toContainText('true 1')

  // A page load asks too. And to look at the playground was never told.
  await flagOf(live, DASHBOARD).getByRole('slider', { name: 'everybody' }).fill('0')
  await eventually(() => readFileSync(file, 'utf8')).toMatch(/rollout_percentage = 0 },\n {4}{ rollout_percentage = 0 },/)
  await page.reload()
  await eventually(() => reading(page, DASHBOARD)).toBe('off')
  expect(await calls(DASHBOARD)).toHaveLength(looked)
})

test('flags: the experiment shows a variant, counts who saw it and who chose a plan @script', async ({ browser }) => {
  const live = await livePage(browser)
  const split = flagOf(live, PRICING).getByRole('slider', { name: 'Share of control' })
  const row = (variant: string) => flagOf(live, PRICING).locator(`[data-variant="${variant}"] td`)

  await split.fill('0')
  await expect(split).toHaveValue('0')
  await eventually(() => readFileSync(file, 'utf8')).toMatch(/key = "test", rollout_percentage = 100/)
  const chooses = await visitor(browser)
  await go(chooses, 'Plans')
  await expect(chooses.getByRole('heading', { name: 'A plan that sticks' })).toBeVisible()
  await expect(chooses.locator('.plan', { hasText: 'Most teams take this one' })).toContainText('€72 a seat, a year')
  await expect(row('test')).toHaveText(['1', '0', '0 %', '1'])
  await chooses.getByRole('button', { name: 'Start Team' }).click()
  const chosen = await inbox().one('plan_chosen')
  expect(chosen.properties).toMatchObject({ plan: 'team', from_plan: 'free', [`$feature/${PRICING}`]: 'test' })
  await expect(row('test')).toHaveText(['1', '1', '100 %', '1'])

  await split.fill('100')
  await eventually(() => readFileSync(file, 'utf8')).toMatch(/key = "test", rollout_percentage = 0/)
  const looks = await visitor(browser)
  await go(looks, 'Plans')
  await expect(looks.getByRole('heading', { name: 'Plans' })).toBeVisible()
  await expect(looks.locator('.plan', { hasText: 'Team' })).toContainText('€6 a seat, a month')
  await expect(row('control')).toHaveText(['1', '0', '0 %', '1'])
  // An experiment's calls are whole, whatever the server allows to be left out of others.
  const [, control] = await calls(PRICING)
  expect(control).toMatchObject({
    $feature_flag_response: 'control',
    $feature_flag_has_experiment: true,
    $feature_flag_payload: expect.stringContaining('headline'),
    $browser: expect.any(String),
  })

  // Whoever saw both counts for neither.
  await chooses.reload()
  await expect(chooses.getByRole('heading', { name: 'Plans' })).toBeVisible()
  await expect(flagOf(live, PRICING)).toContainText('1 visitor saw several variants and counts for none.')
  await expect(row('test')).toHaveText(['0', '0', '–', '1'])
})

for (const [what, fault] of [
  ['never come', { path: '/flags/', hang: true, times: 100 }],
  ['are refused', { path: '/flags/', status: 500, times: 100 }],
] as const) {
  test(`flags: when they ${what}, the app works and shows the control @script`, async ({ browser }) => {
    await inbox().fail(fault)
    const page = await visitor(browser)
    await expect(page.getByRole('button', { name: 'Suggest a title' })).toHaveCount(0)
    await go(page, 'Boards')
    await expect(page.getByRole('heading', { name: 'Boards' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'What stuck lately' })).toHaveCount(0)
    await go(page, 'Plans')
    await expect(page.getByRole('heading', { name: 'Plans' })).toBeVisible()
    await page.getByRole('button', { name: 'Start Team' }).click()
    await expect(page.getByText('Your plan', { exact: true })).toBeVisible()
    expect((await inbox().one('plan_chosen')).properties.plan).toBe('team')
    expect((await calls(PRICING)).filter((call) => call.$feature_flag_response)).toEqual([])
  })
}

test('flags: a mistake in the file is told on the live page until it is mended @script', async ({ browser }) => {
  const live = await livePage(browser)
  await expect(flagOf(live, PRICING)).toBeVisible()
  writeFileSync(file, readFileSync(file, 'utf8').replace('rollout_percentage = 50, payload', 'rollout_percentage = 70, payload'))
  await expect(live.getByRole('alert')).toContainText('add up to 120, not to 100')
  await expect(flagOf(live, PRICING)).toContainText('control 50 % · test 50 %')
  // A change would write over what somebody is editing.
  await flagOf(live, PRICING).getByRole('switch').click()
  await expect(live.getByRole('alert').last()).toContainText('the file has a mistake, which comes first')
  await expect(flagOf(live, PRICING).getByRole('switch')).toBeChecked()
  copyFileSync(DEMO_FLAGS, file)
  await expect(live.getByText('The file has a mistake.')).toHaveCount(0)
})
