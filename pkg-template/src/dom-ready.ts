// Tells every instance when the document is there.

import { instances } from './posthog.js'

export function watchDocument(): void {
    if (typeof document === 'undefined') return
    const ready = () => Object.values(instances).forEach((instance) => instance._dom_loaded())
    if (document.readyState === 'complete') ready()
    else document.addEventListener('DOMContentLoaded', ready, { once: true })
}
