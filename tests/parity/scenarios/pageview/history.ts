import { leave, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('push, replace, back and forward with history_change', {
  page: { config: { capture_pageview: 'history_change' } },
  steps: [
    open('/start'),
    wait('2s'),
    () => history.pushState({}, '', '/one'),
    wait('2s'),
    () => history.pushState({}, '', '/one?page=2'),
    wait('2s'),
    () => history.pushState({}, '', '/one#part'),
    wait('2s'),
    () => history.replaceState({}, '', '/two'),
    wait('2s'),
    () => history.back(),
    wait('2s'),
    () => history.forward(),
    wait('2s'),
    () => history.pushState({}, ''),
    wait('2s'),
    () => {
      location.hash = 'other'
    },
    wait('4s'),
    leave,
  ],
})
