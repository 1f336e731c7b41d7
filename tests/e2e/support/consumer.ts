// Apps that take the SDK in from npm: the packed tarball is installed into a folder of its own and bundled there, as a user would.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { posthogDir, prickleDist, root, scratch, type Sdk } from './env.ts'

const folder = join(scratch, 'consumer')

/** Where the SDK is installed as in a user's project. */
export const consumerHome = (sdk: Sdk): string => join(folder, sdk)
export const bundleOf = (sdk: Sdk): string => join(folder, `${sdk}.js`)
export const slimBundle = join(folder, 'slim.js')
export const slimWasm = join(folder, 'prickle.wasm')

/** Makes the bundles of an SDK anew. */
export async function bundleConsumer(sdk: Sdk): Promise<void> {
  const home = consumerHome(sdk)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'node_modules'), { recursive: true })
  if (sdk === 'prickle') installTarball(home)
  else symlinkSync(posthogDir(), join(home, 'node_modules', 'posthog-js'))
  const shared: BuildOptions = {
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
    nodePaths: [join(home, 'node_modules')],
    absWorkingDir: home,
  }
  const alias = { 'sdk-under-test': sdk === 'prickle' ? 'prickle' : 'posthog-js' }
  await build({ ...shared, alias, entryPoints: [join(root, 'tests/e2e/consumer/app.ts')], outfile: bundleOf(sdk), format: 'iife' })
  if (sdk !== 'prickle') return
  await build({ ...shared, entryPoints: [join(root, 'tests/e2e/consumer/slim.js')], outfile: slimBundle, format: 'esm' })
  copyFileSync(join(home, 'node_modules/prickle/prickle.wasm'), slimWasm)
}

function installTarball(home: string): void {
  if (!existsSync(join(prickleDist, 'package.json')))
    throw new Error(`there is no package in ${prickleDist}: run \`cargo xtask build\` first`)
  const run = (...args: string[]): string =>
    execFileSync('npm', args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  for (const old of readdirSync(dirname(home)).filter((name) => name.endsWith('.tgz'))) rmSync(join(dirname(home), old))
  const tarball = run('pack', prickleDist, '--silent', '--pack-destination', dirname(home)).trim().split('\n').pop() ?? ''
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true }))
  run('install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', join(dirname(home), tarball))
}
