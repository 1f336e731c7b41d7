import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('what the page keeps to itself by classes', {
  page: { config: { autocapture: true }, html: `<div class="ph-no-capture"><button id="a">a</button></div><div class="ph-sensitive"><a id="b" href="/x" data-ph-capture-attribute-x="1" onclick="event.preventDefault()">b</a></div><div class="ph-sensitive"><button id="c" class="ph-include" name="password">c</button></div><button id="d" class="ph-include" name="password">d</button><div class="ph-no-autocapture"><button id="e">e</button></div><div data-ph-no-autocapture><button id="g">g</button></div><button id="f">f<span class="ph-sensitive">secret<span>in</span></span><span>open</span></button>` },
  steps: [wait('1s'), click('#a'), click('#b'), click('#c'), click('#d'), click('#e'), click('#g'), click('#f'), wait('4s')],
})
