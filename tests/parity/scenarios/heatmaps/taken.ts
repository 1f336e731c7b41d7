import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('whoever takes the points sends them', {
  page: { config: { capture_heatmaps: true, capture_pageview: false }, html: '<button id="a">a</button>' },
  steps: [
    wait('1s'),
    () => (posthog as any).heatmaps.getAndClearBuffer(),
    click('#a'),
    () => JSON.parse(JSON.stringify((posthog as any).heatmaps.getAndClearBuffer())),
    wait('9s'),
    () => (posthog as any).heatmaps.getAndClearBuffer(),
  ],
})
