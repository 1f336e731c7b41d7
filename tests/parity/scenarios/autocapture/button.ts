import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('a click on a button among others', {
  page: { config: { autocapture: true }, html: `<main><h1>Shop</h1><button id="a" class="btn  primary" type="button">Buy <b>now</b></button><button id="b">Not</button></main>` },
  steps: [wait('1s'), click('#a'), click('#b'), wait('4s')],
})
