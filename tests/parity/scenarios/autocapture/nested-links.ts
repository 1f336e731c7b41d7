import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('which link and which text counts', {
  page: { config: { autocapture: true }, html: `<a href="/outer" onclick="event.preventDefault()"><div><p id="p">p<b id="b">b</b></p></div></a><button><a id="l" href="/in" onclick="event.preventDefault()"><span id="s">s</span></a></button>` },
  steps: [wait('1s'), click('#p'), click('#b'), click('#s'), click('#l'), wait('4s')],
})
