import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('selectors that surveys wait for', {
  page: { config: { autocapture: true }, html: `<div class="x"><button id="a" class="y">a</button></div>` },
  steps: [wait('1s'), () => posthog.autocapture.setElementSelectors(new Set(['.y', '.x button', '.z'])), click('#a'), () => posthog.autocapture.getElementSelectors(document.querySelector('#a')), () => posthog.autocapture.setElementSelectors(new Set()), click('#a'), wait('4s')],
})
