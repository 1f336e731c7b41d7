import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a time that is no Date', {
  steps: [
    wait('1s'),
    () => posthog.capture('text', {}, { timestamp: '2026-01-02T03:04:05Z' }),
    () => posthog.capture('word', {}, { timestamp: 'yesterday' }),
    wait('4s'),
  ],
})
