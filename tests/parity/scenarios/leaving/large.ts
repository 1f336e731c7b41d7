import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that goes with more than a beacon takes', {
  page: { config: { disable_compression: true } },
  steps: [
    wait('4s'),
    () => {
      for (let i = 0; i < 8; i++) posthog.capture('large', { i, text: 'x'.repeat(12_000) })
    },
    leave,
  ],
})
