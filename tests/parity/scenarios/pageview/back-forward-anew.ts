import { back, forward, open, scenario, wait } from '../../support/scenario.ts'

export default scenario('back and forward to pages that the browser did not keep', {
  // Pages that listen to this are never kept.
  page: { before: () => window.addEventListener('unload', () => undefined) },
  steps: [open('/one'), wait('4s'), open('/two'), wait('4s'), back, wait('4s'), forward, wait('4s')],
})
