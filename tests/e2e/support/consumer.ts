// Apps that take the SDK in from npm: the packed tarball is installed into a folder of its own and bundled there, as a user would.
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { posthogDir, root, scratch, type Sdk } from './env.ts'
import { install, pack } from './packed.ts'

const folder = join(scratch, 'consumer')

/** Where the SDK is installed as in a user's project. */
const consumerHome = (sdk: Sdk): string => join(folder, sdk)
export const bundleOf = (sdk: Sdk): string => join(folder, `${sdk}.js`)
export const slimBundle = join(folder, 'slim.js')
export const slimWasm = join(folder, 'prickle.wasm')

/** Makes the bundles of an SDK anew. */
export async function bundleConsumer(sdk: Sdk): Promise<void> {
  const home = consumerHome(sdk)
  rmSync(home, { recursive: true, force: true })
  mkdirSync(join(home, 'node_modules'), { recursive: true })
  if (sdk === 'prickle') {
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'consumer', private: true }))
    await install(await pack(join(folder, 'packed')), home)
  } else symlinkSync(posthogDir(), join(home, 'node_modules', 'posthog-js'))
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
