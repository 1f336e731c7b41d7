import { scenario, wait } from '../../support/scenario.ts'

export default scenario('options of old', {
  page: { config: { ip: true, on_xhr_error: () => undefined, api_method: 'POST', upgrade: true, inapp_protocol: '//', opt_in_site_apps: true } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
