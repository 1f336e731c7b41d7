import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('attributes of all kinds, quotes, long ones, those of Angular', {
  page: { config: { autocapture: true }, html: `<button id="a" class="b  a
 c b" data-x='say "hi"' data-y="back\\\\slash" style="color: red" aria-label="label" _ngcontent-abc="1" _nghost-x="2" data-long="${"x".repeat(1500)}" disabled-not="" DATA-Up="Up" data-é="ü">a</button><a id="b" href="/${"y".repeat(3000)}" onclick="event.preventDefault()">b</a>` },
  steps: [wait('1s'), click('#a'), click('#b'), wait('4s')],
})
