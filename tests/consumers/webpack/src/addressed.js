// The core in a file of its own, whose address the app gives.
import posthog, { load } from 'prickle/slim'
import { run } from './app.js'

run(posthog)
load(new URL('prickle/prickle.wasm', import.meta.url))
