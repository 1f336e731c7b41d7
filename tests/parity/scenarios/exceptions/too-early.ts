import { scenario, wait } from '../../support/scenario.ts'

export default scenario('before init', {
  page: { config: null },
  steps: [() => posthog.captureException(new Error('x')), wait('1s')],
})
