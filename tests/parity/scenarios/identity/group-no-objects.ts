import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of a group that are no objects', {
  steps: [wait('1s'), () => posthog.group('company', 'acme', 'text'), () => posthog.group('company', 'globex', ['a']), wait('4s')],
})
