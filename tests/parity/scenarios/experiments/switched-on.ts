import { experiment, experiments, UNDER } from '../../support/experiments.ts'
import { scenario, wait } from '../../support/scenario.ts'

export default scenario('experiments that are wanted later', {
  page: { config: { ...UNDER, disable_web_experiments: true }, html: '<h1>Shop</h1>' },
  steps: [
    ...experiments([experiment([{ selector: 'h1', html: 'Changed' }])]),
    wait('1s'),
    () => void posthog.set_config({ disable_web_experiments: false }),
    wait('1s'),
    () => document.body.innerHTML,
    () => posthog.reloadFeatureFlags(),
    wait('1s'),
    () => document.body.innerHTML,
  ],
})
