import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the page prepares the scripts, or refuses them', {
  page: {
    config: {
      advanced_disable_flags: undefined,
      advanced_disable_feature_flags_on_first_load: true,
      prepare_external_dependency_script: (script: HTMLScriptElement) => {
        note('script', new URL(script.src).pathname, script.crossOrigin, script.type)
        return null
      },
    },
  },
  steps: [wait('4s')],
})
