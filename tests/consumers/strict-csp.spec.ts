// A page whose policy allows its own scripts, WebAssembly or not even that, and the collector, and nothing else at all.
import { expect, test } from './support/fixtures.ts'
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

/** Takes out what a page says whose policy forbids WebAssembly: the browser's complaint and ours, and nothing else. */
function refusedOnce(complaints: string[], pages: number): void {
  expect(complaints.filter((text) => text.includes('policy: script-src refuses wasm-eval'))).toHaveLength(pages)
  expect(complaints.filter((text) => !/wasm-eval|wasm-unsafe-eval/.test(text))).toEqual([])
  complaints.length = 0
}

test('array.js on a page whose policy forbids WebAssembly', async ({ app, during, complaints }) => {
  const server = await during(serveFolder(project.home, policy(`'self'`, app.apiHost)))
  await visit(app, server.url, 'cdn')
  expect(server.output()).toContain('200 /node_modules/prickle/nowasm.js')
  refusedOnce(complaints, 2)
})

test.describe('what is loaded later', () => {
  test.use({ options: HEATMAPS })

  test('comes up on a page with a strict policy', async ({ app, during }) => {
    const server = await during(serveFolder(project.home, policy(`'self' 'wasm-unsafe-eval'`, app.apiHost)))
    await watched(app, server.url)
  })

  test('comes up on a page whose policy forbids WebAssembly', async ({ app, during, complaints }) => {
    const server = await during(serveFolder(project.home, policy(`'self'`, app.apiHost)))
    await watched(app, server.url)
    expect(server.output()).toContain('200 /node_modules/prickle/nowasm-signals.js')
    refusedOnce(complaints, 1)
  })
})
