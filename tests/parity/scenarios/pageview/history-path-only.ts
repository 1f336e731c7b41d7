import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('only the path counts, or nothing does', {
  steps: [
    open('/start', { config: { capture_pageview: { path: true } } }),
    wait('2s'),
    () => history.pushState({}, '', '/start?page=2#x'),
    () => history.pushState({}, '', '/next'),
    wait('4s'),
    open('/start', { config: { capture_pageview: {} } }),
    wait('2s'),
    () => history.pushState({}, '', '/next'),
    wait('4s'),
  ],
})
