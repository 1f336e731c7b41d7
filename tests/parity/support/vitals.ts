// A script in place of PostHog's for web vitals, for `reply`: what is measured is what the scenario says, by `report` in the page.
export const script = `
  const reports = {}
  window.report = (name, value, more) =>
    reports[name] && reports[name]({ name, value, delta: value, id: 'v6-1', rating: 'good', navigationType: 'navigate', entries: [{}], ...more })
  const observers = (which) =>
    Object.fromEntries(['LCP', 'CLS', 'FCP', 'INP'].map((name) => ['on' + name, (call, options) => {
      note(which + ' ' + name, JSON.stringify(options))
      reports[name] = call
    }]))
  const kind = document.currentScript.src.split('/').pop().split('.')[0]
  const all = (window.__PosthogExtensions__ = window.__PosthogExtensions__ || {})
  const flavors = (all.postHogWebVitalsCallbacksByFlavor = all.postHogWebVitalsCallbacksByFlavor || {})
  flavors[kind] = observers('told')
  if (kind.includes('attribution')) flavors[kind].withoutAttribution = observers('plain')
  all.postHogWebVitalsCallbacks = flavors[kind]
`
