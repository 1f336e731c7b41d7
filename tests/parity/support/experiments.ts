// What scenarios about web experiments share.
import { CONFIG, FLAGS, ON, told } from './flags.ts'
import { reply, type Step } from './scenario.ts'

/** Options of pages with web experiments; no script is put in, so that their HTML is their own. */
export const UNDER: Record<string, unknown> = { ...ON, disable_web_experiments: false, disable_external_dependency_loading: true }

/** One without a flag, with one variant. */
export const experiment = (transforms: unknown, conditions: unknown = {}, more: object = {}): object => ({
  id: 1,
  name: 'Experiment',
  variants: { test: { conditions, transforms } },
  ...more,
})

/** The server has these, and these flags. */
export const experiments = (list: unknown, flags: [string, object][] = []): Step[] => [
  reply(CONFIG, { body: { supportedCompression: ['gzip', 'gzip-js'], hasFeatureFlags: true } }),
  reply(FLAGS, { body: told(flags) }),
  reply(/\/api\/web_experiments\/$/, { body: { experiments: list } }),
]
