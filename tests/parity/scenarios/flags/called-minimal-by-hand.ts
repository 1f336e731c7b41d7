import { ON, SOME, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an event of that name by the page is made less too', {
  page: { config: ON },
  steps: [
    ...loads(told(SOME, { minimalFlagCalledEvents: true })),
    wait('1s'),
    () => posthog.capture('$feature_flag_called', { $feature_flag: 'mine', $feature_flag_has_experiment: false, own: 1, $set: { a: 1 } }, { $set: { b: 1 }, $set_once: { c: 1 } }),
    wait('4s'),
  ],
})
