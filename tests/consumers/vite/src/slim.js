// The same with the core in a file of its own, which Vite finds by itself and puts beside the bundle.
import posthog, { load } from 'prickle/slim'
import { run } from './app.js'

run(posthog)
load()
