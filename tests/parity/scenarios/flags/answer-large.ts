import { ON, flag, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a payload of a megabyte', {
  page: { config: ON },
  steps: [
    ...loads(() => told([flag('large', true, { payload: JSON.stringify('x'.repeat(1_000_000)) })])),
    wait('1s'),
    () => posthog.getFeatureFlagPayload('large').length,
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
