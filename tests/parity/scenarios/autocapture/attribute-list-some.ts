import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('some attributes ignored', {
  page: { config: { autocapture: { element_attribute_ignorelist: ['aria-label', 'data-drop'] } }, html: `<button id="a" class="x" aria-label="l" data-keep="1" data-drop="2">a</button>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
