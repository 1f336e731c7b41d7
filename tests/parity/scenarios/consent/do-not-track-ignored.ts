import { scenario, wait } from '../../support/scenario.ts'

export default scenario('asking is not heeded unless told', {
  page: {
    before: () => {
      Object.defineProperty(navigator, 'doNotTrack', { value: 'yes' })
    },
  },
  steps: [wait('1s'), () => posthog.get_explicit_consent_status(), wait('4s')],
})
