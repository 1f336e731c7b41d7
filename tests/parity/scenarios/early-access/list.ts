import { ON, loads } from '../../support/flags.ts'
import { open, reply, scenario, wait } from '../../support/scenario.ts'

const FEATURES = [
  {
    name: 'Later',
    description: 'It comes',
    stage: 'beta',
    documentationUrl: 'https://docs.example/',
    payload: { a: 1 },
    flagKey: 'late',
    imageUrl: null,
  },
  { name: 'Idea', description: '', stage: 'concept', documentationUrl: null, payload: {}, flagKey: 'idea' },
]

export default scenario('the list of features, asked for once, and over pages', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(/early_access/, { body: { earlyAccessFeatures: FEATURES } }),
    open('/one'),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all)),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('known', ...all)),
    reply(/early_access/, { body: { earlyAccessFeatures: [] } }),
    open('/two'),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('on the next page', ...all)),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('forced', ...all), true),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('none', ...all)),
  ],
})
