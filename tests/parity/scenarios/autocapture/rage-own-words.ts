import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('words of the page own', {
  page: { config: { autocapture: true, rageclick: { content_ignorelist: ['MORE', '-'] } }, html: `<button id="a">More please</button><button id="b">+</button><button id="c">Other <span class="ph-sensitive">more</span></button>` },
  steps: [wait('1s'), click('#a'), click('#a'), click('#a'), wait('2s'), click('#b'), click('#b'), click('#b'), wait('2s'), click('#c'), click('#c'), click('#c'), wait('4s')],
})
