// React on prickle: the bindings that come with it, and PostHog's own package as it is on npm, with an alias and without one. Strict mode is on, which
// shows itself on the development server: there every effect runs twice.
import { onPrickle } from '../e2e/support/fixtures.ts'
import { eventually, expect, test, type Page } from './support/fixtures.ts'
import { BOOTSTRAP, BOOTSTRAPPED, FLAGS, known, LOADED, ON, toldOfBootstrapped, UNKNOWN } from './support/flags.ts'
import type { Served } from './support/process.ts'
import { Project } from './support/project.ts'

const project = new Project('react')
const vite = 'vite/bin/vite.js'
const withoutAlias = ['--config', 'vite.plain.config.js']

test.beforeAll(async () => {
  await project.install()
  expect(await project.run(vite, 'build')).not.toMatch(/warn|error/i)
  expect(await project.run(vite, 'build', ...withoutAlias)).not.toMatch(/warn|error/i)
})

interface Way {
  path: string
  serve: () => Promise<Served>
  /** The provider starts the SDK, in an effect that runs after those of the app. */
  starts: boolean
  /** There is `useThumbSurvey`; that of `@posthog/react` 1.11.1 never finds its provider. */
  surveys: boolean
}

const development = (): Promise<Served> => project.serve(vite, '--port', '0')
const built = (): Promise<Served> => project.serve(vite, 'preview', '--port', '0')
const plain = (): Promise<Served> => project.serve(vite, 'preview', '--port', '0', ...withoutAlias)

const WAYS: Record<string, Way> = {
  'prickle/react on the development server': { path: '', serve: development, starts: true, surveys: true },
  'prickle/react': { path: '', serve: built, starts: true, surveys: true },
  'prickle/react with a client': { path: 'client.html', serve: built, starts: false, surveys: true },
  '@posthog/react on an alias': { path: 'published.html', serve: built, starts: true, surveys: false },
  '@posthog/react with a client and no alias': { path: 'plain.html', serve: plain, starts: false, surveys: false },
  '@posthog/react/slim': { path: 'slim.html', serve: built, starts: false, surveys: false },
}

for (const [name, way] of Object.entries(WAYS)) {
  test.describe(name, () => {
    let page: Page

    test.beforeEach(async ({ app, during }) => {
      const server = await during(way.serve())
      await app.inbox.flags(FLAGS)
      page = await app.tab()
      await page.goto(`${server.url}${way.path}`)
    })

    const viewed = ['$element_viewed', '$element_viewed', '$element_viewed']
    // What a part of the app captures in its first effect comes before the provider has started the SDK, and is lost.
    const shown = way.surveys && !way.starts ? ['survey shown'] : []

    test('what is done and seen arrives', async ({ app }) => {
      await expect(page.getByText('Usual prices')).toBeVisible()
      await known(page, UNKNOWN)
      await page.getByRole('button', { name: 'Create' }).click()
      const created = await app.inbox.one('item_created')
      const view = await app.inbox.one('$pageview')
      expect(created.properties).toMatchObject({ kind: 'note', distinct_id: view.properties.distinct_id, $lib: 'web' })
      const seen = await app.inbox.wait('$element_viewed', 3)
      // The browser tells of them in any order.
      expect(seen.map(({ properties: { element_name, child_index, place } }) => [element_name, child_index ?? place]).sort()).toEqual([
        ['hero', 'top'],
        ['plans', 0],
        ['plans', 1],
      ])
      await app.expectOnly(page, ['$pageview', ...shown, ...viewed, 'item_created', '$pageleave'])
    })

    test('a boundary and the handler of the root tell of what was thrown', async ({ app }) => {
      await page.getByRole('button', { name: 'Break the list' }).click()
      await expect(page.getByText('The list is broken, $exception, with a stack')).toBeVisible()
      const caught = await app.inbox.one('$exception')
      expect(caught.properties).toMatchObject({ part: 'list', $exception_level: 'error' })
      expect(caught.properties.$exception_list).toMatchObject([
        { type: 'Error', value: 'The list is broken', mechanism: { handled: true } },
        { type: 'Error', value: 'No such list' },
        { type: 'React ErrorBoundary Error', value: 'The list is broken' },
      ])
      await page.getByRole('button', { name: 'Mend the list' }).click()
      await expect(page.getByRole('button', { name: 'Break the list' })).toBeVisible()

      await page.getByRole('button', { name: 'Break the footer' }).click()
      await eventually(() => page.title()).toBe('The footer is broken: $exception')
      const [, uncaught] = await app.inbox.wait('$exception', 2)
      expect(uncaught?.properties.$exception_list).toMatchObject([
        { type: 'Error', value: 'The footer is broken' },
        { type: 'React ErrorBoundary Error', value: 'The footer is broken' },
      ])
    })

    if (way.surveys) {
      test('a thumb is given once', async ({ app }) => {
        await page.getByRole('button', { name: 'Good' }).click()
        await expect(page.getByTestId('response')).toHaveText('up')
        if (shown.length === 0) return
        const { properties } = await app.inbox.one('survey shown')
        expect(properties).toMatchObject({ $survey_id: 'survey-1', about: 'docs' })
        expect(properties.sessionRecordingUrl).toContain(`/project/${app.token}/replay/${properties.$session_id}`)
      })
    }

    if (way.starts) {
      test('options that change become the SDK’s', async ({ app }) => {
        await page.getByRole('button', { name: 'Create' }).click()
        expect((await app.inbox.one('item_created')).properties).toMatchObject({ secret: 'hidden' })
        await page.getByRole('button', { name: 'Deny secrets' }).click()
        await page.getByRole('button', { name: 'Create' }).click()
        const [, second] = await app.inbox.wait('item_created', 2)
        expect(second?.properties).not.toHaveProperty('secret')
      })
    }

    test.describe('with bootstrapped flags and no others', () => {
      test.use({ options: { bootstrap: BOOTSTRAP } })

      test('they are there', async ({ app, complaints }) => {
        await known(page, BOOTSTRAPPED)
        await expect(page.getByText('Prices less 10 %')).toBeVisible()
        expect((await app.inbox.one('$pageview')).properties.distinct_id).toBe('user-from-server')
        expect(await app.inbox.requests(/^\/flags\//)).toEqual([])
        await toldOfBootstrapped(app, complaints, way.starts)
      })
    })

    test.describe('with flags', () => {
      test.use({ options: ON })

      test('hooks and components know them, and tell', async ({ app }) => {
        await known(page, LOADED)
        await expect(page.getByText('New dashboard')).toBeVisible()
        await expect(page.getByText('Usual prices')).toBeHidden()
        await page.getByText('Prices less 20 %').click()
        await page.getByText('Prices less 20 %').click()
        await page.getByText('New dashboard').click()

        const called = await app.inbox.wait('$feature_flag_called', 5)
        const answers = called.map(({ properties }) => [properties.$feature_flag, properties.$feature_flag_response])
        expect(answers.sort()).toEqual([
          ['absent', undefined],
          ['banner', true],
          ['new-dashboard-v2', true],
          ['pricing-page-experiment', 'variant_b'],
          ['switched-off', false],
        ])
        const views = await app.inbox.wait('$feature_view', 2)
        const viewed = views.map(({ properties: { feature_flag, feature_flag_variant, $set } }) => ({ feature_flag, feature_flag_variant, $set }))
        expect(viewed.sort((a, b) => (a.feature_flag < b.feature_flag ? -1 : 1))).toEqual([
          { feature_flag: 'new-dashboard-v2', $set: { '$feature_view/new-dashboard-v2': true } },
          { feature_flag: 'pricing-page-experiment', feature_flag_variant: 'variant_b', $set: { '$feature_view/pricing-page-experiment': 'variant_b' } },
        ])
        const used = await app.inbox.one('$feature_interaction')
        expect(used.properties).toMatchObject({ feature_flag: 'pricing-page-experiment', feature_flag_variant: 'variant_b' })
      })

      test('they follow the flags', async ({ app }) => {
        await known(page, LOADED)
        await app.inbox.flags({ ...FLAGS, 'new-dashboard-v2': false, 'pricing-page-experiment': 'control' })
        await page.getByRole('button', { name: 'Reload flags' }).click()
        await known(page, {
          enabled: 'false',
          variant: '"control"',
          payload: 'undefined',
          active: '["banner","pricing-page-experiment"]',
          own: 'false',
        })
        await expect(page.getByText('Usual prices')).toBeVisible()

        await app.inbox.flags(FLAGS)
        await page.getByRole('button', { name: 'Sign in' }).click()
        await known(page, LOADED)
        const { body } = (await app.inbox.requests(/^\/flags\//)).at(-1) ?? {}
        expect(body).toMatchObject({ distinct_id: 'user-1' })
      })
    })

    test.describe('with flags and bootstrapped ones', () => {
      test.use({ options: { ...ON, bootstrap: BOOTSTRAP } })

      test('the server’s take the place of those that were there first', async ({ app, complaints }) => {
        await known(page, LOADED)
        await expect(page.getByText('Prices less 20 %')).toBeVisible()
        if (way.starts && !onPrickle) await toldOfBootstrapped(app, complaints, true)
        expect((await app.inbox.one('$pageview')).properties.distinct_id).toBe('user-from-server')
      })
    })
  })
}
