import { scenario, wait } from '../../support/scenario.ts'

export default scenario('scripts go into the head', {
  page: {
    config: { advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true, external_scripts_inject_target: 'head' },
  },
  steps: [wait('4s'), () => [...document.querySelectorAll('script[src*=array]')].map((script) => script.parentNode?.nodeName)],
})
