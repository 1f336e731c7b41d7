import { experiments, UNDER } from '../../support/experiments.ts'
import { reply, scenario, wait } from '../../support/scenario.ts'

export default scenario('no list of experiments', {
  page: { config: UNDER, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([]),
    reply(/web_experiments/, { status: 500 }),
    wait('1s'),
    () => posthog.reloadFeatureFlags(),
    wait('20s'),
    () => document.body.innerHTML,
  ],
})
