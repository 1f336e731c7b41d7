// What an app lives by, once in each engine. What exactly is sent is the matter of the other rings; here it is that each browser's own ways
// (modules, stores, beacons, compression, stacks, real input) carry it.
import { ENGINES } from './support/engines.ts'
import { eventually, expect, test, type Delivery } from './support/fixtures.ts'
import { UUID7 } from '../e2e/support/shapes.ts'

const DELIVERIES: Record<Delivery, string> = {
  script: 'the script tag and its snippet',
  module: 'the package as an ES module',
  npm: 'a bundle of the package',
  slim: 'a bundle with the core in a file of its own',
}

for (const [delivery, by] of Object.entries(DELIVERIES) as [Delivery, string][]) {
  test(`a first visit, by ${by}`, async ({ visit, engine }) => {
    await visit.open('/pricing?utm_source=news', { delivery })
    const view = await visit.inbox.one('$pageview')
    const id = view.properties.distinct_id
    expect(id).toMatch(UUID7)
    expect(view.properties).toMatchObject({
      token: visit.token,
      $lib: 'web',
      $current_url: visit.url('/pricing?utm_source=news'),
      utm_source: 'news',
      title: 'Page /pricing',
      $browser: ENGINES[engine].browser,
      $browser_version: expect.any(Number),
      $os: 'Linux',
      $device_type: 'Desktop',
      $session_id: expect.stringMatching(UUID7),
      $is_identified: false,
      $process_person_profile: false,
    })
    await visit.run(() => {
      posthog.capture('item_created', { kind: 'note', size: 2.5, tags: ['ü', '🦔'] })
      posthog.identify('ada', { plan: 'team' })
      posthog.group('company', 'acme', { seats: 3 })
      posthog.capture('item_shared')
    })
    expect((await visit.inbox.one('item_created')).properties).toMatchObject({ kind: 'note', size: 2.5, tags: ['ü', '🦔'], distinct_id: id })
    const identified = await visit.inbox.one('$identify')
    expect(identified.properties).toMatchObject({ distinct_id: 'ada', $anon_distinct_id: id })
    expect(identified.$set).toEqual({ plan: 'team' })
    const grouped = await visit.inbox.one('$groupidentify')
    expect(grouped.properties).toMatchObject({ $group_type: 'company', $group_key: 'acme', $group_set: { seats: 3 } })
    const shared = await visit.inbox.one('item_shared')
    expect(shared.properties).toMatchObject({ distinct_id: 'ada', $groups: { company: 'acme' }, $session_id: view.properties.$session_id })
    await visit.leave()
    const left = await visit.inbox.one('$pageleave')
    expect(left.properties).toMatchObject({ distinct_id: 'ada', $prev_pageview_pathname: '/pricing', $pageview_id: view.uuid })
    const [carrier, ...more] = await visit.requestsWith('$pageleave')
    expect([carrier?.transport, more]).toEqual(['beacon', []])
  })
}

test('the core is up when init returns', async ({ visit }) => {
  await visit.open('/', { delivery: 'module', after: () => ((window as any).early = posthog.get_distinct_id()) })
  const { distinct_id } = (await visit.inbox.one('$pageview')).properties
  expect(await visit.run(() => (window as any).early)).toBe(distinct_id)
})

test('a visitor is the same after a reload, on the next page and on the way back', async ({ visit }) => {
  await visit.open('/one')
  const first = (await visit.inbox.one('$pageview')).properties
  await visit.run(() => posthog.register({ theme: 'dark' }))
  await visit.reload()
  await visit.inbox.wait('$pageview', 2)
  await visit.open('/two')
  for (const { properties } of await visit.inbox.wait('$pageview', 3)) {
    for (const name of ['distinct_id', '$device_id', '$session_id', '$window_id']) expect(properties[name], name).toBe(first[name])
  }
  expect((await visit.inbox.events('$pageview')).map(({ properties }) => properties.theme)).toEqual([undefined, 'dark', 'dark'])
  const [entry, cookie] = await visit.run(
    (name) => [localStorage.getItem(name), decodeURIComponent(document.cookie.split('; ').find((each) => each.startsWith(name)) ?? '')],
    `ph_${visit.token}_posthog`,
  )
  expect(JSON.parse(entry ?? '')).toMatchObject({ distinct_id: first.distinct_id, theme: 'dark' })
  expect(JSON.parse((cookie ?? '').split('=')[1] ?? '')).toMatchObject({ distinct_id: first.distinct_id })
  // Restored as it was left, or loaded anew: browsers do as they like.
  await visit.back()
  await eventually(() => visit.run(() => location.pathname + Boolean((window as any).posthog?.__loaded)), 'the page before').toBe('/onetrue')
  await visit.run(() => posthog.capture('back'))
  const back = (await visit.inbox.one('back')).properties
  expect([back.distinct_id, back.$session_id, back.$pathname]).toEqual([first.distinct_id, first.$session_id, '/one'])
})

test('clicks and changes are captured, and nothing of what is typed', async ({ visit }) => {
  const html = `<button id="buy" class="primary large">Buy <b>now</b></button>
    <form id="form" onsubmit="return false">
      <input id="name" name="name"><input id="secret" type="password" name="secret"><select id="size" name="size"><option>S<option>L</select>
      <button id="send">Send</button>
    </form>`
  await visit.open('/shop', { config: { autocapture: true, rageclick: true }, html })
  await visit.click('#buy b')
  await visit.type('#name', 'Ada Lovelace')
  await visit.type('#secret', 'hunter2')
  await visit.click('#size option:last-child')
  await visit.click('#send')
  await eventually(async () => (await visit.inbox.events('$autocapture')).some(({ properties }) => properties.$event_type === 'submit')).toBe(true)
  const events = await visit.inbox.events('$autocapture')
  const told = events.map(({ properties }) => [properties.$event_type, /^(\w+)[^;]*?attr__id="(\w+)"/.exec(properties.$elements_chain)?.slice(1).join('#')])
  expect(told).toContainEqual(['change', 'input#name'])
  expect(told).toContainEqual(['change', 'select#size'])
  expect(told).toContainEqual(['click', 'button#send'])
  expect(told).toContainEqual(['submit', 'form#form'])
  const bought = events.find(({ properties }) => properties.$elements_chain.includes('"buy"'))
  expect(bought?.properties).toMatchObject({ $event_type: 'click', $el_text: 'now', $pathname: '/shop' })
  expect(bought?.properties.$elements_chain).toMatch(/^b:.*;button\.large\.primary:/)
  const all = JSON.stringify(await visit.inbox.requests())
  expect(all).not.toContain('hunter2')
  expect(all).not.toContain('Lovelace')
  expect(await visit.troubles()).toEqual([])
})

test('history changes are page views', async ({ visit }) => {
  await visit.open('/one', { config: { capture_pageview: 'history_change' } })
  await visit.inbox.one('$pageview')
  await visit.run(() => history.pushState({}, '', '/two'))
  await visit.inbox.wait('$pageview', 2)
  await visit.run(() => history.replaceState({}, '', '/three'))
  await visit.inbox.wait('$pageview', 3)
  // By the page itself: WebKit's own way back leaves out entries that a page made without anybody's doing.
  await visit.run(() => history.back())
  const views = await visit.inbox.wait('$pageview', 4)
  expect(views.map(({ properties: { navigation_type, $pathname, $prev_pageview_pathname } }) => [navigation_type, $pathname, $prev_pageview_pathname])).toEqual([
    [undefined, '/one', undefined],
    ['pushState', '/two', '/one'],
    ['replaceState', '/three', '/two'],
    ['popstate', '/one', '/three'],
  ])
})

test('feature flags are asked for, heard of and read', async ({ visit }) => {
  await visit.open('/', { config: { advanced_disable_flags: undefined } })
  const [names, variant, payload, enabled] = await visit.run(
    () =>
      new Promise<[string[], string, { headline: string }, boolean]>((tell) => {
        posthog.onFeatureFlags((names: string[]) => {
          const key = 'pricing-page-experiment'
          tell([names, posthog.getFeatureFlag(key), posthog.getFeatureFlagPayload(key), posthog.isFeatureEnabled(key)])
        })
      }),
  )
  expect(names).toContain('pricing-page-experiment')
  expect(['control', 'test']).toContain(variant)
  expect(payload.headline).toBe(variant === 'test' ? 'A plan that sticks' : 'Plans')
  expect(enabled).toBe(true)
  const called = await visit.inbox.one('$feature_flag_called')
  expect(called.properties).toMatchObject({ $feature_flag: 'pricing-page-experiment', $feature_flag_response: variant })
  // A condition on who the visitor is.
  await visit.run(() => posthog.identify('ada', { email: 'ada@example.com' }))
  await eventually(() => visit.run(() => posthog.isFeatureEnabled('new-dashboard-v2', { send_event: false }))).toBe(true)
})

test('exceptions are told with the frames of this engine', async ({ visit, engine }) => {
  const html = `<script>
      function inner() { throw new TypeError('the cart is empty') }
      function outer() { inner() }
    </script>
    <button id="throw" onclick="outer()">Throw</button><button id="refuse" onclick="Promise.reject(new RangeError('too far'))">Refuse</button>`
  await visit.open('/cart', { config: { capture_exceptions: true }, html })
  const stack = await visit.run(() => {
    try {
      ;(window as any).outer()
    } catch (error) {
      posthog.captureException(error, { step: 'pay' })
      return (error as Error).stack
    }
    return undefined
  })
  expect(stack).toMatch(ENGINES[engine].frame)
  const page = visit.url('/cart')
  const frames = (name: string): object => ({ function: name, filename: page, lineno: expect.any(Number), colno: expect.any(Number), in_app: true, platform: 'web:javascript' })
  const { properties } = await visit.inbox.one('$exception')
  expect(properties.step).toBe('pay')
  expect(properties.$exception_list).toMatchObject([{ type: 'TypeError', value: 'the cart is empty', mechanism: { handled: true } }])
  const told = properties.$exception_list[0].stacktrace.frames as { lineno: number }[]
  expect(told.slice(-2)).toEqual([frames('outer'), frames('inner')])
  expect((told.at(-2)?.lineno ?? 0) - (told.at(-1)?.lineno ?? 0)).toBe(1)
  // What nobody caught: thrown, and rejected.
  await visit.click('#throw')
  await visit.click('#refuse')
  const [, thrown, rejected] = await visit.inbox.wait('$exception', 3)
  expect(thrown?.properties.$exception_list).toMatchObject([{ type: 'TypeError', value: 'the cart is empty', mechanism: { handled: false } }])
  expect(thrown?.properties.$exception_list[0].stacktrace.frames.slice(-2)).toEqual([frames('outer'), frames('inner')])
  expect(rejected?.properties.$exception_list).toMatchObject([{ type: 'RangeError', value: 'too far', mechanism: { handled: false } }])
  expect(await visit.troubles()).toEqual(['TypeError: the cart is empty', 'RangeError: too far'])
})

test('who opts out is not heard, until they opt in', async ({ visit }) => {
  await visit.open('/')
  await visit.inbox.one('$pageview')
  await visit.run(() => {
    posthog.opt_out_capturing()
    posthog.capture('unheard')
  })
  await visit.reload()
  expect(await visit.run(() => posthog.has_opted_out_capturing())).toBe(true)
  await visit.run(() => {
    posthog.capture('unheard')
    posthog.opt_in_capturing()
    posthog.capture('heard')
  })
  await visit.inbox.one('heard')
  await visit.leave()
  await visit.inbox.one('$pageleave')
  expect((await visit.inbox.names()).filter((name) => name === 'unheard' || name === '$opt_in')).toEqual(['$opt_in'])
})

test('bodies are compressed, and can be read', async ({ visit }) => {
  await visit.open('/')
  await visit.inbox.one('$pageview')
  const text = 'größer 🦔 '.repeat(2000)
  await visit.run((long) => posthog.capture('long', { long }), text)
  expect((await visit.inbox.one('long')).properties.long).toBe(text)
  const [request] = await visit.requestsWith('long')
  expect([request?.transport, request?.encoding]).toEqual(['fetch', 'gzip'])
  expect(request?.size).toBeLessThan(text.length / 4)
  // By beacon too, when the page is left.
  await visit.run((long) => posthog.capture('last', { long }), text)
  await visit.leave()
  expect((await visit.inbox.one('last')).properties.long).toBe(text)
  const [last] = await visit.requestsWith('last')
  expect([last?.transport, last?.encoding]).toEqual(['beacon', 'gzip'])
})
