import { READY, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the project’s rules say what is not wanted', {
  page: { config: { capture_exceptions: READY, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, {
      body: {
        hasFeatureFlags: false,
        errorTracking: {
          suppressionRules: [
            { type: 'OR', values: [{ key: '$exception_types', operator: 'exact', value: ['AbortError', 'RangeError'] }] },
            {
              type: 'AND',
              values: [
                { key: '$exception_types', operator: 'exact', value: 'TypeError' },
                { key: '$exception_values', operator: 'icontains', value: 'Load FAILED' },
              ],
            },
            { type: 'OR', values: [{ key: '$exception_values', operator: 'regex', value: '^Chunk \\d+ ~' }] },
            { type: 'AND', values: [{ key: '$exception_types', operator: 'is_not', value: ['Error', 'TypeError'] }, { key: '$exception_values', operator: 'not_icontains', value: ['keep', 'hold'] }] },
            { type: 'AND', values: [{ key: '$exception_values', operator: 'not_regex', value: ['.'] }] },
          ],
        },
      },
    }),
    wait('1s'),
    () => {
      posthog.addExceptionStep('started')
      const errors: unknown[] = [
        new RangeError('of no interest'),
        new TypeError('load failed: x'),
        new TypeError('kept'),
        new Error('Chunk 12 ~ missing'),
        new Error('no Chunk 12 ~ missing'),
        new SyntaxError('goes'),
        new SyntaxError('to keep'),
        new Error(''),
        new Error('top', { cause: new RangeError('any entry counts') }),
      ]
      return errors.map((error) => posthog.captureException(error)?.properties.$exception_list[0].value)
    },
    wait('4s'),
  ],
})
