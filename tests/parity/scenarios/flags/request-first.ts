import { ON, loads } from '../../support/flags.ts'
import { open, scenario, wait } from '../../support/scenario.ts'

export default scenario('the request of a first visit', {
  page: { config: { ...ON, capture_pageview: true } },
  steps: [
    ...loads(),
    open('/start?utm_source=news&gclid=g1', { referrer: 'https://blog.example/post' }),
    wait('1s'),
    () => posthog.featureFlags.getFlagVariants(),
  ],
})
