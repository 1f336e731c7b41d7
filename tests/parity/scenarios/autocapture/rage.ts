import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('three clicks in anger, and more', {
  page: { config: { autocapture: true, rageclick: true }, html: `<button id="a">a</button><button id="b">b</button>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), wait('400ms'), click('#b'), wait('400ms'), click('#b'), wait('1s'), click('#a'), click('#b'), click('#a'), wait('4s')],
})
