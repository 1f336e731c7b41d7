import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser that asks not to be tracked', {
  page: {
    config: { respect_dnt: true },
    before: () => {
      Object.defineProperty(navigator, 'doNotTrack', { value: '1' })
    },
  },
  steps: [
    wait('1s'),
    () => [posthog.has_opted_out_capturing(), posthog.get_explicit_consent_status()],
    () => posthog.capture('dropped'),
    () => posthog.opt_in_capturing(),
    () => posthog.capture('still dropped'),
    wait('4s'),
  ],
})
