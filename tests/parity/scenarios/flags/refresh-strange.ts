import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('intervals that are none', {
  page: { config: { ...ON, remote_config_refresh_interval_ms: -1 } },
  steps: [...loads(), wait('10m'), () => void posthog.set_config({ remote_config_refresh_interval_ms: null }), wait('6m')],
})
