import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('properties that elements bring along', {
  page: { config: { autocapture: true }, html: `<div data-ph-capture-attribute-plan="outer" data-ph-capture-attribute-outer="o"><p data-ph-capture-attribute-card="4111 1111 1111 1111" data-ph-capture-attribute-empty=""><button id="a" data-ph-capture-attribute-plan="inner" data-ph-capture-attribute-some-thing="1" data-ph-capture-attributex="2" data-ph-capture-attribute="3" data-ph-capture-attribute-="4">a</button></p></div>` },
  steps: [wait('1s'), click('#a'), wait('4s')],
})
