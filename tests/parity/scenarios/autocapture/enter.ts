import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('a form that is sent by the keyboard', {
  page: { config: { autocapture: true }, html: `<form id="f" onsubmit="event.preventDefault()"><input id="q" name="q"><button id="b">Go</button></form>` },
  steps: [wait('1s'), click('#q'), type('shoes'), press('Enter'), wait('1s'), press('Tab'), press('Enter'), wait('4s')],
})
