import { scenario, wait } from '../../support/scenario.ts'
import { withTools } from '../../support/tools.ts'

declare const register: (...all: unknown[]) => unknown
declare const call: (name: string, ...args: unknown[]) => any

export default scenario('what agents are asked besides, and of which tools', {
  page: {
    config: { capture_webmcp: true },
    before: withTools,
  },
  steps: [
    wait('1s'),
    () => {
      const execute = (input: unknown) => JSON.stringify(input)
      const schemas: unknown[] = [
        undefined,
        {},
        { type: 'object' },
        { type: 'string' },
        { properties: { context: { type: 'number' } } },
        { required: ['llm_model'] },
        { additionalProperties: true },
        { additionalProperties: { type: 'string' } },
        { additionalProperties: false, title: 't', 'x-own': 1, $id: 'i', minProperties: 1 },
        { oneOf: [] },
        { properties: 5 },
        { required: 'a' },
        'text',
        null,
      ]
      schemas.forEach((inputSchema, index) => register({ name: 'tool' + index, inputSchema, execute }))
    },
    () => Array.from({ length: 14 }, (_, index) => call('tool' + index, { context: 'why', llm_model: 'm', kept: 1 })),
    wait('4s'),
  ],
})
