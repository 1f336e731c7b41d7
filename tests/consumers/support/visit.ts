// The visit that every app of this ring gets: someone comes, makes something, signs in and comes back. What the collector must have then.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prickleDist } from '../../e2e/support/env.ts'
import { likeVisitors } from '../../e2e/support/visitor.ts'
import { expect, type App, type Page } from './fixtures.ts'

const { version } = JSON.parse(readFileSync(join(prickleDist, 'package.json'), 'utf8')) as { version: string }

export async function visit(app: App, url: string, channel: 'cdn' | 'npm' = 'npm'): Promise<Page> {
  const page = await app.tab()
  await page.goto(url)
  const button = page.getByRole('button', { name: 'Sign in' })
  await expect(button).toBeEnabled()
  // Says which SDK it was: where posthog-js got in instead, there is no `$prickle_version`.
  const sdk = { $lib: 'web', $prickle_version: version, $sdk_dist_channel: channel, token: app.token }

  const view = await app.inbox.one('$pageview')
  const visitor = view.properties.distinct_id
  expect(view.properties).toMatchObject({ ...sdk, $current_url: url })
  const made = await app.inbox.one('item_created')
  expect(made.properties).toMatchObject({ ...sdk, kind: 'note', distinct_id: visitor })

  await button.click()
  const identified = await app.inbox.one('$identify')
  expect(identified.properties).toMatchObject({ ...sdk, distinct_id: 'user-1', $anon_distinct_id: visitor })
  const signedIn = await app.inbox.one('signed_in')
  expect(signedIn.properties).toMatchObject({ ...sdk, distinct_id: 'user-1', $session_id: view.properties.$session_id })

  await page.reload()
  const [, again] = await app.inbox.wait('item_created', 2)
  expect(again?.properties).toMatchObject({
    ...sdk,
    distinct_id: 'user-1',
    $device_id: view.properties.$device_id,
    $session_id: view.properties.$session_id,
  })
  const names = ['$pageview', 'item_created', '$identify', 'signed_in', '$pageleave', '$pageview', 'item_created', '$pageleave']
  await app.expectOnly(page, names)
  return page
}

/** The same in a browser without WebAssembly. */
export async function visitWithout(app: App, url: string, channel: 'cdn' | 'npm' = 'npm'): Promise<Page> {
  await app.context.addInitScript(() => {
    delete (window as { WebAssembly?: unknown }).WebAssembly
  })
  return visit(app, url, channel)
}

/** For pages with `HEATMAPS`: what is loaded later comes up, and what it sees arrives. */
export async function watched(app: App, url: string): Promise<void> {
  const page = await app.tab()
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await expect(async () => {
    await page.mouse.click(5, 5)
    expect(await app.inbox.events('$$heatmap')).not.toEqual([])
  }).toPass()
}

/** Options that ask for web-experiments.js; flags that `init` brings along are the answer about flags that experiments wait for. */
export const EXPERIMENTS = { disable_web_experiments: false, bootstrap: { featureFlags: { any: true } } }

/** For pages with `EXPERIMENTS`: what applies them comes up, and changes the page. */
export async function experimented(app: App, url: string): Promise<void> {
  const transforms = [{ selector: 'button', html: 'Changed <b onclick="x">much</b><script>1</script>' }]
  const json = { experiments: [{ id: 1, name: 'Experiment', variants: { test: { conditions: {}, transforms } } }] }
  await app.context.route('**/api/web_experiments/**', (route) => route.fulfill({ json, headers: { 'access-control-allow-origin': '*' } }))
  await app.context.addInitScript(likeVisitors)
  const page = await app.tab()
  await page.goto(url)
  await expect.poll(() => page.locator('button').innerHTML()).toBe('Changed <b>much</b>')
}

/** Options that ask for something of signals.js. */
export const HEATMAPS = { capture_heatmaps: { flush_interval_milliseconds: 200 } }
