import { scenario, wait } from '../../support/scenario.ts'

export default scenario('hiding alone sends nothing', {
  steps: [
    wait('4s'),
    () => posthog.capture('x'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('4s'),
  ],
})
