// What prickle does so that flags do not arrive after the first paint: they are known at once where they can be, and what the server wrote into the
// page is taken as data.
import { onPrickle, expect, test, type Page } from './support/fixtures.ts'
import type { App } from './support/fixtures.ts'

test.skip(!onPrickle, 'posthog-js has none of it')

const FLAGS = { advanced_disable_flags: undefined, capture_pageview: false, capture_pageleave: false }

interface Painted {
  variant?: string
  shown: boolean
}

/** A page that decides by a flag what to paint, as README shows it. What it would paint in each frame until it is shown is kept in `frames`. */
async function recipe(app: App, head = '', timeout = 300): Promise<Page> {
  const options = JSON.stringify({ ...app.quiet(FLAGS), bootstrap_element: head ? 'flags' : undefined })
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>shop</title>${head}</head><body style="visibility: hidden"><h1>Checkout</h1>
    <script>
      const frames = (window.frames_ = [])
      const look = () => {
        const shown = document.body.style.visibility !== 'hidden'
        frames.push({ variant: document.documentElement.dataset.checkout, shown })
        if (!shown) requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    </script>
    <script src="/sdk/prickle/array.js"></script>
    <script>
      posthog.init(${JSON.stringify(app.token)}, ${options})
      posthog.featureFlags.ready(${timeout}).then((known) => {
        window.known = known
        document.documentElement.dataset.checkout = posthog.getFeatureFlag('new-checkout') || 'a'
        document.body.style.visibility = ''
      })
    </script></body></html>`
  await app.context.route('**/shop', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  const page = await app.tab()
  await page.goto(app.url('/shop'))
  await expect(page.locator('h1')).toBeVisible()
  return page
}

const painted = (page: Page): Promise<Painted[]> => page.evaluate(() => (window as unknown as { frames_: Painted[] }).frames_)
const known = (page: Page): Promise<boolean> => page.evaluate(() => (window as unknown as { known: boolean }).known)

test('flags that the server wrote into the page are in the first frame @script', async ({ app }) => {
  const page = await recipe(app, '<script type="application/json" id="flags">{"featureFlags":{"new-checkout":"b"}}</script>')
  expect((await painted(page))[0]).toEqual({ variant: 'b', shown: true })
  expect(await known(page)).toBe(true)
})

test('flags of the page before are in the first frame of the next @script', async ({ app }) => {
  await app.inbox.flags({ 'new-checkout': 'b' })
  const first = await recipe(app, '', 10_000)
  expect((await painted(first)).at(-1)).toEqual({ variant: 'b', shown: true })
  await first.close()
  const next = await recipe(app)
  expect((await painted(next))[0]).toEqual({ variant: 'b', shown: true })
})

test('a server that does not answer holds the page up for as long as it was told, and no longer @script', async ({ app }) => {
  await app.context.route('**/flags/**', () => {})
  const page = await recipe(app)
  expect((await painted(page)).at(-1)).toEqual({ variant: 'a', shown: true })
  expect(await known(page)).toBe(false)
})

test('a server that refuses is known at once @script', async ({ app }) => {
  await app.context.route('**/flags/**', (route) => route.fulfill({ status: 401, headers: { 'access-control-allow-origin': '*' }, body: '{}' }))
  const page = await recipe(app, '', 60_000)
  expect(await known(page)).toBe(false)
})

test('what stands in the element is data, whatever it is @script', async ({ app }) => {
  const said: string[] = []
  for (const content of ['alert(1)', '', '{"featureFlags":', '[1,2]', 'null', '{"featureFlags":{"__proto__":{"polluted":1},"a":"<img src=x onerror=alert(1)>"}}']) {
    const page = await app.open('/', {
      config: { ...FLAGS, bootstrap_element: 'flags', debug: true },
      head: `<script type="application/json" id="flags">${content.replaceAll('<', '\\u003c')}</script>`,
      prepare: async (tab) => {
        tab.on('dialog', () => said.push('a dialog'))
        tab.on('console', (message) => message.type() === 'error' && said.push(message.text()))
      },
    })
    expect(await page.evaluate(() => ({}) as { polluted?: unknown }).then(({ polluted }) => polluted)).toBeUndefined()
    await page.evaluate(() => posthog.capture('still'))
    await page.close()
  }
  await app.inbox.wait('still', 6)
  expect(said).not.toContain('a dialog')
  expect(said.filter((text) => text.includes('bootstrap_element flags'))).toHaveLength(3)
  expect(app.pageErrors).toEqual([])
})

test('ready() hears of flags that come later, once @script', async ({ app }) => {
  let let_go = (): void => {}
  const held = new Promise<void>((resolve) => (let_go = resolve))
  await app.inbox.flags({ beta: true })
  await app.context.route('**/flags/**', async (route) => {
    await held
    await route.continue()
  })
  const page = await app.open('/', { config: FLAGS })
  const waiting = page.evaluate(async () => [await posthog.featureFlags.ready(), posthog.isFeatureEnabled('beta')])
  let_go()
  expect(await waiting).toEqual([true, true])
  expect(await page.evaluate(() => posthog.featureFlags.ready(0))).toBe(true)
})
