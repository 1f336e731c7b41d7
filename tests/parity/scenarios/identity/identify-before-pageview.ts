import { scenario, wait } from '../../support/scenario.ts'

export default scenario('identify in loaded comes before the first page view', {
  page: { config: { loaded: (ph: any) => ph.identify('user-1', { email: 'a@shop.example' }) } },
  steps: [wait('4s')],
})
