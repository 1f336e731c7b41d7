import { scenario, wait } from '../../support/scenario.ts'

export default scenario('odd ids that are accepted', {
  steps: [
    wait('1s'),
    () => posthog.identify(42),
    () => posthog.get_distinct_id(),
    () => posthog.reset(),
    () => posthog.identify('0'),
    () => posthog.reset(),
    () => posthog.identify('anonymous'),
    () => posthog.reset(),
    () => posthog.identify('[object Object]'),
    () => posthog.reset(),
    () => posthog.identify('ünïcode ✓ "quoted"'),
    () => posthog.get_distinct_id(),
    wait('4s'),
  ],
})
