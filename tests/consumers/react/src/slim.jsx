// PostHog's package as it is on npm, by the entry point that knows no posthog-js: it takes the client it is given.
import * as bindings from '@posthog/react/slim'
import posthog from 'prickle'
import { show } from './show.jsx'

posthog.init(window.settings.token, window.settings.options)
show(posthog, bindings, (children) => <bindings.PostHogProvider client={posthog}>{children}</bindings.PostHogProvider>)
