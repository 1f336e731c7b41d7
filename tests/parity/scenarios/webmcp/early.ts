import { scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('a tool that is registered at once', {
  page: {
    config: { capture_webmcp: true },
    before: withTools,
    after: () => void register({ name: 'early', execute: (input: any) => JSON.stringify(input) }),
  },
  steps: [
    wait('1s'),
    () => call('early', { context: 'why', a: 1 }),
    wait('4s'),
  ],
})
