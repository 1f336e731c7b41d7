import { scenario, wait } from '../../support/scenario.ts'

export default scenario('every public method is there', {
  steps: [
    wait('1s'),
    () =>
      (
        'addExceptionStep alias calculateEventProperties canRenderSurvey canRenderSurveyAsync cancelPendingSurvey capture captureException ' +
        'captureLog captureTraceFeedback captureTraceMetric clearIdentity clear_opt_in_out_capturing createPersonProfile debug displaySurvey ' +
        'getActiveMatchingSurveys getAllFeatureFlags getEarlyAccessFeatures getExtension getFeatureFlag getFeatureFlagPayload ' +
        'getFeatureFlagResult getGroups getPageViewId getSessionProperty getSurveys get_distinct_id get_explicit_consent_status get_property ' +
        'get_session_id get_session_replay_url group has_opted_in_capturing has_opted_out_capturing identify init isFeatureEnabled ' +
        'is_capturing loadToolbar on onActiveMatchingSurveysChanged onFeatureFlags onSessionId onSurveysLoaded opt_in_capturing ' +
        'opt_out_capturing push register register_for_session register_once reloadFeatureFlags renderSurvey reset ' +
        'resetGroupPropertiesForFlags resetGroups resetPersonPropertiesForFlags sessionRecordingStarted setGroupPropertiesForFlags setIdentity ' +
        'setInternalOrTestUser setPersonProperties setPersonPropertiesForFlags set_config shutdown startExceptionAutocapture ' +
        'startSessionRecording stopExceptionAutocapture stopSessionRecording toString unregister unregister_for_session unsetPersonProperties ' +
        'updateEarlyAccessFeatureEnrollment updateFlags sentryIntegration _execute_array _dom_loaded _calculate_event_properties _is_bot'
      )
        .split(' ')
        .filter((name) => typeof posthog[name] !== 'function'),
    () =>
      'flush time_event track screen groupIdentify getAnonymousId getFeatureFlags'
        .split(' ')
        .filter((name) => posthog[name] !== undefined),
  ],
})
