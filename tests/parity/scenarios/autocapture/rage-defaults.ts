import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('rage clicks under the defaults of 2026-05-30', {
  page: { config: { autocapture: true, rageclick: undefined, defaults: '2026-05-30', capture_pageview: false }, html: `<button id="a">+</button><button id="b">Buy</button><input id="c">` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), click('#b'), click('#b'), wait('2s'), click('#c'), click('#c'), click('#c'), wait('4s')],
})
