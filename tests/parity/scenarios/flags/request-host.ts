import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('another host for flags', {
  page: { config: { ...ON, flags_api_host: 'https://events.flags.shop.example/' } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.featureFlags.getFlags(),
    () => posthog.getEarlyAccessFeatures((features: unknown) => note(features)),
    wait('1s'),
  ],
})
