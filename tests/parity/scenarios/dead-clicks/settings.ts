import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('times, selectors and attributes of the page own', {
  page: {
    config: {
      capture_pageview: false,
      mask_all_text: true,
      capture_dead_clicks: { mutation_threshold_ms: 500, scroll_threshold_ms: 10, css_selector_ignorelist: ['.mine'], element_attribute_ignorelist: ['data-x'], capture_clicks_with_modifier_keys: true },
    },
    html: '<p class="mine" id="a">no</p><p class="ph-no-capture" id="b">b</p><p id="c" data-x="1" data-y="2">c</p><p id="d" onclick="setTimeout(() => (this.textContent = 1), 700)">d</p>',
  },
  steps: [
    wait('1s'),
    click('#a'),
    wait('5s'),
    click('#b'),
    wait('5s'),
    () => void document.getElementById('c')!.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    wait('5s'),
    click('#d'),
    wait('9s'),
  ],
})
