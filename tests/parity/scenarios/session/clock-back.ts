import { scenario, setClock, wait } from '../../support/scenario.ts'

export default scenario('somebody puts the clock back', {
  steps: [
    wait('10s'),
    setClock('-10m'),
    () => posthog.capture('ten minutes ago'),
    setClock('-40m'),
    () => posthog.capture('an hour ago'),
    wait('4s'),
  ],
})
