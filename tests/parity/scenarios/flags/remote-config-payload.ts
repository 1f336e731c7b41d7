import { FLAGS, ON, SOME, told } from '../../support/flags.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('a payload asked for by itself', {
  page: { config: { ...ON, advanced_disable_feature_flags_on_first_load: true, evaluation_contexts: ['web'], flag_keys: ['a'] } },
  steps: [
    reply(FLAGS, { body: { featureFlags: { a: true }, featureFlagPayloads: { a: '{"x":1}', empty: '' } } }),
    wait('1s'),
    () => posthog.featureFlags.getRemoteConfigPayload('a', (...all: unknown[]) => note('a', ...all)),
    () => posthog.featureFlags.getRemoteConfigPayload('empty', (...all: unknown[]) => note('empty', ...all)),
    reply(FLAGS, { body: told(SOME) }),
    () => posthog.featureFlags.getRemoteConfigPayload('color', (...all: unknown[]) => note('as it is told now', ...all)),
    reply(FLAGS, { status: 500 }),
    () => posthog.featureFlags.getRemoteConfigPayload('a', (...all: unknown[]) => note('failed', ...all)),
    reply(FLAGS, { drop: true }),
    () => posthog.featureFlags.getRemoteConfigPayload('a', (...all: unknown[]) => note('cut', ...all)),
    wait('1s'),
  ],
})
