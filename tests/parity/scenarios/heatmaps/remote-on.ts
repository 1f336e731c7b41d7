import { click, reload, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('switched on by the server, and remembered', {
  page: {
    config: { capture_heatmaps: undefined, capture_pageview: false, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true },
    html: '<button id="a">a</button>',
  },
  steps: [
    reply(/\/config$/, { body: { supportedCompression: ['gzip-js'], hasFeatureFlags: false, heatmaps: true }, times: 1 }),
    wait('1s'),
    click('#a'),
    wait('9s'),
    reload,
    wait('1s'),
    click('#a'),
    wait('9s'),
  ],
})
