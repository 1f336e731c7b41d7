// prickle in an app built with webpack: imported, required, and with the core in a file of its own.
import { expect, test } from './support/fixtures.ts'
import { serveFolder } from './support/folder.ts'
import { Project } from './support/project.ts'
import { HEATMAPS, visit, visitWithout, watched } from './support/visit.ts'

const project = new Project('webpack')
let said = ''

test.beforeAll(async () => {
  await project.install()
  said = await project.run('webpack-cli/bin/cli.js', 'build')
})

/** Its default hint about assets over 244 KiB: the core as plain JavaScript is one, which only pages without WebAssembly fetch. */
const HINT = /WARNING in asset size limit: .*\nThis can impact web performance\.\nAssets: *\n[^\n]*\n +Largest modules: \.\/node_modules\/prickle\/nowasm\.js \(.*\)/

test('webpack has nothing to say against the package, but for a file that few pages fetch', () => {
  expect(said).toMatch(HINT)
  expect(said).toContain('compiled with 1 warning in')
  expect(said.replace(HINT, '').replace('compiled with 1 warning', '')).not.toMatch(/warning|error/i)
})

const pages = {
  main: 'imported',
  required: 'required',
  slim: 'with the core in a file of its own',
  addressed: 'with the core in a file whose address is given',
}

for (const [page, way] of Object.entries(pages)) {
  test(`a production build of webpack, prickle ${way}`, async ({ app, during }) => {
    const server = await during(serveFolder(project.home))
    await visit(app, `${server.url}${page}.html`)
  })
}

for (const page of ['main', 'required', 'slim'] as const) {
  test(`without WebAssembly, prickle ${pages[page]}`, async ({ app, during }) => {
    const server = await during(serveFolder(project.home))
    await visitWithout(app, `${server.url}${page}.html`)
  })
}

test.describe('what is loaded later', () => {
  test.use({ options: HEATMAPS })

  for (const page of ['main', 'required', 'slim']) {
    test(`comes up in a production build of webpack, prickle ${pages[page as keyof typeof pages]}`, async ({ app, during }) => {
      const server = await during(serveFolder(project.home))
      await watched(app, `${server.url}${page}.html`)
    })
  }
})
