// PostHog's package as it is on npm, and nothing that would put prickle in posthog-js's place: the client is handed over.
import * as bindings from '@posthog/react'
import posthog from 'prickle'
import { show } from './show.jsx'

posthog.init(window.settings.token, window.settings.options)
show(posthog, bindings, (children) => <bindings.PostHogProvider client={posthog}>{children}</bindings.PostHogProvider>)
