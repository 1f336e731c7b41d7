import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an identify overtakes what was set before it', {
  steps: [
    wait('1s'),
    () => posthog.setPersonProperties({ plan: 'free' }),
    () => posthog.capture('queued'),
    () => posthog.identify('user-1'),
    () => posthog.group('company', 'acme'),
    wait('4s'),
  ],
})
