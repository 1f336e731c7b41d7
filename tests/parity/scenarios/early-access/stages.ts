import { ON, loads } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('features of some stages', {
  page: { config: ON },
  steps: [
    ...loads(),
    reply(/early_access/, { body: { earlyAccessFeatures: [{ name: 'Idea', stage: 'concept', flagKey: 'idea' }] } }),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all), true, ['concept', 'beta']),
    wait('1s'),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('known, whatever the stages', ...all), false, ['alpha']),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('no stages', ...all), true, []),
    () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('odd stages', ...all), true, ['a&b=c', 7]),
    wait('1s'),
  ],
})
