import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('what is in the address is data, and only of this project', {
  page: {
    config: {},
    before: () => {
      ;(window as any).ph_load_toolbar = (params: any, own: any) => note('toolbar', params, String(own))
    },
  },
  steps: [
    open('/#__posthog=alert%281%29'),
    wait('1s'),
    () => location.hash,
    open('/a#__posthog=%7B%22action%22%3A%20%22ph_authorize%22%2C%20%22token%22%3A%20%22phc_other%22%2C%20%22temporaryToken%22%3A%20%22t%22%2C%20%22actionId%22%3A%205%2C%20%22userIntent%22%3A%20%22add-action%22%7D'),
    wait('1s'),
    () => location.hash,
    open('/b#__posthog=%E0%A4%A'),
    wait('1s'),
    open('/c#__posthog=%5B1%5D'),
    wait('1s'),
    open('/d#__posthog=%22text%22'),
    wait('1s'),
    () => [location.hash, (window as any).ph_toolbar_state],
    () => localStorage.setItem('_postHogToolbarParams', 'no json'),
    open('/e'),
    wait('1s'),
    () => (window as any).ph_toolbar_state,
  ],
})
