import { scenario, wait } from '../../support/scenario.ts'

export default scenario('properties of identify that are no objects', {
  steps: [wait('1s'), () => posthog.identify('user-1', 'text', 7), () => posthog.identify('user-1', null, ['a']), wait('4s')],
})
