import { scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('what is no tool is left to the page', {
  page: {
    config: { capture_webmcp: true },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () => [register(undefined), register(null), register('text'), register({ name: 'none' }), register({ name: 'no', execute: 5 })],
    () => register(Object.freeze({ name: 'frozen', execute: () => 'fine' })),
    () => call('frozen', { context: 'x' }),
    () =>
      register({
        name: 'getter',
        get inputSchema() {
          throw new Error('no')
        },
        execute: () => 'fine',
      }),
    () => call('getter', { context: 'x' }),
    () =>
      register(
        new (class {
          name = 'class'
          secret = 5
          execute() {
            return this.secret
          }
        })(),
      ),
    () => call('class', { context: 'x' }),
    () => call('frozen', 'text'),
    () => call('frozen'),
    wait('4s'),
  ],
})
