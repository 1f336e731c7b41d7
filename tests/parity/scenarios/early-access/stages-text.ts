import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('stages that are no list', {
  page: { config: ON },
  steps: [...loads(), wait('1s'), () => posthog.getEarlyAccessFeatures((...all: unknown[]) => note('features', ...all), true, 'beta'), wait('1s')],
})
