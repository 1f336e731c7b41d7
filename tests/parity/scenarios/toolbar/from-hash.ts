import { open, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('somebody is sent here with the toolbar, and opens the next page', {
  page: {
    config: {},
    before: () => {
      ;(window as any).ph_load_toolbar = (params: any, own: any) => note('toolbar', params, String(own))
    },
  },
  steps: [
    reply(/toolbar\.js/, { status: 200, body: '', headers: { 'content-type': 'text/javascript' } }),
    open('/?x=1#__posthog=%7B%22action%22%3A%22ph_authorize%22%2C%22token%22%3A%22phc_parity%22%2C%22temporaryToken%22%3A%22t%22%2C%22actionId%22%3A5%2C%22userIntent%22%3A%22add-action%22%7D'),
    wait('1s'),
    () => [location.hash, location.search, (window as any).ph_toolbar_state],
    open('/next'),
    wait('1s'),
    () => [location.hash, (window as any).ph_toolbar_state],
  ],
})
