import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('card and social security numbers in texts and attributes', {
  page: { config: { autocapture: true }, html: `<button id="a" title="4111111111111111" data-a="123-45-6789" data-b="4111-1111-1111-1111 " data-c="x 4111111111111111">Pay 4111111111111111 now 123-45-6789 ok</button><button id="b">4111 1111 1111 1111</button><button id="c">5555555555554444</button><button id="d">41111 <span>11111111111</span></button><a id="e" href="378282246310005" class="6011111111111117" onclick="event.preventDefault()">no. 12</a>` },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), click('#e'), wait('4s')],
})
