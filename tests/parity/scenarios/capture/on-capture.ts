import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the old _onCapture', {
  page: { config: { _onCapture: (name: string, event: any) => note('onCapture', name, Object.keys(event)) } },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s')],
})
