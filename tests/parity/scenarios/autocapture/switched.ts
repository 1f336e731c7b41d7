import { click, scenario, wait } from '../../support/scenario.ts'

export default scenario('on and off at run time', {
  page: { config: { autocapture: false }, html: `<button id="a">a</button>` },
  steps: [wait('1s'), click('#a'), () => posthog.set_config({ autocapture: true }), click('#a'), () => posthog.set_config({ autocapture: false }), click('#a'), () => posthog.set_config({ autocapture: { element_allowlist: ['a'] } }), click('#a'), () => posthog.set_config({ autocapture: {} }), click('#a'), wait('4s')],
})
