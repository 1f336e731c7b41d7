import { reply, scenario, wait } from '../../support/scenario.ts'
import { script } from '../../support/vitals.ts'

declare const report: (name: string, value: unknown, more?: object) => void

export default scenario('of several navigations, whose addresses may not be told whole', {
  page: { config: { capture_pageview: false, capture_performance: { web_vitals: true, web_vitals_attribution: ['CLS'], __preview_web_vitals_soft_navs: true, web_vitals_delayed_flush_ms: 2000 }, mask_personal_data_properties: true, disable_capture_url_hashes: true } },
  steps: [
    reply(/\/static\/.*web-vitals/, { body: script }),
    wait('1s'),
    () => report('LCP', 300, { navigationId: 1, navigationURL: 'https://www.shop.example/?gclid=1#a' }),
    () => report('CLS', 0.25, { navigationId: '1', attribution: { largestShiftTarget: 'p', url: 'https://h/?gclid=2#x' } }),
    () => report('INP', 8, { navigationId: 2, navigationURL: '/b' }),
    () => report('FCP', 9),
    () => history.pushState(null, '', '/c?gclid=7#x'),
    () => report('FCP', 9),
    wait('9s'),
  ],
})
