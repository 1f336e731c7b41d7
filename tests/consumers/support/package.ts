// The package under test: packed once per run, installed into each project from the archive, as from a registry.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
  const archive = packed()
  // What is there already is taken out, so that it cannot pass for what was packed now: the version is the same.
  rmSync(join(home, 'node_modules/prickle'), { recursive: true, force: true })
  await run('npm', ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', archive], home)
  const installed = JSON.parse(readFileSync(join(home, 'node_modules/.package-lock.json'), 'utf8')).packages['node_modules/prickle']
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (installed?.integrity !== integrity) throw new Error(`another prickle than the packed one is installed in ${home}`)
}
