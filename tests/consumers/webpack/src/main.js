// An app with prickle from npm.
import posthog from 'prickle'
import { run } from './app.js'

run(posthog)
