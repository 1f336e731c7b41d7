import { scenario, wait } from '../../support/scenario.ts'

export default scenario('null in a bootstrap counts as absent', {
  page: { config: { bootstrap: { distinctID: null, isIdentifiedID: null, sessionID: null, featureFlags: null } } },
  steps: [wait('1s'), () => posthog.get_distinct_id().length, wait('4s')],
})
