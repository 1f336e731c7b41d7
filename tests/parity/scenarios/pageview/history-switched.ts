import { scenario, wait } from '../../support/scenario.ts'

export default scenario('set_config turns it on and off', {
  steps: [
    wait('1s'),
    () => history.pushState({}, '', '/one'),
    () => posthog.set_config({ capture_pageview: 'history_change' }),
    () => history.pushState({}, '', '/two'),
    wait('2s'),
    () => posthog.set_config({ capture_pageview: false }),
    () => history.pushState({}, '', '/three'),
    wait('4s'),
  ],
})
