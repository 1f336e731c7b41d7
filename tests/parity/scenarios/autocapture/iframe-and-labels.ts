import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a label clicks its field', {
  page: { config: { autocapture: true }, html: `<label id="l">Agree <input id="c" type="checkbox"></label>` },
  steps: [wait('1s'), click('#l'), wait('4s')],
})
