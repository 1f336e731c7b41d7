import { scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('calls of the tools that the page offers to agents', {
  page: {
    config: { capture_webmcp: true },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () =>
      register(
        {
          name: 'add',
          description: 'Adds two numbers',
          inputSchema: { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } }, required: ['a', 'b'] },
          execute(this: any, input: any) {
            note('given', JSON.stringify(input), this && this.name)
            return { content: [{ type: 'text', text: String(input.a + input.b) }] }
          },
        },
        { signal: undefined },
      ),
    () => register({ name: 'later', execute: (input: any) => new Promise((done) => setTimeout(() => done(input), 250)) }),
    () => JSON.stringify(call('add', { a: 1, b: 2, context: '  to know the sum  ', llm_model: 'model-5' })),
    () => JSON.stringify(call('add', { a: 1, b: 2, context: '{}', llm_model: 'Unknown' })),
    () => JSON.stringify(call('add', { a: 1, b: 2, context: 5, llm_model: ' ' }, 'second')),
    () => call('add', { a: 1, b: 2, context: 'x'.repeat(3000), llm_model: 'm'.repeat(300) }) !== null,
    () => void call('later', { context: 'waits' }).then((answer: unknown) => note('answered', JSON.stringify(answer))),
    wait('1s'),
    () => String(call('later')) === '[object Promise]',
    wait('4s'),
  ],
})
