// The package under test as users get it: packed, and installed from the archive as from a registry.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { prickleDist } from './env.ts'

const npm = async (home: string, ...args: string[]): Promise<string> => (await promisify(execFile)('npm', args, { cwd: home })).stdout

/** Packs into a folder that is made anew; answers the archive. */
export async function pack(folder: string): Promise<string> {
  if (!existsSync(join(prickleDist, 'package.json')))
    throw new Error(`there is no package in ${prickleDist}: run \`cargo xtask build\` first`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return join(folder, (await npm(folder, 'pack', prickleDist, '--silent', '--pack-destination', folder)).trim().split('\n').pop() ?? '')
}

/** Installs the archive into a project, and leaves its package.json and lock file as they are. */
export async function install(archive: string, home: string): Promise<void> {
  // What is there already is taken out, so that it cannot pass for what was packed now: the version is the same.
  rmSync(join(home, 'node_modules/prickle'), { recursive: true, force: true })
  await npm(home, 'install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', archive)
  const installed = JSON.parse(readFileSync(join(home, 'node_modules/.package-lock.json'), 'utf8')).packages['node_modules/prickle']
  const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (installed?.integrity !== integrity) throw new Error(`another prickle than the packed one is installed in ${home}`)
}
