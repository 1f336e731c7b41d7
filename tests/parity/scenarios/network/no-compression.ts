import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('plain JSON', {
  page: { config: { disable_compression: true } },
  steps: [wait('1s'), () => posthog.capture('ü✓', { text: '😀' }), wait('4s'), () => posthog.capture('left'), leave],
})
