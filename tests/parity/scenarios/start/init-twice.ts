import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a second init changes nothing and says so', {
  steps: [
    wait('1s'),
    () => String(posthog.init('phc_parity', { persistence: 'memory' })),
    () => String(posthog.init('phc_other')),
    () => [posthog.config.token, posthog.config.persistence],
    wait('4s'),
  ],
})
