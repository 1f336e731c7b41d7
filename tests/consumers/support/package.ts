// The package under test: packed once per run, installed into each project from the archive, as from a registry.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { prickleDist, root } from '../../e2e/support/env.ts'
import { run } from './process.ts'

/** Where projects are installed and built; their sources stay as they are. */
export const scratch = join(root, 'target/consumers')

const archives = join(scratch, 'packed')

export async function packPrickle(): Promise<void> {
  if (!existsSync(join(prickleDist, 'package.json')))
    throw new Error(`there is no package in ${prickleDist}: run \`cargo xtask build\` first`)
  rmSync(archives, { recursive: true, force: true })
  mkdirSync(archives, { recursive: true })
  await run('npm', ['pack', prickleDist, '--silent', '--pack-destination', archives], archives)
}

function packed(): string {
  const [only] = readdirSync(archives)
  if (!only) throw new Error(`nothing was packed into ${archives}`)
  return join(archives, only)
}

/** Installs the archive beside what the lock file brought, and leaves package.json and lock file as they are. */
export async function installPrickle(home: string): Promise<void> {
  // npm takes the same version from the same place for installed already.
  rmSync(join(home, 'node_modules/prickle'), { recursive: true, force: true })
  rmSync(join(home, 'node_modules/.package-lock.json'), { force: true })
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', '--no-save', ...quiet, packed()], home)
  const installed = join(home, 'node_modules/prickle')
  for (const name of ['package.json', 'array.js', 'module.js', 'module.cjs', 'slim.js', 'prickle.wasm']) {
    if (!statSync(join(installed, name)).isFile()) throw new Error(`${name} was not installed`)
  }
}
