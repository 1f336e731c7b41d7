import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the newer way to ask so', {
  page: {
    config: { respect_dnt: true },
    before: () => {
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })
    },
  },
  steps: [wait('1s'), () => posthog.get_explicit_consent_status(), wait('4s')],
})
