import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a browser that cannot compress by itself, asking for flags', {
  page: {
    config: ON,
    before: () => {
      delete (window as any).CompressionStream
    },
  },
  steps: [...loads(), wait('1s'), () => posthog.reloadFeatureFlags(), wait('1s')],
})
