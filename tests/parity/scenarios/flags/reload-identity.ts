import { ON, loads } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('identify, group and reset, and whether flags are asked for anew', {
  page: { config: ON },
  steps: [
    ...loads(),
    wait('4s'),
    () => posthog.identify('user-1'),
    wait('100ms'),
    () => posthog.identify('user-1'),
    wait('100ms'),
    () => posthog.identify('user-1', { a: 1 }),
    wait('100ms'),
    () => posthog.identify('user-1', { a: 1 }),
    wait('100ms'),
    () => posthog.identify('user-2'),
    wait('100ms'),
    () => posthog.group('company', 'acme'),
    wait('100ms'),
    () => posthog.group('company', 'acme'),
    wait('100ms'),
    () => posthog.group('company', 'acme', { a: 1 }),
    wait('100ms'),
    () => posthog.reset(),
    wait('4s'),
  ],
})
