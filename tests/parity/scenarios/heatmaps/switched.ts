import { click, move, scenario, wait } from '../../support/scenario.ts'

export default scenario('switched on, off and on again by the page', {
  page: { config: { capture_heatmaps: undefined, capture_pageview: false }, html: '<button id="a">a</button>' },
  steps: [
    wait('1s'),
    click('#a'),
    wait('6s'),
    () => posthog.set_config({ enable_heatmaps: true }),
    wait('1s'),
    click('#a'),
    wait('1s'),
    () => posthog.set_config({ capture_heatmaps: false }),
    move(50, 300),
    wait('6s'),
    () => posthog.set_config({ capture_heatmaps: {} as any }),
    move(60, 300),
    click('#a'),
    wait('9s'),
  ],
})
