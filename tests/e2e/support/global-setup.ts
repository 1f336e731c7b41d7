// Once per run: make the bundles of the SDKs that are there, and say clearly what is missing.
import { existsSync } from 'node:fs'
import { arrayJs, chromiumPath, collectorCommand, sdkUnderTest } from './env.ts'
import { bundleConsumer } from './consumer.ts'

export default async function setup(): Promise<void> {
  if (!existsSync(chromiumPath)) throw new Error(`no browser at ${chromiumPath}: install Chromium or set PRICKLE_CHROMIUM`)
  if (!existsSync(arrayJs(sdkUnderTest))) throw new Error(`no SDK at ${arrayJs(sdkUnderTest)}: run \`cargo xtask build\` first`)
  collectorCommand()
  await bundleConsumer(sdkUnderTest)
}
