import { ON, flag, loads, told } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('less of an event where no experiment needs more', {
  page: { config: ON },
  steps: [
    ...loads(
      told([flag('beta', true, { id: 1, version: 3, has_experiment: false, payload: '1' }), flag('tried', 'blue', { id: 2, has_experiment: true }), flag('unknown', true, { id: 3 })], {
        minimalFlagCalledEvents: true,
      }),
    ),
    open('/?utm_source=news&gclid=g1', { referrer: 'https://blog.example/' }),
    wait('1s'),
    () => posthog.register({ plan: 'pro' }),
    () => posthog.group('company', 'acme'),
    () => [posthog.getFeatureFlag('beta'), posthog.getFeatureFlag('tried'), posthog.getFeatureFlag('unknown'), posthog.getFeatureFlag('missing')],
    wait('4s'),
  ],
})
