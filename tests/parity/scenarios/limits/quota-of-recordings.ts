import { EVENTS, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a quota of something else', {
  steps: [
    reply(EVENTS, { times: 1, body: { quota_limited: ['recordings', 'unknown'] } }),
    wait('4s'),
    () => posthog.capture('goes on'),
    wait('4s'),
  ],
})
