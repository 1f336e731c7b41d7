// OpenFeature's web client with the provider that PostHog publishes for it, given prickle as its client.
import { expect, test, type App } from './support/fixtures.ts'
import { Project } from './support/project.ts'

const project = new Project('openfeature')
const vite = 'vite/bin/vite.js'

const FLAGS = {
  'new-dashboard-v2': true,
  'switched-off': false,
  'pricing-page-experiment': 'variant_b',
  'page-size': '25',
  banner: { enabled: true, payload: { text: 'Sale', until: [2026, 12] } },
}

const EVALUATED = {
  boolean: { value: true, reason: 'TARGETING_MATCH' },
  off: { value: false, reason: 'DEFAULT' },
  string: { value: 'variant_b', variant: 'variant_b', reason: 'TARGETING_MATCH' },
  number: { value: 25, variant: '25', reason: 'TARGETING_MATCH' },
  object: { value: { text: 'Sale', until: [2026, 12] }, reason: 'TARGETING_MATCH' },
  absent: { value: true, reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' },
  mismatch: { value: 7, reason: 'ERROR', errorCode: 'TYPE_MISMATCH' },
}

test.use({ options: { advanced_disable_flags: undefined } })

test.beforeAll(async () => {
  await project.install()
  expect(await project.run(vite, 'build')).not.toMatch(/warn|error/i)
})

/** What the server was told of the visitor when it was asked for flags the last time. */
async function asked(app: App): Promise<Record<string, unknown>> {
  return (await app.inbox.requests(/^\/flags\//)).at(-1)?.body
}

test('flags of every type are evaluated, and what cannot be is the default', async ({ app, during }) => {
  await app.inbox.flags(FLAGS)
  const server = await during(project.serve(vite, 'preview', '--port', '0'))
  const page = await app.tab()
  await page.goto(server.url)
  await expect(page.getByRole('button')).toBeEnabled()
  expect(JSON.parse((await page.locator('pre').textContent()) ?? '')).toEqual(EVALUATED)

  const called = await app.inbox.wait('$feature_flag_called', 6)
  expect(called.map(({ properties }) => [properties.$feature_flag, properties.$feature_flag_response])).toEqual([
    ['new-dashboard-v2', true],
    ['switched-off', false],
    ['pricing-page-experiment', 'variant_b'],
    ['page-size', '25'],
    ['banner', true],
    ['absent', undefined],
  ])
})

test('the context goes along as properties of the person and groups, and asks anew when it changes', async ({ app, during }) => {
  await app.inbox.flags(FLAGS)
  const server = await during(project.serve(vite, 'preview', '--port', '0'))
  const page = await app.tab()
  await page.goto(server.url)
  await expect(page.getByRole('button')).toBeEnabled()
  expect(await asked(app)).toMatchObject({
    person_properties: { plan: 'free' },
    groups: { company: 'acme' },
    group_properties: { company: { seats: 3 } },
  })
  const group = await app.inbox.one('$groupidentify')
  expect(group.properties).toMatchObject({ $group_type: 'company', $group_key: 'acme', $group_set: { seats: 3 } })

  await app.inbox.flags({ ...FLAGS, 'pricing-page-experiment': 'variant_c' })
  await page.getByRole('button').click()
  await expect(page.locator('pre')).toContainText('variant_c')
  expect(await asked(app)).toMatchObject({ person_properties: { plan: 'pro' } })
})
