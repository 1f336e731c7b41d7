// How a script of web vitals offers its observers: to prickle, to posthog-js, and to versions of that which looked elsewhere. `FLAVOR` is the script's
// name, set by the build.

// Browsers that prickle runs in lack these, and the library uses them.
const last = function (find) {
    return this.filter(find).pop()
}
const at = function (index) {
    const whole = Math.trunc(index) || 0
    return this[whole < 0 ? this.length + whole : whole]
}
for (const [name, value] of [['at', at], ['findLast', last]]) {
    if (!Array.prototype[name]) Object.defineProperty(Array.prototype, name, { value, configurable: true, writable: true })
}

export function offer(observers) {
    const extensions = (window.__PosthogExtensions__ = window.__PosthogExtensions__ || {})
    const flavors = (extensions.postHogWebVitalsCallbacksByFlavor = extensions.postHogWebVitalsCallbacksByFlavor || {})
    flavors[FLAVOR] = extensions.postHogWebVitalsCallbacks = window.postHogWebVitalsCallbacks = observers
    if (!observers.withoutAttribution) extensions.loadWebVitalsCallbacks = () => observers
}
