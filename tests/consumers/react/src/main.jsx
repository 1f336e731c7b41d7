// The bindings that come with prickle; the provider starts it.
import posthog from 'prickle'
import * as bindings from 'prickle/react'
import { useThumbSurvey } from 'prickle/react/surveys'
import { show, Started } from './show.jsx'

show(posthog, { ...bindings, useThumbSurvey }, (children) => <Started bindings={bindings}>{children}</Started>)
