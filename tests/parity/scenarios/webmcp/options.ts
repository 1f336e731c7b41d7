import { scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('agents are asked for what the options name', {
  page: {
    config: { capture_webmcp: { intent: false } },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () => register({ name: 'a', execute: (input: any) => JSON.stringify(input) }),
    () => call('a', { context: 'kept', llm_model: 'm' }),
    () => posthog.set_config({ capture_webmcp: { model: false } }),
    () => register({ name: 'b', execute: (input: any) => JSON.stringify(input) }),
    () => call('a', { context: 'kept', llm_model: 'm' }),
    () => call('b', { context: 'asked', llm_model: 'kept' }),
    () => posthog.set_config({ capture_webmcp: false }),
    () => register({ name: 'c', execute: (input: any) => JSON.stringify(input) }),
    () => call('a', { llm_model: 'm' }),
    () => call('c', { context: 'kept' }),
    () => posthog.opt_out_capturing(),
    () => posthog.set_config({ capture_webmcp: true }),
    () => call('b', { context: 'asked' }),
    wait('4s'),
  ],
})
