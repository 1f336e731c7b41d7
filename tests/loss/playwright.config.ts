// The loss ring: what becomes of events when something goes wrong. The browsers are the stands' own, because they are killed and started again with
// the same profile. Most of a run is waiting, so two run side by side.
import { defineConfig } from '@playwright/test'
import { rounds } from './support/run.ts'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/loss/results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  repeatEach: rounds,
  timeout: 240_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list', { printSteps: false }], ['./reporter.ts']],
})
