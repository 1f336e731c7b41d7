// The demo as a whole: Burr clicked through by a person, its events in the collector, the live page telling them as they come.
import { copyWords, leaveForWikipedia, openPlayground, signUp, somebody, THROWN, walk } from '../../www-demo/app/walk.mjs'
import { parseChain } from '../../www-demo/live/chain.js'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Collector, type WireEvent } from './support/collector.ts'
import { buildDemoApp } from './support/demo-app.ts'
import { arrayJs, root, sdkUnderTest } from './support/env.ts'
import { eventually } from './support/eventually.ts'
import { expect, test, type Page } from '@playwright/test'

const TOKEN = 'phc_demo'
const FUNNEL = ['item_created', 'item_shared', 'export_completed']

test.describe.configure({ mode: 'serial' })

let collector: Collector

test.beforeAll(async () => {
  test.setTimeout(120_000)
  collector = await Collector.start(['--app', buildDemoApp(), '--sdk', dirname(arrayJs(sdkUnderTest))])
})

test.afterAll(() => collector?.stop())

const inbox = () => collector.of(TOKEN)

/** Those of the texts that are anywhere in what the collector was sent. */
async function leaked(texts: string[]): Promise<string[]> {
  const everything = JSON.stringify([await inbox().events(), await inbox().requests()])
  return texts.filter((text) => everything.includes(text))
}

test('a session clicked through shows up on the live page, event by event @script', async ({ context, page }) => {
  test.setTimeout(120_000)
  const live = await context.newPage()
  await live.goto(`${collector.url}/live/?token=${TOKEN}`)
  await page.bringToFront()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const person = await walk(page, collector.url)
  expect(errors).toEqual([THROWN])

  const names = await inbox().names()
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

  const [created] = await inbox().events('item_created')
  expect(created?.properties).toMatchObject({
    $is_identified: true,
    $groups: { company: expect.any(String) },
    app_version: expect.any(String),
  })
  const own = (await inbox().persons()).find((known) => JSON.stringify(known).includes(person.email))
  expect(own).toBeDefined()
  expect(JSON.stringify(await inbox().groups())).toContain(person.company)
  expect(await inbox().funnel(...FUNNEL)).toMatchObject(FUNNEL.map((event) => ({ event, persons: 1 })))

  // Autocapture ran all the while, and nobody's words or password went along.
  expect(names).toContain('$autocapture')
  expect(names.filter((name) => name === '$rageclick')).toHaveLength(1)
  expect(await leaked([person.password, 'How burdock stuck to a dog', 'And became a zip', 'Field notes'])).toEqual([])

  // The live page was open all the while and was never loaded again.
  await live.bringToFront()
  // Counted anew each time: what the SDK tells by a clock may still come.
  const shown = async () => Number(await live.locator('#count-events').textContent())
  await eventually(async () => (await shown()) - (await inbox().events()).length, 'events missing on the live page').toBe(0)
  await expect(live.locator('#events')).toContainText('subscription_canceled')
  for (const event of FUNNEL) await expect(live.locator('#funnel')).toContainText(event)
  await expect(live.locator('#people')).toContainText(person.name ?? '')
  // And what the SDK counted is what came, as soon as nothing is on its way.
  if (sdkUnderTest === 'prickle') await expect(live.locator('#delivery .verdict')).toHaveText('They agree.', { timeout: 20_000 })
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

// What the SDK sees by itself, on the page made for it.

/** Begins a visit, and waits until the server's answer has let autocapture begin. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${collector.url}${path}?bots=1`)
  await page.waitForFunction(() => Object.values(localStorage).some((text) => /"\$autocapture_disabled_server_side":false/.test(text)))
}

async function playground(page: Page): Promise<void> {
  await visit(page, '/playground')
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** Reads in an instrument, which is closed to locators. */
const reading = (page: Page, instrument: string, part: string): Promise<string> =>
  page.evaluate(
    ([name, selector]) => {
      const host = document.querySelector(`[data-instrument="${name}"]`) as (HTMLElement & { reading?: HTMLElement }) | null
      return host?.reading?.querySelector(selector!)?.textContent ?? ''
    },
    [instrument, part],
  )

/** What arrived of this visit. */
async function arrived(page: Page, name?: string): Promise<WireEvent[]> {
  const visitor = await reading(page, 'sdk', '[data-sdk=distinct-id]')
  return (await inbox().events(name)).filter((event) => event.properties.distinct_id === visitor)
}

/** Waits until so many events of the name have arrived of this visit. Not more than that: a surplus fails. */
async function told(page: Page, name: string, count: number): Promise<WireEvent[]> {
  await eventually(async () => (await arrived(page, name)).length, `events named ${name}`).toBeGreaterThanOrEqual(count)
  const found = await arrived(page, name)
  expect(found, `events named ${name}`).toHaveLength(count)
  return found
}

const path = (event: WireEvent | undefined) => parseChain(event?.properties.$elements_chain)

test('playground: what is used is told with everything around it @script', async ({ page }) => {
  await playground(page)
  await page.getByRole('button', { name: 'Keep' }).first().click()
  await page.locator('.icon svg').first().click()
  await page.getByRole('button', { name: '4 stars' }).click()
  await leaveForWikipedia(page)
  await page.getByLabel('Kind').selectOption('quotes')
  await page.getByLabel('Kind').blur()
  const [allow, keep, like, star, link, kind] = await told(page, '$autocapture', 6)

  expect(allow?.properties.$el_text).toBe('Allow')
  expect(keep?.properties).toMatchObject({ $event_type: 'click', $el_text: 'Keep', plant: 'burdock', shelf: 'hedgerow' })
  expect(path(keep).map(({ tag, classes, id }) => [tag, ...classes].join('.') + (id ? `#${id}` : ''))).toEqual([
    'button.button.quiet.small',
    'div.row.actions',
    'li.card.item.note',
    'ul.shelf',
    'section.card.section',
    'div.pieces',
    'div.playground',
    'main#main',
    'div.shell',
    'div#root',
    'body',
  ])
  // A picture in a button is the button's.
  expect(path(like)[0]).toMatchObject({ tag: 'button', classes: ['button', 'quiet', 'small', 'icon'] })
  expect(path(like)[0]?.attributes).toContainEqual(['aria-label', 'Like Burdock'])
  expect(path(star).slice(0, 2).map(({ tag, nthOfType }) => [tag, nthOfType])).toEqual([
    ['button', 4],
    ['burr-stars', 1],
  ])
  expect(link?.properties.$external_click_url).toBe('https://en.wikipedia.org/wiki/Burdock')
  expect(kind?.properties.$event_type).toBe('change')
  expect(kind?.properties.$external_click_url).toBeUndefined()
  expect(path(kind)[0]?.attributes.map(([name]) => name).sort()).toEqual(['id', 'name'])
})

test('playground: the panel shows the latest event, its element and what went along @script', async ({ page }) => {
  await visit(page, '/')
  // Only of the playground is told what was copied.
  await page.getByRole('heading', { name: 'Keep what sticks.' }).click({ clickCount: 3 })
  await page.keyboard.press('ControlOrMeta+c')
  await openPlayground(page)
  await eventually(() => reading(page, 'saw', '[data-saw=event]')).toContain('$pageview')
  await page.getByRole('button', { name: 'Keep' }).last().click()
  await eventually(() => reading(page, 'saw', '[data-saw=event]')).toContain('$autocapture')
  expect(await reading(page, 'saw', '[data-saw=path] li:first-child')).toBe('body')
  expect(await reading(page, 'saw', '[data-saw=path] li:last-child')).toBe('button.button.quiet.smallKeep')
  // What makes the event, and nothing of what every event has.
  const names = await page.evaluate(() => {
    const host = document.querySelector('[data-instrument=saw]') as HTMLElement & { reading: HTMLElement }
    return [...host.reading.querySelectorAll('.told dt')].map((name) => name.textContent)
  })
  expect(names.sort()).toEqual(['$el_text', '$event_type', 'plant', 'shelf'])
  await copyWords(page)
  await eventually(() => reading(page, 'saw', '.told')).toContain('Whoever walks through tall grass')
  const [copy] = await told(page, '$copy_autocapture', 1)
  expect(copy?.properties.$copy_type).toBe('copy')
})

test('playground: what is written, secret or off limits stays on the page @script', async ({ page }) => {
  await playground(page)
  const written = {
    Board: 'Widdershins',
    Colour: 'Heliotrope',
    Note: 'Nobody should read this',
    Password: 'correct horse battery',
    'Card number': '4111 1111 1111 1111',
  }
  await page.getByLabel('Heard of Burr by').fill('A hedgehog')
  for (const [label, text] of Object.entries(written)) {
    await page.getByLabel(label, { exact: true }).click()
    await page.getByLabel(label, { exact: true }).fill(text)
  }
  await page.getByRole('button', { name: 'Show what is owed' }).click()
  await page.getByText('48,210 thistles').click()
  await page.getByRole('button', { name: 'Call Ida' }).click()
  await page.getByRole('button', { name: 'Send the form' }).click()
  await eventually(async () => (await arrived(page)).some((event) => event.properties.$event_type === 'submit')).toBe(true)
  const seen = await arrived(page)

  // The field that asks for it is told, and only that one.
  const values = seen.filter((event) => '$input_value' in event.properties)
  expect(values.map((event) => [path(event)[0]?.attributes.find(([name]) => name === 'name')?.[1], event.properties.$input_value])).toEqual([
    ['heard-by', 'A hedgehog'],
  ])
  // That the others were used is known.
  const used = seen.map((event) => path(event)[0]?.attributes.find(([name]) => name === 'name')?.[1])
  for (const name of ['board', 'colour', 'note', 'password', 'card-number']) expect(used).toContain(name)
  // Of the sensitive part it is known that it was used, of the other nothing.
  const parts = seen.map((event) => path(event).flatMap((element) => element.classes))
  expect(parts.filter((classes) => classes.includes('ph-sensitive'))).toHaveLength(1)
  expect(parts.filter((classes) => classes.includes('ph-no-capture'))).toEqual([])
  // Nothing of it is in any request, however it is written.
  expect(await leaked([...Object.values(written), '1111 1111', '41111111', 'what is owed', '48,210', 'Call Ida', '555 0142'])).toEqual([])
})

test('playground: three quick clicks are a rage click, and the live page says on what @script', async ({ context, page }) => {
  await playground(page)
  for (let press = 0; press < 3; press++) await page.getByRole('button', { name: 'Slow button' }).click()
  const [rage] = await told(page, '$rageclick', 1)
  expect(path(rage)[0]).toMatchObject({ tag: 'button', text: 'Slow button' })
  await told(page, '$autocapture', 4)

  const live = await context.newPage()
  await live.goto(`${collector.url}/live/?token=${TOKEN}`)
  const row = live.locator('#events > li').filter({ has: live.locator('.name[title="$rageclick"]') }).first()
  await expect(row.locator('.sign')).toHaveText('rage')
  await row.locator('summary').first().click()
  await expect(row.locator('.used')).toContainText('button.buttonSlow button')
  await expect(row.locator('.crumbs li').first()).toHaveText('body')
  await expect(row.locator('.crumbs li').last()).toHaveText('button.button')
})

test('playground: the instruments move without the page changing, so that a dead click is one @script', async ({ page }) => {
  await playground(page)
  await eventually(() => reading(page, 'sdk', '[data-sdk=captured]')).not.toBe('')
  const before = await reading(page, 'sdk', '[data-sdk=captured]')
  await page.evaluate(() => {
    const changes: string[] = []
    Object.assign(window, { changes })
    const observer = new MutationObserver((records) => changes.push(...records.map(({ type, target }) => `${type} of ${target.nodeName}`)))
    // As far as an SDK can see, which is into open shadow roots too.
    const roots = [...document.querySelectorAll('*')].flatMap((element) => element.shadowRoot ?? [])
    for (const root of [document, ...roots]) observer.observe(root, { attributes: true, characterData: true, childList: true, subtree: true })
  })
  await page.getByRole('button', { name: 'Dead button' }).click()
  await eventually(() => reading(page, 'saw', '[data-saw=path] li:last-child')).toContain('Dead button')
  await eventually(() => reading(page, 'sdk', '[data-sdk=captured]')).not.toBe(before)
  expect(await page.evaluate(() => (window as unknown as { changes: string[] }).changes)).toEqual([])
})

/** Whether the SDK has the feature of this option; prickle keeps a list of those it has not. */
function has(option: string): boolean {
  const [, unbuilt] = /UNBUILT: &str = "([^"]*)"/.exec(readFileSync(join(root, 'src/core/config.rs'), 'utf8')) ?? []
  if (unbuilt === undefined) throw new Error('src/core/config.rs has no list UNBUILT; if everything is built, nothing here needs to ask')
  return sdkUnderTest === 'posthog' || !unbuilt.split(' ').includes(option)
}

test('playground: a button that does nothing is a dead click @script', async ({ page }) => {
  test.skip(!has('capture_dead_clicks'), 'this build has no dead clicks')
  await playground(page)
  // The detector is a script of its own on some SDKs, and so may come later than the first click.
  await page.waitForLoadState('networkidle')
  let dead: WireEvent | undefined
  await expect(async () => {
    await page.getByRole('button', { name: 'Dead button' }).click()
    await expect(async () => expect(([dead] = await arrived(page, '$dead_click'))).not.toEqual([])).toPass({ timeout: 7000 })
  }).toPass({ timeout: 25000 })
  expect(path(dead)[0]).toMatchObject({ tag: 'button', text: 'Dead button' })
  await eventually(() => reading(page, 'saw', '[data-saw=event]')).toContain('$dead_click')
})

test('playground: what a button throws is an exception that nobody caught @script', async ({ page }) => {
  test.skip(!has('capture_exceptions'), 'this build has no exceptions')
  await playground(page)
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Throwing button' }).click()
  const [exception] = await told(page, '$exception', 1)
  expect(exception?.properties.$exception_list[0]).toMatchObject({ type: 'Error', value: THROWN, mechanism: { handled: false } })
  await eventually(() => reading(page, 'saw', '.thrown')).toBe(`Error ${THROWN}`)
})

test('playground: where the pointer was, and how soon the page was there @script', async ({ page }) => {
  test.skip(!has('capture_heatmaps') || !has('capture_performance'), 'this build has no heatmaps and web vitals')
  await playground(page)
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Slow button' }).click()
  await eventually(async () => JSON.stringify(await arrived(page, '$$heatmap'))).toContain('"type":"click"')
  await eventually(async () => (await arrived(page, '$web_vitals'))[0]?.properties.$web_vitals_FCP_value).toEqual(expect.any(Number))
})
