// The fixture app of the slim entry: the core is fetched and compiled while it arrives; calls made before that wait.
import posthog, { load } from 'prickle/slim'

window.posthog = posthog
window.start(posthog)
window.coreLoaded = load()
