import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags named like what objects have anyway', {
  page: { config: ON },
  steps: [
    ...loads(
      '{"flags":{"__proto__":{"key":"__proto__","enabled":true,"metadata":{"payload":"1"}},"constructor":{"key":"constructor","enabled":true,"variant":"x"},"toString":{"enabled":true},"beta":{"key":"beta","enabled":true}},"requestId":"r"}',
    ),
    wait('1s'),
    () => [posthog.featureFlags.getFlags(), ({} as any).enabled, ({} as any).polluted],
    () => [posthog.getFeatureFlag('__proto__'), posthog.getFeatureFlag('constructor'), posthog.getFeatureFlag('toString')],
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
