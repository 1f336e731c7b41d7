import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the model of the device', {
  visitor: { model: 'Pixel 8' },
  steps: [wait('1s'), () => posthog.capture('x'), () => posthog.reset(), () => posthog.capture('y'), () => posthog.reset(true), () => posthog.capture('z'), wait('4s')],
})
