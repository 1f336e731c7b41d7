// The engines ring: the same small set of pages in each engine, by the WebDriver of each. Playwright only runs the tests here: it drives neither
// the Firefox nor the WebKit that systems bring.
import { defineConfig } from '@playwright/test'
import type { Engine } from './support/engines.ts'

export default defineConfig<object, { engine: Engine }>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/engines/results',
  globalSetup: '../e2e/support/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list', { printSteps: false }]],
  projects: [
    { name: 'chromium', use: { engine: 'chromium' } },
    { name: 'firefox', use: { engine: 'firefox' } },
    { name: 'webkit', use: { engine: 'webkit' } },
  ],
})
