import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('flags and surveys in entries of their own', {
  page: { config: { split_storage: true } },
  steps: [
    open('/'),
    wait('1s'),
    () => posthog.register({ $enabled_feature_flags: { a: true }, $surveys: [], plan: 'free' }),
    wait('4s'),
    open('/two', { config: { split_storage: false } }),
    () => [posthog.get_property('$enabled_feature_flags'), posthog.get_property('plan')],
    wait('4s'),
  ],
})
