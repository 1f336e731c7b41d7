// How prickle's core comes up: at once, or compiled later. (Where there is no WebAssembly: nowasm.spec.ts.) posthog-js has no core to compile, so these are
// prickle's own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prickleDist } from './support/env.ts'
import { expect, onPrickle, test } from './support/fixtures.ts'

test.skip(!onPrickle, 'posthog-js has no core to compile')

/** As in browsers that compile and instantiate only small modules synchronously; the test lets the asynchronous way go on when it likes. */
function compileLater(most = 4096): void {
  const { Module, Instance, compile } = WebAssembly
  const page = window as any
  const gate = new Promise<void>((open) => (page.letCompile = open))
  const large = new WeakSet<object>()
  const refuse = () => {
    throw new RangeError('not on the main thread if the buffer size is larger than 4KB')
  }
  WebAssembly.Module = new Proxy(Module, {
    construct(target, [bytes]) {
      return bytes.byteLength > most ? refuse() : new target(bytes)
    },
  })
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, [module, imports]) {
      return large.has(module) ? refuse() : new target(module, imports)
    },
  })
  WebAssembly.compile = async (bytes: BufferSource) => {
    await gate
    const module = await compile(bytes)
    if (bytes.byteLength > 4096) large.add(module)
    return module
  }
  page.inLoaded = 0
}

for (const charset of ['windows-1252', 'shift_jis', 'gbk']) {
  test(`a page in ${charset} starts the core as well @both`, async ({ app }) => {
    await app.open('/', { charset, after: () => posthog.capture('one', { text: String.fromCharCode(0xe4, 0x20ac) }) })
    expect((await app.inbox.one('one')).properties.text).toBe('\u00e4\u20ac')
  })
}

test('events say which prickle sent them @both', async ({ app }) => {
  await app.open()
  const { version } = JSON.parse(readFileSync(join(prickleDist, 'package.json'), 'utf8'))
  expect((await app.inbox.one('$pageview')).properties).toMatchObject({ $prickle_version: version, $lib: 'web', $lib_version: '1.449.2' })
})

test('where a synchronous compile is refused, calls wait in order and none is lost @both', async ({ app }) => {
  const page = await app.open('/', {
    prepare: (tab) => tab.addInitScript(compileLater),
    unready: true,
    config: { loaded: () => (window as any).inLoaded++ },
    after: () => {
      posthog.register({ plan: 'pro' })
      posthog.capture('one')
    },
  })
  await page.waitForFunction(() => typeof (window as any).posthog?.init === 'function' && !Array.isArray((window as any).posthog))
  await page.evaluate(() => {
    posthog.capture('two', { n: 2 })
    posthog.identify('user-1')
    posthog.capture('three')
  })
  expect(await page.evaluate(() => (window as any).inLoaded)).toBe(0)
  await page.evaluate(() => (window as any).letCompile())
  const one = await app.inbox.one('one')
  const two = await app.inbox.one('two')
  const three = await app.inbox.one('three')
  expect(one.properties.plan).toBe('pro')
  expect(two.properties).toMatchObject({ n: 2, distinct_id: one.properties.distinct_id })
  expect(three.properties).toMatchObject({ distinct_id: 'user-1', plan: 'pro' })
  expect(one.uuid < two.uuid && two.uuid < three.uuid).toBe(true)
  expect(await page.evaluate(() => (window as any).inLoaded)).toBe(1)
  await app.expectOnly(page, ['$pageview', 'one', 'two', '$identify', 'three', '$pageleave'])
})

test('while the core compiles, the stored identity answers', async ({ app }) => {
  const page = await app.open('/one')
  await page.evaluate(() => {
    posthog.identify('user-1')
    posthog.register({ plan: 'pro' })
  })
  await app.inbox.one('$identify')
  await app.open('/two', { page, prepare: (tab) => tab.addInitScript(compileLater), unready: true })
  await page.waitForFunction(() => (window as any).posthog?.__loaded)
  expect(await page.evaluate(() => [posthog.get_distinct_id(), posthog.get_property('plan')])).toEqual(['user-1', 'pro'])
  await page.evaluate(() => (window as any).letCompile())
  const [, second] = await app.inbox.wait('$pageview', 2)
  expect(second?.properties).toMatchObject({ distinct_id: 'user-1', plan: 'pro' })
})

test('the slim entry fetches its core; calls made before it is there wait @npm', async ({ app }) => {
  const page = await app.open('/', {
    delivery: 'slim',
    unready: true,
    after: () => {
      posthog.register({ plan: 'pro' })
      posthog.capture('early')
    },
  })
  await page.waitForFunction(() => (window as any).coreLoaded)
  await page.evaluate(() => (window as any).coreLoaded)
  expect((await app.inbox.one('early')).properties.plan).toBe('pro')
  expect(await page.evaluate(() => typeof posthog.get_session_id())).toBe('string')
  await app.expectOnly(page, ['$pageview', 'early', '$pageleave'])
})
