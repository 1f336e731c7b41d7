import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags whose parts are of odd kinds', {
  page: { config: ON },
  steps: [
    ...loads({
      flags: {
        number: 7,
        text: 'on',
        list: [],
        none: {},
        yes: { enabled: 'yes' },
        one: { enabled: 1 },
        nothing: { enabled: null },
        empty: { enabled: true, variant: '' },
        seven: { enabled: true, variant: 7 },
        object: { enabled: true, variant: { a: 1 } },
        offWithVariant: { enabled: false, variant: 'blue' },
        noMetadata: { enabled: true, metadata: null, reason: null },
        textMetadata: { enabled: true, metadata: 'text', reason: 'text' },
      },
    }),
    () => posthog.onFeatureFlags((...all: unknown[]) => note('flags', ...all)),
    wait('1s'),
    () => posthog.getAllFeatureFlags(),
    () => posthog.featureFlags.getFlags().map((key: string) => posthog.getFeatureFlag(key)),
    wait('4s'),
  ],
})
