// What every project of this ring installs as prickle: the archive that is packed once per run; or posthog-js under that name, to prove a test.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { posthogDir, root, sdkUnderTest } from '../../e2e/support/env.ts'
import { install, pack } from '../../e2e/support/packed.ts'

/** Where projects are installed and built; their sources stay as they are. */
export const scratch = join(root, 'target/consumers')

const archives = join(scratch, 'packed')

export async function packPrickle(): Promise<void> {
  if (sdkUnderTest === 'prickle') await pack(archives)
}

/** Workers have nothing of the process that packed but the archive. */
export async function installPrickle(home: string): Promise<void> {
  if (sdkUnderTest === 'posthog') return installPosthog(home)
  const [only] = readdirSync(archives)
  if (!only) throw new Error(`nothing was packed into ${archives}`)
  await install(join(archives, only), home)
}

/** The real one, with prickle's entry points. Its React bindings import it by its name, which is another here. */
function installPosthog(home: string): void {
  const folder = join(home, 'node_modules/prickle')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const part of ['dist', 'react/dist/esm']) {
    cpSync(join(posthogDir(), part), join(folder, part), { recursive: true, filter: (file) => !file.endsWith('.map') })
  }
  const exports: Record<string, string> = { '.': './dist/module.mjs' }
  for (const [name, path] of Object.entries({ react: 'index', 'react/slim': 'slim/index', 'react/surveys': 'surveys/index' })) {
    const script = `./react/dist/esm/${path}.js`
    exports[`./${name}`] = script
    writeFileSync(join(folder, script), readFileSync(join(folder, script), 'utf8').replace('"posthog-js"', '"prickle"'))
  }
  writeFileSync(join(folder, 'react/package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'prickle', version: '0.0.0', exports }))
}
