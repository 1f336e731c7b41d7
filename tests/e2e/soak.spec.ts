// A long visit in a short time: 100,000 mixed calls and events in one page, and the memory that it takes does not grow once the page is warm. What is done
// follows from a seed, which a failure tells. `PRICKLE_SOAK` is another number of steps, `PRICKLE_SEED` another seed.
import { eventually, expect, test } from './support/fixtures.ts'

const STEPS = Number(process.env.PRICKLE_SOAK ?? 100_000)
const SEED = Number(process.env.PRICKLE_SEED ?? 20_260_901)
const PARTS = 10
/** As much of them as is warm-up. */
const WARM = 5

/** Runs before the SDK: a clock that the steps drive, so that limits by the second let through what real visits would; and what is looked at. */
function instruments(): void {
  const page = window as any
  const real = Date.now.bind(Date)
  page.ahead = 0
  Date.now = () => real() + page.ahead
  page.pending = page.requests = 0
  const { fetch } = window
  window.fetch = (...args) => {
    page.pending++
    page.requests++
    return fetch(...args).finally(() => page.pending--)
  }
  page.memories = []
  const { Instance } = WebAssembly
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, [module, imports]) {
      const instance = new target(module, imports)
      if (instance.exports.memory) page.memories.push(new WeakRef(instance.exports.memory as object))
      return instance
    },
  })
}

/** Some of the steps. Every one of them may be any of the things that pages do. */
async function play([from, to, seed]: readonly [number, number, number]): Promise<number> {
  const page = window as any
  let state = (seed + from) >>> 0
  const dice = (sides: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
  const text = () => 'x'.repeat(dice(60))
  const button = document.querySelector('button')!
  const seldom = [
    () => posthog.identify(`user-${dice(5)}`, { plan: text() }),
    () => posthog.reset(dice(2) === 1),
    () => posthog.group('company', `c${dice(4)}`, { size: dice(9) }),
    () => posthog.resetGroups(),
    () => {
      posthog.opt_out_capturing()
      posthog.capture('dropped')
      posthog.opt_in_capturing()
    },
    () => posthog.set_config({ property_denylist: dice(2) ? ['$os'] : [], debug: false }),
    () => posthog.set_config({ before_send: dice(2) ? (event: unknown) => event : null }),
    () => posthog.alias(`alias-${dice(5)}`),
    () => posthog.updateFlags({ beta: `v${dice(3)}`, on: true }),
    () => posthog.on('eventCaptured', () => {})(),
    () => posthog.onFeatureFlags(() => {})(),
    () => posthog.people.set({ name: text() }),
    () => window.dispatchEvent(new Event(['online', 'scroll', 'resize', 'storage'][dice(4)]!)),
    () => document.dispatchEvent(new Event('visibilitychange')),
  ]
  const often = [
    () => posthog.capture(`event ${dice(20)}`, { text: text(), list: [dice(9), { deep: text() }] }),
    () => posthog.capture('at once', { n: dice(9) }, { send_instantly: dice(50) === 0 }),
    () => posthog.register({ [`key${dice(10)}`]: text() }),
    () => posthog.unregister(`key${dice(10)}`),
    () => posthog.register_for_session({ session: dice(100) }),
    () => posthog.getFeatureFlag(dice(2) ? 'beta' : 'unknown'),
    () => posthog.isFeatureEnabled('on'),
    () => posthog.get_distinct_id() + posthog.get_session_id(),
    () => button.click(),
    () => history.replaceState(null, '', `/soak/${dice(30)}`),
    () => Object.keys(posthog.persistence.props),
  ]
  let done = 0
  for (let step = from; step < to; step++) {
    page.ahead += 25
    if (dice(50) === 0) seldom[dice(seldom.length)]!()
    else often[dice(often.length)]!()
    done++
    // The visitor looks at another tab: what waits leaves, so that batches are as large as on real pages. Then others get a turn.
    // However slow the machine is, what is on its way at once stays as little.
    if (step % 200 === 199) {
      window.dispatchEvent(new Event('pagehide'))
      window.dispatchEvent(new Event('pageshow'))
      do await new Promise((later) => setTimeout(later, 2))
      while (page.pending > 0)
    }
  }
  // Until all of it has left: the queue's interval is over, and nobody has asked for more since.
  for (let known = -1; known !== page.requests || page.pending > 0; ) {
    known = page.requests
    await new Promise((later) => setTimeout(later, 300))
  }
  return done
}

test(`${STEPS} mixed calls and events, seed ${SEED}: memory is flat after warm-up`, async ({ app }) => {
  test.setTimeout(60_000 + STEPS * 3)
  const page = await app.open('/', {
    before: instruments,
    html: '<main><button class="a b" data-x="1">go</button></main>',
    config: { autocapture: true, capture_pageview: 'history_change', rageclick: true },
  })
  const devtools = await app.context.newCDPSession(page)
  const measured: { heap: number; wasm: number }[] = []
  let done = 0
  for (let part = 0; part < PARTS; part++) {
    const bound = (index: number): number => Math.floor((STEPS * index) / PARTS)
    done += await page.evaluate(play, [bound(part), bound(part + 1), SEED] as const)
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = (await devtools.send('Runtime.getHeapUsage')) as { usedSize: number }
    const wasm = await page.evaluate(() =>
      (window as any).memories.reduce((sum: number, ref: any) => sum + (ref.deref()?.buffer.byteLength ?? 0), 0),
    )
    measured.push({ heap: usedSize, wasm })
    console.log(`soak: ${done} steps, heap ${usedSize}, wasm ${wasm}`)
  }
  const [warm, end] = [measured[WARM - 1]!, measured[PARTS - 1]!]
  console.log(`soak: ${done} steps, seed ${SEED}; heap ${warm.heap} -> ${end.heap}, wasm ${warm.wasm} -> ${end.wasm} bytes`)
  expect(done).toBe(STEPS)
  // A page of memory more may be a batch larger than those before; two bytes lost at each step would be more.
  expect(end.wasm, `the core's memory, seed ${SEED}`).toBeLessThanOrEqual(warm.wasm + 65_536)
  expect(end.heap, `the page's heap, seed ${SEED}`).toBeLessThan(warm.heap * 1.1 + 200_000)
  await page.evaluate(() => posthog.opt_in_capturing())
  const before = await page.evaluate(() => (window as any).requests)
  await page.waitForFunction(() => posthog.capture('the end', {}, { send_instantly: true }))
  // All that came is asked for once: it is a hundred megabytes.
  const left = (before: number) => (window as any).requests > before && (window as any).pending === 0
  await page.waitForFunction(left, before, { timeout: 60_000 })
  const events = await app.inbox.events()
  expect(events.filter((event) => event.event === 'the end')).toHaveLength(1)
  expect(new Set(events.map((event) => event.uuid)).size).toBe(events.length)
  expect(events.length).toBeGreaterThan(STEPS / 10)
})
