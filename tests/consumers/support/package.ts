// The archive that every project of this ring installs: packed once per run.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../e2e/support/env.ts'
import { install, pack } from '../../e2e/support/packed.ts'

/** Where projects are installed and built; their sources stay as they are. */
export const scratch = join(root, 'target/consumers')

const archives = join(scratch, 'packed')

export async function packPrickle(): Promise<void> {
  await pack(archives)
}

/** Workers have nothing of the process that packed but the archive. */
export async function installPrickle(home: string): Promise<void> {
  const [only] = readdirSync(archives)
  if (!only) throw new Error(`nothing was packed into ${archives}`)
  await install(join(archives, only), home)
}
