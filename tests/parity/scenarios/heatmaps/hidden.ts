import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a page that is hidden keeps its points until it is seen again', {
  page: { config: { capture_heatmaps: true, capture_pageview: false }, html: '<button id="a">a</button>' },
  steps: [
    wait('1s'),
    click('#a'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('12s'),
    () => {
      Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    wait('4999ms'),
    wait('5s'),
  ],
})
