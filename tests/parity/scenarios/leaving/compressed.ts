import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('a large queue that compresses well', {
  steps: [
    wait('4s'),
    () => {
      for (let i = 0; i < 40; i++) posthog.capture('large', { i, text: 'x'.repeat(5_000) })
    },
    leave,
  ],
})
