// prickle in an app built with Vite: on the development server, which prepares packages in its own way, and as a production build; with the
// core inlined, and in a file of its own.
import { expect, test } from './support/fixtures.ts'
import { Project } from './support/project.ts'
import { EXPERIMENTS, experimented, HEATMAPS, visit, visitWithout, watched } from './support/visit.ts'

const project = new Project('vite')
const vite = 'vite/bin/vite.js'

test.beforeAll(() => project.install())

test('the development server of Vite', async ({ app, during }) => {
  const server = await during(project.serve(vite, '--port', '0'))
  await visit(app, server.url)
  expect(server.output()).not.toMatch(/warn|error/i)
})

test('the development server of Vite, with the core in a file of its own', async ({ app, during }) => {
  const server = await during(project.serve(vite, '--port', '0'))
  await visit(app, `${server.url}slim.html`)
  expect(server.output()).not.toMatch(/warn|error/i)
})

test('the development server of Vite, without WebAssembly', async ({ app, during }) => {
  const server = await during(project.serve(vite, '--port', '0'))
  await visitWithout(app, server.url)
  expect(server.output()).not.toMatch(/warn|error/i)
})

test.describe('a production build of Vite', () => {
  test.beforeAll(async () => {
    expect(await project.run(vite, 'build')).not.toMatch(/warn|error/i)
  })

  test('with the core inlined', async ({ app, during }) => {
    const server = await during(project.serve(vite, 'preview', '--port', '0'))
    await visit(app, server.url)
  })

  test('without WebAssembly', async ({ app, during }) => {
    const server = await during(project.serve(vite, 'preview', '--port', '0'))
    await visitWithout(app, server.url)
  })

  test('without WebAssembly, with the core in a file of its own', async ({ app, during }) => {
    const server = await during(project.serve(vite, 'preview', '--port', '0'))
    await visitWithout(app, `${server.url}slim.html`)
  })

  test('with the core in a file of its own', async ({ app, during }) => {
    const server = await during(project.serve(vite, 'preview', '--port', '0'))
    await visit(app, `${server.url}slim.html`)
  })

  test.describe('what is loaded later', () => {
    test.use({ options: HEATMAPS })

    test('comes up', async ({ app, during }) => {
      const server = await during(project.serve(vite, 'preview', '--port', '0'))
      await watched(app, server.url)
    })
  })

  test.describe('what applies web experiments', () => {
    test.use({ options: EXPERIMENTS })

    test('comes up', async ({ app, during }) => {
      const server = await during(project.serve(vite, 'preview', '--port', '0'))
      await experimented(app, server.url)
    })

    test('comes up, with the core in a file of its own', async ({ app, during }) => {
      const server = await during(project.serve(vite, 'preview', '--port', '0'))
      await experimented(app, `${server.url}slim.html`)
    })
  })
})
