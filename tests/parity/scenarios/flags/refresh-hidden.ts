import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('no refresh while hidden', {
  page: { config: { ...ON, remote_config_refresh_interval_ms: 60_000 } },
  steps: [
    ...loads(),
    wait('30s'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('3m'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('2m'),
  ],
})
