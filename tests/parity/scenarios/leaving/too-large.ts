import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('one event that is larger than a beacon takes', {
  page: { config: { disable_compression: true, properties_string_max_length: 200_000 } },
  steps: [wait('4s'), () => posthog.capture('too large', { text: 'x'.repeat(90_000) }), leave],
})
