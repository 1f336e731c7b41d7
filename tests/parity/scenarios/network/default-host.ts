import { scenario, wait } from '../../support/scenario.ts'

export default scenario('without a host', {
  page: { config: { api_host: undefined } },
  steps: [wait('1s'), () => [posthog.config.api_host, posthog.get_session_replay_url()], wait('4s')],
})
