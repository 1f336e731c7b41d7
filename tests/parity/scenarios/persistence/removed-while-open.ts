import { scenario, wait } from '../../support/scenario.ts'

export default scenario('somebody clears the storage while the page is open', {
  steps: [
    wait('4s'),
    () => {
      localStorage.clear()
      sessionStorage.clear()
    },
    () => posthog.capture('still the same'),
    () => posthog.register({ a: 1 }),
    wait('4s'),
  ],
})
