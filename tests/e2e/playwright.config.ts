// The e2e ring: real pages in a real browser, asserted on what a real collector received and on what the browser really stored.
import { defineConfig } from '@playwright/test'
import { use } from './support/use.ts'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/e2e/results',
  globalSetup: './support/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list', { printSteps: false }]],
  use,
  // The same cases by the two ways an app takes the SDK in. A case that is about one way only says so in its title: @script or @npm.
  projects: [
    { name: 'script', use: { delivery: 'script' } as object, grepInvert: /@npm/ },
    { name: 'npm', use: { delivery: 'npm' } as object, grep: /@npm|@both/ },
  ],
})
