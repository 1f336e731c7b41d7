import { scenario, wait } from '../../support/scenario.ts'

export default scenario('identify refuses what is no id, aloud', {
  steps: [
    wait('1s'),
    () => posthog.identify(),
    () => posthog.identify(''),
    () => posthog.identify('   '),
    () => posthog.identify(null),
    () => posthog.identify(0),
    () => posthog.identify('undefined'),
    () => posthog.identify('NULL'),
    () => posthog.identify('Distinct_ID'),
    () => posthog.identify('$posthog_cookieless'),
    () => posthog.get_distinct_id(),
    wait('4s'),
  ],
})
