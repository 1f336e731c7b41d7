// The bench: what prickle costs a page beside posthog-js. It measures and judges nothing, because machines are noisy; figures that must hold are
// those of bytes, in `cargo xtask size`.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../target/bench/results',
  workers: 1,
  timeout: 1_800_000,
  reporter: 'line',
})
