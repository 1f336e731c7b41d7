import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the Google search app', {
  visitor: {
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/370.0 Mobile/15E148 Safari/604.1',
  },
  page: { config: { detect_google_search_app: true } },
  steps: [wait('4s')],
})
