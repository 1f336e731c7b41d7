import { reload, reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('switched on by the server', {
  page: { config: { capture_pageview: false, capture_performance: undefined, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], hasFeatureFlags: false, capturePerformance: { network_timing: true, web_vitals: true, web_vitals_allowed_metrics: ['LCP'] } } }),
    wait('1s'),
    () => (window as any).report?.('LCP', 600),
    wait('9s'),
    reload,
    wait('1s'),
    () => (window as any).report?.('LCP', 700),
    wait('9s'),
  ],
})
