// More than one instance, more than one init, and tokens that are none.
import { expect, test } from './support/fixtures.ts'

test('two named instances send to their own projects under their own identities @both', async ({ app }) => {
  const other = `${app.token}_two`
  const page = await app.open()
  const told = await page.evaluate(
    ([token, config]) => {
      const two = posthog.init(token, config, 'two')
      two.register({ from: 'two' })
      posthog.capture('on main')
      two.capture('on two')
      two.identify('user-two')
      return [two === posthog.two, String(posthog), String(two), two.config.token, two.get_distinct_id(), posthog.get_distinct_id()]
    },
    [other, app.quiet()] as const,
  )
  const view = await app.inbox.one('$pageview')
  expect(told).toEqual([true, 'posthog', 'posthog.two', other, 'user-two', view.properties.distinct_id])
  const second = app.inboxOf(other)
  expect((await second.one('on two')).properties).toMatchObject({ token: other, from: 'two' })
  expect((await second.one('$pageview')).properties.distinct_id).not.toBe(view.properties.distinct_id)
  expect((await app.inbox.one('on main')).properties).not.toHaveProperty('from')
  expect(Object.keys((await app.stored(page)).local).sort()).toEqual([app.entry, `ph_${other}_posthog`].sort())
  await app.expectOnly(page, ['$pageview', 'on main', '$pageleave'])
  await app.expectOnly(page, ['$pageview', 'on two', '$identify', '$pageleave'], other)
})

test('init twice is told about and changes nothing @both', async ({ app }) => {
  const warnings: string[] = []
  const page = await app.open('/', {
    prepare: async (tab) => void tab.on('console', (line) => line.type() === 'warning' && warnings.push(line.text())),
  })
  const same = await page.evaluate(
    ([token, config]) => {
      const again = posthog.init(token, { ...config, capture_pageview: false, property_denylist: ['$os'] })
      const other = posthog.init(`${token}_other`, config)
      posthog.capture('e')
      return [again === posthog, other === posthog, posthog.config.token, posthog.config.property_denylist]
    },
    [app.token, app.quiet()] as const,
  )
  expect(same).toEqual([true, true, app.token, []])
  expect((await app.inbox.one('e')).properties.$os).toBe('Linux')
  expect(warnings.filter((line) => line.includes('already initialized'))).toHaveLength(2)
  await app.expectOnly(page, ['$pageview', 'e', '$pageleave'])
})

test('a bad token is told about; every call is a quiet no-op; nothing is stored or sent', async ({ app }) => {
  const errors: string[] = []
  const page = await app.open('/', {
    token: '',
    unready: true,
    prepare: async (tab) => void tab.on('console', (line) => line.type() === 'error' && errors.push(line.text())),
  })
  await page.waitForFunction(() => !Array.isArray((window as any).posthog))
  const answers = await page.evaluate(() => {
    for (const token of ['   ', null, undefined, 12, {}]) posthog.init(token, {})
    posthog.capture('nowhere')
    posthog.identify('user-1')
    posthog.register({ a: 1 })
    posthog.group('company', 'acme')
    posthog.reset()
    return [posthog.__loaded, posthog.get_distinct_id(), posthog.getGroups(), posthog.get_session_id(), posthog.get_property('a')]
  })
  expect(answers).toEqual([false, undefined, {}, '', undefined])
  expect(errors.filter((line) => line.includes('without a token'))).toHaveLength(6)
  expect(await app.stored(page)).toEqual({ local: {}, session: {}, cookies: {} })
  await app.expectOnly(page, [])
})

test('a token is trimmed', async ({ app }) => {
  await app.open('/', { token: `  ${app.token} ` })
  expect((await app.inbox.one('$pageview')).properties.token).toBe(app.token)
})

test('a bad token can be followed by a good one', async ({ app }) => {
  const page = await app.open('/', { token: '', unready: true })
  await page.waitForFunction(() => !Array.isArray((window as any).posthog))
  await page.evaluate(([token, config]) => posthog.init(token, config), [app.token, app.quiet()] as const)
  await app.inbox.one('$pageview')
})

test('after init returns, everything answers at once', async ({ app }) => {
  const page = await app.open('/', {
    config: { loaded: (ph: any) => ((window as any).inLoaded = [ph.__loaded, typeof ph.get_distinct_id(), typeof ph.sessionManager]) },
  })
  const answers = await page.evaluate(
    ([token, config]) => {
      const two = posthog.init(token, config, 'two')
      return {
        loaded: two.__loaded,
        id: two.get_distinct_id(),
        device: two.get_property('$device_id'),
        props: two.persistence.props.distinct_id,
        version: two.version,
        api: two.config.api_host,
      }
    },
    [`${app.token}_two`, app.quiet()] as const,
  )
  expect(answers.loaded).toBe(true)
  expect(answers.id).toBe(answers.device)
  expect(answers.props).toBe(answers.id)
  expect(answers.version).toBe('1.449.2')
  expect(answers.api).toBe(app.apiHost)
  expect(await page.evaluate(() => (window as any).inLoaded)).toEqual([true, 'string', 'object'])
})

test('calls before init are quiet no-ops; nothing of them is sent later @npm', async ({ app }) => {
  const page = await app.open('/', { config: null, unready: true })
  await page.waitForFunction(() => (window as any).posthog)
  const early = await page.evaluate(() => {
    posthog.register({ early: 1 })
    posthog.identify('too-early')
    posthog.reset()
    return [posthog.capture('too early'), posthog.get_distinct_id(), posthog.getGroups(), posthog.get_session_id(), posthog.__loaded]
  })
  expect(early).toEqual([undefined, undefined, {}, '', false])
  await page.evaluate(([token, config]) => posthog.init(token, config), [app.token, app.quiet()] as const)
  const view = await app.inbox.one('$pageview')
  expect(view.properties).not.toHaveProperty('early')
  await app.expectOnly(page, ['$pageview', '$pageleave'])
})
