// The parity ring: scenarios beside posthog-js. The browser is the fixtures' own, because it has to find every host in this process.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/parity/results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list', { printSteps: false }], ['./support/reporter.ts']],
})
