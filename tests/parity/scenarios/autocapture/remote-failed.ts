import { click, open, reload, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server says nothing: on the first page not, afterwards as it said before', {
  page: { config: { autocapture: true, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, advanced_disable_feature_flags: true }, html: `<button id="a">a</button>` },
  steps: [reply(/config$/, { status: 500, times: 1 }), open('/'), wait('1s'), click('#a'), wait('1s'), click('#a'), reply(/config$/, { body: { autocapture_opt_out: false }, times: 1 }), reload, wait('1s'), click('#a'), reply(/config$/, { status: 500 }), reload, wait('1s'), click('#a'), wait('4s')],
})
