// Where the time of prickle's start goes: its stages by the clock, and what the browser's profiler sees, by function. Functions of the script are told
// with the beginning of their text, because the names in what ships are short; functions of the core by the names that the build knew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, test, type Browser } from '@playwright/test'
import { arrayJs, chromiumArgs, chromiumPath, root, sdkUnderTest } from '../e2e/support/env.ts'
import { OFF } from '../e2e/support/off.ts'
import { Site } from './site.ts'

const ROUNDS = Number(process.env.PRICKLE_ROUNDS ?? 9)
/** Microseconds between two looks. */
const INTERVAL = 50
const SHOWN = 40

interface Node {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
}

interface Profile {
  nodes: Node[]
  startTime: number
  endTime: number
  samples?: number[]
  /** Microseconds since the sample before. */
  timeDeltas?: number[]
}

type Stages = Record<string, number>

test('where the start spends its time', async () => {
  const site = await Site.start()
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArgs })
  const source = readFileSync(arrayJs(sdkUnderTest), 'utf8').split('\n')
  const rounds: Awaited<ReturnType<typeof profiled>>[] = []
  for (let round = 0; round < ROUNDS; round++) rounds.push(await profiled(browser, site))
  await browser.close()
  await site.stop()
  const folder = join(root, 'target/bench')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'start.cpuprofile'), JSON.stringify(rounds[0]?.profile))
  const stages = Object.keys(rounds[0]?.stages ?? {}).map((name) => `${ms(median(rounds.map((round) => round.stages[name] ?? 0)))}  ${name}`)
  const profiles = rounds.map(({ profile }) => profile)
  const functions = selfTimes(profiles, describing(source, profiles))
  const text = [
    `     ms  stage, ${ROUNDS} rounds, the profiler off`,
    ...stages,
    '',
    `     ms  self time in the whole start, profiled every ${INTERVAL} µs`,
    ...functions.slice(0, SHOWN).map(([what, time]) => `${ms(time)}  ${what}`),
  ].join('\n')
  writeFileSync(join(folder, 'start.txt'), `${text}\n`)
  process.stdout.write(`\n${text}\n\nfor the browser's own view of it: ${join(folder, 'start.cpuprofile')}\n`)
})

/** Two fresh pages: one for the stages, one for the profiler, which makes everything slower. */
async function profiled(browser: Browser, site: Site): Promise<{ stages: Stages; profile: Profile }> {
  const options = { ...OFF, capture_pageview: false, opt_out_useragent_filter: true, api_host: site.url }
  const inPage = async <T>(act: (ask: <R>(run: (given: readonly [string, object]) => R) => Promise<Awaited<R>>, devtools: CDP) => Promise<T>): Promise<T> => {
    const context = await browser.newContext()
    try {
      const page = await context.newPage()
      const devtools = (await context.newCDPSession(page)) as unknown as CDP
      await page.goto(`${site.url}/page`)
      return await act((run) => page.evaluate(run as never, [`${site.url}/${sdkUnderTest}.js`, options] as never) as never, devtools)
    } finally {
      await context.close()
    }
  }
  const stages = await inPage((ask) => ask(started))
  const profile = await inPage(async (ask, devtools) => {
    await devtools.send('Profiler.enable')
    await devtools.send('Profiler.setSamplingInterval', { interval: INTERVAL })
    await devtools.send('Profiler.start')
    await ask(started)
    return (await devtools.send('Profiler.stop')).profile
  })
  return { stages, profile }
}

interface CDP {
  send(method: string, given?: object): Promise<{ profile: Profile }>
}

/** The start as the bench measures it, with a look at what the core is compiled and instantiated by. */
async function started([url, options]: readonly [string, object]): Promise<Record<string, number>> {
  const text = await (await fetch(url)).text()
  const marks: [string, number, number][] = []
  for (const name of ['Module', 'Instance'] as const) {
    ;(WebAssembly as Record<string, unknown>)[name] = new Proxy(WebAssembly[name] as never, {
      construct(target: new (...all: unknown[]) => object, all: unknown[]) {
        const from = performance.now()
        const made = new target(...all)
        marks.push([name, from, performance.now()])
        return made
      },
    })
  }
  const script = document.createElement('script')
  script.textContent = `${text}\n//# sourceURL=array.js`
  const a = performance.now()
  document.head.append(script)
  const b = performance.now()
  posthog.init('phc_bench', options)
  const c = performance.now()
  posthog.capture('first', { a: 1 })
  const d = performance.now()
  const [unpacker, unpacking, core, instance] = marks
  const between = (from: number | undefined, to: number | undefined): number => (to ?? 0) - (from ?? 0)
  const inside: Record<string, number> =
    instance && core && unpacking && unpacker
      ? {
          'init: until the unpacker is compiled and instantiated': between(b, unpacking[2]),
          'init: unpacking the core': between(unpacking[2], core[1]),
          'init: compiling it': between(core[1], core[2]),
          'init: instantiating it': between(core[2], instance[2]),
          'init: the rest, which is what the core does': between(instance[2], c),
        }
      : {}
  return { 'evaluation of the script': b - a, ...inside, 'init altogether': c - b, 'first capture': d - c, altogether: d - a }
}

/** Milliseconds by function, largest first; the mean of all rounds. */
function selfTimes(profiles: Profile[], describe: (frame: Node['callFrame']) => string): [string, number][] {
  const times = new Map<string, number>()
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const byId = new Map(nodes.map((node) => [node.id, describe(node.callFrame)]))
    samples.forEach((id, index) => {
      // A sample stands for the time until the next.
      const what = byId.get(id) ?? '?'
      times.set(what, (times.get(what) ?? 0) + (timeDeltas[index + 1] ?? 0))
    })
  }
  return [...times]
    .filter(([what]) => !/^\((idle|root)\)/.test(what))
    .map(([what, time]): [string, number] => [what, time / 1000 / profiles.length])
    .sort((a, b) => b[1] - a[1])
}

function describing(source: string[], profiles: Profile[]): (frame: Node['callFrame']) => string {
  const file = process.env.PRICKLE_NAMES ?? ''
  const names: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const frames = profiles.flatMap(({ nodes }) => nodes.map(({ callFrame }) => callFrame)).filter(({ url }) => url.startsWith('wasm:'))
  // The unpacker is a module too: of its functions few are seen, and of the core's many.
  const seen = (module: string): number => new Set(frames.filter(({ url }) => url === module).map(({ functionName }) => functionName)).size
  const [core] = [...new Set(frames.map(({ url }) => url))].sort((a, b) => seen(b) - seen(a))
  return ({ functionName, url, lineNumber, columnNumber }) => {
    const number = /(\d+)\]?$/.exec(functionName)?.[1] ?? ''
    if (url === core) return `wasm  ${names[number] ?? functionName}`
    if (url.startsWith('wasm:')) return 'wasm  (the unpacker)'
    if (url !== 'array.js') return functionName || '(no name)'
    const text = (source[lineNumber] ?? '').slice(columnNumber, columnNumber + 110).replace(/\s+/g, ' ')
    return `js    ${functionName || '(no name)'}  ${printable(text)}`
  }
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '·')
const ms = (time: number): string => time.toFixed(2).padStart(7)

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
