import { open, scenario, sleep, wait } from '../../support/scenario.ts'

export default scenario('a new session enters elsewhere', {
  steps: [
    open('/landing?utm_source=first', { referrer: 'https://blog.example/' }),
    wait('4s'),
    sleep('31m'),
    open('/second?utm_source=other'),
    wait('4s'),
    () => posthog.capture('x'),
    wait('4s'),
  ],
})
