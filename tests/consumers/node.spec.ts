// The package in Node.js itself, as on a server that renders pages or in a test runner: importing it does nothing at all.
import { expect, test } from './support/fixtures.ts'
import { ended, type Ended } from './support/process.ts'
import { Project } from './support/project.ts'

const project = new Project('node')

test.beforeAll(() => project.install())

// Node.js is left to end by itself: what keeps it alive would keep the test waiting.
const node = (source: string, type: 'module' | 'commonjs'): Promise<Ended> =>
  ended(process.execPath, [`--input-type=${type}`, '-e', source], project.home)

const ways = {
  "import('prickle')": 'commonjs',
  "await import('prickle')": 'module',
  "require('prickle')": 'commonjs',
  "await import('prickle/slim')": 'module',
  "await import('prickle/array.js')": 'module',
} as const

for (const [way, type] of Object.entries(ways)) {
  test(`${way} in Node.js says nothing and ends`, async () => {
    expect(await node(way, type)).toEqual({ code: 0, out: '' })
  })
}

test('importing asks nothing of the place: jsdom has neither encoders nor WebAssembly', async () => {
  const source = `
    for (const name of ['TextDecoder', 'TextEncoder', 'WebAssembly', 'CompressionStream']) delete globalThis[name]
    require('prickle')`
  expect(await node(source, 'commonjs')).toEqual({ code: 0, out: '' })
})

for (const [way, type] of Object.entries(ways).filter(([way]) => !way.startsWith('import'))) {
  test(`${way} in Node.js adds no global, changes none and leaves no timer running`, async () => {
    // Descriptors, because reading some of the values makes Node.js load what is behind them.
    const source = `
      const objects = [globalThis, process, console, Object.prototype, Array.prototype, Promise.prototype, EventTarget.prototype]
      const parts = ([key, { value, get }]) => [[key, value], [key + ' get', get]]
      const all = () => objects.map((of) => new Map(Object.entries(Object.getOwnPropertyDescriptors(of)).flatMap(parts)))
      // Node.js makes these when they are first read.
      void [TextEncoder, TextDecoder]
      const before = all()
      ${way}
      const differs = (was, now) => [...was.keys(), ...now.keys()].filter((key) => !Object.is(was.get(key), now.get(key)))
      const changed = all().flatMap((now, at) => differs(before[at], now))
      const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')
      console.log(JSON.stringify({ changed, timers }))`
    expect(await node(source, type)).toEqual({ code: 0, out: '{"changed":[],"timers":[]}\n' })
  })
}

test('what is imported and required is the SDK, and every call does nothing quietly', async () => {
  const calls = `
    if (typeof posthog.capture !== 'function' || posthog.__loaded) throw new Error('no SDK, or one that started')
    posthog.init('phc_x', { api_host: 'http://127.0.0.1:1' })
    posthog.capture('e', { a: 1 })
    posthog.identify('user-1')
    posthog.register({ a: 1 })
    posthog.group('company', 'acme')
    posthog.opt_out_capturing()
    posthog.onFeatureFlags(() => undefined)
    posthog.reset()
    posthog.shutdown()`
  expect(await node(`import posthog from 'prickle'\n${calls}`, 'module')).toEqual({ code: 0, out: '' })
  expect(await node(`const { posthog, default: same } = require('prickle')\nif (posthog !== same) throw new Error('two SDKs')\n${calls}`, 'commonjs')).toEqual({ code: 0, out: '' })
})

test('what the React bindings ask of a client while they render on a server is answered', async () => {
  const source = `
    import posthog from 'prickle'
    const stop = posthog.onFeatureFlags(() => undefined)
    console.log(JSON.stringify({
      loaded: posthog.__loaded,
      bootstrap: posthog.config.bootstrap?.featureFlags ?? null,
      flags: [posthog.featureFlags.hasLoadedFlags, posthog.featureFlags.getFlags()],
      unknown: [posthog.isFeatureEnabled('a'), posthog.getFeatureFlag('a'), posthog.getFeatureFlagResult('a', { send_event: false })],
      defaulted: posthog.isFeatureEnabled('a', { defaultValue: true }),
      captured: [posthog.capture('e'), posthog.captureException(new Error('x'))],
      replay: posthog.get_session_replay_url(),
      surveys: typeof posthog.surveys.displaySurvey,
      stopped: stop(),
    }))`
  const answers = {
    loaded: false,
    bootstrap: null,
    flags: [false, []],
    unknown: [null, null, null],
    defaulted: true,
    captured: [null, null],
    replay: '',
    surveys: 'function',
  }
  expect(await node(source, 'module')).toEqual({ code: 0, out: JSON.stringify(answers) + '\n' })
})
