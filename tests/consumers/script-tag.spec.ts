// A page with the standard snippet, which loads array.js out of the installed package.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { snippet } from '../e2e/support/snippet.ts'
import { expect, test } from './support/fixtures.ts'
import { serveFolder } from './support/folder.ts'
import { Project } from './support/project.ts'
import { EXPERIMENTS, experimented, HEATMAPS, visit, visitWithout, watched } from './support/visit.ts'

const project = new Project('script-tag')
const script = '/node_modules/prickle/array.js'

test.beforeAll(async () => {
  await project.install()
  const page = join(project.home, 'index.html')
  writeFileSync(page, readFileSync(page, 'utf8').replace('/* snippet */', () => snippet(script)))
})

test('the snippet, with array.js from the installed package', async ({ app, during }) => {
  const server = await during(serveFolder(project.home))
  await visit(app, server.url, 'cdn')
  expect(server.output()).toContain(`200 ${script}`)
  expect(server.output()).not.toContain('nowasm')
})

test('without WebAssembly, with nowasm.js beside it', async ({ app, during }) => {
  const server = await during(serveFolder(project.home))
  await visitWithout(app, server.url, 'cdn')
  expect(server.output()).toContain('200 /node_modules/prickle/nowasm.js')
})

test.describe('what is loaded later', () => {
  test.use({ options: HEATMAPS })

  test('is found beside array.js', async ({ app, during }) => {
    const server = await during(serveFolder(project.home))
    await watched(app, server.url)
    expect(server.output()).toContain('200 /node_modules/prickle/signals.js')
  })
})

test.describe('what applies web experiments', () => {
  test.use({ options: EXPERIMENTS })

  test('is found beside array.js', async ({ app, during }) => {
    const server = await during(serveFolder(project.home))
    await experimented(app, server.url)
    expect(server.output()).toContain('200 /node_modules/prickle/web-experiments.js')
  })
})
