import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('disable_capture_url_hashes', {
  page: { config: { autocapture: true, disable_capture_url_hashes: true }, html: `<a id="a" href="/x#y" onclick="event.preventDefault()">a</a><a id="b" href="https://other.example/#y" onclick="event.preventDefault()"><i id="i">b</i></a>` },
  steps: [wait('1s'), click('#a'), click('#i'), wait('4s')],
})
