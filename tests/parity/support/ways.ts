// The ways in which prickle's core can start, as the script of a page whose browser leaves it no other. Time stands still in these pages, so in each way
// the core is there when the script is over, before the page's own scripts begin: what is made of a call before the core is there is the e2e
// ring's business.
import { readFileSync } from 'node:fs'
import { transform } from 'esbuild'

/** At once; compiled asynchronously, where the browser does it no other way; as plain JavaScript, where there is no WebAssembly. */
export type Way = 'sync' | 'async' | 'nowasm'

/** How it starts in this run. */
export const way: Way = wayOf(process.env.PRICKLE_START ?? 'sync')

function wayOf(name: string): Way {
  if (name === 'sync' || name === 'async' || name === 'nowasm') return name
  throw new Error(`PRICKLE_START is sync, async or nowasm, and not ${name}`)
}

const compileLater = (): void => {
  const { Module, Instance } = WebAssembly
  WebAssembly.Module = new Proxy(Module, {
    construct() {
      throw new RangeError('not on the main thread')
    },
  })
  WebAssembly.compile = async (bytes) => new Module(bytes)
  WebAssembly.instantiate = (async (module: WebAssembly.Module, imports: WebAssembly.Imports) => new Instance(module, imports)) as never
}

const takeAway = (): void => {
  delete (window as { WebAssembly?: unknown }).WebAssembly
}

/** The first use of the SDK starts its core. */
const START = '\n;void posthog.config\n'

let fallback: Promise<string> | undefined

/** The script of the SDK for a page in which its core starts in this way. `plain`: the file of the core that is plain JavaScript. */
export async function started(script: string, plain: string): Promise<string> {
  if (way === 'sync') return script
  if (way === 'async') return `(${compileLater.toString()})();\n${script}${START}`
  fallback ??= transform(readFileSync(plain, 'utf8'), { format: 'iife', globalName: 'nowasm', minify: true }).then(({ code }) => code)
  return `(${takeAway.toString()})();\n${await fallback}${script.replace('import("./nowasm.js")', 'Promise.resolve(nowasm)')}${START}`
}
