import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('dom_event_allowlist', {
  page: { config: { autocapture: { dom_event_allowlist: ['change', 'submit'] } }, html: `<form onsubmit="event.preventDefault()"><input id="i"><button id="b">b</button></form>` },
  steps: [wait('1s'), click('#i'), type('x'), press('Tab'), click('#b'), wait('4s')],
})
