// A world and a browser that finds every host in it, one of each per worker.
import { join } from 'node:path'
import { chromium, test as base, type Browser } from '@playwright/test'
import { build } from 'esbuild'
import { chromiumArgs, chromiumPath } from '../../e2e/support/env.ts'
import { here } from './scenarios.ts'
import { World } from './world.ts'

export { expect } from '@playwright/test'

export const test = base.extend<object, { world: World; chrome: Browser }>({
  world: [
    async ({}, use) => {
      const made = await build({
        entryPoints: [join(here, 'page/main.ts')],
        bundle: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        // The clock asks for these where it finds itself in Node.
        external: ['util', 'timers', 'timers/promises'],
        // One line, so that those of the page's own scripts do not change with it.
        minifyWhitespace: true,
        logLevel: 'error',
      })
      const world = await World.start((made.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script'))
      await use(world)
      await world.stop()
    },
    { scope: 'worker' },
  ],
  chrome: [
    async ({ world }, use) => {
      const args = chromiumArgs.filter((arg) => !arg.startsWith('--host-resolver-rules'))
      const browser = await chromium.launch({
        executablePath: chromiumPath,
        headless: true,
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
        // Without a summer time, and not a whole number of hours away.
        env: { ...process.env, TZ: 'Asia/Kolkata' } as Record<string, string>,
        // Every host is the recording server, also for what a page sends as it goes.
        args: [...args, `--host-resolver-rules=MAP * 127.0.0.1:${world.port}`, '--ignore-certificate-errors'],
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
})
