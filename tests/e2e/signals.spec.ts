// The second file: when it is loaded, what becomes of a page where it is not there, and that the end of the SDK is its end too.
import { eventually, expect, test, type Page } from './support/fixtures.ts'

const SIGNALS = '**/signals.js'
const HEATMAPS = { capture_heatmaps: { flush_interval_milliseconds: 200 } }

test('a page that asks for nothing of it never loads it @script', async ({ app }) => {
  let asked = 0
  await app.context.route(SIGNALS, (route) => (asked++, route.continue()))
  const page = await app.open('/', { config: { autocapture: true } })
  await app.inbox.one('$pageview')
  await page.mouse.click(5, 5)
  await page.evaluate(() => posthog.set_config({ capture_dead_clicks: false }))
  await page.evaluate(() => posthog.capture('last'))
  await app.inbox.one('last')
  expect(asked).toBe(0)
})

test('it is loaded once when an option asks for it, and follows the options @script', async ({ app }) => {
  let asked = 0
  await app.context.route(SIGNALS, (route) => (asked++, route.continue()))
  const page = await app.open('/')
  await app.inbox.one('$pageview')
  await page.evaluate((options) => posthog.set_config(options), HEATMAPS)
  await expect(async () => {
    await page.mouse.click(5, 5)
    expect(await app.inbox.events('$$heatmap')).not.toEqual([])
  }).toPass()
  const [heatmap] = await app.inbox.events('$$heatmap')
  expect(Object.values(heatmap?.properties.$heatmap_data ?? {}).flat()).toContainEqual({ x: 5, y: 5, target_fixed: false, type: 'click' })
  await page.evaluate(() => posthog.set_config({ capture_heatmaps: false }))
  const points = page.evaluate(() => posthog.heatmaps.getAndClearBuffer())
  expect(await points).toBeUndefined()
  await page.mouse.click(6, 6)
  expect(await page.evaluate(() => posthog.heatmaps.getAndClearBuffer())).toBeUndefined()
  expect(asked).toBe(1)
})

test('where it is not there the page goes on, and so do its events @script', async ({ app }) => {
  await app.context.route(SIGNALS, (route) => route.fulfill({ status: 404, body: 'no' }))
  const errors: string[] = []
  const said: string[] = []
  const prepare = async (tab: Page): Promise<void> => {
    tab.on('pageerror', (error) => errors.push(String(error)))
    tab.on('console', (message) => said.push(message.text()))
  }
  const page = await app.open('/', { config: { ...HEATMAPS, debug: true }, prepare })
  await app.inbox.one('$pageview')
  await eventually(() => said.join('\n')).toMatch(/signals\.js could not be loaded/)
  await page.mouse.click(5, 5)
  await page.evaluate(() => posthog.capture('still'))
  await app.inbox.one('still')
  // What is called later does not wait for it any more.
  await page.evaluate(() => {
    posthog.captureException(new Error('late'))
    posthog.metrics.count('lost')
    return posthog.metrics.flush()
  })
  const { properties } = await app.inbox.one('$exception')
  expect(properties.$exception_list[0]).toMatchObject({ type: 'Error', value: 'late' })
  expect(errors).toEqual([])
})

test('shutdown takes its listeners and timers away @script', async ({ app }) => {
  const page = await app.open('/', { config: { ...HEATMAPS, capture_dead_clicks: true } })
  await app.inbox.one('$pageview')
  await expect(async () => {
    await page.mouse.click(5, 5)
    expect(await app.inbox.events('$$heatmap')).not.toEqual([])
  }).toPass()
  const end = await page.evaluate(() => {
    posthog.shutdown()
    return Date.now()
  })
  await page.mouse.click(7, 7)
  await page.waitForTimeout(600)
  const left = await page.evaluate(() => posthog.heatmaps.getAndClearBuffer())
  expect(Object.values(left ?? {}).flat()).not.toContainEqual(expect.objectContaining({ x: 7 }))
  // What was captured before may still arrive.
  expect((await app.inbox.events()).filter(({ timestamp }) => Date.parse(timestamp ?? '') > end)).toEqual([])
})
