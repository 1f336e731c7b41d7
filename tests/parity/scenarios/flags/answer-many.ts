import { ON, flag, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('two thousand flags', {
  page: {
    config: {
      ...ON,
      persistence: 'memory',
      before_send: (event: any) => {
        const keys = Object.keys(event.properties).filter((key) => key.startsWith('$feature/'))
        note(event.event, keys.length, event.properties.$active_feature_flags.length)
        for (const key of [...keys, '$active_feature_flags']) delete event.properties[key]
        return event
      },
    },
  },
  steps: [
    ...loads(() => told(Array.from({ length: 2000 }, (_, i) => flag(`flag-${i}`, i % 3 === 0 ? `variant-${i % 7}` : i % 3 === 1)))),
    wait('1s'),
    () => [
      posthog.featureFlags.getFlags().length,
      posthog.getFeatureFlag('flag-1999'),
      posthog.getFeatureFlag('flag-1998'),
      posthog.getAllFeatureFlags().length,
    ],
    wait('4s'),
  ],
})
