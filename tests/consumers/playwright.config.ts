// The consumers ring: small projects that install the packed npm package as users do, are built by their own tools, and run in a real
// browser.
import { defineConfig } from '@playwright/test'
import { use } from '../e2e/support/use.ts'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/consumers/results',
  globalSetup: './support/global-setup.ts',
  // The tests of a file share one installed project; files run beside each other.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // For a first installation and for builds on a busy machine; nothing waits that long on purpose.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list', { printSteps: false }]],
  use,
})
