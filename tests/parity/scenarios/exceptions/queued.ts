import { scenario, wait } from '../../support/scenario.ts'

export default scenario('called before the script is there', {
  page: {
    by: 'snippet',
    after: () => {
      posthog.captureException(new TypeError('early'), { where: 'queue' })
    },
  },
  steps: [wait('4s')],
})
