import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('mask_all_element_attributes', {
  page: { config: { autocapture: true, mask_all_element_attributes: true }, html: `<button id="a" class="x" title="t">a</button><a id="b" class="y" href="https://other.example/" onclick="event.preventDefault()">b</a>` },
  steps: [wait('1s'), click('#a'), click('#b'), wait('4s')],
})
