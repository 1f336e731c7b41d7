import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags of two instances', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('1s'),
    () => {
      const config = { ...posthog.config, loaded: undefined, name: undefined, token: undefined }
      posthog.init('phc_other', { api_host: config.api_host, capture_pageview: false, autocapture: false, disable_surveys: true, disable_session_recording: true, capture_performance: false }, 'other')
    },
    wait('1s'),
    () => {
      const { other } = posthog as any
      other.featureFlags.overrideFeatureFlags({ beta: 'other' })
      return [posthog.getFeatureFlag('beta'), other.getFeatureFlag('beta')]
    },
    wait('4s'),
  ],
})
