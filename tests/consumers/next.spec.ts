// prickle in an app on the app router of Next.js: imported and rendered on the server, while building and at requests, and at work in the
// browser.
import { onPrickle } from '../e2e/support/fixtures.ts'
import { expect, test } from './support/fixtures.ts'
import { BOOTSTRAPPED, FLAGS, known, LOADED, ON, toldOfBootstrapped, UNKNOWN } from './support/flags.ts'
import { Project } from './support/project.ts'
import { HEATMAPS, visit, visitWithout, watched } from './support/visit.ts'

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

test('a production build of Next.js without WebAssembly', async ({ app, during }) => {
  const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
  await visitWithout(app, server.url)
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

/** What the server says of the app's hooks. */
async function rendered(url: string): Promise<Record<string, string>> {
  const answer = await fetch(url)
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).not.toMatch(/data-dgst|data-msg|BAILOUT_TO_CLIENT_SIDE_RENDERING|__next_error__/)
  const said = [...html.matchAll(/<dd data-testid="(\w+)">(.*?)<\/dd>/g)].map(([, name, text]) => [name, text?.replaceAll('&quot;', '"')])
  return { ...Object.fromEntries(said), prices: /<p>([^<]*prices[^<]*)<\/p>/i.exec(html)?.[1] }
}

// Rendered on the server with flags that the server knows, taken over in the browser without a difference, and then at work there.
test.describe('the React bindings', () => {
  test('the server renders the flags it knows, and says nothing', async ({ during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    // The app's own hook knows none before its effect.
    expect(await rendered(`${server.url}react`)).toEqual({ ...BOOTSTRAPPED, own: 'false', prices: 'Prices less 10 %' })
    expect(await rendered(`${server.url}react/client`)).toEqual({ ...UNKNOWN, prices: 'Usual prices' })
    expect(server.output()).not.toMatch(/warn|error|⚠|⨯/i)
  })

  // A difference between what the server rendered and the browser's first pass is an error of React's, which fails the test.
  test('the browser takes over what the server rendered, and tells', async ({ app, complaints, during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    const page = await app.tab()
    await page.goto(`${server.url}react`)
    const view = await app.inbox.one('$pageview')
    expect(view.properties.distinct_id).toBe('user-from-server')
    await page.getByRole('button', { name: 'Create' }).click()
    expect((await app.inbox.one('item_created')).properties).toMatchObject({ kind: 'note', distinct_id: 'user-from-server' })
    if (onPrickle) expect((await app.inbox.one('$element_viewed')).properties).toMatchObject({ element_name: 'hero' })
    else await toldOfBootstrapped(app, complaints, true)
    const { own: _own, ...hooks } = BOOTSTRAPPED
    await known(page, hooks)
    await expect(page.getByText('Prices less 10 %')).toBeVisible()
  })

  test('bootstrapped flags reach the app’s own hook and are told of', async ({ app, complaints, during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    const page = await app.tab()
    await page.goto(`${server.url}react`)
    await known(page, BOOTSTRAPPED)
    await toldOfBootstrapped(app, complaints, true)
  })

  for (const [path, way] of Object.entries({ react: 'that the provider starts', 'react/client': 'that the app starts' })) {
    test.describe(`a client ${way}`, () => {
      test.use({ options: ON })

      test('has the server’s flags when they have come', async ({ app, during }) => {
        await app.inbox.flags(FLAGS)
        const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
        const page = await app.tab()
        await page.goto(`${server.url}${path}`)
        await known(page, LOADED)
        await expect(page.getByText('Prices less 20 %')).toBeVisible()
        // Those of this visitor are kept, and known when they come back.
        await page.reload()
        await known(page, LOADED)
      })
    })
  }

  test('a client without flags', async ({ app, during }) => {
    const server = await during(project.serve(next, 'start', '--hostname', '127.0.0.1', '--port', '0'))
    const page = await app.tab()
    await page.goto(`${server.url}react/client`)
    await app.inbox.one('$pageview')
    await known(page, UNKNOWN)
    await expect(page.getByText('Usual prices')).toBeVisible()
  })
})
