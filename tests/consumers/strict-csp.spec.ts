// A page whose policy allows its own scripts, WebAssembly and the collector, and nothing else at all.
import type { Page } from '@playwright/test'
import { eventually, expect, test } from './support/fixtures.ts'
import { serveFolder } from './support/folder.ts'
import { Project } from './support/project.ts'
import { HEATMAPS, visit, watched } from './support/visit.ts'

const project = new Project('strict-csp')

test.beforeAll(() => project.install())

/** Trusted types too: no text may become a script, not even by the page's own. */
const policy = (scripts: string, collector: string): Record<string, string> => ({
  'content-security-policy': [
    `default-src 'none'`,
    `script-src ${scripts}`,
    `connect-src ${collector}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; '),
})

test('array.js on a page with a strict policy', async ({ app, during }) => {
  const server = await during(serveFolder(project.home, policy(`'self' 'wasm-unsafe-eval'`, app.apiHost)))
  await visit(app, server.url, 'cdn')
})

test('a breach of the policy is seen', async ({ app, during, complaints }) => {
  const server = await during(serveFolder(project.home, policy(`'self'`, app.apiHost)))
  const page: Page = await app.tab()
  await page.goto(server.url)
  await eventually(() => complaints.join('\n')).toMatch(/policy: script-src refuses wasm-eval/)
  expect(await app.inbox.requests()).toEqual([])
  complaints.length = 0
})

test.describe('what is loaded later', () => {
  test.use({ options: HEATMAPS })

  test('comes up on a page with a strict policy', async ({ app, during }) => {
    const server = await during(serveFolder(project.home, policy(`'self' 'wasm-unsafe-eval'`, app.apiHost)))
    await watched(app, server.url)
  })
})
