// Who the events belong to: identify, alias, group, reset, person properties, bootstrap.
import { expect, test } from './support/fixtures.ts'
import { UUID7 } from './support/shapes.ts'

test('identify joins the anonymous person to the known one @both', async ({ app }) => {
  const page = await app.open('/?utm_source=news')
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.identify('user-1', { email: 'ann@burr.test' }, { signed_up: '2026-01-01' })
    posthog.capture('after')
  })
  const identify = await app.inbox.one('$identify')
  expect(identify.properties).toMatchObject({
    distinct_id: 'user-1',
    $user_id: 'user-1',
    $anon_distinct_id: view.properties.distinct_id,
    $device_id: view.properties.$device_id,
    $session_id: view.properties.$session_id,
    $is_identified: true,
    $process_person_profile: true,
  })
  expect(identify.$set).toEqual({ email: 'ann@burr.test' })
  expect(identify.$set_once).toMatchObject({
    signed_up: '2026-01-01',
    $initial_referrer: '$direct',
    $initial_current_url: app.url('/?utm_source=news'),
    $initial_pathname: '/',
    $initial_utm_source: 'news',
    $initial_utm_medium: null,
  })
  const after = await app.inbox.one('after')
  expect(after.properties).toMatchObject({ distinct_id: 'user-1', $is_identified: true, $process_person_profile: true })
  expect(after).not.toHaveProperty('$set_once')
  expect(await app.blob(page)).toMatchObject({ distinct_id: 'user-1', $user_id: 'user-1', $user_state: 'identified', $epp: true })
  expect(await app.cookie(page)).toMatchObject({ distinct_id: 'user-1', $user_state: 'identified', $epp: true })
})

test('identify again: the same person sends only what changed, another one sends nothing', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.identify('user-1', { plan: 'free' })
    posthog.identify('user-1', { plan: 'free' })
    posthog.identify('user-1')
    posthog.identify('user-1', { plan: 'pro' })
    posthog.identify('user-2')
    posthog.capture('as user 2')
  })
  expect((await app.inbox.one('as user 2')).properties.distinct_id).toBe('user-2')
  const set = await app.inbox.one('$set')
  expect(set.properties).toMatchObject({ distinct_id: 'user-1', $set: { plan: 'pro' }, $set_once: {} })
  await app.expectOnly(page, ['$pageview', '$identify', '$set', 'as user 2', '$pageleave'])
})

test('identify with the present id makes the person known without a new id', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => posthog.identify(posthog.get_distinct_id(), { plan: 'free' }))
  const set = await app.inbox.one('$set')
  expect(set.properties).toMatchObject({ distinct_id: view.properties.distinct_id, $is_identified: true, $set: { plan: 'free' } })
  await app.expectOnly(page, ['$pageview', '$set', '$pageleave'])
})

test('identify refuses what cannot be an id', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    for (const bad of ['', '  ', null, undefined, 'undefined', 'NULL', 'distinct_id', '$posthog_cookieless', {}, [], true])
      posthog.identify(bad)
    posthog.capture('still anonymous')
  })
  expect((await app.inbox.one('still anonymous')).properties).toMatchObject({
    distinct_id: view.properties.distinct_id,
    $is_identified: false,
  })
  await page.evaluate(() => posthog.identify(42))
  expect((await app.inbox.one('$identify')).properties.distinct_id).toBe('42')
  await app.expectOnly(page, ['$pageview', 'still anonymous', '$identify', '$pageleave'])
})

test('reset makes a new person on the same device, and a new device when asked', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  await page.evaluate(() => {
    posthog.identify('user-1', { plan: 'pro' })
    posthog.register({ team: 'blue' })
    posthog.group('company', 'acme')
    posthog.reset()
    posthog.capture('after reset')
  })
  const after = await app.inbox.one('after reset')
  expect(after.properties.distinct_id).toMatch(UUID7)
  expect(after.properties.distinct_id).not.toBe(view.properties.distinct_id)
  expect(after.properties.$device_id).toBe(view.properties.$device_id)
  expect(after.properties.$session_id).not.toBe(view.properties.$session_id)
  expect(after.properties).toMatchObject({ $is_identified: false, $process_person_profile: false })
  for (const gone of ['team', '$groups', '$user_id']) expect(after.properties).not.toHaveProperty(gone)
  const blob = await app.blob(page)
  expect(blob).toMatchObject({ distinct_id: after.properties.distinct_id, $user_state: 'anonymous' })
  expect(blob?.$last_posthog_reset).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  await page.evaluate(() => {
    posthog.reset(true)
    posthog.capture('after reset of the device')
  })
  const device = await app.inbox.one('after reset of the device')
  expect(device.properties.distinct_id).not.toBe(after.properties.distinct_id)
  expect(device.properties.$device_id).toBe(device.properties.distinct_id)
})

test('log in, log out, log in as somebody else: three persons, never mixed', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.identify('ann')
    posthog.capture('by ann')
    posthog.reset()
    posthog.capture('by nobody')
    posthog.identify('bob')
    posthog.capture('by bob')
  })
  await app.inbox.wait('by bob')
  const [one, two] = await app.inbox.wait('$identify', 2)
  expect((await app.inbox.one('by ann')).properties.distinct_id).toBe('ann')
  const nobody = await app.inbox.one('by nobody')
  expect((await app.inbox.one('by bob')).properties.distinct_id).toBe('bob')
  expect(one?.properties.$anon_distinct_id).not.toBe(two?.properties.$anon_distinct_id)
  expect(two?.properties).toMatchObject({ distinct_id: 'bob', $anon_distinct_id: nobody.properties.distinct_id })
})

test('alias names the person by a second id', async ({ app }) => {
  const page = await app.open()
  const view = await app.inbox.one('$pageview')
  const returned = await page.evaluate(() => posthog.alias('other-name').event)
  expect(returned).toBe('$create_alias')
  const alias = await app.inbox.one('$create_alias')
  expect(alias.properties).toMatchObject({ alias: 'other-name', distinct_id: view.properties.distinct_id, $process_person_profile: true })
  expect((await app.blob(page))?.__alias).toBe('other-name')
  expect(await page.evaluate(() => posthog.alias(posthog.get_distinct_id()))).toBe(-1)
})

test('group: told once, on every event from then on, until reset', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.group('company', 'acme', { name: 'Acme' })
    posthog.group('company', 'acme')
    posthog.group('team', 'blue')
    posthog.group('', 'nothing')
    posthog.capture('in groups')
  })
  const [company, team] = await app.inbox.wait('$groupidentify', 2)
  expect(company?.properties).toMatchObject({
    $group_type: 'company',
    $group_key: 'acme',
    $group_set: { name: 'Acme' },
    $groups: { company: 'acme' },
  })
  expect(team?.properties).toMatchObject({ $group_type: 'team', $group_key: 'blue', $groups: { company: 'acme', team: 'blue' } })
  expect(team?.properties).not.toHaveProperty('$group_set')
  const within = await app.inbox.one('in groups')
  expect(within.properties).toMatchObject({ $groups: { company: 'acme', team: 'blue' }, $process_person_profile: true })
  expect(await page.evaluate(() => posthog.getGroups())).toEqual({ company: 'acme', team: 'blue' })
  await app.open('/next', { page })
  const [, next] = await app.inbox.wait('$pageview', 2)
  expect(next?.properties.$groups).toEqual({ company: 'acme', team: 'blue' })
  await page.evaluate(() => {
    posthog.resetGroups()
    posthog.capture('alone')
  })
  expect((await app.inbox.one('alone')).properties.$groups).toEqual({})
})

test('person properties: sent once for the same values, and removed by name', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.setPersonProperties({ plan: 'pro' }, { first_plan: 'free' })
    posthog.setPersonProperties({ plan: 'pro' }, { first_plan: 'free' })
    posthog.people.set('seats', 5)
    posthog.people.set_once({ city: 'Bremen' })
    posthog.unsetPersonProperties(['plan', ''])
    posthog.setPersonProperties()
  })
  const sets = await app.inbox.wait('$set', 4)
  const told = sets.map(({ properties: { $set, $set_once, $unset } }) => ({ $set, $set_once, $unset }))
  expect(told).toEqual([
    { $set: { plan: 'pro' }, $set_once: { first_plan: 'free' } },
    { $set: { seats: 5 }, $set_once: {} },
    { $set: {}, $set_once: { city: 'Bremen' } },
    { $unset: ['plan'] },
  ])
  for (const set of sets) expect(set.properties).toMatchObject({ $process_person_profile: true, $is_identified: false })
})

test('createPersonProfile makes a profile of an anonymous person, once', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.capture('before')
    posthog.createPersonProfile()
    posthog.createPersonProfile()
    posthog.capture('after')
  })
  expect((await app.inbox.one('after')).properties.$process_person_profile).toBe(true)
  expect((await app.inbox.one('before')).properties.$process_person_profile).toBe(false)
  expect((await app.inbox.one('$set')).$set_once).toMatchObject({ $initial_referrer: '$direct' })
})

test('$set and $set_once of a capture go beside its properties', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => posthog.capture('upgraded', { to: 'pro' }, { $set: { plan: 'pro' }, $set_once: { first: 'free' } }))
  const event = await app.inbox.one('upgraded')
  expect(event.$set).toEqual({ plan: 'pro' })
  expect(event.$set_once).toEqual({ first: 'free' })
  expect(event.properties.to).toBe('pro')
})

test.describe('person_profiles', () => {
  test('always: anonymous events are processed too, with their origin', async ({ app }) => {
    await app.open('/', { config: { person_profiles: 'always' } })
    const view = await app.inbox.one('$pageview')
    expect(view.properties).toMatchObject({ $process_person_profile: true, $is_identified: false })
    expect(view.$set_once).toMatchObject({ $initial_referrer: '$direct', $initial_pathname: '/' })
  })

  test('never: no identity is taken on', async ({ app }) => {
    const page = await app.open('/', { config: { person_profiles: 'never' } })
    const view = await app.inbox.one('$pageview')
    await page.evaluate(() => {
      posthog.identify('user-1', { plan: 'pro' })
      posthog.setPersonProperties({ plan: 'pro' })
      posthog.alias('other')
      posthog.createPersonProfile()
      posthog.capture('plain')
    })
    const plain = await app.inbox.one('plain')
    expect(plain.properties).toMatchObject({ distinct_id: view.properties.distinct_id, $process_person_profile: false })
    await app.expectOnly(page, ['$pageview', 'plain', '$pageleave'])
  })
})

test.describe('bootstrap', () => {
  test('an anonymous id given at init is the one used', async ({ app }) => {
    const page = await app.open('/', { config: { bootstrap: { distinctID: 'from-server' } } })
    const view = await app.inbox.one('$pageview')
    expect(view.properties).toMatchObject({ distinct_id: 'from-server', $device_id: 'from-server', $is_identified: false })
    expect(await app.blob(page)).toMatchObject({ distinct_id: 'from-server', $user_state: 'anonymous' })
  })

  test('an identified id given at init is a known person', async ({ app }) => {
    await app.open('/', { config: { bootstrap: { distinctID: 'user-9', isIdentifiedID: true } } })
    const view = await app.inbox.one('$pageview')
    expect(view.properties).toMatchObject({ distinct_id: 'user-9', $is_identified: true, $process_person_profile: true })
    expect(view.properties.$device_id).toMatch(UUID7)
  })

  test('an anonymous visitor who comes back as a known person is joined to them', async ({ app }) => {
    const page = await app.open('/one')
    const view = await app.inbox.one('$pageview')
    await app.open('/two', { page, config: { bootstrap: { distinctID: 'user-9', isIdentifiedID: true } } })
    const identify = await app.inbox.one('$identify')
    expect(identify.properties).toMatchObject({ distinct_id: 'user-9', $anon_distinct_id: view.properties.distinct_id })
  })

  test('a session id given at init is the session', async ({ app }) => {
    const page = await app.open('/', { config: null, unready: true })
    const id = await page.evaluate(() => {
      const time = Date.now().toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-0123456789ab`
    })
    await app.open('/', { page, config: { bootstrap: { sessionID: id } } })
    expect((await app.inbox.one('$pageview')).properties.$session_id).toBe(id)
  })
})

test('get_device_id decides the ids that are made', async ({ app }) => {
  await app.open('/', { config: { get_device_id: (made: string) => `own-${made}` } })
  const view = await app.inbox.one('$pageview')
  expect(view.properties.distinct_id).toMatch(/^own-/)
  expect(view.properties.$device_id).toBe(view.properties.distinct_id)
})
