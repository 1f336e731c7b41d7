import { click, open, reload, reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('the server says yes, and that the chain is enough', {
  page: { config: { autocapture: true, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, advanced_disable_feature_flags: true }, html: `<button id="a">a</button>` },
  steps: [reply(/config$/, { body: { autocapture_opt_out: false, elementsChainAsString: true } }), open('/'), wait('0ms'), click('#a'), wait('1s'), click('#a'), reload, click('#a'), wait('1s'), click('#a'), wait('4s')],
})
