// Builds Burr, the demo app, on the SDK under test, into the scratch folder, so that a built demo elsewhere is left alone. Every worker has a folder of
// its own: a build empties it, and others are being served from theirs.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { posthogDir, root, scratch, sdkUnderTest } from './env.ts'

export function buildDemoApp(): string {
  const home = join(root, 'www-demo/app')
  const vite = join(home, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite)) throw new Error(`the demo app is not installed: run \`npm ci\` in ${home}, or \`cargo xtask setup\``)
  const out = join(scratch, `demo-${sdkUnderTest}-${process.pid}`)
  process.once('exit', () => rmSync(out, { recursive: true, force: true }))
  const env = { ...process.env, SDK: sdkUnderTest === 'posthog' ? posthogDir() : 'prickle' }
  execFileSync(process.execPath, [vite, 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: home,
    env,
    stdio: 'inherit',
  })
  return out
}
