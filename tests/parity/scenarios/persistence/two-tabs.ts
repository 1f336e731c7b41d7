import { open, reload, scenario, tab, wait } from '../../support/scenario.ts'

export default scenario('two tabs of one visitor', {
  steps: [
    open('/one'),
    wait('4s'),
    tab('second'),
    open('/two'),
    wait('1s'),
    () => posthog.identify('user-1'),
    () => posthog.register({ from: 'second' }),
    wait('4s'),
    tab('first'),
    () => [posthog.get_distinct_id(), posthog.get_property('from')],
    () => posthog.capture('first again'),
    wait('4s'),
    reload,
    () => [posthog.get_distinct_id(), posthog.get_property('from')],
    wait('4s'),
  ],
})
