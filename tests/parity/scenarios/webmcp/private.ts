import { READY, scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('nothing personal of what agents and failing tools say', {
  page: {
    config: { capture_webmcp: true, capture_exceptions: { ...READY, capture_unhandled_errors: true } },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () => {
      register({ name: 'ask', execute: () => 'ok' })
      register({
        name: 'fail',
        execute: (input: any) => {
          throw new Error(input.text)
        },
      })
    },
    ...[
      'write to jane.doe+x@mail.example.com now',
      'call (415) 555-1234 or +49 151 23456789 or 415-555-1234',
      'from 192.168.2.14 and 2001:db8::ff00:42:8329 at 12:30:45',
      'pay with 4111 1111 1111 1111, order 1234567890123',
      'card 5500-0000-0000-0004. ssn 123-45-6789',
      'key phc_abcdefghijklmnopqrstuvwxyz0123 given',
      'see https://api.example/x?page=2&token=abc123',
    ].flatMap((text) => [
      new Function(`return call('ask', { context: ${JSON.stringify(text)} })`) as () => unknown,
      new Function(`try { call('fail', { text: ${JSON.stringify(text)} }) } catch (error) { return error.message }`) as () => unknown,
    ]),
    wait('4s'),
  ],
})
