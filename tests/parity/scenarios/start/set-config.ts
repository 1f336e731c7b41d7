import { scenario, wait } from '../../support/scenario.ts'

export default scenario('set_config, with what it expects and what not', {
  steps: [
    wait('1s'),
    () => posthog.set_config({ property_denylist: ['$host'], custom: { kept: true }, debug: undefined }),
    () => posthog.config.custom,
    () => posthog.set_config(),
    () => posthog.set_config(null),
    () => posthog.set_config('strange'),
    () => posthog.set_config(['a']),
    () => posthog.set_config({ xhr_headers: { a: 'b' }, verbose: true }),
    () => [posthog.config.request_headers, posthog.config.debug],
    () => posthog.set_config({ debug: false }),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
