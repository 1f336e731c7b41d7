import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a second identify of the same user says only what is new', {
  steps: [
    wait('1s'),
    () => posthog.identify('user-1', { plan: 'free' }),
    () => posthog.identify('user-1', { plan: 'free' }),
    () => posthog.identify('user-1', { plan: 'paid' }, { since: 2026 }),
    () => posthog.identify('user-1'),
    wait('4s'),
  ],
})
