import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page sees and changes what is captured', {
  page: { config: { autocapture: true, before_send: (event: any) => (event.properties.$el_text === 'b' ? null : { ...event, properties: { ...event.properties, mine: event.properties.$elements.length } }) }, html: `<button id="a">a</button><button id="b">b</button>` },
  steps: [wait('1s'), click('#a'), click('#b'), wait('4s')],
})
