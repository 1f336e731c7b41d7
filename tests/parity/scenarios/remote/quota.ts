import { EVENTS, open, reload, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a used up quota stops the remote configuration too', {
  page: { config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, request_batching: false } },
  steps: [
    reply(EVENTS, { times: 1, body: { quota_limited: ['events'] } }),
    open('/', { config: { request_batching: false, loaded: (ph: any) => ph.capture('in loaded') } }),
    wait('4s'),
    reload,
    wait('4s'),
  ],
})
