import { click, leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('points that wait leave with the page', {
  page: { config: { capture_heatmaps: true }, html: '<button id="a">a</button>' },
  steps: [wait('1s'), click('#a'), wait('1s'), leave],
})
