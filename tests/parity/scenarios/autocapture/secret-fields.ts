import { click, press, scenario, type, wait } from '../../support/scenario.ts'

export default scenario('fields that hold secrets, by type, name and id', {
  page: { config: { autocapture: true }, html: `<form onsubmit="event.preventDefault()"><input id="p" type="password" value="hunter2"><input id="cc" name="cc-number" value="4111111111111111"><input id="cvv2"><button id="passport" name="b" value="v">Passport <span>x</span></button><button id="exp">exp <span id="cvc">cvc</span></button><div id="routing" style="cursor:pointer">routing</div></form>` },
  steps: [wait('1s'), click('#p'), type('abc'), press('Tab'), click('#cc'), click('#cvv2'), click('#passport'), click('#exp'), click('#routing'), wait('4s')],
})
