import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('links to here, to another place, without an address', {
  page: { config: { autocapture: true }, html: `<p><a id="here" href="#here">Here</a> <a id="away" href="https://other.example/x?y=1#z" target="_self" onclick="event.preventDefault()">Away</a> <a id="none">none</a> <a id="rel" href="x/y" onclick="event.preventDefault()">rel</a> <a id="js" href="mailto:a@b.example" onclick="event.preventDefault()">mail</a></p>` },
  steps: [wait('1s'), click('#here'), click('#away'), click('#none'), click('#rel'), click('#js'), wait('4s')],
})
