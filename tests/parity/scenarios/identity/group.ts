import { scenario, wait } from '../../support/scenario.ts'

export default scenario('groups, their properties, and repetitions', {
  steps: [
    wait('1s'),
    () => posthog.group('company', 'acme', { size: 12 }),
    () => posthog.group('company', 'acme'),
    () => posthog.group('company', 'acme', { size: 13 }),
    () => posthog.group('project', 'p-1'),
    () => posthog.group('company', 'globex'),
    () => posthog.getGroups(),
    () => posthog.capture('in groups'),
    () => posthog.resetGroups(),
    () => posthog.capture('in no groups'),
    () => posthog.getGroups(),
    wait('4s'),
  ],
})
