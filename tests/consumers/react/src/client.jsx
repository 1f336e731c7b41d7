// The bindings that come with prickle; the app starts it and hands it over.
import posthog from 'prickle'
import * as bindings from 'prickle/react'
import { useThumbSurvey } from 'prickle/react/surveys'
import { show } from './show.jsx'

posthog.init(window.settings.token, window.settings.options)
show(posthog, { ...bindings, useThumbSurvey }, (children) => <bindings.PostHogProvider client={posthog}>{children}</bindings.PostHogProvider>)
