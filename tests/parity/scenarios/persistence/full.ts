import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a storage that is full', {
  page: {
    before: () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    },
  },
  steps: [wait('1s'), () => posthog.register({ a: 1 }), () => posthog.get_property('a'), wait('4s')],
})
