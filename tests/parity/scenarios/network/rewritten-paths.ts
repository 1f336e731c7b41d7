import { leave, scenario, wait } from '../../support/scenario.ts'

export default scenario('the site rewrites the addresses', {
  page: {
    config: {
      rewriteRequestPath: (url: URL) => {
        url.pathname = `/relay${url.pathname}`
        return url
      },
    },
  },
  steps: [wait('1s'), () => posthog.capture('x'), wait('4s'), leave],
})
