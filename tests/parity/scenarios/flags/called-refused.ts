import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an event that the page refuses is not told again', {
  page: { config: { ...ON, before_send: (event: any) => (event.event === '$feature_flag_called' ? null : event) } },
  steps: [
    ...loads(),
    wait('1s'),
    () => posthog.getFeatureFlag('beta'),
    () => posthog.get_property('$flag_call_reported'),
    () => void posthog.set_config({ before_send: undefined }),
    () => posthog.getFeatureFlag('beta'),
    wait('4s'),
  ],
})
