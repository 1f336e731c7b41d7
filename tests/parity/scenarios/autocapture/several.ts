import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('two instances on one page', {
  page: { config: { autocapture: true }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), () => { posthog.init('phc_second', { ...posthog.config, name: undefined, loaded: undefined, autocapture: true, capture_pageview: false }, 'second') }, click('#a'), wait('4s')],
})
