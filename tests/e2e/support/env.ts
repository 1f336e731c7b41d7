// What the run is about: which SDK, where it lies, which browser. All from the environment, with defaults for a fresh checkout.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Sdk = 'prickle' | 'posthog'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')
export const scratch = join(root, 'target/e2e')

/** The SDK the run is about. */
export const sdkUnderTest: Sdk = process.env.PRICKLE_SDK === 'posthog' ? 'posthog' : 'prickle'

/** The folder of our npm package as the build leaves it. */
export const prickleDist = process.env.PRICKLE_DIST ?? join(root, 'dist')

/** The scripts that trap on command: `cargo xtask build --trap`. */
export const trapDist = process.env.PRICKLE_TRAP_DIST ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'prickle/trap/dist')

/** posthog-js, of the version we match. */
export function posthogDir(): string {
  return dirname(createRequire(import.meta.url).resolve('posthog-js/package.json'))
}

/** The script-tag file of an SDK. */
export function arrayJs(sdk: Sdk): string {
  if (sdk === 'posthog') return join(posthogDir(), 'dist/array.js')
  return join(prickleDist, 'array.js')
}

export const chromiumPath = process.env.PRICKLE_CHROMIUM ?? '/usr/bin/chromium'

/** Keeps the browser from talking to anyone but us, and lets tests use real-looking hosts that are this machine. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP *.burr.test 127.0.0.1, MAP burr.test 127.0.0.1',
]

/** The collector's binary, or, while developing, any command that speaks its command line. */
export function collectorCommand(): string[] {
  const given = process.env.PRICKLE_COLLECTOR
  if (given) return existsSync(given) ? [given] : given.split(' ')
  const target = process.env.CARGO_TARGET_DIR ?? join(root, 'target')
  for (const profile of ['release', 'debug']) {
    const binary = join(target, profile, 'prickle-collector')
    if (existsSync(binary)) return [binary]
  }
  throw new Error('no prickle-collector: build it with `cargo build -p prickle-collector`, or name it in PRICKLE_COLLECTOR')
}
