import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the query and the hash count too', {
  page: { config: { capture_pageview: { path: true, search: true, hash: true } } },
  steps: [
    open('/start'),
    wait('2s'),
    () => history.pushState({}, '', '/start?page=2'),
    wait('2s'),
    () => history.pushState({}, '', '/start?page=2#part'),
    wait('2s'),
    () => {
      location.hash = 'other'
    },
    wait('2s'),
    () => history.replaceState({}, '', '/start?page=2#other'),
    wait('4s'),
  ],
})
