import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('switched on and off by the page', {
  page: { config: { capture_dead_clicks: undefined, capture_pageview: false }, html: '<button id="a">a</button>' },
  steps: [
    wait('1s'),
    click('#a'),
    wait('5s'),
    () => posthog.set_config({ capture_dead_clicks: true }),
    click('#a'),
    wait('5s'),
    click('#a'),
    () => posthog.set_config({ capture_dead_clicks: false }),
    wait('5s'),
    click('#a'),
    wait('9s'),
  ],
})
