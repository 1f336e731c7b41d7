import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the methods of surveys, without surveys', {
  steps: [
    wait('1s'),
    () => posthog.getSurveys((...all: unknown[]) => note('surveys', ...all)),
    () => posthog.getActiveMatchingSurveys((...all: unknown[]) => note('active', ...all)),
    () => note(typeof posthog.onSurveysLoaded((...all: unknown[]) => note('loaded', ...all))),
    () => posthog.canRenderSurvey('x'),
    () => posthog.canRenderSurveyAsync('x'),
    () => posthog.renderSurvey('x', '#x'),
    () => posthog.cancelPendingSurvey('x'),
    wait('4s'),
  ],
})
