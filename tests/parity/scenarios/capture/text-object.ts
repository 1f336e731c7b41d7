import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a name that is an object around a text', {
  steps: [wait('1s'), () => posthog.capture(new String('object')), wait('4s')],
})
