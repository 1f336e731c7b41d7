// The scripts of web vitals in the package, for sites that host the files themselves: they work by the same contract as PostHog's.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prickleDist } from './support/env.ts'
import { expect, test } from './support/fixtures.ts'

for (const [kind, settings] of [
  ['web-vitals', { web_vitals_attribution: false }],
  ['web-vitals-soft-navs', { web_vitals_attribution: false, __preview_web_vitals_soft_navs: true }],
  ['web-vitals-with-attribution', {}],
  ['web-vitals-with-attribution-soft-navs', { __preview_web_vitals_soft_navs: true }],
] as const) {
  test(`our own ${kind}.js measures`, async ({ app }) => {
    const asked: string[] = []
    await app.context.route('**/static/1.449.2/web-vitals*', (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
      asked.push(name)
      return route.fulfill({ contentType: 'text/javascript', headers: { 'access-control-allow-origin': '*' }, body: readFileSync(join(prickleDist, name)) })
    })
    const page = await app.open('/', {
      config: { capture_performance: { web_vitals: true, web_vitals_allowed_metrics: ['FCP', 'LCP'], ...settings }, capture_pageview: false },
    })
    // What was painted is the last word when the visitor does something, and the library has to be listening by then.
    await page.waitForFunction(() => (window as { __PosthogExtensions__?: { postHogWebVitalsCallbacks?: unknown } }).__PosthogExtensions__?.postHogWebVitalsCallbacks)
    await page.mouse.click(5, 5)
    const { properties } = await app.inbox.one('$web_vitals')
    expect(asked).toEqual([`${kind}.js`])
    expect(properties.$web_vitals_FCP_value).toBeGreaterThan(0)
    expect(properties.$web_vitals_LCP_event).toMatchObject({ name: 'LCP', navigationType: 'navigate' })
    expect('attribution' in properties.$web_vitals_LCP_event).toBe(kind.includes('attribution'))
    expect(properties.$web_vitals_LCP_event).not.toHaveProperty('entries')
  })
}
