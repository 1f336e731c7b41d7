import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server says that the quota is used up', {
  steps: [
    reply(EVENTS, { times: 1, body: { status: 'Ok', quota_limited: ['events'] } }),
    wait('4s'),
    () => posthog.capture('dropped'),
    wait('4s'),
    () => posthog.identify('user-1'),
    wait('61s'),
    () => posthog.capture('again'),
    wait('4s'),
  ],
})
