// An app written for posthog-js whose bundler puts prickle in its place.
import { expect, test } from './support/fixtures.ts'
import { Project } from './support/project.ts'
import { visit } from './support/visit.ts'

const project = new Project('alias')
const vite = 'vite/bin/vite.js'

test.beforeAll(() => project.install())

test('the development server with posthog-js aliased to prickle', async ({ app, during }) => {
  const server = await during(project.serve(vite, '--port', '0'))
  await visit(app, server.url)
})

test('a production build with posthog-js aliased to prickle', async ({ app, during }) => {
  expect(await project.run(vite, 'build')).not.toMatch(/warn|error/i)
  const server = await during(project.serve(vite, 'preview', '--port', '0'))
  await visit(app, server.url)
})
