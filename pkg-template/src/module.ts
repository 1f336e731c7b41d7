// `import posthog from 'prickle'`: works in any bundler without configuration, because the core's bytes are inlined. Importing starts nothing.

import { watchDocument } from './dom-ready.js'
import { bytes } from './inlined.js'
import { instances, PostHog, useLater } from './posthog.js'
import { useSource } from './runtime.js'

useSource(bytes, () => import('./nowasm.js'))
useLater(
    () => import('./signals.js'),
    () => import('./web-experiments.js')
)

export const posthog: PostHog = (instances['posthog'] = new PostHog())
watchDocument()

export { PostHog }
export * from './constants.js'
// All of posthog-js's data types by their names; `PostHog` above is prickle's own.
export type * from '@posthog/types'
export type { InitOptions, SurveyCallback } from './posthog.js'
export default posthog
