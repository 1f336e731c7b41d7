// Whatever a page passes to capture: an event that says as much as can be said, or none; never an exception in the page.
import { sdkUnderTest } from './support/env.ts'
import { expect, test } from './support/fixtures.ts'
import { UUID7 } from './support/shapes.ts'

test('cycles, Date, BigInt, undefined, functions and the like @both', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    const cycle: Record<string, unknown> = { a: 1 }
    cycle.self = cycle
    posthog.capture('cycle', cycle)
    const twice = { k: 1 }
    posthog.capture('same object twice', { x: twice, y: twice, z: [twice, twice] })
    class Item {
      price = 5
      get tax(): number {
        return 1
      }
    }
    posthog.capture('types', {
      date: new Date(0),
      big: 10n,
      missing: undefined,
      nothing: null,
      fn: () => 1,
      symbol: Symbol('s'),
      nan: NaN,
      infinity: Infinity,
      regexp: /x/g,
      map: new Map([[1, 2]]),
      set: new Set([1]),
      error: new TypeError('boom'),
      item: new Item(),
      list: [undefined, null, 3],
      bytes: new Uint8Array([1, 2]),
      emoji: '😀',
      control: 'a\u0000b\u2028',
      'key with "quotes" \\ and </script>': true,
    })
  })
  const cycle = await app.inbox.one('cycle')
  expect(cycle.properties).toMatchObject({ a: 1, self: { a: 1 } })
  const twice = await app.inbox.one('same object twice')
  expect(twice.properties).toMatchObject({ x: { k: 1 }, z: [null, null] })
  expect(twice.properties).not.toHaveProperty('y')
  const { properties } = await app.inbox.one('types')
  expect(properties).toMatchObject({
    date: {},
    big: '10',
    nothing: null,
    fn: {},
    nan: null,
    infinity: null,
    regexp: {},
    map: {},
    set: {},
    error: { name: 'TypeError', message: 'boom' },
    item: { price: 5 },
    list: [null, null, 3],
    bytes: { 0: 1, 1: 2 },
    emoji: '😀',
    control: 'a\u0000b\u2028',
    'key with "quotes" \\ and </script>': true,
  })
  for (const gone of ['missing', 'symbol']) expect(properties).not.toHaveProperty(gone)
})

test('huge texts are cut, deep and wide objects arrive whole @both', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    let deep: any = { bottom: true }
    for (let level = 0; level < 100; level += 1) deep = { deep }
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key ${index}`, index]))
    posthog.capture('huge', { text: 'y'.repeat(200_000), nested: { list: ['z'.repeat(70_000)] }, deep, wide })
  })
  const { properties } = await app.inbox.one('huge')
  expect(properties.text).toBe('y'.repeat(65_535))
  expect(properties.nested.list[0]).toHaveLength(65_535)
  expect(Object.keys(properties.wide)).toHaveLength(2000)
  let level = properties.deep
  for (let depth = 0; depth < 100; depth += 1) level = level.deep
  expect(level).toEqual({ bottom: true })
})

test('properties_string_max_length cuts every text of the event but no key', async ({ app }) => {
  const page = await app.open('/', { config: { properties_string_max_length: 40 } })
  await page.evaluate(() => posthog.capture('e', { text: 'x'.repeat(100), [`key ${'k'.repeat(100)}`]: 1 }))
  const { properties } = await app.inbox.one('e')
  expect(properties.text).toBe('x'.repeat(40))
  expect(properties[`key ${'k'.repeat(100)}`]).toBe(1)
  expect(properties.$raw_user_agent).toHaveLength(40)
})

test('names that are none, and properties that are no object', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    for (const bad of [undefined, null, 42, {}, []]) posthog.capture(bad)
    posthog.capture('list', ['a', 'b'])
    posthog.capture('text', 'ab')
    posthog.capture('number', 5)
    posthog.capture('nothing', null)
  })
  expect((await app.inbox.one('list')).properties).toMatchObject({ 0: 'a', 1: 'b' })
  expect((await app.inbox.one('text')).properties).toMatchObject({ 0: 'a', 1: 'b' })
  await app.inbox.one('number')
  await app.inbox.one('nothing')
  await app.expectOnly(page, ['$pageview', 'list', 'text', 'number', 'nothing', '$pageleave'])
})

test('the caller’s objects are left as they were', async ({ app }) => {
  const page = await app.open()
  const [given, frozen] = await page.evaluate(() => {
    const properties = { nested: { text: 'x'.repeat(70_000) } }
    posthog.capture('e', properties)
    const locked = Object.freeze({ a: Object.freeze({ b: 1 }) })
    posthog.capture('frozen', locked)
    return [properties, locked]
  })
  expect(given).toEqual({ nested: { text: 'x'.repeat(70_000) } })
  expect(frozen).toEqual({ a: { b: 1 } })
  expect((await app.inbox.one('frozen')).properties.a).toEqual({ b: 1 })
})

test('capture returns the event that goes out', async ({ app }) => {
  const page = await app.open()
  const returned = await page.evaluate(() => {
    const event = posthog.capture('e', { a: 1, date: new Date(0) })
    return { keys: Object.keys(event), name: event.event, uuid: event.uuid, a: event.properties.a, date: event.timestamp instanceof Date }
  })
  const sent = await app.inbox.one('e')
  expect(returned).toEqual({ keys: ['uuid', 'event', 'properties', 'timestamp'], name: 'e', uuid: sent.uuid, a: 1, date: true })
  expect(await page.evaluate(() => posthog.capture(undefined))).toBeUndefined()
})

test('uuid and timestamp of the options', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    posthog.capture('given', {}, { uuid: '0190a5b8-0000-7000-8000-000000000000' })
    posthog.capture('not a uuid', {}, { uuid: 'nope' })
    posthog.capture('a minute ago', {}, { timestamp: new Date(Date.now() - 60_000) })
  })
  expect((await app.inbox.one('given')).uuid).toBe('0190a5b8-0000-7000-8000-000000000000')
  expect((await app.inbox.one('not a uuid')).uuid).toMatch(UUID7)
  const earlier = await app.inbox.one('a minute ago')
  expect(earlier.properties.$event_time_override_provided).toBe(true)
  const gap = Date.parse(earlier.properties.$event_time_override_system_time) - Date.parse(earlier.timestamp ?? '')
  expect(Math.abs(gap - 60_000)).toBeLessThan(1000)
})

test('super properties of odd kinds go out as far as they can', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    posthog.register({ date: new Date(0), fn: () => 1, missing: undefined, text: 'x' })
    posthog.capture('one')
    posthog.register({ cycle })
    posthog.capture('two')
  })
  const one = await app.inbox.one('one')
  const two = await app.inbox.one('two')
  expect(one.properties).toMatchObject({ text: 'x' })
  expect(one.properties).not.toHaveProperty('missing')
  expect(two.properties).toMatchObject({ text: 'x' })
  if (sdkUnderTest === 'posthog') {
    expect(one.properties).toMatchObject({ date: {}, fn: {} })
    expect(two.properties).toMatchObject({ cycle: {} })
  } else {
    // An intended difference. posthog-js sends these as `{}` until the page is loaded anew, and from then on what its storage kept: the date's
    // text and no function. We send what is stored from the first event on, so a property means the same on both sides of a reload.
    expect(one.properties.date).toBe('1970-01-01T00:00:00.000Z')
    expect(one.properties).not.toHaveProperty('fn')
    expect(two.properties.cycle).toEqual({ self: '[Circular]' })
  }
})

test('a property that throws when read costs its event, not the page', async ({ app }) => {
  const page = await app.open()
  await page.evaluate(() => {
    try {
      posthog.capture('e', {
        get bad() {
          throw new Error('from the page')
        },
      })
    } catch {
      // posthog-js lets this through to the caller, who threw it.
    }
    posthog.capture('next')
  })
  await app.inbox.one('next')
})
