// Once per run: says clearly what is missing, and packs the package into the archive that every project installs.
import { existsSync } from 'node:fs'
import { chromiumPath, collectorCommand } from '../../e2e/support/env.ts'
import { packPrickle } from './package.ts'

export default async function setup(): Promise<void> {
  if (!existsSync(chromiumPath)) throw new Error(`no browser at ${chromiumPath}: install Chromium or set PRICKLE_CHROMIUM`)
  collectorCommand()
  await packPrickle()
}
