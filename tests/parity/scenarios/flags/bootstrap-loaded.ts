import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags that init brings along, told of while the SDK starts', {
  page: {
    config: {
      ...ON,
      bootstrap: { featureFlags: { color: 'green' } },
      loaded: (instance: any) => {
        note(instance.getFeatureFlag('color'))
        instance.onFeatureFlags((...all: unknown[]) => note('flags', ...all))
      },
    },
  },
  steps: [...loads(), wait('4s')],
})
