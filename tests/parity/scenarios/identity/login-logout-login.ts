import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('one visitor logs in, out, and another logs in, over pages', {
  steps: [
    open('/login'),
    wait('1s'),
    () => posthog.identify('user-1', { email: 'one@shop.example' }),
    () => posthog.group('company', 'acme'),
    wait('4s'),
    open('/app'),
    wait('1s'),
    () => posthog.capture('used'),
    () => posthog.reset(),
    wait('4s'),
    open('/login'),
    wait('1s'),
    () => posthog.identify('user-2', { email: 'two@shop.example' }),
    () => posthog.capture('used'),
    wait('4s'),
  ],
})
