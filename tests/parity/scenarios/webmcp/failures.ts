import { READY, scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('tools that fail', {
  page: {
    config: { capture_webmcp: true, capture_exceptions: { ...READY, capture_unhandled_errors: true } },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () => {
      class OwnError extends Error {}
      const fails = (name: string, execute: () => unknown) => register({ name, description: 'fails', execute })
      fails('error', () => {
        throw new Error('plain')
      })
      fails('type', () => {
        throw new TypeError('typed')
      })
      fails('own', () => {
        throw new OwnError('own')
      })
      fails('text', () => {
        throw 'a text'
      })
      fails('nothing', () => {
        throw undefined
      })
      fails('rejects', () => Promise.reject(new RangeError('rejected')))
      fails('says', () => ({ isError: true, content: [{ type: 'text', text: 'no' }, { type: 'image' }, { type: 'text', text: 'way' }] }))
      fails('says later', () => Promise.resolve({ isError: true }))
      fails('named', () => {
        throw { name: ' Odd ', message: 'odd' }
      })
    },
    ...['error', 'type', 'own', 'text', 'nothing', 'named'].map((name) => new Function(`try { call('${name}') } catch (error) { return 'threw ' + (error && error.message || error) }`) as () => unknown),
    () => call('rejects').catch((error: Error) => error.message),
    () => JSON.stringify(call('says')),
    () => call('says later').then((answer: unknown) => JSON.stringify(answer)),
    wait('4s'),
  ],
})
