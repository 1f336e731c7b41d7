import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person properties, once and repeated, unset', {
  steps: [
    wait('1s'),
    () => posthog.setPersonProperties({ plan: 'free' }, { first: 'x' }),
    () => posthog.setPersonProperties({ plan: 'free' }, { first: 'x' }),
    () => posthog.setPersonProperties({ plan: 'paid' }),
    () => posthog.setPersonProperties(),
    () => posthog.setPersonProperties({}, {}),
    () => posthog.unsetPersonProperties('plan'),
    () => posthog.unsetPersonProperties(['a', '', 7, 'b']),
    () => posthog.unsetPersonProperties([]),
    () => posthog.unsetPersonProperties(),
    wait('4s'),
  ],
})
