import { FLAGS, ON, flag, loads, told } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server\'s word on lesser events holds until the next answer', {
  page: { config: ON },
  steps: [
    ...loads(told([flag('beta', true, { has_experiment: false }), flag('color', 'blue', { has_experiment: false })], { minimalFlagCalledEvents: true })),
    open('/one'),
    wait('1s'),
    () => posthog.get_property('$minimal_flag_called_events'),
    open('/two', { after: () => posthog.getFeatureFlag('beta') }),
    reply(FLAGS, { body: told([flag('color', 'blue', { has_experiment: false })], { minimalFlagCalledEvents: 'true' }) }),
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => posthog.getFeatureFlag('color'),
    wait('4s'),
  ],
})
