import { scenario, wait } from '../../support/scenario.ts'

export default scenario('functions that give back something else', {
  steps: [
    wait('1s'),
    () => posthog.set_config({ before_send: () => undefined }),
    () => posthog.capture('undefined'),
    () => posthog.set_config({ before_send: (event: any) => ({ ...event, properties: {} }) }),
    () => posthog.capture('no properties'),
    () => posthog.set_config({ before_send: (event: any) => ({ ...event, properties: { ...event.properties, token: null } }) }),
    () => posthog.capture('no token'),
    () => posthog.set_config({ before_send: [] }),
    () => posthog.capture('empty list'),
    () => posthog.set_config({ before_send: null }),
    () => posthog.capture('none'),
    wait('4s'),
  ],
})
