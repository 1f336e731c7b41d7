import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the properties of an instance', {
  steps: [
    wait('1s'),
    () => [posthog.version, posthog.__loaded, posthog.config.name, String(posthog), posthog.LIB_VERSION],
    () => [posthog.persistence.props.distinct_id === posthog.get_distinct_id(), typeof posthog.sessionPersistence.props],
    () => Object.keys(posthog.sessionManager.checkAndGetSessionAndWindowId(true)).sort(),
    () => [posthog.sessionManager.checkAndGetSessionAndWindowId(true).sessionId === posthog.get_session_id()],
    () => [posthog.consent.isOptedOut(), posthog.consent.isOptedIn(), posthog.consent.isExplicitlyOptedOut()],
    () => [posthog.compression, posthog.analyticsDefaultEndpoint, posthog.flagsEndpointWasHit, posthog.decideEndpointWasHit],
    () => Object.keys(posthog.sessionPropsManager.getSessionProps()).sort(),
  ],
})
