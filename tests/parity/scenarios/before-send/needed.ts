import { scenario, wait } from '../../support/scenario.ts'

export default scenario('dropping events that others depend on is said aloud', {
  page: { config: { debug: true, before_send: (event: any) => (event.event === '$identify' || event.event === 'x' ? null : event) } },
  steps: [wait('1s'), () => posthog.identify('user-1'), () => posthog.capture('x'), () => posthog.debug(false), wait('4s')],
})
