import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a hundred at once, and a warning', {
  steps: [
    wait('1s'),
    () => {
      for (let i = 0; i < 105; i++) posthog.capture('many', { i })
    },
    wait('1s'),
    () => posthog.capture('after a second'),
    wait('4s'),
  ],
})
