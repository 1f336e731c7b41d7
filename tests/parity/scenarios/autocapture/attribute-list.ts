import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('element_attribute_ignorelist', {
  page: { config: { autocapture: { element_attribute_ignorelist: ['class', 'href', 'data-drop'] } }, html: `<a id="a" class="x" href="https://other.example/" data-keep="1" data-drop="2" onclick="event.preventDefault()">a</a>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
