import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('what is around a shadow tree keeps it from being told', {
  page: { config: { autocapture: true }, html: `<section class="ph-no-capture"><p id="a"></p></section><section class="ph-sensitive"><p id="b"></p></section><div style="cursor:pointer"><p id="c"></p></div>` },
  steps: [wait('1s'), () => { for (const id of ['a', 'b', 'c']) document.querySelector('#' + id)!.attachShadow({ mode: 'open' }).innerHTML = `<a id=${id}${id} href=/x onclick="event.preventDefault()">${id}</a><i id=${id}i>i</i>` }, click('#aa'), click('#bb'), click('#bi'), click('#ci'), wait('4s')],
})
