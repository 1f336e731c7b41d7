// The npm package outside a browser: importing it while rendering on a server must do nothing, and calling it must not break anything.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { consumerHome } from './support/consumer.ts'
import { sdkUnderTest } from './support/env.ts'
import { expect, onPrickle, test } from './support/fixtures.ts'

const name = onPrickle ? 'prickle' : 'posthog-js'

function runInNode(file: string, source: string): { code: number | null; out: string } {
  const path = join(consumerHome(sdkUnderTest), file)
  writeFileSync(path, source)
  const done = spawnSync(process.execPath, [path], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } })
  return { code: done.status, out: done.stdout + done.stderr }
}

test('import on a server has no side effect @npm', () => {
  const source = `
    const { posthog } = await import('${name}')
    console.log(typeof posthog.capture, posthog.__loaded, typeof globalThis.posthog)`
  expect(runInNode('import.mjs', source)).toEqual({ code: 0, out: 'function false undefined\n' })
})

test('require works too @npm', () => {
  const source = `
    const { default: posthog, posthog: named } = require('${name}')
    console.log(posthog === named, typeof posthog.capture)`
  expect(runInNode('require.cjs', source)).toEqual({ code: 0, out: 'true function\n' })
})

test('every call on a server is a quiet no-op @npm', () => {
  test.skip(!onPrickle, 'posthog-js does not promise this')
  const source = `
    import posthog from 'prickle'
    posthog.init('phc_x', { api_host: 'http://127.0.0.1:1' })
    posthog.capture('e', { a: 1 })
    posthog.identify('user-1')
    posthog.register({ a: 1 })
    posthog.group('company', 'acme')
    posthog.opt_out_capturing()
    posthog.onFeatureFlags(() => undefined)
    posthog.reset()
    console.log('done')`
  expect(runInNode('calls.mjs', source)).toEqual({ code: 0, out: 'done\n' })
})
