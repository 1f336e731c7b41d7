import { scenario, wait } from '../../support/scenario.ts'

export default scenario('a tag that fires before there is a body', {
  page: {
    config: { capture_pageview: true, advanced_disable_flags: undefined, advanced_disable_feature_flags_on_first_load: true },
    after: () => {
      note(document.body === null)
      posthog.capture('from the head')
    },
  },
  steps: [wait('4s')],
})
