import { ON, flag, loads, told } from '../../support/flags.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('payloads of every kind', {
  page: { config: ON },
  steps: [
    ...loads(
      told([
        flag('text', true, { payload: '"text"' }),
        flag('object', true, { payload: '{"a":[1,null]}' }),
        flag('number', true, { payload: '7' }),
        flag('null', true, { payload: 'null' }),
        flag('broken', true, { payload: '{"a":' }),
        flag('empty', true, { payload: '' }),
        flag('json', true, { payload: { a: 1 } }),
        flag('zero', true, { payload: 0 }),
        flag('nothing', true, { payload: null }),
        flag('off', false, { payload: '"never"' }),
      ]),
    ),
    wait('1s'),
    () => posthog.featureFlags.getFlags().map((key: string) => [key, posthog.getFeatureFlagPayload(key)]),
    () => posthog.featureFlags.getFlagPayloads(),
    () => posthog.getAllFeatureFlags(),
    () => posthog.featureFlags.getFlags().map((key: string) => posthog.getFeatureFlagResult(key)),
    wait('4s'),
  ],
})
