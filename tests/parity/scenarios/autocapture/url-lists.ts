import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('url_allowlist and url_ignorelist', {
  page: { config: { autocapture: { url_allowlist: ['shop/\\d', /SECRET/i], url_ignorelist: ['secret$'] } }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), () => history.replaceState(null, '', '/shop/1'), click('#a'), () => history.replaceState(null, '', '/shop/secret'), click('#a'), wait('4s')],
})
