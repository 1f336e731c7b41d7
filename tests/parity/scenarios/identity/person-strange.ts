import { scenario, wait } from '../../support/scenario.ts'

export default scenario('person properties that are none', {
  steps: [
    wait('1s'),
    () => posthog.setPersonProperties('text'),
    () => posthog.setPersonProperties(null, null),
    () => posthog.setPersonProperties(0, ''),
    () => posthog.setPersonProperties({ n: null, u: undefined, when: new Date(0) }),
    () => posthog.unsetPersonProperties({ a: 1 }),
    () => posthog.unsetPersonProperties(null),
    () => posthog.createPersonProfile('strange'),
    () => posthog.setInternalOrTestUser('strange'),
    wait('4s'),
  ],
})
