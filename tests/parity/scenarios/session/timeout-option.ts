import { open, scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('another timeout, and ones out of bounds', {
  steps: [
    open('/', { config: { session_idle_timeout_seconds: 120 } }),
    wait('1s'),
    sleep('121s'),
    () => posthog.capture('next'),
    wait('4s'),
    open('/short', { config: { session_idle_timeout_seconds: 5 } }),
    wait('4s'),
    open('/long', { config: { session_idle_timeout_seconds: 99_999 } }),
    wait('4s'),
    open('/text', { config: { session_idle_timeout_seconds: 'long' } }),
    wait('4s'),
  ],
})
