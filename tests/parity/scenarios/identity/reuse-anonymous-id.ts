import { scenario, wait } from '../../support/scenario.ts'

export default scenario('reuseAnonymousId leaves the anonymous id out of identify', {
  page: { config: { reuseAnonymousId: true } },
  steps: [wait('1s'), () => posthog.identify('user-1'), wait('4s')],
})
