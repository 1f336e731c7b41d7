import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that is opened in the background', {
  page: {
    before: () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    },
  },
  steps: [
    wait('4s'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('4s'),
  ],
})
