import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('flags are asked for anew from time to time', {
  page: { config: { ...ON, remote_config_refresh_interval_ms: 60_000 } },
  steps: [
    ...loads(),
    wait('3m10s'),
    () => void posthog.set_config({ remote_config_refresh_interval_ms: 20_000 }),
    wait('1m'),
    () => void posthog.set_config({ remote_config_refresh_interval_ms: 0 }),
    wait('5m'),
  ],
})
