import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('element_allowlist', {
  page: { config: { autocapture: { element_allowlist: ['button'] } }, html: `<button id="b"><i id="i">i</i></button><a id="a" href="#x">a</a>` },
  steps: [wait('1s'), click('#i'), click('#a'), wait('4s')],
})
