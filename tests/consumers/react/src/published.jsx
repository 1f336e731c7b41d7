// PostHog's package as it is on npm; the bundler gives it prickle for posthog-js.
import * as bindings from '@posthog/react'
import posthog from 'posthog-js'
import { show, Started } from './show.jsx'

show(posthog, bindings, (children) => <Started bindings={bindings}>{children}</Started>)
