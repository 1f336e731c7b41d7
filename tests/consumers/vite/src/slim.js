// The same with the core in a file of its own, which Vite puts into the build.
import posthog, { load } from 'prickle/slim'
import core from 'prickle/prickle.wasm?url'
import { run } from './app.js'

run(posthog)
load(core)
