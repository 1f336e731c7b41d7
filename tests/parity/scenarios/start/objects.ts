import { scenario, wait } from '../../support/scenario.ts'

export default scenario('the objects of an instance', {
  steps: [
    wait('1s'),
    () =>
      (
        'config persistence sessionPersistence sessionManager sessionPropsManager featureFlags consent logger people surveys conversations logs ' +
        'metrics experiments toolbar exceptions sessionRecording autocapture heatmaps siteApps productTours webPerformance rateLimiter ' +
        'requestRouter scrollManager pageViewManager'
      )
        .split(' ')
        .filter((name) => typeof posthog[name] !== 'object'),
  ],
})
