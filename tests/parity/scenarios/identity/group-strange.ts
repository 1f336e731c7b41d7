import { scenario, wait } from '../../support/scenario.ts'

export default scenario('groups without a type or a key', {
  steps: [
    wait('1s'),
    () => posthog.group(),
    () => posthog.group('company'),
    () => posthog.group('', 'acme'),
    () => posthog.group('company', ''),
    () => posthog.group('company', 0),
    () => posthog.group('company', 7),
    () => posthog.group('company', 'acme', { when: new Date(0), f: () => 1, n: null }),
    () => posthog.group('company', 'acme', null),
    () => posthog.getGroups(),
    wait('4s'),
  ],
})
