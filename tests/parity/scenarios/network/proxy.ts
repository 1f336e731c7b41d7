import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('a path of the site\'s own host', {
  steps: [
    open('/', { config: { api_host: '/ingest', ui_host: 'https://eu.posthog.com/' } }),
    wait('1s'),
    () => posthog.get_session_replay_url(),
    wait('4s'),
    open('/', { config: { api_host: 'https://www.shop.example/ingest/' } }),
    wait('4s'),
  ],
})
