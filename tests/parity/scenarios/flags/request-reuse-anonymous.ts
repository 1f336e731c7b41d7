import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('an anonymous id that is reused is not told', {
  page: { config: { ...ON, reuseAnonymousId: true } },
  steps: [...loads(), wait('1s'), () => posthog.identify('user-1'), wait('1s')],
})
