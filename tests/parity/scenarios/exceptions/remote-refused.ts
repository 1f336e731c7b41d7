import { click, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the page’s word counts more than the project’s settings', {
  page: {
    config: { capture_exceptions: false, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true },
    html: `<button id="a" onclick="throw new Error('thrown')">a</button>`,
  },
  steps: [
    reply(/\/config$/, { body: { hasFeatureFlags: false, autocaptureExceptions: { endpoint: '/e/' } } }),
    wait('1s'),
    click('#a'),
    wait('4s'),
  ],
})
