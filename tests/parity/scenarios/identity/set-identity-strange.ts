import { scenario, wait } from '../../support/scenario.ts'

export default scenario('setIdentity without what it needs', {
  steps: [wait('1s'), () => posthog.setIdentity(), () => posthog.clearIdentity('strange'), () => posthog.getGroups('strange'), () => posthog.resetGroups('strange'), wait('4s')],
})
