import { READY, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('rules of unknown kinds suppress nothing', {
  page: { config: { capture_exceptions: READY, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/config$/, {
      body: {
        hasFeatureFlags: false,
        errorTracking: {
          suppressionRules: [
            { type: 'OR', values: [] },
            { type: 'OR', values: [{ key: '$exception_types', operator: 'sounds_like', value: ['Error'] }] },
            { type: 'OR', values: [{ key: '$exception_sources', operator: 'exact', value: ['Error'] }] },
            { type: 'OR', values: [{ key: '$exception_types', operator: 'exact', value: [] }] },
            { type: 'OR', values: [{ key: '$exception_values', operator: 'regex', value: ['*', '('] }] },
            { type: 'OR', values: [{ key: '$exception_types', operator: 'exact', value: ['generic', 'raw'] }] },
            { type: 'AND', values: null },
          ],
        },
      },
    }),
    wait('1s'),
    () => posthog.captureException(new Error('boom'))?.event,
    wait('4s'),
  ],
})
