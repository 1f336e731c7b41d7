import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('positions among siblings', {
  page: { config: { autocapture: true }, html: `<ul><li>1</li>text<!-- c --><li>2</li><p>p</p><li>3 <button id="a">a</button></li><li>4</li></ul>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
