// prickle in an app on the app router of Next.js: imported and rendered on the server, while building and at requests, and at work in the
// browser.
import { expect, test } from './support/fixtures.ts'
import { Project } from './support/project.ts'
import { HEATMAPS, visit, watched } from './support/visit.ts'

const project = new Project('next')
const next = 'next/dist/bin/next'
let said = ''

test.beforeAll(async () => {
  await project.install()
  said = await project.run(next, 'build')
})

test('next build has nothing to say against the package', () => {
  expect(said).toContain('Compiled successfully')
  // On a CI it asks for a cache, which would be no first build any more.
  expect(said.replace(/.*No build cache found.*/, '')).not.toMatch(/warn|error|⚠|⨯/i)
})

test('pages come from the server whole', async ({ during }) => {
  const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
  for (const [path, heading] of Object.entries({ '': 'Served to you', about: 'About us' })) {
    const answer = await fetch(`${server.url}${path}`)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain(`<h1>${heading}</h1>`)
    expect(html).toContain('<p>Usual footer</p>')
    // Where rendering failed on the server, Next.js leaves it to the browser and says so in the page.
    expect(html).not.toMatch(/data-dgst|data-msg|BAILOUT_TO_CLIENT_SIDE_RENDERING|__next_error__/)
  }
  expect(server.output()).not.toMatch(/warn|error|⚠|⨯/i)
})

test('a production build of Next.js', async ({ app, during }) => {
  const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
  await visit(app, server.url)
})

test.describe('what is loaded later', () => {
  test.use({ options: HEATMAPS })

  test('comes up in a production build of Next.js', async ({ app, during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    await watched(app, server.url)
  })
})

test.describe('page views by history', () => {
  test.use({ options: { capture_pageview: 'history_change' } })

  test('the pages that the router of Next.js shows are viewed', async ({ app, during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    const page = await app.tab()
    await page.goto(server.url)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
    const first = await app.inbox.one('$pageview')
    await page.getByRole('link', { name: 'About' }).click()
    const [, second] = await app.inbox.wait('$pageview', 2)
    await page.goBack()
    const [, , third] = await app.inbox.wait('$pageview', 3)
    const { distinct_id, $session_id } = first.properties
    expect(first.properties).toMatchObject({ $pathname: '/' })
    expect(second?.properties).toMatchObject({ $pathname: '/about', navigation_type: 'pushState', distinct_id, $session_id })
    expect(third?.properties).toMatchObject({ $pathname: '/', navigation_type: 'popstate', distinct_id, $session_id })
    await app.expectOnly(page, ['$pageview', 'item_created', '$pageview', '$pageview', '$pageleave'])
  })
})
