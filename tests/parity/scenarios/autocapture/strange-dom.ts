import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('elements that hide their own properties', {
  page: { config: { autocapture: true }, html: `<form id="f" onsubmit="event.preventDefault()"><input name="id" value="a"><input name="type"><input name="name"><button id="go">go</button></form>` },
  steps: [wait('1s'), click('#go'), wait('4s')],
})
