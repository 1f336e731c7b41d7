import { scenario, wait } from '../../support/scenario.ts'

export default scenario('what loaded may do, and that it may throw', {
  page: {
    config: {
      loaded: (ph: any) => {
        note('loaded', ph.__loaded, ph.get_distinct_id().length, String(ph), ph.config.token)
        ph.register({ from: 'loaded' })
        ph.capture('in loaded')
        throw new Error('loaded broke')
      },
    },
  },
  steps: [wait('4s')],
})
