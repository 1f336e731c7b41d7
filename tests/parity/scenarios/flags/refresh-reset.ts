import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the refresh goes on after a reset', {
  page: { config: { ...ON, remote_config_refresh_interval_ms: 60_000 } },
  steps: [...loads(), wait('30s'), () => posthog.reset(), wait('2m')],
})
